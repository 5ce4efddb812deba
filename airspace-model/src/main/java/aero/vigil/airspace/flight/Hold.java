package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A clearance to hold at a fix of the route.
 *
 * @param fix the designator; empty: no hold
 * @param expectedMicros expected approach time, when the hold is expected to be left, UTC; 0: not
 *     given
 */
public record Hold(String fix, long expectedMicros) {

    /** Not holding. */
    public static final Hold NONE = new Hold("", 0);

    /** Whether a hold is cleared. */
    public boolean isCleared() {
        return !fix.isEmpty();
    }

    void write(StateOutput out) {
        out.writeString(fix);
        out.writeLong(expectedMicros);
    }

    static Hold read(StateInput in) {
        return new Hold(in.readString(), in.readLong());
    }
}
