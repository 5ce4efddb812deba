package aero.vigil.certification.tracking;

import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Reads each plot's normalised innovation out of the running means that tracks publish: such a mean
 * takes a sixteenth of each new value, so the value is known from two means in a row. Must look at
 * each tick.
 */
final class NisReader {

    private static final double SHARE_OF_NEW = 1.0 / 16;

    private record Key(int track, int sensor) {}

    private record Seen(long detectionMicros, double mean) {}

    private final Map<Key, Seen> seen = new HashMap<>();

    void look(SystemTrack track, DoubleConsumer value) {
        for (SystemTrack.Contribution now : track.sensors()) {
            Seen before =
                    seen.put(
                            new Key(track.number(), now.sacSic()),
                            new Seen(now.lastDetectionMicros(), now.meanNis()));
            if (before != null && now.lastDetectionMicros() > before.detectionMicros()) {
                value.accept(before.mean() + (now.meanNis() - before.mean()) / SHARE_OF_NEW);
            }
        }
    }
}
