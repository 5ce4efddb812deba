package aero.vigil.ingest.simulator;

import java.util.List;

/**
 * A way through the region that traffic takes: points joined by airways, from an edge or one of our
 * airports to an edge or one of our airports.
 *
 * @param kind what of it lies here
 * @param origin airports a flight on it may come from, one at least
 * @param destination airports it may go to
 * @param points of the adaptation, in order
 * @param route field 15c of its plans
 */
record Flow(
        Kind kind,
        List<Airfield> origin,
        List<Airfield> destination,
        List<Place> points,
        List<String> route) {

    /** What part of a flight lies in the region. */
    enum Kind {
        OVERFLIGHT,
        DEPARTURE,
        ARRIVAL
    }

    /** An airport with its elevation. */
    record Airfield(Place place, double elevationFeet) {}

    Flow {
        origin = List.copyOf(origin);
        destination = List.copyOf(destination);
        points = List.copyOf(points);
        route = List.copyOf(route);
    }

    Place first() {
        return points.get(0);
    }

    Place last() {
        return points.get(points.size() - 1);
    }

    int find(String point) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).name().equals(point)) {
                return i;
            }
        }
        return -1;
    }
}
