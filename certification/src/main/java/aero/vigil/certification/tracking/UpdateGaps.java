package aero.vigil.certification.tracking;

/**
 * The updates of one flight against the update interval (§9 (a)): a gap d counts floor(d/interval)
 * missed ones.
 */
final class UpdateGaps {

    /** An antenna meets a moving aircraft a little later each turn; this is no miss. */
    private static final double TOLERANCE_SECONDS = 0.25;

    private final Separation separation;
    private long lastMicros = -1;
    private double seconds;
    private double missed;
    private double inLongGaps;

    UpdateGaps(Separation separation) {
        this.separation = separation;
    }

    /** An update measured at this time; earlier ones than the latest change nothing. */
    void update(long micros) {
        if (lastMicros >= 0 && micros > lastMicros) {
            double gap = (micros - lastMicros) * 1e-6;
            seconds += gap;
            double over = Math.max(0, gap - TOLERANCE_SECONDS);
            missed += Math.floor(over / separation.intervalSeconds);
            if (gap > separation.longGapSeconds) {
                inLongGaps += gap / separation.intervalSeconds;
            }
        }
        lastMicros = Math.max(lastMicros, micros);
    }

    double expected() {
        return seconds / separation.intervalSeconds;
    }

    double missed() {
        return missed;
    }

    double inLongGaps() {
        return inLongGaps;
    }

    double seconds() {
        return seconds;
    }

    /** Probability of update in percent; NaN without an interval. */
    double percent() {
        return expected() > 0 ? 100 * (1 - missed / expected()) : Double.NaN;
    }
}
