package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One plot brought to the system plane, as the filters need it.
 *
 * @param timeMicros of detection
 * @param xMetres east
 * @param yMetres north
 * @param varianceX m&sup2;
 * @param covarianceXY m&sup2;
 * @param varianceY m&sup2;
 * @param flightLevel valid Mode C in 1/4 FL, or {@link Plot#ABSENT}
 */
record Measurement(
        long timeMicros,
        double xMetres,
        double yMetres,
        double varianceX,
        double covarianceXY,
        double varianceY,
        int flightLevel) {

    void write(StateOutput output) {
        output.writeLong(timeMicros);
        output.writeDouble(xMetres);
        output.writeDouble(yMetres);
        output.writeDouble(varianceX);
        output.writeDouble(covarianceXY);
        output.writeDouble(varianceY);
        output.writeInt(flightLevel);
    }

    static Measurement read(StateInput input) {
        return new Measurement(
                input.readLong(),
                input.readDouble(),
                input.readDouble(),
                input.readDouble(),
                input.readDouble(),
                input.readDouble(),
                input.readInt());
    }
}
