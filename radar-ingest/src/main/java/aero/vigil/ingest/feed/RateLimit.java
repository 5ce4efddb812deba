package aero.vigil.ingest.feed;

/** Admits so many a second on average, and as many at once after a second of silence. */
final class RateLimit {

    private static final double NANOS_A_SECOND = 1e9;

    private final int perSecond;
    private double allowance;
    private long lastNanos;

    RateLimit(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.allowance = perSecond;
        this.lastNanos = nowNanos;
    }

    boolean admits(long nowNanos) {
        double earned = (nowNanos - lastNanos) / NANOS_A_SECOND * perSecond;
        lastNanos = nowNanos;
        allowance = Math.min(perSecond, allowance + earned);
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }
}
