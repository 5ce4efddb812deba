package aero.vigil.certification.poison;

/** How long things took, millions of them in little memory: to 1 % in all that is over 100 ns. */
final class Durations {

    private static final double LEAST_NANOS = 100;
    private static final double STEP = Math.log(1.01);

    private final long[] counts = new long[2_500];
    private long count;
    private long worstNanos;

    void add(long nanos) {
        double steps = nanos <= LEAST_NANOS ? 0 : Math.log(nanos / LEAST_NANOS) / STEP;
        counts[(int) Math.min(counts.length - 1, steps)]++;
        count++;
        worstNanos = Math.max(worstNanos, nanos);
    }

    void add(Durations others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        count += others.count;
        worstNanos = Math.max(worstNanos, others.worstNanos);
    }

    long count() {
        return count;
    }

    double worstMillis() {
        return rounded(worstNanos * 1e-6);
    }

    /** Milliseconds that this share of all does not exceed, to 1 %. */
    double quantileMillis(double share) {
        long rank = (long) Math.ceil(share * count);
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (below >= rank && below > 0) {
                return rounded(LEAST_NANOS * Math.exp((i + 1) * STEP) * 1e-6);
            }
        }
        return 0;
    }

    private static double rounded(double millis) {
        return Math.rint(millis * 1e4) / 1e4;
    }
}
