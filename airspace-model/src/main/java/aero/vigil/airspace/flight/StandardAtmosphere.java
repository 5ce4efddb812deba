package aero.vigil.airspace.flight;

/** The International Standard Atmosphere (ICAO Doc 7488), as far as speeds need it. */
final class StandardAtmosphere {

    private static final double STEP_FEET = 5_000;

    /** Density over that at sea level, every 5,000 ft. */
    private static final double[] DENSITY_RATIO = {
        1, 0.8617, 0.7385, 0.6292, 0.5328, 0.4481, 0.3741, 0.3099, 0.2462, 0.1936, 0.1522
    };

    private StandardAtmosphere() {}

    /**
     * True airspeed of a calibrated one, in the same unit: over the square root of the density
     * ratio, without the compressibility of the air (under 5 % below FL300, where it matters less
     * than the cruising speed that caps it).
     *
     * @param feet pressure altitude
     */
    static double trueFromCalibrated(double calibrated, double feet) {
        double place = Math.max(0, Math.min(DENSITY_RATIO.length - 1.0, feet / STEP_FEET));
        int below = (int) Math.min(DENSITY_RATIO.length - 2.0, Math.floor(place));
        double part = place - below;
        double ratio = DENSITY_RATIO[below] * (1 - part) + DENSITY_RATIO[below + 1] * part;
        return calibrated / Math.sqrt(ratio);
    }
}
