package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * Where an aircraft is by its own word (ADS-B) or by another centre's: what stands in a plot in
 * place of range and azimuth.
 *
 * @param latitude 1e-7 degrees, WGS-84
 * @param longitude 1e-7 degrees
 * @param sigmaMetres standard deviation of either coordinate, 0..10,000
 * @param eastSpeed 1/4 m/s over ground, of another centre's track; 0 otherwise
 * @param northSpeed 1/4 m/s
 */
public record ReportedPosition(
        int latitude, int longitude, int sigmaMetres, int eastSpeed, int northSpeed) {

    private static final double UNIT = 1e-7;
    private static final int GREATEST_LATITUDE = 900_000_000;
    private static final int GREATEST_LONGITUDE = 1_800_000_000;
    private static final int GREATEST_SIGMA = 10_000;

    /** I062/185 has 16 bits. */
    private static final int GREATEST_SPEED = 0x8000;

    double latitudeDegrees() {
        return latitude * UNIT;
    }

    double longitudeDegrees() {
        return longitude * UNIT;
    }

    boolean isInRange() {
        return latitude >= -GREATEST_LATITUDE
                && latitude <= GREATEST_LATITUDE
                && longitude >= -GREATEST_LONGITUDE
                && longitude <= GREATEST_LONGITUDE
                && sigmaMetres >= 0
                && sigmaMetres <= GREATEST_SIGMA
                && eastSpeed >= -GREATEST_SPEED
                && eastSpeed <= GREATEST_SPEED
                && northSpeed >= -GREATEST_SPEED
                && northSpeed <= GREATEST_SPEED;
    }

    static void write(@Nullable ReportedPosition position, StateOutput output) {
        output.writeBoolean(position != null);
        if (position != null) {
            output.writeInt(position.latitude);
            output.writeInt(position.longitude);
            output.writeInt(position.sigmaMetres);
            output.writeInt(position.eastSpeed);
            output.writeInt(position.northSpeed);
        }
    }

    static @Nullable ReportedPosition read(StateInput input) {
        return input.readBoolean()
                ? new ReportedPosition(
                        input.readInt(),
                        input.readInt(),
                        input.readInt(),
                        input.readInt(),
                        input.readInt())
                : null;
    }
}
