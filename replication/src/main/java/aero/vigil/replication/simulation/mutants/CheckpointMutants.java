package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.Checkpoints;
import aero.vigil.replication.core.Divergence;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.Vouching;

/** The core with a rule of checkpoints broken (rules 15, 16 and 21). */
final class CheckpointMutants {

    private CheckpointMutants() {}

    /** Rule 15: a checkpoint is published ahead of the log that it stands for. */
    static Assembly publishBeforeForce() {
        return new Assembly() {
            @Override
            protected Checkpoints checkpoints(ReplicaState state) {
                return new Checkpoints(state) {
                    @Override
                    protected long releasableOp() {
                        return Long.MAX_VALUE;
                    }
                };
            }
        };
    }

    /** Rule 16: what one replica reports is vouched for. */
    static Assembly vouchForAny() {
        return new Assembly() {
            @Override
            protected Vouching vouching(ReplicaState state) {
                return new Vouching(state) {
                    @Override
                    protected int needed() {
                        return 1;
                    }
                };
            }
        };
    }

    /** Rule 21: what a wrong state has left on the disk stays there. */
    static Assembly keepWrongCheckpoints() {
        return new Assembly() {
            @Override
            protected Checkpoints checkpoints(ReplicaState state) {
                return new Checkpoints(state) {
                    @Override
                    protected void distrustAllBut(CheckpointId right) {}
                };
            }
        };
    }

    /** Rule 21: f + 1 copies become f. */
    static Assembly discardVoteWithState() {
        return new Assembly() {
            @Override
            protected Divergence divergence(ReplicaState state) {
                return new Divergence(state) {
                    @Override
                    protected void discard() {
                        takePartNoMore();
                        super.discard();
                    }
                };
            }
        };
    }
}
