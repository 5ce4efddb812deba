package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Membership;
import aero.vigil.replication.core.Recovery;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.ViewChange;
import java.util.List;

/** Recovery and membership, broken (rules 19 and 20). */
final class RecoveryMutants {

    private RecoveryMutants() {}

    static Assembly takeAnyRefillForAll() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected boolean isHeldUpTo(long opNumber) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly countAnyIncarnation() {
        return new Assembly() {
            @Override
            protected Membership membership(ReplicaState state) {
                return new Membership(state) {
                    @Override
                    protected boolean isNamed(int index, Incarnation incarnation) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly countNewIncarnationEarly() {
        return new Assembly() {
            @Override
            protected Membership membership(ReplicaState state) {
                return new Membership(state) {
                    @Override
                    protected boolean isNamed(int index, Incarnation incarnation) {
                        return super.isNamed(index, incarnation) || isInLog(index, incarnation);
                    }
                };
            }
        };
    }

    static Assembly believeWhatADamagedLogNames() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean stands(List<Incarnation> named) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly keepReportsOfUnnamed() {
        return new Assembly() {
            @Override
            protected ViewChange viewChange(ReplicaState state) {
                return new ViewChange(state) {
                    @Override
                    protected boolean counts(Incarnation reporter, Incarnation named) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly letTheReplacedCommit() {
        return new Assembly() {
            @Override
            protected Membership membership(ReplicaState state) {
                return new Membership(state) {
                    @Override
                    protected boolean mayCommit(int index, int replaced) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly recoverWithoutNonce() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected boolean isOfThisTry(boolean nonceRepeated) {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly answerInViewChange() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected boolean mayAnswer() {
                        return true;
                    }
                };
            }
        };
    }

    static Assembly clearMarkEarly() {
        return new Assembly() {
            @Override
            protected Recovery recovery(ReplicaState state) {
                return new Recovery(state) {
                    @Override
                    protected void found() {
                        clearMark();
                    }
                };
            }
        };
    }
}
