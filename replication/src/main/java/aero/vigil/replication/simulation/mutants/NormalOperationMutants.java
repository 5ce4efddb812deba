package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.GreyPrimary;
import aero.vigil.replication.core.Leadership;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.NormalOperation;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.ViewChange;

/** The core with a rule of normal operation broken (rules 1, 3 and 4). */
final class NormalOperationMutants {

    private NormalOperationMutants() {}

    /** Rule 1: PrepareOk promises what no disk holds yet. */
    static Assembly acknowledgeBeforeForce() {
        return new Assembly() {
            @Override
            protected NormalOperation normalOperation(ReplicaState state) {
                return new NormalOperation(state) {
                    @Override
                    protected void acknowledge(int primary, Message.PrepareOk message) {
                        sendAtOnce(primary, message);
                    }
                };
            }
        };
    }

    /** Rule 1: the primary counts itself as soon as it has appended. */
    static Assembly countOwnUnforced() {
        return new Assembly() {
            @Override
            protected Leadership leadership(ReplicaState state) {
                return new Leadership(state) {
                    @Override
                    protected long ownForcedOp() {
                        return ownOpNumber();
                    }
                };
            }
        };
    }

    /** Rule 1: a primary whose ops stand still goes on leading. */
    static Assembly goOnOrdering() {
        return new Assembly() {
            @Override
            protected Leadership leadership(ReplicaState state) {
                return new Leadership(state) {
                    @Override
                    protected boolean givesWay() {
                        return false;
                    }
                };
            }
        };
    }

    static Assembly neverGrey() {
        return new Assembly() {
            @Override
            protected Leadership leadership(ReplicaState state) {
                return new Leadership(state) {
                    @Override
                    protected boolean isGrey() {
                        return false;
                    }
                };
            }
        };
    }

    /** Rule 1 as it was designed: a primary's own disk is compared with nobody's (adr 0025). */
    static Assembly giveWayToNoBetter() {
        return new Assembly() {
            @Override
            protected GreyPrimary greyPrimary(ReplicaState state) {
                return new GreyPrimary(state) {
                    @Override
                    protected long othersForcedOp(long ownForcedOp) {
                        return ownOpNumber();
                    }

                    @Override
                    protected long patienceTicks() {
                        return super.patienceTicks() / 20; // a timeout
                    }
                };
            }
        };
    }

    /** Rule 3: acknowledgements count in whatever view they come. */
    static Assembly countEarlierViews() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean isOfThisView(Message message) {
                        return message instanceof Message.PrepareOk || super.isOfThisView(message);
                    }
                };
            }
        };
    }

    /** Rule 3: Prepares are appended in whatever view they come. */
    static Assembly appendEarlierViews() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean isOfThisView(Message message) {
                        return message instanceof Message.Prepare || super.isOfThisView(message);
                    }
                };
            }
        };
    }

    /** Rule 4: nobody sees to it that a lost Prepare comes again. */
    static Assembly waitForLostPrepares() {
        return new Assembly() {
            @Override
            protected Leadership leadership(ReplicaState state) {
                return new Leadership(state) {
                    @Override
                    protected void repeatPrepare(int to) {
                        // What was sent was sent.
                    }
                };
            }

            @Override
            protected NormalOperation normalOperation(ReplicaState state) {
                return new NormalOperation(state) {
                    @Override
                    protected void lacksEntries() {
                        // It will come.
                    }
                };
            }
        };
    }
}
