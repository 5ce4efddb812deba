package aero.vigil.ingest.simulator;

/**
 * The weather of one run: the standard atmosphere with a temperature and pressure of its own, so
 * that pressure altitude is not height, and a wind that grows with height.
 *
 * @param isaDeviationKelvin warmer than standard, at all levels
 * @param qnhHectopascal pressure at mean sea level
 * @param windFrom direction the wind blows from, radians true
 * @param windKnotsAtFl350 its speed there; in proportion to height below, constant above
 */
record Atmosphere(
        double isaDeviationKelvin,
        double qnhHectopascal,
        double windFrom,
        double windKnotsAtFl350) {

    private static final double SEA_LEVEL_KELVIN = 288.15;
    private static final double LAPSE_KELVIN_PER_FOOT = 0.0065 * 0.3048;
    private static final double TROPOPAUSE_FEET = 36_089.24;
    private static final double TROPOPAUSE_KELVIN = 216.65;
    private static final double STANDARD_HECTOPASCAL = 1013.25;

    /** Feet of height in a hectopascal near sea level. */
    private static final double FEET_IN_HECTOPASCAL = 27.3;

    /** The standard day without wind. */
    static final Atmosphere STANDARD = new Atmosphere(0, STANDARD_HECTOPASCAL, 0, 0);

    static Atmosphere drawn(long seed) {
        Draws draws = Draws.of(seed, 'W');
        return new Atmosphere(
                Math.max(-15, Math.min(15, 6 * draws.gaussian())),
                draws.uniform(1000, 1028),
                StrictMath.toRadians(draws.uniform(230, 320)),
                draws.uniform(10, 45));
    }

    /** Height above the ellipsoid; the geoid's undulation is not modelled. */
    double heightMetres(double pressureAltitudeFeet) {
        double mean = SEA_LEVEL_KELVIN - LAPSE_KELVIN_PER_FOOT * pressureAltitudeFeet / 2;
        double feet = pressureAltitudeFeet * (1 + isaDeviationKelvin / mean) + qnhOffsetFeet();
        return feet * Wgs84.METRES_IN_FOOT;
    }

    /** Feet above mean sea level as an altimeter set to the QNH shows them. */
    double altitudeFeet(double pressureAltitudeFeet) {
        return pressureAltitudeFeet + qnhOffsetFeet();
    }

    /** The pressure altitude at which an altimeter set to the QNH shows this. */
    double pressureAltitudeFeet(double altitudeFeet) {
        return altitudeFeet - qnhOffsetFeet();
    }

    private double qnhOffsetFeet() {
        return (qnhHectopascal - STANDARD_HECTOPASCAL) * FEET_IN_HECTOPASCAL;
    }

    /** Wind's component to the east, m/s. */
    double windEast(double pressureAltitudeFeet) {
        return -windSpeed(pressureAltitudeFeet) * StrictMath.sin(windFrom);
    }

    /** Wind's component to the north, m/s. */
    double windNorth(double pressureAltitudeFeet) {
        return -windSpeed(pressureAltitudeFeet) * StrictMath.cos(windFrom);
    }

    private double windSpeed(double pressureAltitudeFeet) {
        double share = Math.max(0, Math.min(1, pressureAltitudeFeet / 35_000));
        return windKnotsAtFl350 * share * Wgs84.KNOT;
    }

    private static double standardKelvin(double feet) {
        return feet < TROPOPAUSE_FEET
                ? SEA_LEVEL_KELVIN - LAPSE_KELVIN_PER_FOOT * feet
                : TROPOPAUSE_KELVIN;
    }

    /** Static pressure over that at standard sea level. */
    private static double pressureRatio(double feet) {
        double at = Math.min(feet, TROPOPAUSE_FEET);
        double below = StrictMath.pow(standardKelvin(at) / SEA_LEVEL_KELVIN, 5.25588);
        double above = feet - at;
        return below * StrictMath.exp(-above * Wgs84.METRES_IN_FOOT / 6341.62);
    }

    double speedOfSound(double pressureAltitudeFeet) {
        return Math.sqrt(
                1.4 * 287.053 * (standardKelvin(pressureAltitudeFeet) + isaDeviationKelvin));
    }

    /** True airspeed, m/s, of a calibrated airspeed, m/s (compressible flow). */
    double trueFromCalibrated(double calibrated, double pressureAltitudeFeet) {
        double ratio = calibrated / 340.294;
        double impact = StrictMath.pow(1 + 0.2 * ratio * ratio, 3.5) - 1;
        double mach =
                Math.sqrt(
                        5
                                * (StrictMath.pow(
                                                impact / pressureRatio(pressureAltitudeFeet) + 1,
                                                2 / 7.0)
                                        - 1));
        return mach * speedOfSound(pressureAltitudeFeet);
    }
}
