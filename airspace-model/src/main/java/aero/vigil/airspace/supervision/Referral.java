package aero.vigil.airspace.supervision;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A flight-plan message that was not taken.
 *
 * @param number from 1
 * @param micros model time when it came here
 * @param originator the sender's address
 * @param text as received, or as last mended
 * @param fault what is wrong
 * @param attempts how often it was resubmitted since
 * @param revision of the picture at its last change
 */
public record Referral(
        int number,
        long micros,
        String originator,
        String text,
        Fault fault,
        int attempts,
        long revision) {

    /**
     * What is wrong with a message.
     *
     * @param reason by name
     * @param field the ICAO field at fault; empty: the message as a whole
     * @param column where, from 1; 0: not known
     * @param words for a person
     */
    public record Fault(String reason, String field, int column, String words) {}

    void write(StateOutput out) {
        out.writeInt(number);
        out.writeLong(micros);
        out.writeString(originator);
        out.writeString(text);
        out.writeString(fault.reason());
        out.writeString(fault.field());
        out.writeInt(fault.column());
        out.writeString(fault.words());
        out.writeInt(attempts);
        out.writeLong(revision);
    }

    static Referral read(StateInput in) {
        return new Referral(
                in.readInt(),
                in.readLong(),
                in.readString(),
                in.readString(),
                new Fault(in.readString(), in.readString(), in.readInt(), in.readString()),
                in.readInt(),
                in.readLong());
    }
}
