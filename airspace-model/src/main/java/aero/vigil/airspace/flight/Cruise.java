package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * Speed and level of the cruise from somewhere on.
 *
 * @param metresPerSecond true airspeed
 * @param feet pressure altitude
 */
public record Cruise(double metresPerSecond, double feet) {

    /**
     * What a route element like N0450F350, or the first two parts of M082F290F350, asks for.
     *
     * @return null when it asks for nothing that can be flown
     */
    static @Nullable Cruise filed(String speedAndLevel) {
        int level = speedAndLevel.startsWith("M") ? 4 : 5;
        if (!FiledSpeedAndLevel.isSpeedAndLevel(speedAndLevel)) {
            return null;
        }
        return new Cruise(
                FiledSpeedAndLevel.metresPerSecond(speedAndLevel.substring(0, level)),
                FiledSpeedAndLevel.levelFeet(speedAndLevel.substring(level)));
    }

    static void write(@Nullable Cruise cruise, StateOutput out) {
        out.writeBoolean(cruise != null);
        if (cruise != null) {
            out.writeDouble(cruise.metresPerSecond);
            out.writeDouble(cruise.feet);
        }
    }

    static @Nullable Cruise read(StateInput in) {
        return in.readBoolean() ? new Cruise(in.readDouble(), in.readDouble()) : null;
    }
}
