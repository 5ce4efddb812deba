package aero.vigil.display.arbiter;

import aero.vigil.display.arbiter.Slot.Body;
import java.util.ArrayList;
import java.util.List;

/** Votes on records of the slow stream, which have no chain: each needs its own (adr 0046). */
final class RecordVotes implements Votes {

    /** Votes that have not come for so many records never will. */
    private static final int HOPELESS = 10;

    /** The last before the first whose digest f+1 have not given. */
    @Override
    public int lastAgreed(List<Body> path, Slots slots) {
        int agreed = 0;
        while (agreed < path.size() && slots.isAgreed(path.get(agreed))) {
            agreed++;
        }
        return agreed - 1;
    }

    @Override
    public boolean isUnbroken(Place shown, Screen screen) {
        return screen.confirmedThrough() == shown.number();
    }

    /** Each waits for those before it. */
    @Override
    public List<Long> confirmed(long number, Screen screen, Slots slots) {
        List<Long> confirmed = new ArrayList<>();
        long next = screen.confirmedThrough() + 1;
        for (String agreed = slots.agreed(next);
                agreed != null && agreed.equals(screen.digest(next));
                agreed = slots.agreed(next)) {
            confirmed.add(next++);
        }
        return confirmed;
    }

    @Override
    public boolean areHopeless(Screen screen, Slots slots) {
        return screen.number() - screen.confirmedThrough() >= HOPELESS
                && slots.isAnyAgreedFrom(screen.confirmedThrough() + 2);
    }

    @Override
    public boolean areOnFrames() {
        return false;
    }
}
