package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * A point of a trajectory.
 *
 * @param x metres east on the system plane
 * @param y metres north
 * @param timeMicros estimated, or passed, UTC
 * @param levelFeet planned, pressure altitude
 * @param onward the cruise that the plan asks for from here on; null: as before
 */
public record RoutePoint(
        String name,
        double x,
        double y,
        long timeMicros,
        double levelFeet,
        boolean passed,
        @Nullable Cruise onward) {

    /** The same point at a later or earlier time. */
    RoutePoint shifted(long micros) {
        return new RoutePoint(name, x, y, timeMicros + micros, levelFeet, passed, onward);
    }

    /** The same place as a point of the route. */
    RoutePoint named(String point, @Nullable Cruise cruise) {
        return new RoutePoint(point, x, y, timeMicros, levelFeet, passed, cruise);
    }

    /** The same point, passed at this time. */
    RoutePoint passedAt(long micros) {
        return new RoutePoint(name, x, y, micros, levelFeet, true, onward);
    }

    void write(StateOutput out) {
        out.writeString(name);
        out.writeDouble(x);
        out.writeDouble(y);
        out.writeLong(timeMicros);
        out.writeDouble(levelFeet);
        out.writeBoolean(passed);
        Cruise.write(onward, out);
    }

    static RoutePoint read(StateInput in) {
        return new RoutePoint(
                in.readString(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readDouble(),
                in.readBoolean(),
                Cruise.read(in));
    }
}
