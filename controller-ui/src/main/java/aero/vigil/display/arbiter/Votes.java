package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.List;

/** What f+1 equal digests of one number say of those before it. */
sealed interface Votes permits ChainVotes, RecordVotes {

    static Votes on(Pace pace) {
        return pace.chained() ? new ChainVotes() : new RecordVotes();
    }

    /** Index of the last body of a path that f+1 stand for; -1: none. */
    int lastAgreed(List<Body> path, Slots slots);

    /** Whether a frame that f+1 stand for is confirmed after what is shown at this place. */
    boolean isUnbroken(Place shown, Screen screen);

    /** What is shown and confirmed when f+1 have said this of a number shown: in order. */
    List<Long> confirmed(long number, Screen screen, Slots slots);

    /**
     * Whether votes on what is shown will not come any more: a whole picture is to vouch for it.
     */
    boolean areHopeless(Screen screen, Slots slots);

    /** Whether a keyframe's frame has the digest that sources give for its number. */
    boolean areOnFrames();
}
