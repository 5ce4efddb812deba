package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One line of a flight's order log.
 *
 * @param what a word for the order: CFL HDG SPD RATE DCT ROUTE HOLD LEAVE ASSUME FORCE TRANSFER
 *     ACCEPT RECALL REJECT RELEASE TERMINATE POINT-OUT NOTE and the like
 * @param value what it was set to, or whom it concerned; empty when there is no such thing
 * @param sector for which it was ordered, empty: none
 * @param user who ordered it
 * @param timeMicros model time
 */
public record OrderEntry(String what, String value, String sector, String user, long timeMicros) {

    void write(StateOutput out) {
        out.writeString(what);
        out.writeString(value);
        out.writeString(sector);
        out.writeString(user);
        out.writeLong(timeMicros);
    }

    static OrderEntry read(StateInput in) {
        return new OrderEntry(
                in.readString(), in.readString(), in.readString(), in.readString(), in.readLong());
    }
}
