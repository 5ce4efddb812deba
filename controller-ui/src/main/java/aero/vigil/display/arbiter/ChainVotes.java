package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.List;

/** Votes on frames, each of whose digests covers the one before: one vouches for all before it. */
final class ChainVotes implements Votes {

    @Override
    public int lastAgreed(List<Body> path, Slots slots) {
        for (int index = path.size() - 1; index >= 0; index--) {
            if (slots.isAgreed(path.get(index))) {
                return index;
            }
        }
        return -1;
    }

    @Override
    public boolean isUnbroken(Place shown, Screen screen) {
        return true;
    }

    @Override
    public List<Long> confirmed(long number, Screen screen, Slots slots) {
        return List.of(number);
    }

    @Override
    public boolean areHopeless(Screen screen, Slots slots) {
        return false;
    }

    @Override
    public boolean areOnFrames() {
        return true;
    }
}
