package aero.vigil.airspace.surveillance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aircraft as all radars together show it.
 *
 * @param number 1..65,535; a number is not used again for 10 minutes
 * @param state its place in a track's life
 * @param startMicros detection time of its first plot
 * @param lastUpdateMicros detection time of its latest plot; never goes back
 * @param updates how many plots it has taken: new evidence since then exists when this has grown
 * @param motion on the system plane
 * @param vertical absent while no valid Mode C has been received
 * @param address 24 bits, or {@link Plot#ABSENT}
 * @param mode3A confirmed Mode 3/A code, 12 bits, or {@link Plot#ABSENT}
 * @param callsign downlinked, or empty
 * @param selectedLevel downlinked selected altitude, 1/4 FL, or {@link Plot#ABSENT}
 * @param spi special position identification is being shown
 * @param primaryOnly no transponder reply has ever been received
 * @param multiSensor updated by two or more sensors within the latest scan
 * @param adsbDistrusted the aircraft says it is elsewhere than radar sees it: not fused
 * @param reflectionSuspect began at a longer range with another track's identity
 * @param sources by what it has been seen lately, bits of {@link Sources}
 * @param sensors which radars contribute, by sensor index
 * @param revision grows with each change of any track: greater than at the last frame means changed
 */
public record SystemTrack(
        int number,
        State state,
        long startMicros,
        long lastUpdateMicros,
        long updates,
        PlanarMotion motion,
        @Nullable VerticalMotion vertical,
        int address,
        int mode3A,
        String callsign,
        int selectedLevel,
        boolean spi,
        boolean primaryOnly,
        boolean multiSensor,
        boolean adsbDistrusted,
        boolean reflectionSuspect,
        int sources,
        List<Contribution> sensors,
        long revision) {

    /** The greatest track number. */
    public static final int MAX_NUMBER = 65_535;

    /** A track's life; an ended one is no longer there. */
    public enum State {
        /** Not sure yet that it is an aircraft: not part of the picture. */
        TENTATIVE,
        /** Part of the picture, and being updated. */
        CONFIRMED,
        /** Part of the picture, carried on without updates. */
        COASTING
    }

    /**
     * One radar's part in a track.
     *
     * @param sacSic the radar
     * @param lastDetectionMicros of its latest plot in this track
     * @param misses scans since then without one
     * @param meanNis mean normalised innovation squared, near 2 when all is well
     * @param radarTrackNumber the radar's own track number, or {@link Plot#ABSENT}
     */
    public record Contribution(
            int sacSic,
            long lastDetectionMicros,
            int misses,
            double meanNis,
            int radarTrackNumber) {}

    public SystemTrack {
        sensors = List.copyOf(sensors);
    }

    /** Confirmed or coasting: shown to controllers and watched by the safety nets. */
    public boolean isInPicture() {
        return state != State.TENTATIVE;
    }

    /** Squawks 7500, 7600 or 7700. */
    public boolean isEmergency() {
        return Mode3A.isEmergency(mode3A);
    }

    /** Its motion at another time, carried straight on. */
    public PlanarMotion predictedTo(long timeMicros) {
        return motion.predictedTo(timeMicros);
    }
}
