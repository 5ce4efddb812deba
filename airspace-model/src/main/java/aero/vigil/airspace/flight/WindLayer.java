package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * The wind at a level, the same over the whole region.
 *
 * @param flightLevel of pressure altitude
 * @param fromDegrees true, as it is forecast: from where it blows
 * @param knots its speed
 * @param feet the level
 * @param eastMetresPerSecond the air's own motion towards the east
 * @param northMetresPerSecond towards the north
 */
public record WindLayer(
        int flightLevel,
        int fromDegrees,
        int knots,
        double feet,
        double eastMetresPerSecond,
        double northMetresPerSecond) {

    private static final double METRES_PER_SECOND_PER_KNOT = 1_852.0 / 3_600.0;

    /** As it is forecast: from where it blows, degrees true, and knots. */
    public static WindLayer of(int flightLevel, int fromDegrees, int knots) {
        double from = StrictMath.toRadians(fromDegrees);
        double speed = knots * METRES_PER_SECOND_PER_KNOT;
        return new WindLayer(
                flightLevel,
                fromDegrees,
                knots,
                flightLevel * 100.0,
                -speed * StrictMath.sin(from),
                -speed * StrictMath.cos(from));
    }

    void write(StateOutput out) {
        out.writeInt(flightLevel);
        out.writeInt(fromDegrees);
        out.writeInt(knots);
    }

    static WindLayer read(StateInput in) {
        return of(in.readInt(), in.readInt(), in.readInt());
    }
}
