package aero.vigil.certification.scenario;

import org.jspecify.annotations.Nullable;

/**
 * The greatest gaps allowed (design README, the table of numbers, column "must"), in milliseconds
 * with strict timing; relaxed timing, which waits five times as long for a silent replica, is
 * allowed five times as much.
 *
 * @param writeMillis the longest time without an acknowledged command; null: not limited
 * @param displayMillis the longest time without a new frame at the display; null: not limited
 * @param writeP99Millis the 99th percentile of the first, judged of 100 runs or more
 * @param displayP99Millis the 99th percentile of the second, judged of 100 runs or more
 * @param resumeMillis the longest time from the end of an outage to the first acknowledged command;
 *     this suite's own figure
 */
public record Limit(
        @Nullable Double writeMillis,
        @Nullable Double displayMillis,
        @Nullable Double writeP99Millis,
        @Nullable Double displayP99Millis,
        @Nullable Double resumeMillis) {

    /** A process that dies: write p99 250 ms, display p99 300 ms, both 1 s at most. */
    static final Limit KILL = new Limit(1_000.0, 1_000.0, 250.0, 300.0, null);

    /** A process that falls silent: write p99 400 ms, display p99 500 ms, both 1 s at most. */
    static final Limit SILENCE = new Limit(1_000.0, 1_000.0, 400.0, 500.0, null);

    /** Two faults in a row, each of which may cost what one may. */
    static final Limit TWICE = new Limit(2_000.0, 2_000.0, null, null, null);

    /** No majority: nothing can be promised but that it goes on afterwards. */
    static final Limit OUTAGE = new Limit(null, null, null, null, 5_000.0);
}
