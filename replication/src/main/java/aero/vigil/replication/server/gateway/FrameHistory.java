package aero.vigil.replication.server.gateway;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last 60 s of the committed stream: frames by number, and the keyframes among them.
 *
 * <p>Numbers are contiguous: a frame that does not follow the last one begins the history anew.
 */
final class FrameHistory {

    /** 60 s at ten a second (seams §4). */
    static final int FRAMES_KEPT = 600;

    private final @Nullable PublishedFrame[] ring = new PublishedFrame[FRAMES_KEPT];
    private final TreeMap<Long, PublishedKeyframe> keyframes = new TreeMap<>();
    private long first = 1;
    private long last;

    /** Begins after this frame, whose picture is the first keyframe. */
    void begin(PublishedKeyframe keyframe) {
        keyframes.clear();
        keyframes.put(keyframe.number(), keyframe);
        last = keyframe.number();
        first = last + 1;
    }

    /**
     * Nothing of what was kept is to be given out any more; the stream goes on some frames later.
     */
    void clear() {
        keyframes.clear();
        first = last + 1;
    }

    void add(PublishedFrame frame) {
        if (frame.number() != last + 1) {
            first = frame.number();
        }
        last = frame.number();
        ring[slot(last)] = frame;
        first = Math.max(first, last - FRAMES_KEPT + 1);
        // A keyframe is of use while the frame after it is kept; the newest one always.
        while (keyframes.size() > 1 && keyframes.firstKey() + 1 < first) {
            keyframes.pollFirstEntry();
        }
    }

    void add(PublishedKeyframe keyframe) {
        keyframes.put(keyframe.number(), keyframe);
    }

    /** The number of the oldest frame kept. */
    long first() {
        return first;
    }

    /** The number of the newest frame; 0 before there is one. */
    long last() {
        return last;
    }

    /** The frame of this number, or null where it is not kept. */
    @Nullable PublishedFrame frame(long number) {
        return number < first || number > last ? null : ring[slot(number)];
    }

    /**
     * The number of the first frame cut at this op or later: one kept, the next one to come, or 0
     * when it may be older than those kept.
     */
    long firstAtOrAfterOp(long opNumber) {
        for (long number = last; number >= first; number--) {
            PublishedFrame frame = frame(number);
            if (frame == null || frame.opNumber() < opNumber) {
                return number + 1;
            }
        }
        return 0;
    }

    /** The newest keyframe that the frames kept continue; null while there is none. */
    @Nullable PublishedKeyframe latestKeyframe() {
        return keyframeAtOrBefore(last);
    }

    /** The newest keyframe not after this frame that the frames kept continue. */
    @Nullable PublishedKeyframe keyframeAtOrBefore(long number) {
        Map.Entry<Long, PublishedKeyframe> entry = keyframes.floorEntry(Math.min(number, last));
        return entry == null || entry.getKey() + 1 < first ? null : entry.getValue();
    }

    private static int slot(long number) {
        return (int) (number % FRAMES_KEPT);
    }
}
