package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * An alert about who a track is: an emergency code, or an identity that is not unique.
 *
 * @param id 1 and up, among alerts of this kind
 * @param trackA its first subject, 0: none
 * @param trackB its second, 0: none
 * @param flight the flight concerned, 0: none
 * @param text for a person
 * @param seenMicros when the cause was last found
 * @param revision of the picture at its last change
 */
public record FlightAlert(
        int id,
        Kind kind,
        int trackA,
        int trackB,
        int flight,
        boolean acknowledged,
        String text,
        long seenMicros,
        long revision) {

    /** What is wrong. */
    public enum Kind {
        /** 7500, 7600 or 7700. */
        EMERGENCY_CODE,
        /** Two tracks with one code or one callsign, and one flight that has it. */
        DUPLICATE_CODE,
        /** Two tracks with one 24-bit address, and one flight that has it. */
        DUPLICATE_ADDRESS,
        /** One track that could be several flights. */
        AMBIGUOUS_CORRELATION,
        /** A code assigned and not squawked. */
        CODE_NOT_SQUAWKED,
        /** A flight for which no code is free. */
        NO_CODE_FREE,
        /** An aircraft says by ADS-B that it is elsewhere than radar sees it. */
        ADSB_DISAGREES
    }

    FlightAlert seenAt(long micros) {
        return new FlightAlert(
                id, kind, trackA, trackB, flight, acknowledged, text, micros, revision);
    }

    FlightAlert about(int otherFlight, String otherText, long micros, long newRevision) {
        return new FlightAlert(
                id,
                kind,
                trackA,
                trackB,
                otherFlight,
                acknowledged,
                otherText,
                micros,
                newRevision);
    }

    FlightAlert acknowledgedAt(long newRevision) {
        return new FlightAlert(
                id, kind, trackA, trackB, flight, true, text, seenMicros, newRevision);
    }

    void write(StateOutput out) {
        out.writeInt(id);
        out.writeString(kind.name());
        out.writeInt(trackA);
        out.writeInt(trackB);
        out.writeInt(flight);
        out.writeBoolean(acknowledged);
        out.writeString(text);
        out.writeLong(seenMicros);
        out.writeLong(revision);
    }

    static FlightAlert read(StateInput in) {
        return new FlightAlert(
                in.readInt(),
                Kind.valueOf(in.readString()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readString(),
                in.readLong(),
                in.readLong());
    }
}
