package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import java.util.List;

/**
 * How far aside of what is left of its route a flight is. Pure.
 *
 * <p>A route says nothing of how a runway is left or reached: there a flight climbs out and comes
 * in as the runway lies, or circles. The line that a trajectory has between an aerodrome and its
 * first or last point is an estimate of time, no route; nobody is measured by it (adr 0050).
 */
public final class RouteDeviation {

    /** So far the minimum sector altitudes of an aerodrome reach (ICAO Doc 8168). */
    private static final double AERODROME_METRES = 25 * Fix.METRES_PER_NM;

    /** From its last point on a flight makes for its approach, which may begin far beside. */
    private static final double LAST_LEG_METRES = 50 * Fix.METRES_PER_NM;

    private RouteDeviation() {}

    /**
     * The distance to the nearest leg that is not behind.
     *
     * @return metres on the system plane; NaN when the route is not begun, has ended, or is
     *     unknown, and near an aerodrome that it is from or to
     */
    public static double metres(Flight flight, double x, double y) {
        List<RoutePoint> points = flight.trajectory().points();
        int next = flight.trajectory().nextPoint();
        if (next == 0 || next >= points.size() || isAtAerodrome(flight, next, x, y)) {
            return Double.NaN;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int leg = next - 1; leg + 1 < points.size(); leg++) {
            least = Math.min(least, RouteTest.onLeg(points, leg, x, y).metres());
        }
        return least;
    }

    private static boolean isAtAerodrome(Flight flight, int next, double x, double y) {
        List<RoutePoint> points = flight.trajectory().points();
        RoutePoint first = points.get(0);
        RoutePoint last = points.get(points.size() - 1);
        boolean isOnFirstLeg = next == 1;
        boolean isOnLastLeg = next == points.size() - 1;
        return isNear(first, flight.plan().key().departure(), isOnFirstLeg, x, y)
                || isNear(last, flight.plan().key().destination(), isOnLastLeg, x, y);
    }

    private static boolean isNear(
            RoutePoint point, String aerodrome, boolean isOnItsLeg, double x, double y) {
        double reach = isOnItsLeg ? LAST_LEG_METRES : AERODROME_METRES;
        return point.name().equals(aerodrome)
                && new Fix(point.name(), point.x(), point.y()).distanceTo(x, y) < reach;
    }
}
