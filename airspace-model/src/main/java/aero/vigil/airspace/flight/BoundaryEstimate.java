package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * When and how high the centre before ours expects a flight over a point of its route: field 14 of
 * an EST (ICAO Doc 4444 appendix 3).
 *
 * @param timeMicros UTC
 * @param feet pressure altitude while it crosses
 */
public record BoundaryEstimate(String point, long timeMicros, double feet) {

    void write(StateOutput out) {
        out.writeString(point);
        out.writeLong(timeMicros);
        out.writeDouble(feet);
    }

    static BoundaryEstimate read(StateInput in) {
        return new BoundaryEstimate(in.readString(), in.readLong(), in.readDouble());
    }
}
