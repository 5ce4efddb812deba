package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs that STCA remembers, and their alerts. */
final class ConflictTable {

    /** Pairs one track may be remembered in; more is a swarm that no alert can sort out. */
    private static final int MOST_PAIRS_OF_A_TRACK = 64;

    /** By lower track number: its pairs in the order of the higher one. */
    private final Table<List<Pair>> pairs;

    private final Cell<Integer> lastId;
    private final Cell<Long> revision;

    /** Identifiers of alerts that ended since this was last cleared. */
    private final Cell<List<Integer>> ended;

    ConflictTable(UnitOfWork work) {
        pairs = new Table<>(work, "stca pairs", SystemTrack.MAX_NUMBER);
        lastId = new Cell<>(work, 0);
        revision = new Cell<>(work, 0L);
        ended = new Cell<>(work, List.of());
    }

    /** One more than the greatest lower number of a pair. */
    int limit() {
        return pairs.limit();
    }

    /** The pairs of which this is the lower number. */
    List<Pair> of(int a) {
        List<Pair> list = pairs.get(a);
        return list == null ? List.of() : list;
    }

    /** The pair as remembered, or a new one. */
    Pair get(int a, int b) {
        for (Pair pair : of(a)) {
            if (pair.trackB() == b) {
                return pair;
            }
        }
        return Pair.of(a, b);
    }

    /** Stores a pair in its place, or drops it when nothing of it is worth remembering. */
    void store(Pair changed) {
        List<Pair> before = of(changed.trackA());
        int at = 0;
        while (at < before.size() && before.get(at).trackB() < changed.trackB()) {
            at++;
        }
        boolean isThere = at < before.size() && before.get(at).trackB() == changed.trackB();
        if (!isThere && (changed.isIdle() || before.size() >= MOST_PAIRS_OF_A_TRACK)) {
            return;
        }
        List<Pair> after = new ArrayList<>(before);
        if (isThere) {
            noteEnd(before.get(at).alert(), changed.alert());
            after.remove(at);
        }
        if (!changed.isIdle()) {
            after.add(at, changed);
        }
        pairs.set(changed.trackA(), after.isEmpty() ? null : List.copyOf(after));
    }

    private void noteEnd(@Nullable ConflictAlert before, @Nullable ConflictAlert after) {
        if (before != null && after == null) {
            List<Integer> all = new ArrayList<>(ended.get());
            all.add(before.id());
            ended.set(List.copyOf(all));
        }
    }

    /** Identifiers of alerts that ended since this was last cleared. */
    List<Integer> ended() {
        return ended.get();
    }

    /** Forgets what ended: it has been published. */
    void clearEnded() {
        ended.set(List.of());
    }

    int nextId() {
        lastId.set(lastId.get() + 1);
        return lastId.get();
    }

    long nextRevision() {
        revision.set(revision.get() + 1);
        return revision.get();
    }

    long revision() {
        return revision.get();
    }

    /** The alerts as they stand, by lower track number. */
    Rows<List<ConflictAlert>> alerts() {
        return new ShownAlerts<>(pairs, Pair::alert);
    }

    /** The alerts of this moment, by lower track number. */
    Rows<List<ConflictAlert>> frozenAlerts() {
        return new ShownAlerts<>(pairs.frozen(), Pair::alert);
    }

    /** From now on notes of which tracks alerts change, or may have. */
    Touched follow() {
        return pairs.follow();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    boolean acknowledge(int id) {
        for (int a = 1; a < pairs.limit(); a++) {
            for (Pair pair : of(a)) {
                ConflictAlert alert = pair.alert();
                if (alert != null && alert.id() == id) {
                    store(pair.with(alert.seen(nextRevision())));
                    return true;
                }
            }
        }
        return false;
    }

    StateCapture capture() {
        @Nullable Object[] rows = pairs.copy();
        int id = lastId.get();
        long revisionNow = revision.get();
        List<Integer> over = ended.get();
        return output -> {
            int count = 0;
            for (Object row : rows) {
                count += row instanceof List<?> list ? list.size() : 0;
            }
            output.writeInt(count);
            for (Object row : rows) {
                if (row instanceof List<?> list) {
                    for (Object pair : list) {
                        output.writeRecord((Pair) pair, Pair::write);
                    }
                }
            }
            output.writeInt(id);
            output.writeLong(revisionNow);
            output.writeInts(over);
        };
    }

    /** Reads into an empty table what a capture wrote. */
    void read(StateInput input) {
        for (int i = input.readLength(1); i > 0; i--) {
            store(input.readRecord(Pair.class, Pair::read));
        }
        lastId.set(input.readInt());
        revision.set(input.readLong());
        ended.set(input.readInts());
    }
}
