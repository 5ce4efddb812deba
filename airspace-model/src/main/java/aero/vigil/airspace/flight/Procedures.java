package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;
import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Aerodrome;
import aero.vigil.airspace.adaptation.Region.StandardRoute;
import aero.vigil.airspace.runway.Runway;
import aero.vigil.airspace.runway.RunwaysInUse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which standard departure and arrival a flight gets: the one between its route and a runway in
 * use; of several the first of the adaptation. Where there is none, the one that was filed.
 */
final class Procedures {

    /** A designator: the point it leads to or from, a number, a letter (Annex 11, appendix 3). */
    private static final Pattern DESIGNATOR = Pattern.compile("([A-Z]{2,6})\\d{1,2}[A-Z]{0,2}");

    private final Region region;
    private final RunwaysInUse runways;

    Procedures(Region region, RunwaysInUse runways) {
        this.region = region;
        this.runways = runways;
    }

    /** The region they are of. */
    Region region() {
        return region;
    }

    /** Grows with each change of the runways in use. */
    int version() {
        return runways.version();
    }

    /** Whether the runways of either aerodrome of a flight have changed since a version. */
    boolean haveChangedSince(int known, Flight flight) {
        return runways.haveChangedSince(known, flight.plan().key().departure())
                || runways.haveChangedSince(known, flight.plan().key().destination());
    }

    /** Whether a name looks like that of a departure or arrival. */
    static boolean isDesignator(String name) {
        return DESIGNATOR.matcher(name).matches();
    }

    /**
     * The fixes of the procedure that a route names, or of the one that takes its place: it joins
     * at the same point. Of a name that the adaptation does not have the letters are the point.
     * Empty: there is none.
     */
    List<Fix> named(ProcedureKind kind, String airport, String name) {
        for (StandardRoute filed : region.procedures(kind, airport)) {
            if (filed.procedure().name().equals(name)) {
                List<Fix> inUse = serves(filed) ? List.of() : joining(kind, airport, filed.joins());
                return inUse.isEmpty() ? filed.fixes() : inUse;
            }
        }
        Matcher designator = DESIGNATOR.matcher(name);
        boolean isOther = !region.points(name).isEmpty() || !region.airway(name).isEmpty();
        if (!isOther && designator.matches()) {
            for (StandardRoute one : region.procedures(kind, airport)) {
                if (one.joins().name().equals(designator.group(1)) && serves(one)) {
                    return one.fixes();
                }
            }
        }
        return List.of();
    }

    /** The fixes of the procedure between a runway in use and a point; empty: there is none. */
    List<Fix> joining(ProcedureKind kind, String airport, Fix point) {
        for (StandardRoute one : region.procedures(kind, airport)) {
            if (one.joins().isSameAs(point) && serves(one)) {
                return one.fixes();
            }
        }
        return List.of();
    }

    private boolean serves(StandardRoute route) {
        Runway.Use use = Runway.Use.of(route.procedure().kind());
        for (String runway : route.procedure().runways()) {
            if (runways.isInUse(new Runway(route.procedure().airport(), runway, use))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The way ahead of a flight to an aerodrome, its arrival that of a runway in use if it has not
     * begun one: the point where it joins lies ahead.
     */
    List<Waypoint> arriving(List<Waypoint> ahead, String destination) {
        Aerodrome aerodrome = region.aerodrome(destination);
        int end = ahead.size() - 1;
        if (aerodrome == null || end < 1 || !ahead.get(end).fix().isSameAs(aerodrome.fix())) {
            return ahead;
        }
        int joins = end - 1;
        for (StandardRoute flown : region.procedures(ProcedureKind.STAR, destination)) {
            int from = end - flown.fixes().size();
            if (from >= 0 && from < joins && leadsAlong(ahead, from, flown.fixes())) {
                joins = from;
            }
        }
        List<Fix> arrival = joining(ProcedureKind.STAR, destination, ahead.get(joins).fix());
        if (arrival.isEmpty()) {
            return ahead;
        }
        List<Waypoint> way = new ArrayList<>(ahead.subList(0, joins + 1));
        arrival.subList(1, arrival.size()).forEach(fix -> way.add(Waypoint.of(fix)));
        way.add(ahead.get(end));
        return way;
    }

    private static boolean leadsAlong(List<Waypoint> way, int from, List<Fix> fixes) {
        for (int i = 0; i < fixes.size(); i++) {
            if (!way.get(from + i).fix().isSameAs(fixes.get(i))) {
                return false;
            }
        }
        return true;
    }
}
