package aero.vigil.airspace.supervision;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The referral queue: flight-plan messages that were not taken wait here until somebody mends or
 * drops them, oldest first. Bounded in number and in characters, so that they stay a small part of
 * a keyframe: the oldest go when others come, and the log has them still.
 */
public final class Referrals {

    /** Most messages. */
    public static final int CAPACITY = 64;

    /** Most characters of all texts together. */
    public static final int MOST_CHARACTERS = 64 * 1_024;

    private final RevisionCounter revisions;
    private final Cell<List<Referral>> kept;
    private final Cell<List<Integer>> closed;
    private final Cell<Integer> last;

    Referrals(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        kept = new Cell<>(work, List.of());
        closed = new Cell<>(work, List.of());
        last = new Cell<>(work, 0);
    }

    /** Those that wait, oldest first. */
    public List<Referral> kept() {
        return kept.get();
    }

    /** Numbers of those that left the queue since this was last cleared. */
    public List<Integer> closed() {
        return closed.get();
    }

    /** Forgets which left the queue: it has been published. */
    public void published() {
        closed.set(List.of());
    }

    /** The message of this number, or null. */
    public @Nullable Referral get(int number) {
        for (Referral referral : kept.get()) {
            if (referral.number() == number) {
                return referral;
            }
        }
        return null;
    }

    /**
     * Keeps a message.
     *
     * @return how many older ones had to go
     */
    public int refer(String originator, String text, Referral.Fault fault, long nowMicros) {
        last.set(last.get() + 1);
        List<Referral> all = new ArrayList<>(kept.get());
        all.add(new Referral(last.get(), nowMicros, originator, text, fault, 0, revisions.next()));
        int gone = 0;
        while (all.size() > CAPACITY || characters(all) > MOST_CHARACTERS) {
            close(all.remove(0).number());
            gone++;
        }
        kept.set(List.copyOf(all));
        return gone;
    }

    private static int characters(List<Referral> all) {
        return all.stream().mapToInt(referral -> referral.text().length()).sum();
    }

    /** A message was resubmitted with this text, in vain; a text that has no room is not kept. */
    public void failedAgain(int number, String text, Referral.Fault fault) {
        Referral before = get(number);
        if (before == null) {
            return;
        }
        int others = characters(kept.get()) - before.text().length();
        String remembered = others + text.length() <= MOST_CHARACTERS ? text : before.text();
        List<Referral> all = new ArrayList<>(kept.get());
        all.set(
                all.indexOf(before),
                new Referral(
                        number,
                        before.micros(),
                        before.originator(),
                        remembered,
                        fault,
                        before.attempts() + 1,
                        revisions.next()));
        kept.set(List.copyOf(all));
    }

    /** Takes a message off the queue. */
    public void remove(int number) {
        List<Referral> all = new ArrayList<>(kept.get());
        if (all.removeIf(referral -> referral.number() == number)) {
            kept.set(List.copyOf(all));
            close(number);
        }
    }

    private void close(int number) {
        List<Integer> all = new ArrayList<>(closed.get());
        all.add(number);
        closed.set(List.copyOf(all));
    }

    StateCapture capture() {
        List<Referral> all = kept.get();
        List<Integer> gone = closed.get();
        int lastNow = last.get();
        return out -> {
            out.writeInt(lastNow);
            out.writeInt(all.size());
            all.forEach(referral -> referral.write(out));
            out.writeInts(gone);
        };
    }

    void read(StateInput in) {
        last.set(in.readInt());
        List<Referral> all = new ArrayList<>();
        for (int i = in.readLength(40); i > 0; i--) {
            all.add(Referral.read(in));
        }
        kept.set(List.copyOf(all));
        closed.set(in.readInts());
    }
}
