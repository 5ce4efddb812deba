package aero.vigil.airspace.supervision;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that failed inside the model: the latest {@link #CAPACITY}, oldest first. */
public final class Quarantine {

    /** Most commands kept; the oldest goes when another comes. */
    public static final int CAPACITY = 64;

    private static final int LEAST_STATE_BYTES = 32;

    private final RevisionCounter revisions;
    private final Cell<List<Quarantined>> kept;
    private final Cell<List<Long>> released;

    public Quarantine(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        kept = new Cell<>(work, List.of());
        released = new Cell<>(work, List.of());
    }

    /**
     * Keeps a command.
     *
     * @param kind of command, in words
     * @param error the kind of error
     */
    public void keep(long op, long nowMicros, String kind, String error, Given given) {
        List<Quarantined> all = new ArrayList<>(kept.get());
        if (all.size() >= CAPACITY) {
            release(all.remove(0).op());
        }
        all.add(new Quarantined(op, nowMicros, kind, error, given, revisions.next()));
        kept.set(List.copyOf(all));
    }

    /** Takes a command off the list; false when it is not there. */
    public boolean releaseKept(long op) {
        List<Quarantined> all = new ArrayList<>(kept.get());
        if (!all.removeIf(quarantined -> quarantined.op() == op)) {
            return false;
        }
        kept.set(List.copyOf(all));
        release(op);
        return true;
    }

    private void release(long op) {
        List<Long> all = new ArrayList<>(released.get());
        all.add(op);
        released.set(List.copyOf(all));
    }

    /** The command that failed at this op; null: it is not kept. */
    public @Nullable Quarantined get(long op) {
        return kept.get().stream().filter(one -> one.op() == op).findFirst().orElse(null);
    }

    /** The commands kept, oldest first. */
    public List<Quarantined> kept() {
        return kept.get();
    }

    /** Ops released since this was last cleared. */
    public List<Long> released() {
        return released.get();
    }

    /** Forgets what was released: it has been published. */
    public void published() {
        released.set(List.of());
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        List<Quarantined> all = kept.get();
        List<Long> gone = released.get();
        return out -> {
            out.writeInt(all.size());
            for (Quarantined quarantined : all) {
                out.writeLong(quarantined.op());
                out.writeLong(quarantined.micros());
                out.writeString(quarantined.command());
                out.writeString(quarantined.error());
                quarantined.given().write(out);
                out.writeLong(quarantined.revision());
            }
            out.writeInt(gone.size());
            gone.forEach(out::writeLong);
        };
    }

    /** Reads what a capture wrote. */
    public void read(StateInput in) {
        List<Quarantined> all = new ArrayList<>();
        for (int i = in.readLength(LEAST_STATE_BYTES); i > 0; i--) {
            all.add(
                    new Quarantined(
                            in.readLong(),
                            in.readLong(),
                            in.readString(),
                            in.readString(),
                            Given.read(in),
                            in.readLong()));
        }
        kept.set(List.copyOf(all));
        List<Long> gone = new ArrayList<>();
        for (int i = in.readLength(8); i > 0; i--) {
            gone.add(in.readLong());
        }
        released.set(List.copyOf(gone));
    }
}
