package aero.vigil.airspace.safety;

/**
 * A flight as the safety nets see it.
 *
 * @param id its identifier in the picture
 * @param callsign field 7
 * @param flightType field 8b
 * @param aircraftCount field 9a: more than one is a formation
 * @param isControlled a controller has assumed it
 * @param clearedFlightLevel whole flight levels, or {@link #NONE}
 * @param isOnHeading it follows no route: a heading is assigned, or it is to hold
 */
public record WatchedFlight(
        int id,
        String callsign,
        String flightType,
        int aircraftCount,
        boolean isControlled,
        int clearedFlightLevel,
        boolean isOnHeading) {

    /** Stands where no level is cleared. */
    public static final int NONE = -1;
}
