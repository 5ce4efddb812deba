package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.NumberSets;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The medium-term conflicts there are, by the two flights. */
final class PlannedConflicts {

    /** Conflicts of one flight with higher ones; more is a swarm that no plan can sort out. */
    private static final int MOST_OF_A_FLIGHT = 64;

    private final RevisionCounter revisions;

    /** By lower flight: its conflicts in the order of the higher one. */
    private final Table<List<PlannedConflict>> conflicts;

    /** By higher flight: the lower ones. */
    private final NumberSets lower;

    private final Cell<Integer> lastId;
    private final Cell<List<Integer>> ended;

    PlannedConflicts(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        conflicts = new Table<>(work, "mtcd conflicts", FlightTable.CAPACITY);
        lower = new NumberSets(work, "mtcd lower flights", FlightTable.CAPACITY + 1);
        lastId = new Cell<>(work, 0);
        ended = new Cell<>(work, List.of());
    }

    private List<PlannedConflict> of(int flight) {
        List<PlannedConflict> list = conflicts.get(flight);
        return list == null ? List.of() : list;
    }

    /** The flights that this one is in conflict with. */
    BitSet partners(int flight) {
        BitSet partners = new BitSet();
        for (int other : lower.get(flight)) {
            partners.set(other);
        }
        of(flight).forEach(conflict -> partners.set(conflict.flightB()));
        return partners;
    }

    /** What is known of two flights now, or null: no conflict. */
    private @Nullable PlannedConflict get(int a, int b) {
        for (PlannedConflict conflict : of(a)) {
            if (conflict.flightB() == b) {
                return conflict;
            }
        }
        return null;
    }

    /** Two flights, the lower first, conflict like this. */
    void found(PlannedPath a, PlannedPath b, PathConflict meeting, long nowMicros) {
        int idA = a.flight();
        int idB = b.flight();
        PlannedConflict before = get(idA, idB);
        if (before == null && of(idA).size() >= MOST_OF_A_FLIGHT) {
            return;
        }
        PlannedConflict now =
                new PlannedConflict(
                        before == null ? lastId.get() + 1 : before.id(),
                        idA,
                        idB,
                        a.version(),
                        b.version(),
                        before == null ? nowMicros : before.raisedMicros(),
                        meeting.fromMicros(),
                        meeting.metres(),
                        meeting.feet(),
                        before != null && before.acknowledged(),
                        revisions.last() + 1);
        if (before == null || !now.isAsGoodAs(before)) {
            revisions.next();
            lastId.set(Math.max(lastId.get(), now.id()));
            store(now);
        }
    }

    private void store(PlannedConflict changed) {
        List<PlannedConflict> after = new ArrayList<>(of(changed.flightA()));
        int at = 0;
        while (at < after.size() && after.get(at).flightB() < changed.flightB()) {
            at++;
        }
        if (at < after.size() && after.get(at).flightB() == changed.flightB()) {
            after.set(at, changed);
        } else {
            after.add(at, changed);
            lower.add(changed.flightB(), changed.flightA());
        }
        conflicts.set(changed.flightA(), List.copyOf(after));
    }

    /** Two flights, the lower first, are in no conflict any longer. */
    void end(int a, int b) {
        PlannedConflict conflict = get(a, b);
        if (conflict == null) {
            return;
        }
        List<PlannedConflict> after = new ArrayList<>(of(a));
        after.remove(conflict);
        conflicts.set(a, after.isEmpty() ? null : List.copyOf(after));
        lower.remove(b, a);
        List<Integer> all = new ArrayList<>(ended.get());
        all.add(conflict.id());
        ended.set(List.copyOf(all));
    }

    /** By lower flight: its conflicts in the order of the higher one. */
    Table<List<PlannedConflict>> rows() {
        return conflicts;
    }

    /** Marks one as seen; false when there is none with this id. */
    boolean acknowledge(int id) {
        for (int flight = 1; flight < conflicts.limit(); flight++) {
            for (PlannedConflict conflict : of(flight)) {
                if (conflict.id() == id) {
                    store(conflict.seen(revisions.next()));
                    return true;
                }
            }
        }
        return false;
    }

    List<Integer> ended() {
        return ended.get();
    }

    /** Forgets what ended: it has been published. */
    void clearEnded() {
        ended.set(List.of());
    }

    StateCapture capture() {
        Rows<List<PlannedConflict>> frozen = conflicts.frozen();
        int id = lastId.get();
        List<Integer> over = ended.get();
        return out -> {
            List<PlannedConflict> all = new ArrayList<>();
            for (int flight = 1; flight < frozen.limit(); flight++) {
                List<PlannedConflict> list = frozen.get(flight);
                if (list != null) {
                    all.addAll(list);
                }
            }
            out.writeInt(all.size());
            all.forEach(conflict -> out.writeRecord(conflict, PlannedConflict::write));
            out.writeInt(id);
            out.writeInts(over);
        };
    }

    /** Reads into an empty table what a capture wrote. */
    void read(StateInput in) {
        for (int i = in.readLength(61); i > 0; i--) {
            store(in.readRecord(PlannedConflict.class, PlannedConflict::read));
        }
        lastId.set(in.readInt());
        ended.set(in.readInts());
    }
}
