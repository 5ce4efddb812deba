package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * A medium-term conflict that planning controllers should see.
 *
 * @param id unique among all of this kind, growing
 * @param flightA the lower identifier
 * @param flightB the higher identifier
 * @param versionA of the flight whose trajectory was used
 * @param versionB likewise
 * @param raisedMicros model time at which it was found first
 * @param violationMicros model time at which the corridors are first too near
 * @param metres least planned distance
 * @param feet vertical distance of the planned levels, 0: they overlap
 * @param acknowledged a controller has seen it
 * @param revision of the picture at its last change
 */
public record PlannedConflict(
        int id,
        int flightA,
        int flightB,
        int versionA,
        int versionB,
        long raisedMicros,
        long violationMicros,
        double metres,
        double feet,
        boolean acknowledged,
        long revision) {

    /** Estimates move by less than this without being told anew. */
    private static final long SAME_MICROS = 10_000_000L;

    private static final double SAME_METRES = 400;

    /** Whether an earlier answer still says the same of the same trajectories. */
    boolean isAsGoodAs(PlannedConflict before) {
        return versionA == before.versionA
                && versionB == before.versionB
                && feet == before.feet
                && Math.abs(violationMicros - before.violationMicros) < SAME_MICROS
                && Math.abs(metres - before.metres) < SAME_METRES;
    }

    /** The same, seen by a controller. */
    PlannedConflict seen(long newRevision) {
        return new PlannedConflict(
                id,
                flightA,
                flightB,
                versionA,
                versionB,
                raisedMicros,
                violationMicros,
                metres,
                feet,
                true,
                newRevision);
    }

    void write(StateOutput out) {
        out.writeInt(id);
        out.writeInt(flightA);
        out.writeInt(flightB);
        out.writeInt(versionA);
        out.writeInt(versionB);
        out.writeLong(raisedMicros);
        out.writeLong(violationMicros);
        out.writeDouble(metres);
        out.writeDouble(feet);
        out.writeBoolean(acknowledged);
        out.writeLong(revision);
    }

    static PlannedConflict read(StateInput in) {
        return new PlannedConflict(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readBoolean(),
                in.readLong());
    }
}
