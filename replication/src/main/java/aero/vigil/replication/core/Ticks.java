package aero.vigil.replication.core;

/**
 * When the primary makes a tick (rule 6): ten a second, under the reserved client id; none while
 * one is uncommitted, and none made up for.
 */
public class Ticks {

    private final long periodMicros;
    private long dueMicros;

    protected Ticks(ReplicaConfiguration configuration) {
        periodMicros = configuration.genesis().tickPeriodMicros();
    }

    /** The first tick of a view: a period after the last one in the log, or now. */
    void beginView(long lastTickMicros, long clockMicros) {
        dueMicros = Math.max(lastTickMicros + periodMicros, clockMicros);
    }

    boolean isDue(long clockMicros, long lastTickOp, long commitNumber) {
        return clockMicros >= dueMicros && mayFollow(lastTickOp, commitNumber);
    }

    /** None while one is uncommitted. */
    protected boolean mayFollow(long lastTickOp, long commitNumber) {
        return lastTickOp <= commitNumber;
    }

    /** A tick was made; those missed are not made up for. */
    void made(long clockMicros) {
        dueMicros = nextDue(dueMicros + periodMicros, clockMicros);
    }

    /** When the next is due, if it would have been at this time. */
    protected long nextDue(long regularlyMicros, long clockMicros) {
        return regularlyMicros > clockMicros ? regularlyMicros : clockMicros + periodMicros;
    }
}
