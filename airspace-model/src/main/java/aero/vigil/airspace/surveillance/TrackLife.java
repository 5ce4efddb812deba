package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.SystemTrack.State;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * Where a track is in its life and how it came there; immutable.
 *
 * @param startMicros detection time of the first plot
 * @param updateMicros detection time of the latest plot; never goes back
 * @param updates plots taken
 * @param opportunities latest hits (1) and misses (0), the newest in the lowest bit
 * @param opportunityCount how many of those bits count, at most 31
 * @param isMultiSensor two radars have updated it within the latest scan
 * @param suspects plots of its identity seen elsewhere, since it was last clear
 * @param suspectMicros the latest of them
 * @param isReflectionSuspect it began as such a plot
 * @param duplicateOf another track that seems to be the same aircraft, 0: none
 * @param duplicateChecks how often in a row it seemed so
 * @param duplicateMicros model time of the latest check
 */
record TrackLife(
        State state,
        long startMicros,
        long updateMicros,
        long updates,
        int opportunities,
        int opportunityCount,
        boolean isMultiSensor,
        int suspects,
        long suspectMicros,
        boolean isReflectionSuspect,
        int duplicateOf,
        int duplicateChecks,
        long duplicateMicros) {

    static TrackLife begun(long detectionMicros, boolean isReflectionSuspect) {
        return new TrackLife(
                State.TENTATIVE,
                detectionMicros,
                detectionMicros,
                1,
                1,
                1,
                false,
                0,
                detectionMicros,
                isReflectionSuspect,
                0,
                0,
                detectionMicros);
    }

    TrackLife withUpdate(long detectionMicros, boolean countsAsHit, boolean multiSensor) {
        return new TrackLife(
                state,
                Math.min(startMicros, detectionMicros),
                Math.max(updateMicros, detectionMicros),
                updates + 1,
                countsAsHit ? opportunities << 1 | 1 : opportunities,
                countsAsHit ? Math.min(31, opportunityCount + 1) : opportunityCount,
                multiSensor,
                suspects,
                suspectMicros,
                isReflectionSuspect,
                duplicateOf,
                duplicateChecks,
                duplicateMicros);
    }

    TrackLife withMiss() {
        return new TrackLife(
                state,
                startMicros,
                updateMicros,
                updates,
                opportunities << 1,
                Math.min(31, opportunityCount + 1),
                isMultiSensor,
                suspects,
                suspectMicros,
                isReflectionSuspect,
                duplicateOf,
                duplicateChecks,
                duplicateMicros);
    }

    TrackLife withState(State newState) {
        return new TrackLife(
                newState,
                startMicros,
                updateMicros,
                updates,
                opportunities,
                opportunityCount,
                newState == State.COASTING ? false : isMultiSensor,
                suspects,
                suspectMicros,
                isReflectionSuspect,
                duplicateOf,
                duplicateChecks,
                duplicateMicros);
    }

    TrackLife withSuspects(int count, long micros) {
        return new TrackLife(
                state,
                startMicros,
                updateMicros,
                updates,
                opportunities,
                opportunityCount,
                isMultiSensor,
                count,
                micros,
                isReflectionSuspect,
                duplicateOf,
                duplicateChecks,
                duplicateMicros);
    }

    TrackLife withDuplicate(int other, int checks, long micros) {
        return new TrackLife(
                state,
                startMicros,
                updateMicros,
                updates,
                opportunities,
                opportunityCount,
                isMultiSensor,
                suspects,
                suspectMicros,
                isReflectionSuspect,
                other,
                checks,
                micros);
    }

    /** Whether at least {@code m} of the latest {@code n} opportunities were hits. */
    boolean hasHits(int m, int n) {
        return Integer.bitCount(opportunities & ((1 << n) - 1)) >= m;
    }

    /** Whether the latest two opportunities were both missed. */
    boolean hasTwoMisses() {
        return opportunityCount >= 2 && (opportunities & 3) == 0;
    }

    void write(StateOutput output) {
        output.writeByte(StateEnums.index(state));
        output.writeLong(startMicros);
        output.writeLong(updateMicros);
        output.writeLong(updates);
        output.writeInt(opportunities);
        output.writeByte(opportunityCount);
        output.writeBoolean(isMultiSensor);
        output.writeInt(suspects);
        output.writeLong(suspectMicros);
        output.writeBoolean(isReflectionSuspect);
        output.writeInt(duplicateOf);
        output.writeByte(duplicateChecks);
        output.writeLong(duplicateMicros);
    }

    static TrackLife read(StateInput input) {
        return new TrackLife(
                StateEnums.at(State.values(), input.readByte()),
                input.readLong(),
                input.readLong(),
                input.readLong(),
                input.readInt(),
                input.readByte(),
                input.readBoolean(),
                input.readInt(),
                input.readLong(),
                input.readBoolean(),
                input.readInt(),
                input.readByte(),
                input.readLong());
    }
}
