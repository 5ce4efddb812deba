package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One radar's part in one track: all that a radar needs to know of it.
 *
 * @param radar dense index of the radar
 * @param lastDetectionMicros of its latest plot here
 * @param misses passes of its antenna since then
 * @param meanNis exponential mean (1/16) of the normalised innovation squared, near 2 when well
 * @param radarTrackNumber the radar's own number, or {@link Plot#ABSENT}
 * @param last its latest plot, placed
 * @param lastPairMicros when a plot of it was last compared with another radar's for registration
 * @param disagreements ADS-B: how often of late it was not where radar saw the aircraft
 * @param sources what of it saw the aircraft in its latest plot here, bits of {@link Sources}
 */
record TrackSensor(
        int radar,
        long lastDetectionMicros,
        int misses,
        double meanNis,
        int radarTrackNumber,
        Measurement last,
        long lastPairMicros,
        int disagreements,
        int sources) {

    private static final double NIS_SHARE = 1.0 / 16;

    /** One absurd plot must not colour the mean for minutes. */
    private static final double GREATEST_NIS = 100;

    static TrackSensor first(int radar, Plot plot, Measurement at, int sources) {
        return new TrackSensor(
                radar, at.timeMicros(), 0, 2, plot.trackNumber(), at, Rotation.NEVER, 0, sources);
    }

    TrackSensor updated(Plot plot, Measurement at, double nis, boolean isPaired, int seenBy) {
        return new TrackSensor(
                radar,
                Math.max(lastDetectionMicros, at.timeMicros()),
                0,
                meanNis + NIS_SHARE * (Math.min(nis, GREATEST_NIS) - meanNis),
                plot.trackNumber(),
                at,
                isPaired ? at.timeMicros() : lastPairMicros,
                disagreements,
                seenBy);
    }

    TrackSensor withDisagreements(int count) {
        return new TrackSensor(
                radar,
                lastDetectionMicros,
                misses,
                meanNis,
                radarTrackNumber,
                last,
                lastPairMicros,
                count,
                sources);
    }

    /** Says that what the aircraft tells is not believed. */
    boolean isDistrusted() {
        return disagreements >= AdsbTrust.DISTRUSTED_AT;
    }

    TrackSensor withMisses(int count) {
        return new TrackSensor(
                radar,
                lastDetectionMicros,
                count,
                meanNis,
                radarTrackNumber,
                last,
                lastPairMicros,
                disagreements,
                sources);
    }

    /** The same, of the radar that has this index now. */
    TrackSensor of(int presentRadar) {
        return presentRadar == radar
                ? this
                : new TrackSensor(
                        presentRadar,
                        lastDetectionMicros,
                        misses,
                        meanNis,
                        radarTrackNumber,
                        last,
                        lastPairMicros,
                        disagreements,
                        sources);
    }

    void write(StateOutput output) {
        output.writeInt(radar);
        output.writeLong(lastDetectionMicros);
        output.writeByte(misses);
        output.writeDouble(meanNis);
        output.writeInt(radarTrackNumber);
        last.write(output);
        output.writeLong(lastPairMicros);
        output.writeByte(disagreements);
        output.writeByte(sources);
    }

    static TrackSensor read(StateInput input) {
        return new TrackSensor(
                input.readInt(),
                input.readLong(),
                input.readByte(),
                input.readDouble(),
                input.readInt(),
                Measurement.read(input),
                input.readLong(),
                input.readByte(),
                input.readByte());
    }
}
