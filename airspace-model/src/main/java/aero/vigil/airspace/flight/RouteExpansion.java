package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Adaptation.ProcedureKind;
import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Aerodrome;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.command.PlanKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a filed route into fixes: visits each element once, in order, and never searches for a name
 * beyond reach of where the route stands.
 *
 * <p>Of equal designators the nearest to the previous point within 500 NM is meant. (On 28 August
 * 2023 a designator found a second time, far away, stopped the United Kingdom's flight-plan
 * processing.) What lies before the region is passed over, for an adaptation holds no world; the
 * first unknown element after that ends the expansion there.
 */
final class RouteExpansion {

    /** Most fixes of an expanded route. */
    static final int MAX_FIXES = 1_000;

    /** Farthest that a designator is looked for from the previous point. */
    private static final double REACH_METRES = 500 * Fix.METRES_PER_NM;

    /** Farthest from the system reference point that the plane is used at all. */
    private static final double PLANE_METRES = 1_000 * Fix.METRES_PER_NM;

    private static final Pattern LAT_LON =
            Pattern.compile("(\\d{2})(\\d{2})?([NS])(\\d{3})(\\d{2})?([EW])");
    private static final Pattern BEARING_DISTANCE = Pattern.compile("([A-Z]{2,5})(\\d{3})(\\d{3})");
    private static final Pattern STAY = Pattern.compile("STAY\\d{1,2}(?:/\\d{4})?");

    private final Procedures procedures;
    private final Region region;
    private final List<String> elements;
    private final PlanKey key;
    private final List<Waypoint> route = new ArrayList<>();

    private RouteExpansion(Procedures procedures, List<String> elements, PlanKey key) {
        this.procedures = procedures;
        this.region = procedures.region();
        this.elements = elements;
        this.key = key;
    }

    /**
     * A route as far as it is known.
     *
     * @param route in order, consecutive fixes different
     * @param failedElement 1-based element at which expansion stopped, 0: it did not
     * @param departure the aerodrome it starts from, or null when it lies elsewhere
     * @param destination the aerodrome it ends at, or null
     */
    record Expanded(
            List<Waypoint> route,
            int failedElement,
            @Nullable Aerodrome departure,
            @Nullable Aerodrome destination) {

        /** Its fixes in order. */
        List<Fix> fixes() {
            return route.stream().map(Waypoint::fix).toList();
        }
    }

    static Expanded expand(Procedures procedures, FiledPlan plan) {
        return new RouteExpansion(procedures, plan.route(), plan.key()).expand();
    }

    private Expanded expand() {
        Aerodrome departure = region.aerodrome(key.departure());
        if (departure != null) {
            route.add(Waypoint.of(departure.fix()));
        }
        int failed = 0;
        for (int i = 0; i < elements.size() && failed == 0; i++) {
            if (!visit(i) && !route.isEmpty()) {
                failed = i + 1;
            }
        }
        Aerodrome destination = failed == 0 ? region.aerodrome(key.destination()) : null;
        if (destination != null && !(arrives() && add(destination.fix()))) {
            destination = null;
        }
        return new Expanded(List.copyOf(route), failed, departure, destination);
    }

    /** Adds the arrival from where the route ends, unless it names one; false: out of reach. */
    private boolean arrives() {
        boolean isNamed = !elements.isEmpty() && !procedure(elements.size() - 1).isEmpty();
        return route.isEmpty()
                || isNamed
                || procedures.joining(ProcedureKind.STAR, key.destination(), last()).stream()
                        .allMatch(this::add);
    }

    /** Adds the departure that leads to where the route begins; false: out of reach. */
    private boolean departsTo(Fix first) {
        boolean isAtAerodrome = route.size() == 1 && region.aerodrome(key.departure()) != null;
        return !isAtAerodrome
                || procedures.joining(ProcedureKind.SID, key.departure(), first).stream()
                        .allMatch(this::add);
    }

    /** Adds what one element stands for; false when it is unknown here. */
    private boolean visit(int i) {
        String element = elements.get(i);
        if (isWithoutPlace(element)) {
            return true;
        }
        String name = name(element);
        List<Fix> procedure = procedure(i);
        if (!procedure.isEmpty()) {
            return procedure.stream().allMatch(this::add);
        }
        Fix latLon = latLon(name);
        if (latLon != null) {
            return add(latLon, onward(element));
        }
        Fix point = nearest(name);
        if (point != null) {
            return departsTo(point) && add(point, onward(element));
        }
        if (!region.airway(name).isEmpty()) {
            return flyAirway(region.airway(name), i);
        }
        Fix offset = bearingAndDistance(name);
        if (offset != null) {
            return add(offset, onward(element));
        }
        Aerodrome aerodrome = region.aerodrome(name);
        if (aerodrome != null) {
            return add(aerodrome.fix());
        }
        boolean atAnEnd = i == 0 || i == elements.size() - 1;
        return atAnEnd && Procedures.isDesignator(name);
    }

