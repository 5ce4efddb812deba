package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A place of a way at which the motion changes; from one to the next it is even.
 *
 * @param x metres east on the system plane
 * @param y metres north
 * @param timeMicros when it is there, UTC
 * @param levelFeet planned, pressure altitude
 */
public record Vertex(double x, double y, long timeMicros, double levelFeet) {

    Vertex shifted(long micros) {
        return new Vertex(x, y, timeMicros + micros, levelFeet);
    }

    /** The place between this and a later one at a time, even motion; not before this one. */
    Vertex towards(Vertex later, long micros) {
        double span = later.timeMicros - timeMicros;
        double part = span <= 0 ? 1 : Math.max(0, (micros - timeMicros) / span);
        return new Vertex(
                x + part * (later.x - x),
                y + part * (later.y - y),
                micros,
                levelFeet + part * (later.levelFeet - levelFeet));
    }

    void write(StateOutput out) {
        out.writeDouble(x);
        out.writeDouble(y);
        out.writeLong(timeMicros);
        out.writeDouble(levelFeet);
    }

    static Vertex read(StateInput in) {
        return new Vertex(in.readDouble(), in.readDouble(), in.readLong(), in.readDouble());
    }
}
