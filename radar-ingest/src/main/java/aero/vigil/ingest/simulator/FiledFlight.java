package aero.vigil.ingest.simulator;

import java.util.List;

/**
 * What a flight plan says of a flight, in the terms of the simulation.
 *
 * @param departure location indicator of field 13
 * @param destination location indicator of field 16
 * @param offMicros when it takes off, UTC
 * @param elapsedMinutes estimated, to destination
 * @param level whole flight levels
 * @param knots true airspeed of field 15
 * @param route elements of field 15c
 * @param departs whether it begins on the ground here
 * @param arrives whether it ends on the ground here
 * @param startElevationFeet of the aerodrome it departs from
 * @param endElevationFeet of the aerodrome it arrives at
 */
record FiledFlight(
        String departure,
        String destination,
        long offMicros,
        int elapsedMinutes,
        int level,
        int knots,
        List<String> route,
        boolean departs,
        boolean arrives,
        double startElevationFeet,
        double endElevationFeet) {

    FiledFlight {
        route = List.copyOf(route);
    }

    double levelFeet() {
        return level * 100.0;
    }
}
