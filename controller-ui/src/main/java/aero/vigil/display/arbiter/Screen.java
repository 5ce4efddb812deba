package aero.vigil.display.arbiter;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is shown, through which number f+1 stand for it, and what is remembered of it. */
final class Screen {

    private final NavigableMap<Long, String> digests = new TreeMap<>();

    /** What the frame after each of those must name, for who goes over to another stream. */
    private final NavigableMap<Long, String> links = new TreeMap<>();

    private @Nullable Place place;
    private @Nullable Long changedAt;
    private long confirmedThrough;

    /** Where the picture stands; null before there is one. */
    @Nullable Place place() {
        return place;
    }

    boolean isEmpty() {
        return place == null;
    }

    /** The number of the frame shown; 0 before there is one. */
    long number() {
        return place == null ? 0 : place.number();
    }

    boolean isBefore(long number) {
        return place == null || number > place.number();
    }

    long confirmedThrough() {
        return confirmedThrough;
    }

    /** What f+1 have said of the numbers shown, through this one. */
    void confirmThrough(long number) {
        confirmedThrough = number;
    }

    /** The digest of a number that was shown, while it is remembered. */
    @Nullable String digest(long number) {
        return digests.get(number);
    }

    /** What the frame after this one must name, while it is remembered. */
    @Nullable String linkAfter(long number) {
        return links.get(number);
    }

    /** How long it has not changed. */
    long age(long now) {
        return changedAt == null ? 0 : now - changedAt;
    }

    Place show(long now, ArrivedFrame frame) {
        remember(frame);
        changedAt = now;
        Place next = Place.after(frame);
        place = next;
        return next;
    }

    /** A picture of this keyframe: what is then shown of it comes by {@link #show}. */
    void begin(long now, ArrivedKeyframe keyframe, boolean isVotedOn) {
        if (isVotedOn) {
            digests.put(keyframe.number(), keyframe.frameDigest());
        }
        links.put(keyframe.number(), keyframe.frameDigest());
        changedAt = now;
        place = Place.after(keyframe);
    }

    /** The confirmed picture of another stream, which stays. */
    void goOnFrom(Screen other, Place from) {
        links.put(from.number(), from.link());
        place = from;
        confirmedThrough = from.number();
        changedAt = other.changedAt;
    }

    private void remember(ArrivedFrame frame) {
        digests.put(frame.number(), frame.digest());
        links.put(frame.number(), frame.link());
        while (digests.size() > FrameArbiter.WINDOW) {
            digests.pollFirstEntry();
        }
        while (links.size() > FrameArbiter.WINDOW) {
            links.pollFirstEntry();
        }
    }
}
