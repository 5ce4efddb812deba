package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A crossing to which both sectors have agreed: it binds until it is abrogated.
 *
 * @param version the flight's version at which it was agreed
 * @param sinceMicros model time
 */
public record Agreement(Crossing crossing, int version, long sinceMicros) {

    void write(StateOutput out) {
        crossing.write(out);
        out.writeInt(version);
        out.writeLong(sinceMicros);
    }

    static Agreement read(StateInput in) {
        return new Agreement(Crossing.read(in), in.readInt(), in.readLong());
    }
}
