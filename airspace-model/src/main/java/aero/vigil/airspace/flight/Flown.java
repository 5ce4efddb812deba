package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import java.util.ArrayList;
import java.util.List;

/**
 * A path flown through fixes with a speed and a climb: the fixes with times and levels, and the
 * finer vertices between them from which sectors are read off.
 *
 * <p>Bounded: at most {@link #MAX_VERTICES} vertices; beyond, legs are flown in one step each.
 */
final class Flown {

    /** Most vertices of one path. */
    static final int MAX_VERTICES = 8_192;

    private static final double STEP_METRES = 5 * Fix.METRES_PER_NM;

    /** So near its level an aircraft cruises. */
    private static final double LEVEL_FEET = 100;

    private final List<RoutePoint> points = new ArrayList<>();
    private final List<RoutePoint> vertices = new ArrayList<>();

    private Flown() {}

    /** Where a path starts, unnamed when it starts between points. */
    record Start(String name, double x, double y, double levelFeet, long timeMicros) {}

    /**
     * What is flown.
     *
     * @param cruise at the start
     * @param isLevelCleared the cruise stays at its level whatever the plan asks for on the way
     * @param endFeet elevation of the destination at the last fix; NaN: the path ends in cruise
     */
    record Profile(
            Cruise cruise,
            boolean isLevelCleared,
            Performance performance,
            double endFeet,
            Winds winds) {

        /** The same at another level. */
        Profile at(double feet) {
            return new Profile(
                    new Cruise(cruise.metresPerSecond(), feet),
                    isLevelCleared,
                    performance,
                    endFeet,
                    winds);
        }

        /** The profile from a waypoint on. */
        Profile after(Waypoint waypoint) {
            Cruise next = waypoint.onward();
            if (next == null) {
                return this;
            }
            double feet = isLevelCleared ? cruise.feet() : next.feet();
            return new Profile(
                    new Cruise(next.metresPerSecond(), feet),
                    isLevelCleared,
                    performance,
                    endFeet,
                    winds);
        }
    }

    static Flown through(Start start, List<Waypoint> route, Profile profile) {
        Flown flown = new Flown();
        flown.fly(start, route, profile);
        return flown;
    }

    /** The start, if it has a name, and the fixes. */
    List<RoutePoint> points() {
        return points;
    }

    /** Start, fixes and what lies between. */
    List<RoutePoint> vertices() {
        return vertices;
    }

    private void fly(Start start, List<Waypoint> route, Profile profile) {
        RoutePoint at =
                new RoutePoint(
                        start.name(),
                        start.x(),
                        start.y(),
                        start.timeMicros(),
                        start.levelFeet(),
                        false,
                        null);
        vertices.add(at);
        if (!start.name().isEmpty()) {
            points.add(at);
        }
        double toGo = length(start, route);
        Profile now = profile;
        for (Waypoint waypoint : route) {
            double leg = waypoint.fix().distanceTo(at.x(), at.y());
            at = flyLeg(at, waypoint, toGo, now);
            toGo -= leg;
            now = now.after(waypoint);
        }
    }

    private RoutePoint flyLeg(RoutePoint from, Waypoint waypoint, double toGo, Profile profile) {
        Fix fix = waypoint.fix();
        double leg = fix.distanceTo(from.x(), from.y());
        int wanted = (int) Math.min(1_000, StrictMath.ceil(leg / STEP_METRES));
        int steps = vertices.size() + wanted > MAX_VERTICES ? 1 : Math.max(1, wanted);
        RoutePoint at = from;
        for (int step = 1; step < steps; step++) {
            double part = (double) step / steps;
            at =
                    next(
                            at,
                            from.x() + (fix.xMetres() - from.x()) * part,
                            from.y() + (fix.yMetres() - from.y()) * part,
                            toGo - leg * part,
                            profile);
            keep(at);
        }
        at =
                next(at, fix.xMetres(), fix.yMetres(), toGo - leg, profile)
                        .named(fix.name(), waypoint.onward());
        keep(at);
        points.add(at);
        return at;
    }

    private void keep(RoutePoint vertex) {
        if (vertices.size() < MAX_VERTICES) {
            vertices.add(vertex);
        }
    }

    private static RoutePoint next(
            RoutePoint from, double x, double y, double metresToGo, Profile profile) {
        double dx = x - from.x();
        double dy = y - from.y();
        double metres = Math.sqrt(dx * dx + dy * dy);
        double goal = profile.cruise().feet();
        if (!Double.isNaN(profile.endFeet())) {
            double path =
                    profile.endFeet()
                            + Math.max(0, metresToGo) * Performance.DESCENT_FEET_PER_METRE;
            goal = Math.min(goal, path);
        }
        double level = from.levelFeet();
        Performance performance = profile.performance();
        double speed =
                Math.abs(level - goal) <= LEVEL_FEET
                        ? profile.cruise().metresPerSecond()
                        : performance.trueAirspeedAt(level, profile.cruise().metresPerSecond());
        double ground =
                metres <= 0
                        ? speed
                        : profile.winds().groundSpeed(speed, dx / metres, dy / metres, level);
        double seconds = metres / ground;
        if (level < goal) {
            level = Math.min(goal, level + performance.climbFeetPerSecondAt(level) * seconds);
        } else {
            // To a lower level the rate says how steep, on the way to the destination the path too.
            boolean isOnPath = goal < profile.cruise().feet();
            double slope = isOnPath ? Performance.DESCENT_FEET_PER_METRE * metres : 0;
            double lost = Math.max(slope, performance.descentFeetPerSecond() * seconds);
            level = Math.max(goal, level - lost);
        }
        long micros = from.timeMicros() + (long) Math.rint(seconds * 1e6);
        return new RoutePoint("", x, y, micros, level, false, null);
    }

    private static double length(Start start, List<Waypoint> route) {
        double length = 0;
        double x = start.x();
        double y = start.y();
        for (Waypoint waypoint : route) {
            length += waypoint.fix().distanceTo(x, y);
            x = waypoint.fix().xMetres();
            y = waypoint.fix().yMetres();
        }
        return length;
    }
}
