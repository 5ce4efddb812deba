package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of numbers that are not confirmed yet, and the chains that the bodies make.
 *
 * <p>It never decides: which numbers are taken in is the arbiter's, what votes mean that of {@link
 * Votes}.
 */
final class Slots {

    private static final int MOST = 2 * FrameArbiter.WINDOW;

    private final NavigableMap<Long, Slot> byNumber = new TreeMap<>();

    @Nullable Slot get(long number) {
        return byNumber.get(number);
    }

    /** Takes a number in. */
    Slot add(long number, @Nullable String agreed) {
        Slot slot = new Slot();
        slot.agreed = agreed;
        byNumber.put(number, slot);
        if (byNumber.size() > MOST) {
            byNumber.pollFirstEntry();
        }
        return slot;
    }

    /** All, by number, as they are now. */
    NavigableMap<Long, Slot> all() {
        return new TreeMap<>(byNumber);
    }

    void forgetVotesOf(Source source) {
        byNumber.values().forEach(slot -> slot.votes.remove(source));
    }

    void forgetThrough(long number) {
        byNumber.headMap(number, true).clear();
    }

    /** What f+1 have said of this number; null: they have not. */
    @Nullable String agreed(long number) {
        Slot slot = byNumber.get(number);
        return slot == null ? null : slot.agreed;
    }

    /** The body that f+1 stand for; null while it has not come. */
    @Nullable Body agreedBody(long number) {
        Slot slot = byNumber.get(number);
        return slot == null || slot.agreed == null ? null : slot.bodies.get(slot.agreed);
    }

    boolean isAgreed(Body body) {
        return body.frame.digest().equals(agreed(body.frame.number()));
    }

    boolean isAnyAgreedFrom(long number) {
        return byNumber.tailMap(number, true).values().stream()
                .anyMatch(slot -> slot.agreed != null);
    }

    boolean hasBodies(long from, long to) {
        for (long number = from; number <= to; number++) {
            Slot slot = byNumber.get(number);
            if (slot == null || slot.bodies.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The highest number that a source in good standing has spoken of; 0: none. */
    long latest() {
        for (Map.Entry<Long, Slot> entry : byNumber.descendingMap().entrySet()) {
            if (entry.getValue().hasVoterInGoodStanding()) {
                return entry.getKey();
            }
        }
        return 0;
    }

    /** The unbroken chain of bodies after a place, preferring at each step what f+1 have said. */
    List<Body> chainFrom(Place start, int most) {
        List<Body> path = new ArrayList<>();
        String link = start.link();
        for (long number = start.number() + 1; number <= start.number() + most; number++) {
            Body body = successor(link, number);
            if (body == null) {
                break;
            }
            path.add(body);
            link = body.frame.link();
        }
        return path;
    }

    private @Nullable Body successor(String link, long number) {
        Slot slot = byNumber.get(number);
        if (slot == null) {
            return null;
        }
        if (slot.agreed != null) {
            Body body = slot.bodies.get(slot.agreed);
            return body != null && body.frame.previous().equals(link) ? body : null;
        }
        Body after = agreedBody(number + 1);
        String wanted = after == null ? null : after.frame.previous();
        Body first = null;
        for (Body body : slot.bodies.values()) {
            if (!body.frame.previous().equals(link)) {
                continue;
            }
            if (body.frame.link().equals(wanted)) {
                return body;
            }
            if (first == null) {
                first = body;
            }
        }
        return first;
    }
}
