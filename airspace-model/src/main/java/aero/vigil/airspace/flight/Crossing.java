package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * How a flight goes from one sector into the next: the exit of the one (XFL) and the entry of the
 * other (PEL).
 *
 * @param from the sector it leaves
 * @param to the sector it enters
 * @param level whole flight levels, 0: not said
 * @param point the designator over which it crosses, empty: not said
 */
public record Crossing(String from, String to, int level, String point) {

    /** Whether this is about the same pair of sectors. */
    boolean isBetween(String fromSector, String toSector) {
        return from.equals(fromSector) && to.equals(toSector);
    }

    /** The same, completed by an earlier one where it says nothing. */
    Crossing completedBy(Crossing earlier) {
        return new Crossing(
                from,
                to,
                level == 0 ? earlier.level : level,
                point.isEmpty() ? earlier.point : point);
    }

    /** In a line for a person. */
    public String words() {
        return from
                + ">"
                + to
                + (level == 0 ? "" : " FL" + level)
                + (point.isEmpty() ? "" : " " + point);
    }

    void write(StateOutput out) {
        out.writeString(from);
        out.writeString(to);
        out.writeInt(level);
        out.writeString(point);
    }

    static Crossing read(StateInput in) {
        return new Crossing(in.readString(), in.readString(), in.readInt(), in.readString());
    }
}