    /** The fixes of the SID that the first element asks for, of the STAR that the last one does. */
    private List<Fix> procedure(int i) {
        String name = name(elements.get(i));
        List<Fix> departing =
                i == 0
                        ? procedures.named(ProcedureKind.SID, key.departure(), name)
                        : List.<Fix>of();
        return departing.isEmpty() && i == elements.size() - 1
                ? procedures.named(ProcedureKind.STAR, key.destination(), name)
                : departing;
    }

    private static boolean isWithoutPlace(String element) {
        return element.equals("DCT")
                || element.equals("IFR")
                || element.equals("VFR")
                || FiledSpeedAndLevel.isSpeedAndLevel(element)
                || STAY.matcher(element).matches();
    }

    /** The point of an element like BERSU/N0450F350 or C/BERSU/M082F290F350. */
    private static String name(String element) {
        int from = element.startsWith("C/") ? 2 : 0;
        int slash = element.indexOf('/', from);
        return slash < 0 ? element.substring(from) : element.substring(from, slash);
    }

    /** The cruise of an element like BERSU/N0450F350; of C/BERSU/M082F290F350 where it begins. */
    private static @Nullable Cruise onward(String element) {
        int slash = element.indexOf('/', element.startsWith("C/") ? 2 : 0);
        if (slash < 0) {
            return null;
        }
        String change = element.substring(slash + 1);
        int level = change.startsWith("M") ? 4 : 5;
        boolean isClimb = element.startsWith("C/") && change.length() >= level + 4;
        return Cruise.filed(isClimb ? change.substring(0, level + 4) : change);
    }

    private @Nullable Fix nearest(String name) {
        double x = route.isEmpty() ? 0 : last().xMetres();
        double y = route.isEmpty() ? 0 : last().yMetres();
        Fix nearest = region.nearestPoint(name, x, y);
        return nearest != null && nearest.distanceTo(x, y) <= REACH_METRES ? nearest : null;
    }

    private boolean flyAirway(List<Fix> airway, int i) {
        if (route.isEmpty() || i + 1 >= elements.size()) {
            return false;
        }
        List<Fix> arriving = procedure(i + 1);
        String exit = arriving.isEmpty() ? name(elements.get(i + 1)) : arriving.get(0).name();
        int from = -1;
        int to = -1;
        for (int k = 0; k < airway.size(); k++) {
            if (airway.get(k).isSameAs(last())) {
                from = k;
            }
            if (airway.get(k).name().equals(exit)) {
                to = k;
            }
        }
        if (from < 0 || to < 0) {
            return false;
        }
        int step = to > from ? 1 : -1;
        for (int k = from; k != to; k += step) {
            if (!add(airway.get(k + step))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Fix latLon(String name) {
        Matcher matcher = LAT_LON.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        double latitude = degrees(matcher.group(1), matcher.group(2));
        double longitude = degrees(matcher.group(4), matcher.group(5));
        if (latitude > 89 || longitude > 180) {
            return null;
        }
        return region.fixAt(
                name,
                "S".equals(matcher.group(3)) ? -latitude : latitude,
                "W".equals(matcher.group(6)) ? -longitude : longitude);
    }

    private static double degrees(@Nullable String whole, @Nullable String minutes) {
        int sixtieths = minutes == null ? 0 : Integer.parseInt(minutes);
        return (whole == null ? 0 : Integer.parseInt(whole)) + sixtieths / 60.0;
    }

    /** A point by true bearing and distance; the adaptation knows no magnetic variation. */
    private @Nullable Fix bearingAndDistance(String name) {
        Matcher matcher = BEARING_DISTANCE.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        String designator = matcher.group(1);
        Fix from = designator == null ? null : nearest(designator);
        if (from == null) {
            return null;
        }
        double bearing = StrictMath.toRadians(degrees(matcher.group(2), null));
        double metres = degrees(matcher.group(3), null) * Fix.METRES_PER_NM;
        return new Fix(
                name,
                from.xMetres() + metres * StrictMath.sin(bearing),
                from.yMetres() + metres * StrictMath.cos(bearing));
    }

    private boolean add(Fix fix) {
        return add(fix, null);
    }

    /** Adds a fix unless the route is there already; false when it is out of all reach. */
    private boolean add(Fix fix, @Nullable Cruise onward) {
        if (!(fix.distanceTo(0, 0) <= PLANE_METRES)) {
            return false;
        }
        if (!route.isEmpty() && last().isSameAs(fix)) {
            if (onward != null) {
                route.set(route.size() - 1, new Waypoint(fix, onward));
            }
            return true;
        }
        if (route.size() >= MAX_FIXES) {
            return false;
        }
        route.add(new Waypoint(fix, onward));
        return true;
    }

    private Fix last() {
        return route.get(route.size() - 1).fix();
    }
}
