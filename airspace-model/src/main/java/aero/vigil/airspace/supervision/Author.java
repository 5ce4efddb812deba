package aero.vigil.airspace.supervision;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Who did something, where, and when.
 *
 * @param user by name
 * @param position empty: none, by the rights of his session
 * @param micros model time
 */
public record Author(String user, String position, long micros) {

    /** Nobody, never. */
    static final Author NOBODY = new Author("", "", 0);

    void write(StateOutput out) {
        out.writeString(user);
        out.writeString(position);
        out.writeLong(micros);
    }

    static Author read(StateInput in) {
        return new Author(in.readString(), in.readString(), in.readLong());
    }
}
