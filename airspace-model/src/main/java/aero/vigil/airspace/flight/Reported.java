package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What messages have told of a flight under way.
 *
 * @param departureMicros airborne by DEP, UTC; 0: not told
 * @param arrivalMicros landed by ARR, UTC; 0: not told
 * @param arrivalAerodrome where, by ARR: another than its destination after a diversion; empty: not
 *     told
 * @param estimate of the boundary by EST, or null
 */
public record Reported(
        long departureMicros,
        long arrivalMicros,
        String arrivalAerodrome,
        @Nullable BoundaryEstimate estimate) {

    /** Nothing yet. */
    static final Reported NONE = new Reported(0, 0, "", null);

    Reported departedAt(long micros) {
        return new Reported(micros, arrivalMicros, arrivalAerodrome, estimate);
    }

    Reported arrivedAt(String aerodrome, long micros) {
        return new Reported(departureMicros, micros, aerodrome, estimate);
    }

    Reported estimated(BoundaryEstimate told) {
        return new Reported(departureMicros, arrivalMicros, arrivalAerodrome, told);
    }

    void write(StateOutput out) {
        out.writeLong(departureMicros);
        out.writeLong(arrivalMicros);
        out.writeString(arrivalAerodrome);
        out.writeBoolean(estimate != null);
        if (estimate != null) {
            estimate.write(out);
        }
    }

    static Reported read(StateInput in) {
        return new Reported(
                in.readLong(),
                in.readLong(),
                in.readString(),
                in.readBoolean() ? BoundaryEstimate.read(in) : null);
    }
}
