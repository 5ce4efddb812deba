package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Who controls a flight.
 *
 * <p>Invariant: only a controlled flight is offered, and never to the sector that controls it.
 *
 * @param sector elementary sector, empty: no one
 * @param offeredTo elementary sector of an open transfer, empty: none
 * @param sinceMicros when this began
 * @param user who assumed it last
 * @param version the flight's version at which this last changed
 */
public record Control(String sector, String offeredTo, long sinceMicros, String user, int version) {

    /** Nobody, and never yet anybody. */
    public static final Control NONE = new Control("", "", 0, "", 0);

    public Control {
        if (!offeredTo.isEmpty() && (sector.isEmpty() || sector.equals(offeredTo))) {
            throw new AssertionError("offered to " + offeredTo + " by '" + sector + "'");
        }
    }

    /** Whether a sector controls it. */
    public boolean isControlled() {
        return !sector.isEmpty();
    }

    /** Whether a transfer is open. */
    public boolean isOffered() {
        return !offeredTo.isEmpty();
    }

    void write(StateOutput out) {
        out.writeString(sector);
        out.writeString(offeredTo);
        out.writeLong(sinceMicros);
        out.writeString(user);
        out.writeInt(version);
    }

    static Control read(StateInput in) {
        return new Control(
                in.readString(), in.readString(), in.readLong(), in.readString(), in.readInt());
    }
}
