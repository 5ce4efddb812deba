package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.Growth;
import aero.vigil.replication.core.ReplicaState;

/** The core with a rule of changing the group's size broken (VRR §7). */
final class GrowthMutants {

    private GrowthMutants() {}

    /** An epoch begins where the op that ends the one before is appended. */
    static Assembly beginEpochUncommitted() {
        return new Assembly() {
            @Override
            protected Growth growth(ReplicaState state) {
                return new Growth(state) {
                    @Override
                    protected boolean awaitsCommit() {
                        return false;
                    }
                };
            }
        };
    }

    /** Ops go on behind the one that ends the epoch. */
    static Assembly orderBehindTheEnd() {
        return new Assembly() {
            @Override
            protected Growth growth(ReplicaState state) {
                return new Growth(state) {
                    @Override
                    protected boolean endsEpoch() {
                        return false;
                    }
                };
            }
        };
    }

    /** A learner's acknowledgement is one of the f + 1. */
    static Assembly countLearners() {
        return new Assembly() {
            @Override
            protected Growth growth(ReplicaState state) {
                return new Growth(state) {
                    @Override
                    protected int counted() {
                        return reach();
                    }
                };
            }
        };
    }

    /** Two members go at once: two of three need not meet three of five. */
    static Assembly resizeByTwo() {
        return new Assembly() {
            @Override
            protected Growth growth(ReplicaState state) {
                return new Growth(state) {
                    @Override
                    protected boolean isNeighbour(int size, int groupSize) {
                        return super.isNeighbour(size, groupSize) || (size == 3 && groupSize == 5);
                    }
                };
            }
        };
    }

    /** f + 1 of four, where f is one. */
    static Assembly takeHalfForAMajority() {
        return new Assembly() {
            @Override
            protected int majorityOf(int groupSize) {
                return (groupSize + 1) / 2;
            }
        };
    }
}
