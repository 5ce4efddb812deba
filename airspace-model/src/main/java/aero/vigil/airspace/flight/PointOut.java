package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A flight shown to a sector that will not control it.
 *
 * @param from the sector that shows it
 * @param to the sector that should look
 * @param user who shows it
 * @param sinceMicros model time
 * @param acknowledgedBy the user who has seen it, empty: nobody yet
 */
public record PointOut(
        String from, String to, String user, long sinceMicros, String acknowledgedBy) {

    /** Whether somebody of the sector has seen it. */
    public boolean isAcknowledged() {
        return !acknowledgedBy.isEmpty();
    }

    boolean isBetween(String fromSector, String toSector) {
        return from.equals(fromSector) && to.equals(toSector);
    }

    PointOut acknowledged(String by) {
        return new PointOut(from, to, user, sinceMicros, by);
    }

    void write(StateOutput out) {
        out.writeString(from);
        out.writeString(to);
        out.writeString(user);
        out.writeLong(sinceMicros);
        out.writeString(acknowledgedBy);
    }

    static PointOut read(StateInput in) {
        return new PointOut(
                in.readString(), in.readString(), in.readString(), in.readLong(), in.readString());
    }
}
