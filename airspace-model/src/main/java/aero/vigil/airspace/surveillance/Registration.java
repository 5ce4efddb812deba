package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * What is known of one radar's offsets in range and azimuth beyond those of its site, and how much
 * of them is applied; immutable (airspace algorithms §6).
 *
 * <p>A least-squares estimate of two unknowns with a prior, kept as information (the normal
 * equations): each pair of plots that this radar and a better known one have of one aircraft adds
 * to it. Metres and radians, measured minus true.
 *
 * @param tier how many radars stand between this one and an anchor; {@link #UNREFERENCED}: never
 *     compared
 * @param information of the pairs so far
 * @param pairs so far
 * @param aircraft they came from
 * @param lastPairMicros detection time of the latest
 * @param appliedRange taken off each range
 * @param appliedAzimuth taken off each azimuth
 * @param appliedMicros when that last changed
 */
record Registration(
        int tier,
        Information information,
        long pairs,
        Aircraft aircraft,
        long lastPairMicros,
        double appliedRange,
        double appliedAzimuth,
        long appliedMicros) {

    /** Normal equations: (rr, rt; rt, tt) x = (r, t). */
    record Information(double rr, double rt, double tt, double r, double t) {
        static final Information NONE = new Information(0, 0, 0, 0, 0);

        Information plus(Information other) {
            return new Information(
                    rr + other.rr, rt + other.rt, tt + other.tt, r + other.r, t + other.t);
        }

        private Information halved() {
            return new Information(rr / 2, rt / 2, tt / 2, r / 2, t / 2);
        }
    }

    /** Which aircraft have been seen, by a hash of 256 bits of their addresses. */
    record Aircraft(long a, long b, long c, long d) {
        static final Aircraft NONE = new Aircraft(0, 0, 0, 0);

        private Aircraft with(int address) {
            int hash = (address * 0x9E3779B1) >>> 24;
            long bit = 1L << (hash & 63);
            return switch (hash >>> 6) {
                case 0 -> new Aircraft(a | bit, b, c, d);
                case 1 -> new Aircraft(a, b | bit, c, d);
                case 2 -> new Aircraft(a, b, c | bit, d);
                default -> new Aircraft(a, b, c, d | bit);
            };
        }

        /** At least so many; a few less than there were. */
        int count() {
            return Long.bitCount(a) + Long.bitCount(b) + Long.bitCount(c) + Long.bitCount(d);
        }
    }

    /** Offsets with their variances and covariance. */
    record Offsets(double range, double azimuth, double rr, double rt, double tt) {
        static final Offsets NONE = new Offsets(0, 0, 0, 0, 0);
    }

    static final int UNREFERENCED = 255;

    static final Registration NONE =
            new Registration(
                    UNREFERENCED,
                    Information.NONE,
                    0,
                    Aircraft.NONE,
                    Rotation.NEVER,
                    0,
                    0,
                    Rotation.NEVER);

    /** An anchored radar is what it is. */
    static final Registration ANCHOR =
            new Registration(
                    0, Information.NONE, 0, Aircraft.NONE, Rotation.NEVER, 0, 0, Rotation.NEVER);

    private static final double DEGREE = StrictMath.PI / 180;
    private static final double PRIOR_RANGE = 100;
    private static final double PRIOR_AZIMUTH = 0.1 * DEGREE;
    private static final double SHARP_RANGE = 15;
    private static final double SHARP_AZIMUTH = 0.01 * DEGREE;
    private static final int ENOUGH_AIRCRAFT = 20;
    private static final int ENOUGH_PAIRS = 200;
    private static final double GREATEST_RANGE = 500;
    private static final double GREATEST_AZIMUTH = 0.3 * DEGREE;
    private static final double STEP_RANGE = 20;
    private static final double STEP_AZIMUTH = 0.01 * DEGREE;

    /** Each time so many pairs have come, what they say counts half: offsets drift. */
    private static final int HALVED_EACH = 2_000;

    /** Without a pair for so long nothing can be said of it now. */
    private static final long OBSERVED_MICROS = 600_000_000;

    boolean isAnchor() {
        return tier == 0;
    }

    /** The estimate: offsets beyond the site's, in all, whether applied or not. */
    Offsets estimate() {
        if (isAnchor()) {
            return Offsets.NONE;
        }
        double rr = information.rr() + 1 / (PRIOR_RANGE * PRIOR_RANGE);
        double tt = information.tt() + 1 / (PRIOR_AZIMUTH * PRIOR_AZIMUTH);
        double rt = information.rt();
        double determinant = rr * tt - rt * rt;
        return new Offsets(
                (tt * information.r() - rt * information.t()) / determinant,
                (rr * information.t() - rt * information.r()) / determinant,
                tt / determinant,
                -rt / determinant,
                rr / determinant);
    }

    /** Whether others may be compared with it: an anchor, or one that is known well enough. */
    boolean isReference() {
        return isAnchor() || (isSharp() && isPlausible());
    }

    private boolean isSharp() {
        Offsets offsets = estimate();
        return pairs >= ENOUGH_PAIRS
                && aircraft.count() >= ENOUGH_AIRCRAFT
                && offsets.rr() < SHARP_RANGE * SHARP_RANGE
                && offsets.tt() < SHARP_AZIMUTH * SHARP_AZIMUTH;
    }

    private boolean isPlausible() {
        Offsets offsets = estimate();
        return Math.abs(offsets.range()) <= GREATEST_RANGE
                && Math.abs(offsets.azimuth()) <= GREATEST_AZIMUTH;
    }

    SensorStatus.Registration state(long nowMicros) {
        if (isAnchor()) {
            return SensorStatus.Registration.ANCHORED;
        }
        if (lastPairMicros == Rotation.NEVER || nowMicros - lastPairMicros > OBSERVED_MICROS) {
            return SensorStatus.Registration.NOT_OBSERVABLE;
        }
        if (!isSharp()) {
            return SensorStatus.Registration.ESTIMATING;
        }
        return isPlausible()
                ? SensorStatus.Registration.REGISTERED
                : SensorStatus.Registration.IMPLAUSIBLE;
    }

    /** With one more pair; the other radar's tier must be below this one's. */
    Registration with(Information pair, int address, int otherTier, long micros) {
        boolean isTimeToForget = (pairs + 1) % HALVED_EACH == 0;
        Information sum = information.plus(pair);
        return new Registration(
                Math.min(tier, otherTier + 1),
                isTimeToForget ? sum.halved() : sum,
                pairs + 1,
                aircraft.with(address),
                Math.max(lastPairMicros, micros),
                appliedRange,
                appliedAzimuth,
                appliedMicros);
    }

    /** A scan has passed: what is applied moves towards the estimate, in small steps. */
    Registration applied(long nowMicros) {
        boolean isGood = !isAnchor() && isReference();
        Offsets offsets = isGood ? estimate() : new Offsets(appliedRange, appliedAzimuth, 0, 0, 0);
        return new Registration(
                tier,
                information,
                pairs,
                aircraft,
                lastPairMicros,
                towards(appliedRange, offsets.range(), STEP_RANGE),
                towards(appliedAzimuth, offsets.azimuth(), STEP_AZIMUTH),
                nowMicros);
    }

    private static double towards(double from, double to, double step) {
        return from + Math.max(-step, Math.min(step, to - from));
    }

    void write(StateOutput output) {
        output.writeInt(tier);
        output.writeDouble(information.rr());
        output.writeDouble(information.rt());
        output.writeDouble(information.tt());
        output.writeDouble(information.r());
        output.writeDouble(information.t());
        output.writeLong(pairs);
        output.writeLong(aircraft.a());
        output.writeLong(aircraft.b());
        output.writeLong(aircraft.c());
        output.writeLong(aircraft.d());
        output.writeLong(lastPairMicros);
        output.writeDouble(appliedRange);
        output.writeDouble(appliedAzimuth);
        output.writeLong(appliedMicros);
    }

    static Registration read(StateInput input) {
        return new Registration(
                input.readInt(),
                new Information(
                        input.readDouble(),
                        input.readDouble(),
                        input.readDouble(),
                        input.readDouble(),
                        input.readDouble()),
                input.readLong(),
                new Aircraft(
                        input.readLong(), input.readLong(), input.readLong(), input.readLong()),
                input.readLong(),
                input.readDouble(),
                input.readDouble(),
                input.readLong());
    }
}
