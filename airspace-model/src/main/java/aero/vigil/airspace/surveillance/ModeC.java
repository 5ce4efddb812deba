package aero.vigil.airspace.surveillance;

/** Which Mode C replies may be used: validated, not garbled, −1,000 to 66,000 ft. */
final class ModeC {

    private static final int LEAST = -40;
    private static final int GREATEST = 2_640;

    private ModeC() {}

    static boolean isUsable(Plot plot) {
        return !plot.flightLevelDoubtful()
                && plot.flightLevel() >= LEAST
                && plot.flightLevel() <= GREATEST;
    }

    /** The altitude in feet, or NaN when there is none to be used. */
    static double feet(Plot plot) {
        return isUsable(plot) ? plot.flightLevel() * 25.0 : Double.NaN;
    }
}
