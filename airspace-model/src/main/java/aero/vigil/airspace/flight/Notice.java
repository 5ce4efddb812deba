package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Something a sector must be told about a flight because another has done it: shown until it is
 * acknowledged there, or {@link Liaison#KEPT_MICROS} have passed.
 *
 * @param to the sector told
 * @param kind what has happened
 * @param text for a person
 * @param sinceMicros model time
 */
public record Notice(String to, Kind kind, String text, long sinceMicros) {

    /** What has happened. */
    public enum Kind {
        /** Another sector has assumed the flight without an offer. */
        TAKEN,
        /** An offer was taken back by what happened to the flight. */
        OFFER_WITHDRAWN,
        /** A proposal was rejected, or taken back. */
        PROPOSAL_REJECTED,
        /** An agreed exit or entry holds no more. */
        ABROGATED
    }

    void write(StateOutput out) {
        out.writeString(to);
        out.writeString(kind.name());
        out.writeString(text);
        out.writeLong(sinceMicros);
    }

    static Notice read(StateInput in) {
        return new Notice(
                in.readString(), Kind.valueOf(in.readString()), in.readString(), in.readLong());
    }
}
