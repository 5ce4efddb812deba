package aero.vigil.replication.journal;

import java.util.Arrays;

/**
 * How long the last forces of the journal took, and how many entries each made durable. Safe to use
 * from any thread.
 */
public final class ForceTimes {

    private static final int KEPT = 1_024;

    /** Below this a 99th percentile is a guess. */
    private static final int LEAST_FOR_P99 = 100;

    /** One force of 1, 2-3, 4-7, ... entries; the last bucket takes all that are more. */
    public static final int BUCKETS = 12;

    private final long[] nanos = new long[KEPT];
    private final long[] batches = new long[BUCKETS];
    private long entries;
    private long count;

    /** Of no force yet. */
    public ForceTimes() {}

    /**
     * A summary of at most the last 1,024 forces.
     *
     * @param count forces since the start
     * @param p50Micros the median, 0 without any
     * @param p99Micros the 99th percentile; the greatest as long as there are fewer than 100
     * @param maxMicros the greatest
     */
    public record Summary(long count, long p50Micros, long p99Micros, long maxMicros) {}

    /** Notes one force that made so many log entries durable. */
    synchronized void add(long durationNanos, int entriesForced) {
        nanos[(int) (count++ % KEPT)] = durationNanos;
        entries += entriesForced;
        if (entriesForced > 0) {
            int bucket = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(entriesForced);
            batches[Math.min(BUCKETS - 1, bucket)]++;
        }
    }

    /** Log entries made durable since the start. */
    public synchronized long entries() {
        return entries;
    }

    /** Forces by the number of their entries: index i counts those of 2^i up to 2^(i+1) − 1. */
    public synchronized long[] batches() {
        return batches.clone();
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
