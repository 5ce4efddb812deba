package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Airway;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The points of the adaptation joined by its airways, and the flows through our sectors that follow
 * from them: shortest ways between its ends and our airports that are no great detour.
 */
final class RouteNetwork {

    /** A way this much longer than the straight line is not flown. */
    private static final double GREATEST_DETOUR = 1.15;

    /** A flow is worth having from this much of it in our own sectors, NM. */
    private static final double LEAST_OWN_NM = 60;

    /** A sharper turn at a point is not flown on purpose. */
    private static final double SHARPEST_TURN = StrictMath.toRadians(75);

    /** An airport joins the network at points this far away, NM. */
    private static final double LEAST_JOIN_NM = 8;

    private static final double GREATEST_JOIN_NM = 60;

    /** A far airport belongs to an end of the network within this angle of its way. */
    private static final double GREATEST_TURN = StrictMath.toRadians(40);

    /** Nearer or farther than this from an end an airport is not its neighbour, NM. */
    private static final double LEAST_AIRPORT_NM = 30;

    private static final double GREATEST_AIRPORT_NM = 480;

    /** How many airports are kept for each end. */
    private static final int AIRPORTS_AT_AN_END = 3;

    private record Leg(int to, double metres, String airway) {}

    private final Geography geography;
    private final List<Place> points = new ArrayList<>();
    private final List<List<Leg>> legs = new ArrayList<>();
    private final List<Flow.Airfield> ownAirports = new ArrayList<>();
    private final List<Flow.Airfield> farAirports = new ArrayList<>();
    private final TreeSet<Integer> ends = new TreeSet<>();

    /** Of legs in the order flown, NM in our own sectors: many ways share them. */
    private final Map<Long, Double> ownNm = new HashMap<>();

    RouteNetwork(Adaptation region, Geography geography) {
        this.geography = geography;
        Map<String, Integer> index = new TreeMap<>();
        region.getPointsList()
                .forEach(
                        point -> {
                            index.put(point.getName(), points.size());
                            points.add(
                                    Place.ofDegrees(
                                            point.getName(),
                                            point.getLatitude(),
                                            point.getLongitude()));
                            legs.add(new ArrayList<>());
                        });
        region.getAirwaysList().forEach(airway -> join(airway, index));
        for (Airport airport : region.getAirportsList()) {
            Place place =
                    Place.ofDegrees(
                            airport.getCode(), airport.getLatitude(), airport.getLongitude());
            (geography.isOwn(place) ? ownAirports : farAirports)
                    .add(new Flow.Airfield(place, airport.getElevationFeet()));
        }
    }

    private void join(Airway airway, Map<String, Integer> index) {
        List<Integer> along = new ArrayList<>();
        for (String name : airway.getPointsList()) {
            Integer at = index.get(name);
            if (at == null) {
                throw new IllegalArgumentException(
                        "airway " + airway.getName() + " passes unknown point " + name);
            }
            along.add(at);
        }
        for (int i = 0; i + 1 < along.size(); i++) {
            int a = along.get(i);
            int b = along.get(i + 1);
            double metres = points.get(a).metresTo(points.get(b));
            legs.get(a).add(new Leg(b, metres, airway.getName()));
            legs.get(b).add(new Leg(a, metres, airway.getName()));
        }
        for (int end : new int[] {along.get(0), along.get(along.size() - 1)}) {
            if (!geography.isOwn(points.get(end))) {
                ends.add(end);
            }
        }
    }

