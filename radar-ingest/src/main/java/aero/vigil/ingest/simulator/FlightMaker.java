package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Makes flights over flows: who flies, where along, how high, how fast, and what is filed. */
final class FlightMaker {

    /** Mean ground speed in the region for estimates, m/s: climbs and approaches included. */
    private static final double MEAN_SPEED = 410 * Wgs84.KNOT;

    /** Climb and descent cost this much more than the distance at cruising speed. */
    private static final double CLIMB_SECONDS = 4 * 60;

    /** A level is planned this far above the minimum altitudes, whatever the QNH. */
    private static final double CLEARANCE_FEET = 1_500;

    private final Map<Flow.Kind, List<Flow>> flows = new EnumMap<>(Flow.Kind.class);
    private final IdentityIssuer identities;
    private final Geography geography;

    FlightMaker(List<Flow> flows, IdentityIssuer identities, Geography geography) {
        this.identities = identities;
        this.geography = geography;
        for (Flow.Kind kind : Flow.Kind.values()) {
            this.flows.put(kind, flows.stream().filter(flow -> flow.kind() == kind).toList());
        }
        if (overflights().isEmpty()) {
            throw new IllegalArgumentException(
                    "the adaptation's airways give no way through its own sectors");
        }
    }

    /** The flight will not be flown after all. */
    void discard(Traffic.Planned planned) {
        identities.release(planned.identity());
    }

    List<Flow> overflights() {
        return of(Flow.Kind.OVERFLIGHT);
    }

    private List<Flow> of(Flow.Kind kind) {
        return flows.getOrDefault(kind, List.of());
    }

    /** One of this kind; of arrivals and departures the first-named airports have the most. */
    Flow drawFlow(Flow.Kind kind, Draws draws) {
        List<Flow> candidates = of(kind);
        if (candidates.isEmpty()) {
            return drawFlow(Flow.Kind.OVERFLIGHT, draws);
        }
        Flow drawn = candidates.get(draws.below(candidates.size()));
        if (kind == Flow.Kind.OVERFLIGHT) {
            return drawn;
        }
        String busiest = ownAirport(candidates.get(0));
        // Half of the traffic belongs to the airport named first in the adaptation.
        while (!ownAirport(drawn).equals(busiest) && draws.chance(0.5)) {
            drawn = candidates.get(draws.below(candidates.size()));
        }
        return drawn;
    }

    private static String ownAirport(Flow flow) {
        Flow.Airfield own =
                flow.kind() == Flow.Kind.ARRIVAL ? flow.destination().get(0) : flow.origin().get(0);
        return own.place().name();
    }

    /** How long a flight is in the picture on average, for these shares of the kinds. */
    double meanDurationMicros(ToDoubleFunction<Flow.Kind> shares) {
        double mean = 0;
        for (Flow.Kind kind : Flow.Kind.values()) {
            List<Flow> candidates = of(kind).isEmpty() ? overflights() : of(kind);
            double seconds = candidates.stream().mapToDouble(this::seconds).average().orElse(1800);
            mean += shares.applyAsDouble(kind) * seconds;
        }
        return mean * 1e6;
    }

    private double seconds(Flow flow) {
        return path(flow, flow.origin().get(0), flow.destination().get(0))
                .map(path -> path.metres() / MEAN_SPEED)
                .orElse(0.0);
    }

    /**
     * A flight that appears at this time; where no descent leads down to the runway in use, one
     * that passes by instead of an arrival.
     *
     * @param level whole flight levels to fly at; 0: as fits its direction
     */
    Traffic.Planned make(Flow flow, Draws draws, long appearsMicros, int level) {
        Flow.Airfield from = flow.origin().get(draws.below(flow.origin().size()));
        Flow.Airfield to = flow.destination().get(draws.below(flow.destination().size()));
        Optional<FlightPath> leading = path(flow, from, to);
        if (leading.isEmpty()) {
            return make(drawFlow(Flow.Kind.OVERFLIGHT, draws), draws, appearsMicros, level);
        }
        FlightPath path = leading.get();
        double before = from.place().metresTo(flow.first());
        double along = before + pointsMetres(flow) + flow.last().metresTo(to.place());
        FlightIdentity identity = identities.next(along / Wgs84.METRES_IN_NM);
        int cruise = level > 0 ? level : drawLevel(flow, path, identity, along, draws);
        double speed = identity.performance().chosenSpeed(cruise * 100.0, Atmosphere.STANDARD);
        boolean departs = flow.kind() == Flow.Kind.DEPARTURE;
        double seenBefore = departs ? 0 : path.start().metresTo(flow.first());
        double flownSeconds = departs ? 0 : (before - seenBefore) / speed + CLIMB_SECONDS;
        FiledFlight filed =
                new FiledFlight(
                        from.place().name(),
                        to.place().name(),
                        appearsMicros - (long) (Math.max(0, flownSeconds) * 1e6),
                        (int) ((along / speed + 2 * CLIMB_SECONDS) / 60),
                        cruise,
                        (int) Math.round(speed / Wgs84.KNOT),
                        flow.route(),
                        departs,
                        flow.kind() == Flow.Kind.ARRIVAL,
                        from.elevationFeet(),
                        to.elevationFeet());
        return new Traffic.Planned(appearsMicros, identity, filed, path);
    }

    private static double pointsMetres(Flow flow) {
        double metres = 0;
        for (int i = 0; i + 1 < flow.points().size(); i++) {
            metres += flow.points().get(i).metresTo(flow.points().get(i + 1));
        }
        return metres;
    }

    /**
     * From where the flight is first seen, over its points, to where it is last seen; empty: it
     * cannot come down.
     */
    private Optional<FlightPath> path(Flow flow, Flow.Airfield from, Flow.Airfield to) {
        List<Place> places = new ArrayList<>();
        if (flow.kind() == Flow.Kind.DEPARTURE) {
            places.addAll(geography.terminal().fromRunway(from.place(), flow.first().name()));
        } else {
            places.add(seen(flow.first(), from.place()));
        }
        places.addAll(flow.points());
        if (flow.kind() == Flow.Kind.ARRIVAL) {
            return geography
                    .waysDown()
                    .from(places, to)
                    .map(way -> new FlightPath(places).after(places.size() - 1, way));
        }
        places.add(seen(flow.last(), to.place()));
        return Optional.of(new FlightPath(places));
    }

    /** Where one is first or last seen that comes from or goes to an airport by a point. */
    static Place seen(Place point, Place airport) {
        double beyond = Traffic.BEYOND_METRES;
        return point.metresTo(airport) < beyond
                ? airport
                : point.at(point.bearingTo(airport), beyond);
    }

    /**
     * By the semicircular rule: odd tens eastbound, even westbound; as high as it pays, and above
     * the minimum altitudes on the way.
     */
    private int drawLevel(
            Flow flow, FlightPath path, FlightIdentity identity, double metres, Draws draws) {
        double nm = metres / Wgs84.METRES_IN_NM;
        int highest = Math.min(identity.performance().ceilingLevel(), (int) (nm * 0.9) + 60);
        int wanted = Math.max(100, highest - 10 * draws.below(9));
        double bearing = flow.first().bearingTo(flow.last());
        boolean east = bearing >= 0;
        int tens = wanted / 10;
        boolean odd = tens % 2 == 1;
        int level = (odd == east ? tens : tens - 1) * 10;
        double lowest = (geography.minima().along(path) + CLEARANCE_FEET) / 100;
        while (level < lowest) {
            level += 20;
        }
        return level;
    }
}
