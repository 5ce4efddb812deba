package aero.vigil.display;

/** Counts what a display shows; asks the arbiter nothing, so that it would see its mistakes. */
final class MeasuredStream {

    private static final double NANOS_PER_MILLI = 1e6;

    private long frames;
    private long missing;
    private long repeated;
    private long outOfOrder;
    private long disagreements;
    private long unconfirmed;
    private long longestGapNanos;
    private long number = -1;
    private long shownNanos;

    /** A frame, or a record that stands for so many up to its number. */
    void shown(long shownNumber, int span, boolean confirmed, long nowNanos) {
        if (number >= 0) {
            if (shownNumber == number) {
                repeated++;
            } else if (shownNumber < number) {
                outOfOrder++;
            } else {
                missing += Math.max(0, shownNumber - number - span);
            }
        }
        if (!confirmed) {
            unconfirmed++;
        }
        advance(shownNumber, nowNanos);
    }

    /** The whole picture anew: only frames before its keyframe are missing. */
    void rebased(long through, long skipped, boolean confirmed, long nowNanos) {
        if (number >= 0 && through <= number) {
            outOfOrder++;
        }
        missing += skipped;
        if (!confirmed) {
            unconfirmed++;
        }
        advance(through, nowNanos);
    }

    private void advance(long to, long nowNanos) {
        if (number >= 0) {
            longestGapNanos = Math.max(longestGapNanos, nowNanos - shownNanos);
        }
        frames++;
        number = to;
        shownNanos = nowNanos;
    }

    void disagreed() {
        disagreements++;
    }

    /** Starts the longest gap anew, for a measurement that begins now. */
    void forgetGap(long nowNanos) {
        longestGapNanos = 0;
        shownNanos = nowNanos;
    }

    long number() {
        return Math.max(0, number);
    }

    double sinceShownMillis(long nowNanos) {
        return number < 0 ? 0 : (nowNanos - shownNanos) / NANOS_PER_MILLI;
    }

    DisplayMeasures measures(long nowNanos) {
        long gap = number < 0 ? 0 : Math.max(longestGapNanos, nowNanos - shownNanos);
        return new DisplayMeasures(
                frames,
                missing,
                repeated,
                outOfOrder,
                disagreements,
                unconfirmed,
                gap / NANOS_PER_MILLI);
    }
}
