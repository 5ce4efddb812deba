package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * What the vertical filter knows after one Mode C; immutable.
 *
 * @param timeMicros of the latest Mode C taken
 * @param level the model that holds its level
 * @param climb the model that holds its rate
 * @param levelWeight probability of the first, 0..1
 * @param flightLevel latest Mode C taken, 1/4 FL
 * @param isFine 25 ft steps have been seen, so its quantum is 25 ft and not 100
 * @param levelUpdates updates in a row at which the level model was held likely, at most 2
 * @param doubtedFeet a Mode C that did not fit and waits for a second; NaN: none
 * @param doubtedMicros when it was measured
 */
record VerticalState(
        long timeMicros,
        Model level,
        Model climb,
        double levelWeight,
        int flightLevel,
        boolean isFine,
        int levelUpdates,
        double doubtedFeet,
        long doubtedMicros) {

    /** Mean and covariance of (altitude in feet, rate in feet a second). */
    record Model(double altitude, double rate, double hh, double hr, double rr) {

        void write(StateOutput output) {
            output.writeDouble(altitude);
            output.writeDouble(rate);
            output.writeDouble(hh);
            output.writeDouble(hr);
            output.writeDouble(rr);
        }

        static Model read(StateInput input) {
            return new Model(
                    input.readDouble(),
                    input.readDouble(),
                    input.readDouble(),
                    input.readDouble(),
                    input.readDouble());
        }
    }

    double altitudeFeet() {
        return levelWeight * level.altitude + (1 - levelWeight) * climb.altitude;
    }

    double rateFeetPerSecond() {
        return (1 - levelWeight) * climb.rate + levelWeight * level.rate;
    }

    /** The altitude expected at another time. */
    double altitudeFeetAt(long micros) {
        return altitudeFeet() + rateFeetPerSecond() * ((micros - timeMicros) / 1e6);
    }

    VerticalMotion motion() {
        return new VerticalMotion(
                flightLevel,
                timeMicros,
                altitudeFeet(),
                rateFeetPerSecond(),
                timeMicros,
                levelUpdates >= 2);
    }

    VerticalState doubting(double feet, long micros) {
        return new VerticalState(
                timeMicros,
                level,
                climb,
                levelWeight,
                flightLevel,
                isFine,
                levelUpdates,
                feet,
                micros);
    }

    void write(StateOutput output) {
        output.writeLong(timeMicros);
        level.write(output);
        climb.write(output);
        output.writeDouble(levelWeight);
        output.writeInt(flightLevel);
        output.writeBoolean(isFine);
        output.writeByte(levelUpdates);
        output.writeDouble(doubtedFeet);
        output.writeLong(doubtedMicros);
    }

    static VerticalState read(StateInput input) {
        return new VerticalState(
                input.readLong(),
                Model.read(input),
                Model.read(input),
                input.readDouble(),
                input.readInt(),
                input.readBoolean(),
                input.readByte(),
                input.readDouble(),
                input.readLong());
    }
}
