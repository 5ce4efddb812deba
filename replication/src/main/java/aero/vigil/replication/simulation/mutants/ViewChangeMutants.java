package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Adoption;
import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Recovery;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.ViewChange;

/** The core with a rule of view changes broken (rules 9 to 14). */
final class ViewChangeMutants {

    private ViewChangeMutants() {}

    /** Rule 9: a message of a later view is dropped and says nothing. */
    static Assembly ignoreLaterViews() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected void evidence(long viewNumber) {
                        // The message is dropped: its view is not this replica's.
                    }
                };
            }
        };
    }

    /** Rule 10: DoViewChange leaves before the vote and the log that it reports are durable. */
    static Assembly reportBeforeForce() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected void sendReport(int primary, Message.DoViewChange report) {
                        sendAtOnce(primary, report);
                    }
                };
            }
        };
    }

    /** Rule 10: DoViewChange is silent about writes in flight, whose PrepareOk may still leave. */
    static Assembly reportForcedOnly() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected long reportedOp() {
                        return forcedOp();
                    }

                    @Override
                    protected void dropPromises() {
                        // They leave when they are forced.
                    }
                };
            }
        };
    }

    /** Rule 11: the longest log is chosen, whichever view it is of. */
    static Assembly chooseTheLongestLog() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected long reportedLogView() {
                        return 0;
                    }
                };
            }
        };
    }

    /** Rules 11 and 18: a damaged end nacks what it may have promised. */
    static Assembly takeAnyTailForCertain() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean isTailCertain() {
                        return true;
                    }
                };
            }
        };
    }

    /** Rule 12: the log view is promised before the log is there. */
    static Assembly promiseBeforeStaged() {
        return new Assembly() {
            @Override
            protected Adoption adoption(ReplicaState state) {
                return new Adoption(state) {
                    @Override
                    protected void begin(
                            long opNumber, Digest hash, long commitNumber, int holder) {
                        promise(opNumber, hash);
                        super.begin(opNumber, hash, commitNumber, holder);
                    }
                };
            }
        };
    }

    /** Rule 13: a StartView is adopted whenever it comes. */
    static Assembly adoptAnyStartView() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean mayAdopt(Message.StartView message) {
                        return true;
                    }
                };
            }
        };
    }

    /** Rule 14: a restarted primary goes on leading its view. */
    static Assembly leadAgainAfterRestart() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected void resumeAsPrimary() {
                        leadAgain();
                    }
                };
            }
        };
    }

    /** Rule 12: what a lost adoption had cut off is taken for the log of its view. */
    static Assembly takeCutOffForAdopted() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected boolean isAdoptionThere() {
                        return true;
                    }
                };
            }
        };
    }
}
