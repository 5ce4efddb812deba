package aero.vigil.ingest.simulator;

/**
 * What a departure must have climbed above on its way, once it is so far from its aerodrome that a
 * climb is no excuse any more. Feet above mean sea level.
 */
final class ClimbOut {

    /** So near it, one that climbs is left alone by the warning. */
    private static final double LEAVING_NM = 14;

    /** How far ahead on its way it looks. */
    private static final int AHEAD_STEPS = 60;

    private static final double STEP_METRES = Wgs84.METRES_IN_NM;

    /** The minimum at so many steps to go, and close beside; near the aerodrome none. */
    private final double[] minima;

    ClimbOut(FlightPath path, MinimumAltitudes minima) {
        this.minima = new double[(int) (path.metres() / STEP_METRES) + 1];
        for (int i = 0; i < this.minima.length; i++) {
            Place place = path.placeBefore(i * STEP_METRES);
            this.minima[i] =
                    place.nmTo(path.start()) > LEAVING_NM
                            ? minima.about(place, 0, Wgs84.METRES_IN_NM)
                            : MinimumAltitudes.NONE;
        }
    }

    /**
     * Whether one that climbs like this passes something on its way too low.
     *
     * @param altitude here and now
     * @param feetInMetre that it climbs on its way
     * @param levelFeet at which it ends its climb
     */
    boolean isShort(double toGoMetres, double altitude, double feetInMetre, double levelFeet) {
        int here = (int) Math.min(toGoMetres / STEP_METRES, minima.length - 1);
        for (int i = here; i > Math.max(0, here - AHEAD_STEPS); i--) {
            double ahead = toGoMetres - i * STEP_METRES;
            double feet = Math.min(levelFeet, altitude + ahead * feetInMetre);
            if (feet < minima[i] + Descent.MARGIN_FEET) {
                return true;
            }
        }
        return false;
    }
}
