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

    private final List<RoutePoint> points = new ArrayList<>();
    private final List<RoutePoint> vertices = new ArrayList<>();

    private Flown() {}

    /** Where a path starts, unnamed when it starts between points. */
    record Start(String name, double x, double y, double levelFeet, long timeMicros) {}

    /**
     * What is flown.
     *
     * @param metresPerSecond in cruise
     * @param endFeet elevation of the destination at the last fix; NaN: the path ends in cruise
     */
    record Profile(
            double cruiseFeet, double metresPerSecond, Performance performance, double endFeet) {}

    static Flown through(Start start, List<Fix> fixes, Profile profile) {
        Flown flown = new Flown();
        flown.fly(start, fixes, profile);
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

    private void fly(Start start, List<Fix> fixes, Profile profile) {
        RoutePoint at =
                new RoutePoint(
                        start.name(),
                        start.x(),
                        start.y(),
                        start.timeMicros(),
                        start.levelFeet(),
                        false);
        vertices.add(at);
        if (!start.name().isEmpty()) {
            points.add(at);
        }
        double toGo = length(start, fixes);
        for (Fix fix : fixes) {
            double leg = fix.distanceTo(at.x(), at.y());
            int wanted = (int) Math.min(1_000, StrictMath.ceil(leg / STEP_METRES));
            int steps = vertices.size() + wanted > MAX_VERTICES ? 1 : Math.max(1, wanted);
            double fromX = at.x();
            double fromY = at.y();
            for (int step = 1; step <= steps; step++) {
                double part = (double) step / steps;
                toGo -= leg / steps;
                at =
                        next(
                                at,
                                step == steps ? fix.name() : "",
                                step == steps
                                        ? fix.xMetres()
                                        : fromX + (fix.xMetres() - fromX) * part,
                                step == steps
                                        ? fix.yMetres()
                                        : fromY + (fix.yMetres() - fromY) * part,
                                leg / steps,
                                Math.max(0, toGo),
                                profile);
                if (vertices.size() < MAX_VERTICES) {
                    vertices.add(at);
                }
            }
            points.add(at);
        }
    }

    private static RoutePoint next(
            RoutePoint from,
            String name,
            double x,
            double y,
            double metres,
            double metresToGo,
            Profile profile) {
        double share =
                profile.cruiseFeet() <= 0
                        ? 1
                        : Math.max(0, Math.min(1, from.levelFeet() / profile.cruiseFeet()));
        double speed =
                profile.metresPerSecond()
                        * (Performance.LOW_LEVEL_SPEED + (1 - Performance.LOW_LEVEL_SPEED) * share);
        double seconds = metres / speed;
        double level = from.levelFeet();
        if (level < profile.cruiseFeet()) {
            level =
                    Math.min(
                            profile.cruiseFeet(),
                            level + profile.performance().climbFeetPerSecond() * seconds);
        } else {
            level =
                    Math.max(
                            profile.cruiseFeet(),
                            level - profile.performance().descentFeetPerSecond() * seconds);
        }
        if (!Double.isNaN(profile.endFeet())) {
            double cap = profile.endFeet() + metresToGo * Performance.DESCENT_FEET_PER_METRE;
            level = Math.min(level, cap);
        }
        long micros = from.timeMicros() + (long) Math.rint(seconds * 1e6);
        return new RoutePoint(name, x, y, micros, level, false);
    }

    private static double length(Start start, List<Fix> fixes) {
        double length = 0;
        double x = start.x();
        double y = start.y();
        for (Fix fix : fixes) {
            length += fix.distanceTo(x, y);
            x = fix.xMetres();
            y = fix.yMetres();
        }
        return length;
    }
}
