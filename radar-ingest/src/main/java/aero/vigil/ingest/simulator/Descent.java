package aero.vigil.ingest.simulator;

import org.jspecify.annotations.Nullable;

/**
 * How an arrival comes down: as about three degrees bring it to its runway, but not below the
 * minimum altitudes of what still lies ahead of it before its final approach. Feet above mean sea
 * level.
 */
final class Descent {

    /** Kept above the minimum altitudes: what altimetry and the warning's look ahead need. */
    static final double MARGIN_FEET = 600;

    /** A descent of about three degrees. */
    private static final double FEET_IN_NM = 300;

    private static final double STEP_METRES = Wgs84.METRES_IN_NM;

    /** A turn is flown this far beside the corner. */
    private static final double BESIDE_METRES = 2 * Wgs84.METRES_IN_NM;

    /** Where MSAW takes one to be landing, with some room: so near and so low. */
    private static final double LANDING_METRES = 4.5 * Wgs84.METRES_IN_NM;

    private static final double LANDING_FEET = 1_900;

    private final Place runway;
    private final double elevationFeet;
    private final @Nullable FinalApproach approach;

    /** The highest minimum from so many steps to go until the final approach. */
    private final double[] floors;

    /**
     * @param path to the runway, over the join of the approach where there is one
     */
    Descent(
            FlightPath path,
            double elevationFeet,
            @Nullable FinalApproach approach,
            MinimumAltitudes minima) {
        this.runway = path.end();
        this.elevationFeet = elevationFeet;
        this.approach = approach;
        floors = new double[(int) (path.metres() / STEP_METRES) + 1];
        double highest = MinimumAltitudes.NONE;
        double finalMetres = approach == null ? LANDING_METRES : approach.joinMetres();
        for (int i = 0; i < floors.length; i++) {
            double toGo = i * STEP_METRES;
            if (toGo >= finalMetres) {
                Place at = path.placeBefore(toGo);
                double bearing = at.bearingTo(path.placeBefore(toGo - STEP_METRES));
                highest = Math.max(highest, minima.about(at, bearing, BESIDE_METRES));
            }
            floors[i] = highest;
        }
    }

    /** The lowest so far from the runway along the path, the margin included. */
    double floorFeet(double toGoMetres) {
        int step = (int) Math.max(0, toGoMetres / STEP_METRES);
        return floors[Math.min(step, floors.length - 1)] + MARGIN_FEET;
    }

    /** The descent to the runway. */
    double glideFeet(double toGoMetres) {
        double finalMetres = approach == null ? 0 : approach.joinMetres();
        double onFinal = Math.max(0, Math.min(toGoMetres, finalMetres));
        double before = Math.max(0, toGoMetres - finalMetres) / Wgs84.METRES_IN_NM;
        double last = approach == null ? elevationFeet : approach.glideFeet(onFinal);
        return last + FEET_IN_NM * before;
    }

    /**
     * Whether one that flies along a track is so far in its approach that no minimum altitude
     * concerns it.
     */
    boolean isLanding(Place place, double feet, double track) {
        boolean onFinal = approach != null && approach.holds(place, feet, track);
        return onFinal
                || (runway.metresTo(place) < LANDING_METRES && feet < elevationFeet + LANDING_FEET);
    }
}
