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
