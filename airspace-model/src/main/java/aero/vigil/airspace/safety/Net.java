package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.SystemTrack;
import java.util.List;

/** A safety net or monitoring aid that looks at one track at a time. */
interface Net {

    NetKind kind();

    /**
     * Whether a look at this track is worth while: cheap, and never false for what it remembers.
     */
    boolean concerns(SystemTrack track);

    /**
     * What is wrong with this track now, each object at most once. May change state of its own.
     *
     * @param subject a track that is in the picture and has a level
     */
    List<Finding> look(Subject subject);

    /** Forgets a track that has gone. */
    default void forget(int trackNumber) {}

    /**
     * One thing found.
     *
     * @param object what of it is in danger: an area's index, an approach's; 0 where there is one
     * @param seconds until it happens, 0: now
     * @param isInfringed it is now
     * @param isDue near enough to be shown
     * @param hitsNeeded among the latest three counted looks, before it is shown
     * @param metres how far aside, 0: that is not the question
     * @param feet how far below or off, 0: that is not the question
     * @param text for a person
     */
    record Finding(
            int object,
            double seconds,
            boolean isInfringed,
            boolean isDue,
            int hitsNeeded,
            double metres,
            double feet,
            String text) {}
}
