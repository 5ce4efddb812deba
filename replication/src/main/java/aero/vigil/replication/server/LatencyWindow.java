package aero.vigil.replication.server;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Durations of the last ten seconds, in microseconds, with their percentiles.
 *
 * <p>Any thread may record; {@link #advance} and the percentiles belong to one thread.
 */
public final class LatencyWindow {

    private static final int SECONDS = 10;

    /** Longer ones count as a minute. */
    private static final long GREATEST_MICROS = 60_000_000;

    private final Recorder recorder = new Recorder(1, GREATEST_MICROS, 2);
    private final Histogram[] seconds = new Histogram[SECONDS];
    private final Histogram sum = new Histogram(1, GREATEST_MICROS, 2);
    private int next;

    public LatencyWindow() {
        for (int i = 0; i < SECONDS; i++) {
            seconds[i] = new Histogram(1, GREATEST_MICROS, 2);
        }
    }

    /** Takes one duration. */
    public void record(long nanos) {
        recorder.recordValue(Math.max(0, Math.min(GREATEST_MICROS, nanos / 1_000)));
    }

    /** Ends a second: called once in each. */
    public void advance() {
        recorder.getIntervalHistogramInto(seconds[next]);
        next = (next + 1) % SECONDS;
        sum.reset();
        for (Histogram second : seconds) {
            sum.add(second);
        }
    }

    /** The duration that this share of the last ten seconds' durations do not exceed; 0 if none. */
    public int percentileMicros(double percentile) {
        return sum.getTotalCount() == 0 ? 0 : (int) sum.getValueAtPercentile(percentile);
    }
}
