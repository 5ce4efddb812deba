package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * The wind at a level, the same over the whole region.
 *
 * @param feet pressure altitude
 * @param eastMetresPerSecond the air's own motion towards the east
 * @param northMetresPerSecond towards the north
 */
public record WindLayer(double feet, double eastMetresPerSecond, double northMetresPerSecond) {

    private static final double METRES_PER_SECOND_PER_KNOT = 1_852.0 / 3_600.0;

    /** As it is forecast: from where it blows, degrees true, and knots. */
    public static WindLayer of(int flightLevel, int fromDegrees, int knots) {
        double from = StrictMath.toRadians(fromDegrees);
        double speed = knots * METRES_PER_SECOND_PER_KNOT;
        return new WindLayer(
                flightLevel * 100.0, -speed * StrictMath.sin(from), -speed * StrictMath.cos(from));
    }

    void write(StateOutput out) {
        out.writeDouble(feet);
        out.writeDouble(eastMetresPerSecond);
        out.writeDouble(northMetresPerSecond);
    }

    static WindLayer read(StateInput in) {
        return new WindLayer(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
