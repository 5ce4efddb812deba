package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * What STCA remembers of two tracks; immutable.
 *
 * @param trackA the lower number
 * @param trackB the higher number
 * @param hits the latest three counted evaluations, the newest in the lowest bit: 1 is a hit
 * @param misses counted misses in a row, at most 3
 * @param updatesA plots the one had taken when an evaluation last counted
 * @param updatesB the other's
 * @param alert what controllers are shown, or null
 */
record Pair(
        int trackA,
        int trackB,
        int hits,
        int misses,
        long updatesA,
        long updatesB,
        @Nullable ConflictAlert alert) {

    static Pair of(int trackA, int trackB) {
        return new Pair(trackA, trackB, 0, 0, -1, -1, null);
    }

    /** Whether there has been new evidence since an evaluation last counted. */
    boolean hasNewEvidence(long nowA, long nowB) {
        return nowA != updatesA || nowB != updatesB;
    }

    Pair counted(boolean isHit, long nowA, long nowB) {
        return new Pair(
                trackA,
                trackB,
                (hits << 1 | (isHit ? 1 : 0)) & 7,
                isHit ? 0 : Math.min(3, misses + 1),
                nowA,
                nowB,
                alert);
    }

    Pair with(@Nullable ConflictAlert newAlert) {
        return new Pair(trackA, trackB, hits, misses, updatesA, updatesB, newAlert);
    }

    /** Whether controllers see an alert of it. */
    boolean isShown() {
        return alert != null;
    }

    int hitCount() {
        return Integer.bitCount(hits);
    }

    /** Nothing worth remembering is left. */
    boolean isIdle() {
        return hits == 0 && alert == null;
    }

    void write(StateOutput output) {
        output.writeInt(trackA);
        output.writeInt(trackB);
        output.writeByte(hits);
        output.writeByte(misses);
        output.writeLong(updatesA);
        output.writeLong(updatesB);
        output.writeBoolean(alert != null);
        if (alert != null) {
            output.writeInt(alert.id());
            output.writeLong(alert.raisedMicros());
            output.writeLong(alert.violationMicros());
            output.writeDouble(alert.leastDistanceMetres());
            output.writeDouble(alert.leastVerticalFeet());
            output.writeBoolean(alert.infringed());
            output.writeBoolean(alert.acknowledged());
            output.writeLong(alert.revision());
        }
    }

    static Pair read(StateInput input) {
        int trackA = input.readInt();
        int trackB = input.readInt();
        int hits = input.readByte();
        int misses = input.readByte();
        long updatesA = input.readLong();
        long updatesB = input.readLong();
        ConflictAlert alert = input.readBoolean() ? readAlert(trackA, trackB, input) : null;
        return new Pair(trackA, trackB, hits, misses, updatesA, updatesB, alert);
    }

    private static ConflictAlert readAlert(int trackA, int trackB, StateInput input) {
        return new ConflictAlert(
                input.readInt(),
                trackA,
                trackB,
                input.readLong(),
                input.readLong(),
                input.readDouble(),
                input.readDouble(),
                input.readBoolean(),
                input.readBoolean(),
                input.readLong());
    }
}
