package aero.vigil.replication.journal;

import java.util.Arrays;

/** How long the last forces of the journal took. Safe to use from any thread. */
public final class ForceTimes {

    private static final int KEPT = 1_024;

    /** Below this a 99th percentile is a guess. */
    private static final int LEAST_FOR_P99 = 100;

    private final long[] nanos = new long[KEPT];
    private long count;

    ForceTimes() {}

    /**
     * A summary of at most the last 1,024 forces.
     *
     * @param count forces since the start
     * @param p50Micros the median, 0 without any
     * @param p99Micros the 99th percentile; the greatest as long as there are fewer than 100
     * @param maxMicros the greatest
     */
    public record Summary(long count, long p50Micros, long p99Micros, long maxMicros) {}

    synchronized void add(long durationNanos) {
        nanos[(int) (count++ % KEPT)] = durationNanos;
    }

    /** What they were up to now. */
    public Summary summary() {
        long[] sorted;
        long total;
        synchronized (this) {
            total = count;
            sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
        }
        if (sorted.length == 0) {
            return new Summary(0, 0, 0, 0);
        }
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        int p99 = sorted.length < LEAST_FOR_P99 ? last : (int) (last * 0.99);
        return new Summary(
                total, sorted[last / 2] / 1_000, sorted[p99] / 1_000, sorted[last] / 1_000);
    }
}
