package aero.vigil.airspace.supervision;

import aero.vigil.airspace.command.AlarmName;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * What supervisors have said of one alarm.
 *
 * @param acknowledgedSinceMicros occurrences that began then or before are acknowledged; 0: none
 * @param acknowledged who acknowledged that one
 * @param shelvedUntilMicros 0: it is not shelved
 * @param reason for the shelving
 * @param shelved who shelved it
 */
public record Attention(
        AlarmName name,
        long acknowledgedSinceMicros,
        Author acknowledged,
        long shelvedUntilMicros,
        String reason,
        Author shelved) {

    /** Nothing yet. */
    static Attention to(AlarmName name) {
        return new Attention(name, 0, Author.NOBODY, 0, "", Author.NOBODY);
    }

    Attention acknowledgedBy(Author author, long sinceMicros) {
        return new Attention(name, sinceMicros, author, shelvedUntilMicros, reason, shelved);
    }

    /** Until 0: not any more. */
    Attention shelvedBy(Author author, long untilMicros, String why) {
        return new Attention(name, acknowledgedSinceMicros, acknowledged, untilMicros, why, author);
    }

    boolean isShelved(long nowMicros) {
        return shelvedUntilMicros > nowMicros;
    }

    void write(StateOutput out) {
        out.writeString(name.kind());
        out.writeString(name.subject());
        out.writeLong(acknowledgedSinceMicros);
        acknowledged.write(out);
        out.writeLong(shelvedUntilMicros);
        out.writeString(reason);
        shelved.write(out);
    }

    static Attention read(StateInput in) {
        return new Attention(
                new AlarmName(in.readString(), in.readString()),
                in.readLong(),
                Author.read(in),
                in.readLong(),
                in.readString(),
                Author.read(in));
    }
}
