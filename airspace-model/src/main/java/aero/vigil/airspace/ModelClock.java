package aero.vigil.airspace;

/**
 * How model time runs: start + rate × (stamp − first stamp), from the genesis op.
 *
 * <p>In operation start and rate make it UTC; a recording replays as its own hour, at any rate.
 *
 * @param modelStartMicros model time at the first stamp, microseconds since 1970
 * @param firstStampMicros the stamp of the genesis op, not negative
 * @param rateNumerator 1..{@value #GREATEST_TERM}
 * @param rateDenominator 1..{@value #GREATEST_TERM}
 */
public record ModelClock(
        long modelStartMicros, long firstStampMicros, int rateNumerator, int rateDenominator) {

    /** Neither a faster nor a slower clock than a thousandfold makes sense. */
    public static final int GREATEST_TERM = 1_000;

    /** Longest that a group's stamps run: 200 years, so that nothing overflows. */
    private static final long LONGEST_MICROS = 200L * 366 * 86_400 * 1_000_000;

    public ModelClock {
        if (rateNumerator < 1 || rateNumerator > GREATEST_TERM) {
            throw new IllegalArgumentException("rate numerator " + rateNumerator);
        }
        if (rateDenominator < 1 || rateDenominator > GREATEST_TERM) {
            throw new IllegalArgumentException("rate denominator " + rateDenominator);
        }
        if (firstStampMicros < 0) {
            throw new IllegalArgumentException("the first stamp is " + firstStampMicros);
        }
        if (modelStartMicros < 0 || modelStartMicros > LONGEST_MICROS) {
            throw new IllegalArgumentException("model time starts at " + modelStartMicros);
        }
    }

    /** Model time is the stamp itself. */
    public static ModelClock utc() {
        return new ModelClock(0, 0, 1, 1);
    }

    /**
     * How much model time passes while so much of a machine's passes; never less than that. A delay
     * on the way is a delay of machines: in a recording that runs twentyfold, half a second of it
     * is ten seconds of model time.
     */
    public long stretched(long micros) {
        return Math.max(micros, micros * rateNumerator / rateDenominator);
    }

    /** Model time at a stamp; a stamp before the first is taken as the first. */
    public long at(long stampMicros) {
        long elapsed =
                stampMicros <= firstStampMicros
                        ? 0
                        : Math.min(LONGEST_MICROS, stampMicros - firstStampMicros);
        long whole = elapsed / rateDenominator;
        long rest = elapsed % rateDenominator;
        return modelStartMicros
                + Math.min(LONGEST_MICROS, whole) * rateNumerator
                + rest * rateNumerator / rateDenominator;
    }
}
