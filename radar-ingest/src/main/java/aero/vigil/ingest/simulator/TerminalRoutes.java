package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Approach;
import aero.vigil.wire.airspace.DepartureRunway;
import aero.vigil.wire.airspace.Point;
import aero.vigil.wire.airspace.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ways between airports and routes: the adaptation's departures, arrivals and final approaches
 * of the runways in use.
 */
final class TerminalRoutes {

    private final Adaptation region;
    private final Map<String, Place> points = new TreeMap<>();
    private final Map<String, List<String>> landings = new TreeMap<>();
    private final Map<String, List<String>> departures = new TreeMap<>();

    /** With the runways in use that the adaptation begins with. */
    TerminalRoutes(Adaptation region) {
        this.region = region;
        for (Point point : region.getPointsList()) {
            points.putIfAbsent(
                    point.getName(),
                    Place.ofDegrees(point.getName(), point.getLatitude(), point.getLongitude()));
        }
        for (Approach approach : region.getSafetyNets().getApproachesList()) {
            if (approach.getInUse()) {
                landings.computeIfAbsent(approach.getAirport(), airport -> new ArrayList<>())
                        .add(approach.getRunway());
            }
        }
        for (Airport airport : region.getAirportsList()) {
            departures.put(
                    airport.getCode(),
                    airport.getDepartureRunwaysList().stream()
                            .filter(DepartureRunway::getInUse)
                            .map(DepartureRunway::getRunway)
                            .toList());
        }
    }

    /** These are in use from now on. */
    void use(String airport, Pilots.Runways inUse) {
        landings.put(airport, inUse.landings());
        departures.put(airport, inUse.departures());
    }

    /** The runways of an airport that are landed on. */
    List<String> landings(String airport) {
        return inUse(landings, airport);
    }

    private static List<String> inUse(Map<String, List<String>> runways, String airport) {
        return runways.getOrDefault(airport, List.of());
    }

    /** The approach to the first runway landed on, or null. */
    @Nullable FinalApproach approach(String airport) {
        for (Approach approach : region.getSafetyNets().getApproachesList()) {
            if (approach.getAirport().equals(airport)
                    && inUse(landings, airport).contains(approach.getRunway())) {
                return new FinalApproach(approach);
            }
        }
        return null;
    }

    /** The way from a point to a runway in use: arrival, final approach; else straight there. */
    List<Place> toRunway(Place airport, Place from) {
        List<Place> way = new ArrayList<>(arrival(airport.name(), from.name()));
        FinalApproach last = approach(airport.name());
        if (last == null) {
            way.add(airport);
        } else {
            way.addAll(last.from(way.isEmpty() ? from : way.get(way.size() - 1)));
        }
        return way;
    }

    /** The way from a runway in use to a point, without it: departure; else straight there. */
    List<Place> fromRunway(Place airport, String to) {
        List<Place> way = new ArrayList<>();
        way.add(airport);
        way.addAll(departure(airport.name(), to));
        return way;
    }

    /** Names of the points from which an arrival in use leads to an airport. */
    SortedSet<String> arrivalsFrom(String airport) {
        TreeSet<String> names = new TreeSet<>();
        for (Procedure one : region.getProceduresList()) {
            if (serves(one, Procedure.Kind.STAR, airport)) {
                names.add(one.getPoints(0));
            }
        }
        return names;
    }

    /** The places of the arrival behind a point; none: there is no arrival from there. */
    private List<Place> arrival(String airport, String from) {
        for (Procedure one : region.getProceduresList()) {
            if (serves(one, Procedure.Kind.STAR, airport) && one.getPoints(0).equals(from)) {
                return places(one.getPointsList().subList(1, one.getPointsCount()));
            }
        }
        return List.of();
    }

    /** The places of the departure before a point; none: there is no departure to there. */
    private List<Place> departure(String airport, String to) {
        for (Procedure one : region.getProceduresList()) {
            int last = one.getPointsCount() - 1;
            if (serves(one, Procedure.Kind.SID, airport) && one.getPoints(last).equals(to)) {
                return places(one.getPointsList().subList(0, last));
            }
        }
        return List.of();
    }

    private boolean serves(Procedure procedure, Procedure.Kind kind, String airport) {
        List<String> used = inUse(kind == Procedure.Kind.SID ? departures : landings, airport);
        return procedure.getKind() == kind
                && procedure.getAirport().equals(airport)
                && procedure.getRunwaysList().stream().anyMatch(used::contains);
    }

    private List<Place> places(List<String> names) {
        List<Place> places = new ArrayList<>();
        for (String name : names) {
            Place place = points.get(name);
            if (place == null) {
                throw new IllegalArgumentException("a procedure passes unknown point " + name);
            }
            places.add(place);
        }
        return places;
    }
}
