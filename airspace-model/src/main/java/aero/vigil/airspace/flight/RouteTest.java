package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import java.util.List;

/**
 * Whether a track can be a flight by where and when it is: within 30 NM of the route, 15 minutes of
 * the estimate there and 5,000 ft of the levels planned (airspace-algorithms §6a). Pure.
 */
final class RouteTest {

    private static final double LATERAL_METRES = 30 * Fix.METRES_PER_NM;
    private static final double AERODROME_METRES = 5 * Fix.METRES_PER_NM;
    private static final long TIME_MICROS = 15L * 60_000_000;
    private static final long LATE_DEPARTURE_MICROS = 60L * 60_000_000;
    private static final double LEVEL_FEET = 5_000;

    private RouteTest() {}

    /**
     * @param factor widens every limit: 1 to correlate, 2 to keep a correlation
     */
    static boolean passes(Flight flight, SystemTrack track, long nowMicros, double factor) {
        PlanarMotion at = track.predictedTo(nowMicros);
        Trajectory trajectory = flight.trajectory();
        if (trajectory.points().isEmpty()) {
            return isAloft(flight, nowMicros, factor);
        }
        Nearest nearest = nearest(trajectory.points(), at.xMetres(), at.yMetres());
        return nearest.metres() <= LATERAL_METRES * factor
                && isInTime(flight, nearest, at, nowMicros, factor)
                && isAtLevel(flight, track, nearest, nowMicros, factor);
    }

    /** Where a route is nearest to a position. */
    record Nearest(int leg, double part, double metres) {}

    static Nearest nearest(List<RoutePoint> points, double x, double y) {
        Nearest best = new Nearest(0, 0, distance(points.get(0), x, y));
        for (int leg = 0; leg + 1 < points.size(); leg++) {
            Nearest here = onLeg(points, leg, x, y);
            if (here.metres() < best.metres()) {
                best = here;
            }
        }
        return best;
    }

    static Nearest onLeg(List<RoutePoint> points, int leg, double x, double y) {
        RoutePoint from = points.get(leg);
        RoutePoint to = points.get(leg + 1);
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / square;
        double part = Math.max(0, Math.min(1, along));
        double ex = from.x() + part * dx - x;
        double ey = from.y() + part * dy - y;
        return new Nearest(leg, part, Math.sqrt(ex * ex + ey * ey));
    }

    /** The time a trajectory has for a place on it. */
    static long timeAt(List<RoutePoint> points, Nearest place) {
        RoutePoint from = points.get(place.leg());
        RoutePoint to = points.get(Math.min(place.leg() + 1, points.size() - 1));
        return from.timeMicros()
                + (long) Math.rint(place.part() * (to.timeMicros() - from.timeMicros()));
    }

    private static double distance(RoutePoint point, double x, double y) {
        return new Fix("", point.x(), point.y()).distanceTo(x, y);
    }

    private static boolean isInTime(
            Flight flight, Nearest nearest, PlanarMotion at, long nowMicros, double factor) {
        Trajectory trajectory = flight.trajectory();
        if (trajectory.timesAssumed()) {
            return isAloft(flight, nowMicros, factor);
        }
        double late = nowMicros - timeAt(trajectory.points(), nearest);
        boolean departing =
                flight.reported().departureMicros() == 0
                        && distance(trajectory.points().get(0), at.xMetres(), at.yMetres())
                                <= AERODROME_METRES;
        double latest = departing ? LATE_DEPARTURE_MICROS : TIME_MICROS;
        return late >= -TIME_MICROS * factor && late <= latest * factor;
    }

    /** Whether the flight can be in the air at all. */
    private static boolean isAloft(Flight flight, long nowMicros, double factor) {
        long offBlock = flight.plan().key().offBlockMicros();
        double latest =
                offBlock + flight.plan().elapsedMinutes() * 60e6 + LATE_DEPARTURE_MICROS * factor;
        return nowMicros >= offBlock - TIME_MICROS * factor && nowMicros <= latest;
    }

    private static boolean isAtLevel(
            Flight flight, SystemTrack track, Nearest nearest, long nowMicros, double factor) {
        VerticalMotion vertical = track.vertical();
        if (vertical == null) {
            return true;
        }
        double feet = vertical.altitudeFeetAt(nowMicros);
        List<RoutePoint> points = flight.trajectory().points();
        double before = points.get(nearest.leg()).levelFeet();
        double after = points.get(Math.min(nearest.leg() + 1, points.size() - 1)).levelFeet();
        double cruise = flight.cruiseFeet();
        // Climbs and descents bulge upwards between points: the chord bounds them from below.
        double chord = before + nearest.part() * (after - before);
        return feet >= Math.min(chord, cruise) - LEVEL_FEET * factor
                && feet <= Math.max(Math.max(before, after), cruise) + LEVEL_FEET * factor;
    }
}