    /** All flows, in an order that depends on the adaptation only. */
    List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (int end : ends) {
            Ways ways = new Ways(end);
            for (int other : ends) {
                if (other != end) {
                    overflight(ways.to(other), flows);
                }
            }
            for (Flow.Airfield airport : ownAirports) {
                toAirport(ways, airport, flows);
            }
        }
        return flows;
    }

    private void overflight(List<Integer> way, List<Flow> flows) {
        if (!isWorthFlying(way)) {
            return;
        }
        Place first = points.get(way.get(0));
        Place last = points.get(way.get(way.size() - 1));
        List<Flow.Airfield> from = airportsBeyond(first, points.get(way.get(1)));
        List<Flow.Airfield> to = airportsBeyond(last, points.get(way.get(way.size() - 2)));
        if (!from.isEmpty() && !to.isEmpty()) {
            flows.add(new Flow(Flow.Kind.OVERFLIGHT, from, to, places(way), route(way)));
        }
    }

    /** The best way from an end to one of our airports, and the same way back as a departure. */
    private void toAirport(Ways ways, Flow.Airfield airport, List<Flow> flows) {
        SortedSet<String> arrivals = geography.terminal().arrivalsFrom(airport.place().name());
        List<Integer> best = List.of();
        double least = Double.MAX_VALUE;
        for (int p = 0; p < points.size(); p++) {
            double join = points.get(p).nmTo(airport.place());
            boolean isJoin = arrivals.isEmpty() || arrivals.contains(points.get(p).name());
            if (!isJoin || join < LEAST_JOIN_NM || join > GREATEST_JOIN_NM) {
                continue;
            }
            List<Integer> way = ways.to(p);
            double metres = ways.metresTo(p) + join * Wgs84.METRES_IN_NM;
            if (way.size() > 1
                    && metres < least
                    && !turnsBack(way, airport.place())
                    && !hasSharpTurn(way)) {
                least = metres;
                best = way;
            }
        }
        if (best.size() < 2) {
            return;
        }
        Place first = points.get(best.get(0));
        double straight = first.metresTo(airport.place());
        if (least > GREATEST_DETOUR * straight || straight < 40 * Wgs84.METRES_IN_NM) {
            return;
        }
        List<Flow.Airfield> beyond = airportsBeyond(first, points.get(best.get(1)));
        if (beyond.isEmpty()) {
            return;
        }
        List<Flow.Airfield> here = List.of(airport);
        List<Place> way = places(best);
        List<Flow.Airfield> origins =
                beyond.stream().filter(origin -> leadsDown(origin, way, airport)).toList();
        if (!origins.isEmpty()) {
            flows.add(new Flow(Flow.Kind.ARRIVAL, origins, here, way, route(best)));
        }
        List<Integer> back = new ArrayList<>(best);
        Collections.reverse(back);
        flows.add(new Flow(Flow.Kind.DEPARTURE, here, beyond, places(back), route(back)));
    }

    /** Whether an arrival from an airport, first seen on the way from there, can come down. */
    private boolean leadsDown(Flow.Airfield origin, List<Place> way, Flow.Airfield airport) {
        List<Place> route = new ArrayList<>();
        route.add(FlightMaker.seen(way.get(0), origin.place()));
        route.addAll(way);
        return geography.waysDown().from(route, airport).isPresent();
    }

    private boolean turnsBack(List<Integer> way, Place airport) {
        Place last = points.get(way.get(way.size() - 1));
        Place before = points.get(way.get(way.size() - 2));
        double turn = Wgs84.wrap(last.bearingTo(airport) - before.bearingTo(last));
        return Math.abs(turn) > StrictMath.PI / 2;
    }

    private boolean isWorthFlying(List<Integer> way) {
        if (way.size() < 2 || hasSharpTurn(way)) {
            return false;
        }
        double metres = 0;
        for (int i = 0; i + 1 < way.size(); i++) {
            metres += points.get(way.get(i)).metresTo(points.get(way.get(i + 1)));
        }
        double straight = points.get(way.get(0)).metresTo(points.get(way.get(way.size() - 1)));
        return metres <= GREATEST_DETOUR * straight && ownNm(way) >= LEAST_OWN_NM;
    }

    private double ownNm(List<Integer> way) {
        double own = 0;
        for (int i = 0; i + 1 < way.size(); i++) {
            int from = way.get(i);
            int to = way.get(i + 1);
            own +=
                    ownNm.computeIfAbsent(
                            (long) from * points.size() + to,
                            leg -> geography.ownNm(points.get(from), points.get(to)));
        }
        return own;
    }

    private boolean hasSharpTurn(List<Integer> way) {
        for (int i = 1; i + 1 < way.size(); i++) {
            Place at = points.get(way.get(i));
            double in = points.get(way.get(i - 1)).bearingTo(at);
            double out = at.bearingTo(points.get(way.get(i + 1)));
            if (Math.abs(Wgs84.wrap(out - in)) > SHARPEST_TURN) {
                return true;
            }
        }
        return false;
    }

    /** Airports in the direction in which the network is left here, the straightest first. */
    private List<Flow.Airfield> airportsBeyond(Place end, Place inside) {
        double outward = inside.bearingTo(end);
        return farAirports.stream()
                .filter(airport -> isInReach(end.nmTo(airport.place())))
                .filter(airport -> turn(end, outward, airport) < GREATEST_TURN)
                .sorted(Comparator.comparingDouble(airport -> turn(end, outward, airport)))
                .limit(AIRPORTS_AT_AN_END)
                .toList();
    }

    private static boolean isInReach(double nm) {
        return nm > LEAST_AIRPORT_NM && nm < GREATEST_AIRPORT_NM;
    }

    private static double turn(Place end, double outward, Flow.Airfield airport) {
        return Math.abs(Wgs84.wrap(end.bearingTo(airport.place()) - outward));
    }

    private List<Place> places(List<Integer> way) {
        return way.stream().map(points::get).toList();
    }

    /** Field 15c of a way: airways where they join its points, each as far as it goes. */
    private List<String> route(List<Integer> way) {
        List<String> route = new ArrayList<>();
        route.add(points.get(way.get(0)).name());
        int i = 0;
        while (i + 1 < way.size()) {
            String best = "DCT";
            int reach = i + 1;
            for (Leg leg : legs.get(way.get(i))) {
                int far = reachOf(way, i, leg.airway());
                if (far > reach || (far == reach && best.equals("DCT"))) {
                    best = leg.airway();
                    reach = far;
                }
            }
            route.add(best);
            route.add(points.get(way.get(reach)).name());
            i = reach;
        }
        return route;
    }

    private int reachOf(List<Integer> way, int from, String airway) {
        int at = from;
        while (at + 1 < way.size() && joins(way.get(at), way.get(at + 1), airway)) {
            at++;
        }
        return at;
    }

    private boolean joins(int a, int b, String airway) {
        for (Leg leg : legs.get(a)) {
            if (leg.to() == b && leg.airway().equals(airway)) {
                return true;
            }
        }
        return false;
    }

    /** Shortest ways from one point to all others (Dijkstra; ties by index). */
    private final class Ways {
        private final double[] metres = new double[points.size()];
        private final int[] before = new int[points.size()];

        Ways(int from) {
            Arrays.fill(metres, Double.MAX_VALUE);
            Arrays.fill(before, -1);
            metres[from] = 0;
            PriorityQueue<double[]> open =
                    new PriorityQueue<>(
                            Comparator.<double[]>comparingDouble(entry -> entry[0])
                                    .thenComparingDouble(entry -> entry[1]));
            open.add(new double[] {0, from});
            while (!open.isEmpty()) {
                double[] entry = open.remove();
                int at = (int) entry[1];
                if (entry[0] > metres[at]) {
                    continue;
                }
                for (Leg leg : legs.get(at)) {
                    double through = metres[at] + leg.metres();
                    if (through < metres[leg.to()]) {
                        metres[leg.to()] = through;
                        before[leg.to()] = at;
                        open.add(new double[] {through, leg.to()});
                    }
                }
            }
        }

        double metresTo(int point) {
            return metres[point];
        }

        /** The points of the way, the first one included; empty when there is none. */
        List<Integer> to(int point) {
            if (metres[point] == Double.MAX_VALUE) {
                return List.of();
            }
            List<Integer> way = new ArrayList<>();
            for (int at = point; at >= 0; at = before[at]) {
                way.add(0, at);
            }
            return way;
        }
    }
}
