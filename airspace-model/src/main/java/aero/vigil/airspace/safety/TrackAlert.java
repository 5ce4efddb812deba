package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * An alert about one track that controllers should see.
 *
 * @param id unique among all of this kind, growing
 * @param track its subject
 * @param flight the flight on that track, 0: none
 * @param raisedMicros model time at which it was raised
 * @param violationMicros model time at which it happens; the present when infringed
 * @param metres how far aside, 0: that is not the question
 * @param feet how far below or off, 0: that is not the question
 * @param isInfringed it is now
 * @param text for a person
 * @param acknowledged a controller has seen it
 * @param revision of the picture at its last change
 */
public record TrackAlert(
        int id,
        NetKind kind,
        int track,
        int flight,
        long raisedMicros,
        long violationMicros,
        double metres,
        double feet,
        boolean isInfringed,
        String text,
        boolean acknowledged,
        long revision) {

    /** Smaller changes than these are not told: nobody could see them. */
    private static final long TOLD_MICROS = 1_500_000;

    private static final double TOLD_METRES = 150;
    private static final double TOLD_FEET = 50;

    /** Whether it tells a person the same as another about the same thing. */
    boolean isAsGoodAs(TrackAlert other) {
        return flight == other.flight
                && isInfringed == other.isInfringed
                && text.equals(other.text)
                && (isInfringed || Math.abs(violationMicros - other.violationMicros) < TOLD_MICROS)
                && Math.abs(metres - other.metres) < TOLD_METRES
                && Math.abs(feet - other.feet) < TOLD_FEET;
    }

    /** The same, seen by a controller. */
    TrackAlert seen(long newRevision) {
        return new TrackAlert(
                id,
                kind,
                track,
                flight,
                raisedMicros,
                violationMicros,
                metres,
                feet,
                isInfringed,
                text,
                true,
                newRevision);
    }

    void write(StateOutput out) {
        out.writeInt(id);
        out.writeString(kind.name());
        out.writeInt(track);
        out.writeInt(flight);
        out.writeLong(raisedMicros);
        out.writeLong(violationMicros);
        out.writeDouble(metres);
        out.writeDouble(feet);
        out.writeBoolean(isInfringed);
        out.writeString(text);
        out.writeBoolean(acknowledged);
        out.writeLong(revision);
    }

    static TrackAlert read(StateInput in) {
        return new TrackAlert(
                in.readInt(),
                NetKind.valueOf(in.readString()),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readBoolean(),
                in.readString(),
                in.readBoolean(),
                in.readLong());
    }
}
