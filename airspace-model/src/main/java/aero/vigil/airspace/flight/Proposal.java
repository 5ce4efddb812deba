package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A crossing that one of its two sectors proposes to the other, who has not answered yet.
 *
 * @param number by which it is answered, never used again for this flight
 * @param by the sector that proposes
 * @param user who proposes
 * @param sinceMicros model time
 */
public record Proposal(int number, Crossing crossing, String by, String user, long sinceMicros) {

    /** The sector whose answer is awaited. */
    public String awaited() {
        return by.equals(crossing.from()) ? crossing.to() : crossing.from();
    }

    void write(StateOutput out) {
        out.writeInt(number);
        crossing.write(out);
        out.writeString(by);
        out.writeString(user);
        out.writeLong(sinceMicros);
    }

    static Proposal read(StateInput in) {
        return new Proposal(
                in.readInt(), Crossing.read(in), in.readString(), in.readString(), in.readLong());
    }
}
