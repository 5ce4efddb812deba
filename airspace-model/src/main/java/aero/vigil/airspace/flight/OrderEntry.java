package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One line of a flight's order log.
 *
 * @param what CFL HDG SPD DCT ASSUME TRANSFER ACCEPT RECALL REJECT
 * @param value what it was set to, empty when there is no value
 * @param sector by whom
 * @param timeMicros model time
 */
public record OrderEntry(String what, String value, String sector, long timeMicros) {

    /** Most lines kept of one flight. */
    public static final int KEPT = 16;

    void write(StateOutput out) {
        out.writeString(what);
        out.writeString(value);
        out.writeString(sector);
        out.writeLong(timeMicros);
    }

    static OrderEntry read(StateInput in) {
        return new OrderEntry(in.readString(), in.readString(), in.readString(), in.readLong());
    }
}
