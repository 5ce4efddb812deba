package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.ReadIndex;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.Upgrades;

/** The core with the read index broken (rule 22). */
final class ReadMutants {

    private ReadMutants() {}

    /** A new primary answers before what it has adopted is committed. */
    static Assembly beforeTheLogIsCommitted() {
        return new Assembly() {
            @Override
            protected ReadIndex readIndex(ReplicaState state) {
                return new ReadIndex(state) {
                    @Override
                    protected boolean isCurrent() {
                        return true;
                    }
                };
            }
        };
    }

    /** A primary answers at once, and may have been replaced. */
    static Assembly withoutARound() {
        return new Assembly() {
            @Override
            protected ReadIndex readIndex(ReplicaState state) {
                return new ReadIndex(state) {
                    @Override
                    protected void arrived(int from, long readNumber) {
                        if (isCurrent()) {
                            answer(from, readNumber, commitNumber());
                        } else {
                            super.arrived(from, readNumber);
                        }
                    }
                };
            }
        };
    }

    static Assembly upgradeWithoutAll() {
        return new Assembly() {
            @Override
            protected Upgrades upgrades(ReplicaState state) {
                return new Upgrades(state) {
                    @Override
                    protected int needed() {
                        return 1;
                    }
                };
            }
        };
    }
}
