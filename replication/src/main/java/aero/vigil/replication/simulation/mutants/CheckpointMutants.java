package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.Checkpoints;
import aero.vigil.replication.core.ReplicaState;

/** The core with a rule of checkpoints broken (rules 15 and 16). */
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
}
