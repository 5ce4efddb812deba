package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * The SSR code a flight is to squawk.
 *
 * @param assigned 12 bits, {@link #NONE}: none beyond what the plan says
 * @param previous the code it was to squawk before, {@link #NONE}: none
 * @param sinceMicros when it was assigned, model time
 * @param version the flight's version at which it was assigned
 */
public record Squawk(int assigned, int previous, long sinceMicros, int version) {

    /** Stands where there is no code. */
    public static final int NONE = -1;

    /** Nothing assigned yet. */
    public static final Squawk NOT_ASSIGNED = new Squawk(NONE, NONE, 0, 0);

    /** Whether a code was assigned, or the filed one kept. */
    public boolean isAssigned() {
        return assigned != NONE;
    }

    void write(StateOutput out) {
        out.writeInt(assigned);
        out.writeInt(previous);
        out.writeLong(sinceMicros);
        out.writeInt(version);
    }

    static Squawk read(StateInput in) {
        return new Squawk(in.readInt(), in.readInt(), in.readLong(), in.readInt());
    }
}
