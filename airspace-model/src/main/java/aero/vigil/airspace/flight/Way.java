package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a flight will be at any time from when its trajectory was last flown: between the points of
 * its route too, as it climbs, gathers speed, turns and holds. Immutable.
 *
 * @param vertices in order of time, at most {@value #MAX_VERTICES}
 */
public record Way(List<Vertex> vertices) {

    /** Where nothing is known of it. */
    static final Way UNKNOWN = new Way(List.of());

    /** Most vertices of one way; where more are needed, the rest of it is not known. */
    static final int MAX_VERTICES = 256;

    /** Motion that has changed by less is even: within five minutes it leads 200 m astray. */
    private static final double SAME_METRES_PER_SECOND = 5;

    /** Likewise: 75 ft. */
    private static final double SAME_FEET_PER_SECOND = 2;

    public Way {
        vertices = List.copyOf(vertices);
    }

    /** The way through what was flown step by step. */
    static Way through(List<RoutePoint> steps) {
        List<Vertex> vertices = new ArrayList<>();
        int since = 0;
        for (int i = 0; i < steps.size() && vertices.size() < MAX_VERTICES; i++) {
            boolean isEnd = i == 0 || i == steps.size() - 1;
            if (isEnd || !isEven(steps, since, i)) {
                RoutePoint at = steps.get(i);
                vertices.add(new Vertex(at.x(), at.y(), at.timeMicros(), at.levelFeet()));
                since = i;
            }
        }
        return new Way(vertices);
    }

    /** Whether the step that begins at one of them goes on as the step that began at an earlier. */
    private static boolean isEven(List<RoutePoint> steps, int earlier, int now) {
        RoutePoint a = steps.get(earlier);
        RoutePoint b = steps.get(earlier + 1);
        RoutePoint c = steps.get(now);
        RoutePoint d = steps.get(now + 1);
        double before = (b.timeMicros() - a.timeMicros()) * 1e-6;
        double after = (d.timeMicros() - c.timeMicros()) * 1e-6;
        if (before <= 0 || after <= 0) {
            return false;
        }
        double vx = (d.x() - c.x()) / after - (b.x() - a.x()) / before;
        double vy = (d.y() - c.y()) / after - (b.y() - a.y()) / before;
        double rate =
                (d.levelFeet() - c.levelFeet()) / after - (b.levelFeet() - a.levelFeet()) / before;
        return vx * vx + vy * vy < SAME_METRES_PER_SECOND * SAME_METRES_PER_SECOND
                && Math.abs(rate) < SAME_FEET_PER_SECOND;
    }

    /** Where it is at a time; before and after it, at its ends. Not of a way that is unknown. */
    Vertex at(long micros) {
        Vertex before = vertices.get(0);
        for (Vertex after : vertices) {
            if (after.timeMicros() > micros) {
                return before.towards(after, micros);
            }
            before = after;
        }
        return before;
    }

    /** The level at a time, pressure altitude; NaN: unknown. */
    double feetAt(long micros) {
        return vertices.isEmpty() ? Double.NaN : at(micros).levelFeet();
    }

    /** The same, later or earlier. */
    Way shifted(long micros) {
        if (micros == 0) {
            return this;
        }
        List<Vertex> moved = new ArrayList<>(vertices.size());
        vertices.forEach(vertex -> moved.add(vertex.shifted(micros)));
        return new Way(moved);
    }

    /** The same with time standing at a point of it from when that is reached. */
    Way heldAt(RoutePoint point, long untilMicros) {
        long reached = point.timeMicros();
        List<Vertex> held = new ArrayList<>();
        int i = 0;
        while (i < vertices.size() && vertices.get(i).timeMicros() < reached) {
            held.add(vertices.get(i));
            i++;
        }
        held.add(new Vertex(point.x(), point.y(), reached, point.levelFeet()));
        held.add(new Vertex(point.x(), point.y(), untilMicros, point.levelFeet()));
        for (; i < vertices.size(); i++) {
            if (vertices.get(i).timeMicros() > reached) {
                held.add(vertices.get(i).shifted(untilMicros - reached));
            }
        }
        return new Way(held.size() > MAX_VERTICES ? held.subList(0, MAX_VERTICES) : held);
    }

    void write(StateOutput out) {
        out.writeInt(vertices.size());
        for (Vertex vertex : vertices) {
            vertex.write(out);
        }
    }

    static Way read(StateInput in) {
        List<Vertex> vertices = new ArrayList<>();
        for (int i = in.readLength(32); i > 0; i--) {
            vertices.add(Vertex.read(in));
        }
        return new Way(vertices);
    }
}
