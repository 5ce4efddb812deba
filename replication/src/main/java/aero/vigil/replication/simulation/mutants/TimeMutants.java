package aero.vigil.replication.simulation.mutants;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.ClockReading;
import aero.vigil.replication.core.ClusterClock;
import aero.vigil.replication.core.ReplicaConfiguration;
import aero.vigil.replication.core.ReplicaState;
import aero.vigil.replication.core.Suspicion;
import aero.vigil.replication.core.Ticks;

/** The core with a rule of ticks, stamps or suspicion broken (rules 6, 7 and 8). */
final class TimeMutants {

    private TimeMutants() {}

    /** Rule 6: ticks that were missed are made up for. */
    static Assembly makeUpTicks() {
        return new Assembly() {
            @Override
            protected Ticks ticks(ReplicaConfiguration configuration) {
                return new Ticks(configuration) {
                    @Override
                    protected long nextDue(long regularlyMicros, long clockMicros) {
                        return regularlyMicros;
                    }
                };
            }
        };
    }

    /** Rule 6: a tick is made while one is uncommitted. */
    static Assembly severalTicksUncommitted() {
        return new Assembly() {
            @Override
            protected Ticks ticks(ReplicaConfiguration configuration) {
                return new Ticks(configuration) {
                    @Override
                    protected boolean mayFollow(long lastTickOp, long commitNumber) {
                        return true;
                    }
                };
            }
        };
    }

    /** Rule 7: stamps come from the primary's own wall clock. */
    static Assembly stampByOwnClock() {
        return new Assembly() {
            @Override
            protected ClusterClock clusterClock(ReplicaConfiguration configuration) {
                return new ClusterClock(configuration) {
                    @Override
                    protected int adjust(ClockReading now) {
                        layOffset(now.wallMicros() - now.monotonicMicros(), now);
                        return -1;
                    }
                };
            }
        };
    }

    /** Rule 7: a stamp may lie before the last one. */
    static Assembly stampBehindLast() {
        return new Assembly() {
            @Override
            protected ClusterClock clusterClock(ReplicaConfiguration configuration) {
                return new ClusterClock(configuration) {
                    @Override
                    protected long stampAfter(long lastTimestampMicros, ClockReading now) {
                        return read(now);
                    }
                };
            }
        };
    }

    /** Rule 8: what a replica did not hear while it was away itself, nobody said. */
    static Assembly deposedByAPause() {
        return new Assembly() {
            @Override
            protected Suspicion suspicion(ReplicaState state) {
                return new Suspicion(state) {
                    @Override
                    protected long silenceAfterPause(long silentTicksBefore, long pauseTicks) {
                        return silentTicksBefore + pauseTicks;
                    }
                };
            }
        };
    }

    /** Rule 8: who has suspected the primary goes on, though it is heard. */
    static Assembly neverCleared() {
        return new Assembly() {
            @Override
            protected Suspicion suspicion(ReplicaState state) {
                return new Suspicion(state) {
                    @Override
                    protected void heardPrimary() {
                        if (!isSuspecting()) {
                            super.heardPrimary();
                        }
                    }
                };
            }
        };
    }

    /** Rule 8: a primary that too few hear leads on, as long as it hears them. */
    static Assembly leadUnheard() {
        return new Assembly() {
            @Override
            protected Suspicion suspicion(ReplicaState state) {
                return new Suspicion(state) {
                    @Override
                    protected boolean isUnfollowed() {
                        return false;
                    }
                };
            }
        };
    }
}
