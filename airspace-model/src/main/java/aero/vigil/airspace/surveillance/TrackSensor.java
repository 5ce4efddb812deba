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
 */
record TrackSensor(
        int radar, long lastDetectionMicros, int misses, double meanNis, int radarTrackNumber) {

    private static final double NIS_SHARE = 1.0 / 16;

    /** One absurd plot must not colour the mean for minutes. */
    private static final double GREATEST_NIS = 100;

    static TrackSensor first(int radar, Plot plot, long detectionMicros) {
        return new TrackSensor(radar, detectionMicros, 0, 2, plot.trackNumber());
    }

    TrackSensor updated(Plot plot, long detectionMicros, double nis) {
        return new TrackSensor(
                radar,
                Math.max(lastDetectionMicros, detectionMicros),
                0,
                meanNis + NIS_SHARE * (Math.min(nis, GREATEST_NIS) - meanNis),
                plot.trackNumber());
    }

    TrackSensor withMisses(int count) {
        return new TrackSensor(radar, lastDetectionMicros, count, meanNis, radarTrackNumber);
    }

    void write(StateOutput output) {
        output.writeInt(radar);
        output.writeLong(lastDetectionMicros);
        output.writeByte(misses);
        output.writeDouble(meanNis);
        output.writeInt(radarTrackNumber);
    }

    static TrackSensor read(StateInput input) {
        return new TrackSensor(
                input.readInt(),
                input.readLong(),
                input.readByte(),
                input.readDouble(),
                input.readInt());
    }
}
