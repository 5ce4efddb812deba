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

    /**
     * The steepest descent that is planned, 3.5 degrees: what ICAO Doc 8168 allows a final approach
     * of these aircraft; before that it allows 8 %, which leaves the pilot room.
     */
    private static final double STEEPEST_FEET_IN_NM = 372;

    /** So much short of too high on the final approach one is where it begins. */
    private static final double ROOM_FEET = 400;

    private static final double STEP_METRES = Wgs84.METRES_IN_NM;

    /** A turn is flown this far beside the corner. */
    private static final double BESIDE_METRES = 2 * Wgs84.METRES_IN_NM;

    /** Where MSAW takes one to be landing, with some room: so near and so low. */
    private static final double LANDING_METRES = 4.5 * Wgs84.METRES_IN_NM;

    private static final double LANDING_FEET = 1_900;

    /** So far before its final approach, or its hold, one has slowed down for the turns to come. */
    private static final double SLOWING_METRES = 16 * Wgs84.METRES_IN_NM;

    private final Place runway;
    private final double elevationFeet;
    private final @Nullable FinalApproach approach;

    private final double finalMetres;

    /** The highest minimum from so many steps to go until the final approach. */
    private final double[] floors;

    private final double slowingMetres;

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
        finalMetres = approach == null ? LANDING_METRES : approach.joinMetres();
        double highest = MinimumAltitudes.NONE;
        for (int i = 0; i < floors.length; i++) {
            double toGo = i * STEP_METRES;
            if (toGo >= finalMetres) {
                Place at = path.placeBefore(toGo);
                double bearing = at.bearingTo(path.placeBefore(toGo - STEP_METRES));
                highest = Math.max(highest, minima.about(at, bearing, BESIDE_METRES));
            }
            floors[i] = highest;
        }
        int hold = path.find(Hold.NAME);
        slowingMetres = SLOWING_METRES + (hold < 0 ? finalMetres : path.metresFrom(hold));
    }

    /** Whether there is an instrument approach to the runway. */
    boolean isByInstruments() {
        return approach != null;
    }

    /** The track from a place on the last leg to the runway. */
    double lastTrack(Place place) {
        return approach == null ? place.bearingTo(runway) : approach.trackFrom(place);
    }

    /** To the runway from where the final approach begins. */
    double finalMetres() {
        return finalMetres;
    }

    /** Whether the turns to the final approach, those of a hold too, are near or being flown. */
    boolean isAmongTurns(double toGoMetres) {
        return toGoMetres < slowingMetres && toGoMetres > finalMetres;
    }

    /** Whether a plain descent along the path ends on the final approach. */
    boolean leadsDown() {
        int last = (int) Math.ceil(finalMetres / STEP_METRES);
        double feet = MinimumAltitudes.NONE;
        for (int i = floors.length - 1; i >= last; i--) {
            double lowest = Math.max(glideFeet(i * STEP_METRES), floorFeet(i * STEP_METRES));
            feet = Math.max(lowest, feet - STEEPEST_FEET_IN_NM);
        }
        return feet <= latestFeet(last * STEP_METRES);
    }

    /** Whether a minimum altitude lets one be low enough so far from the runway. */
    boolean isLowEnough(double minimumFeet, double toGoMetres) {
        return minimumFeet + MARGIN_FEET <= latestFeet(toGoMetres);
    }

    /** The highest from where a plain descent leads down to the final approach. */
    private double latestFeet(double toGoMetres) {
        double before = Math.max(0, toGoMetres - finalMetres) / Wgs84.METRES_IN_NM;
        double highest =
                approach == null
                        ? elevationFeet + LANDING_FEET
                        : approach.glideFeet(finalMetres) + FinalApproach.TOP_FEET;
        return highest - ROOM_FEET + STEEPEST_FEET_IN_NM * before;
    }

    /** The lowest so far from the runway along the path, the margin included. */
    double floorFeet(double toGoMetres) {
        int step = (int) Math.max(0, toGoMetres / STEP_METRES);
        return floors[Math.min(step, floors.length - 1)] + MARGIN_FEET;
    }

    /** The descent to the runway. */
    double glideFeet(double toGoMetres) {
        double glideMetres = approach == null ? 0 : finalMetres;
        double onFinal = Math.max(0, Math.min(toGoMetres, glideMetres));
        double before = Math.max(0, toGoMetres - glideMetres) / Wgs84.METRES_IN_NM;
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
