package aero.vigil.airspace.flight;

import java.util.List;

/** How far aside of what is left of its route a flight is. Pure. */
public final class RouteDeviation {

    private RouteDeviation() {}

    /**
     * The distance to the nearest leg that is not behind.
     *
     * @return metres on the system plane; NaN when the route is not begun, has ended, or is unknown
     */
    public static double metres(Trajectory trajectory, double x, double y) {
        List<RoutePoint> points = trajectory.points();
        int next = trajectory.nextPoint();
        if (next == 0 || next >= points.size()) {
            return Double.NaN;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int leg = next - 1; leg + 1 < points.size(); leg++) {
            least = Math.min(least, RouteTest.onLeg(points, leg, x, y).metres());
        }
        return least;
    }
}
