package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the nets remember of single tracks, and the alerts about them. */
final class WatchTable {

    /** Most things one track is watched for at once; more are not begun. */
    private static final int MOST_OF_A_TRACK = 32;

    private final RevisionCounter revisions;

    /** By track number. */
    private final Table<List<Watch>> watches;

    private final Cell<Integer> lastId;

    /** Identifiers of alerts that ended since this was last cleared. */
    private final Cell<List<Integer>> ended;

    WatchTable(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        watches = new Table<>(work, "watches", SystemTrack.MAX_NUMBER);
        lastId = new Cell<>(work, 0);
        ended = new Cell<>(work, List.of());
    }

    /** What is remembered of a track. */
    List<Watch> of(int track) {
        List<Watch> list = watches.get(track);
        return list == null ? List.of() : list;
    }

    int limit() {
        return watches.limit();
    }

    /** Replaces what is remembered of a track; alerts that are left out have ended. */
    void replace(int track, List<Watch> after) {
        List<Watch> before = of(track);
        List<Watch> kept =
                after.size() > MOST_OF_A_TRACK ? after.subList(0, MOST_OF_A_TRACK) : after;
        if (before.equals(kept)) {
            return;
        }
        watches.set(track, kept.isEmpty() ? null : List.copyOf(kept));
        List<Integer> gone = new ArrayList<>();
        for (Watch watch : before) {
            if (watch.alert() != null && !isAmong(watch.alert().id(), kept)) {
                gone.add(watch.alert().id());
            }
        }
        if (!gone.isEmpty()) {
            List<Integer> all = new ArrayList<>(ended.get());
            all.addAll(gone);
            ended.set(List.copyOf(all));
        }
    }

    private static boolean isAmong(int id, List<Watch> watches) {
        for (Watch watch : watches) {
            if (watch.alert() != null && watch.alert().id() == id) {
                return true;
            }
        }
        return false;
    }

    int nextId() {
        lastId.set(lastId.get() + 1);
        return lastId.get();
    }

    long nextRevision() {
        return revisions.next();
    }

    /** The alerts as they stand, by track number. */
    Rows<List<TrackAlert>> alerts() {
        return new ShownAlerts<>(watches, Watch::alert);
    }

    /** The alerts of this moment, by track number. */
    Rows<List<TrackAlert>> frozenAlerts() {
        return new ShownAlerts<>(watches.frozen(), Watch::alert);
    }

    /** From now on notes of which tracks alerts change, or may have. */
    Touched follow() {
        return watches.follow();
    }

    /** Marks an alert as seen; false when there is none with this id. */
    boolean acknowledge(int id) {
        for (int track = 1; track < watches.limit(); track++) {
            List<Watch> before = of(track);
            for (int i = 0; i < before.size(); i++) {
                TrackAlert alert = before.get(i).alert();
                if (alert != null && alert.id() == id) {
                    List<Watch> after = new ArrayList<>(before);
                    after.set(i, before.get(i).with(alert.seen(nextRevision())));
                    replace(track, after);
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
        @Nullable Object[] rows = watches.copy();
        int count = watches.size();
        int id = lastId.get();
        List<Integer> over = ended.get();
        return out -> {
            out.writeInt(count);
            for (int track = 1; track < rows.length; track++) {
                if (rows[track] instanceof List<?> list) {
                    out.writeInt(track);
                    out.writeInt(list.size());
                    for (Object watch : list) {
                        out.writeRecord((Watch) watch, Watch::write);
                    }
                }
            }
            out.writeInt(id);
            out.writeInts(over);
        };
    }

    /** Which watch a watch is now; null: what it is about is gone. */
    interface Present {
        @Nullable Watch of(Watch before);
    }

    /** Reads into an empty table what a capture wrote; what is about nothing any more has ended. */
    void read(StateInput in, Present present) {
        List<Integer> gone = new ArrayList<>();
        for (int i = in.readLength(8); i > 0; i--) {
            int track = in.readInt();
            List<Watch> list = new ArrayList<>();
            for (int n = in.readLength(23); n > 0; n--) {
                Watch before = in.readRecord(Watch.class, Watch::read);
                Watch after = present.of(before);
                if (after != null) {
                    list.add(after);
                } else if (before.alert() != null) {
                    gone.add(before.alert().id());
                }
            }
            watches.set(track, list.isEmpty() ? null : List.copyOf(list));
        }
        lastId.set(in.readInt());
        List<Integer> all = new ArrayList<>(in.readInts());
        all.addAll(gone);
        ended.set(List.copyOf(all));
    }
}
