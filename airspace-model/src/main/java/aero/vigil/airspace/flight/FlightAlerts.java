package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.IndexPool;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts about identity; each lives as long as its cause is found again. */
public final class FlightAlerts {

    /** Most alerts at once; beyond, new ones are not raised until others end. */
    static final int CAPACITY = 1_024;

    /** An alert whose cause was not found for so long has ended. */
    static final long FORGOTTEN_MICROS = 15_000_000L;

    /** A cause found again is noted at most this often. */
    private static final long NOTED_MICROS = 5_000_000L;

    private final RevisionCounter revisions;
    private final Table<FlightAlert> alerts;
    private final IndexPool ids;
    private final Cell<List<Integer>> ended;

    public FlightAlerts(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        alerts = new Table<>(work, "flight alerts", CAPACITY);
        ids = new IndexPool(work, alerts);
        ended = new Cell<>(work, List.of());
    }

    /** The alert with this identifier, or null. */
    public @Nullable FlightAlert get(int id) {
        return alerts.get(id);
    }

    /** One more than the greatest identifier ever used. */
    public int limit() {
        return alerts.limit();
    }

    /** Says that a cause exists now: raises its alert, or keeps it alive. */
    void found(
            FlightAlert.Kind kind,
            int trackA,
            int trackB,
            int flight,
            String text,
            long nowMicros) {
        FlightAlert present = find(kind, trackA, trackB, flight);
        if (present != null) {
            if (present.flight() != flight || !present.text().equals(text)) {
                alerts.set(present.id(), present.about(flight, text, nowMicros, revisions.next()));
            } else if (nowMicros - present.seenMicros() >= NOTED_MICROS) {
                alerts.set(present.id(), present.seenAt(nowMicros));
            }
            return;
        }
        int id = ids.take(nowMicros);
        if (id != 0) {
            alerts.set(
                    id,
                    new FlightAlert(
                            id,
                            kind,
                            trackA,
                            trackB,
                            flight,
                            false,
                            text,
                            nowMicros,
                            revisions.next()));
        }
    }

    /** Keeps an alert alive if there is one of this kind about these tracks. */
    boolean seen(FlightAlert.Kind kind, int trackA, int trackB, long nowMicros) {
        FlightAlert present = find(kind, trackA, trackB, 0);
        if (present == null) {
            return false;
        }
        if (nowMicros - present.seenMicros() >= NOTED_MICROS) {
            alerts.set(present.id(), present.seenAt(nowMicros));
        }
        return true;
    }

    /** Ends all alerts of a kind about a track. */
    void end(FlightAlert.Kind kind, int track, long nowMicros) {
        for (int id = 1; id < alerts.limit(); id++) {
            FlightAlert alert = alerts.get(id);
            if (alert != null
                    && alert.kind() == kind
                    && (alert.trackA() == track || alert.trackB() == track)) {
                end(alert, nowMicros);
            }
        }
    }

    /**
     * Ends an alert if its cause has not been found lately. An emergency lasts until the code is
     * changed or the track ends, however long nothing is heard of it.
     */
    public void expire(int id, long nowMicros) {
        FlightAlert alert = alerts.get(id);
        if (alert != null
                && alert.kind() != FlightAlert.Kind.EMERGENCY_CODE
                && nowMicros - alert.seenMicros() > FORGOTTEN_MICROS) {
            end(alert, nowMicros);
        }
    }

    /** Marks an alert as seen by a controller; false when there is none. */
    public boolean acknowledge(int id) {
        FlightAlert alert = alerts.get(id);
        if (alert == null) {
            return false;
        }
        if (!alert.acknowledged()) {
            alerts.set(id, alert.acknowledgedAt(revisions.next()));
        }
        return true;
    }

    /** Identifiers of alerts ended since this was last cleared. */
    public List<Integer> ended() {
        return ended.get();
    }

    /** Forgets what ended: it has been published. */
    public void clearEnded() {
        ended.set(List.of());
    }

    private void end(FlightAlert alert, long nowMicros) {
        alerts.set(alert.id(), null);
        ids.freed(alert.id(), nowMicros);
        List<Integer> all = new ArrayList<>(ended.get());
        all.add(alert.id());
        ended.set(List.copyOf(all));
    }

    /** An alert is known by its tracks; one that has none by its flight. */
    private @Nullable FlightAlert find(FlightAlert.Kind kind, int trackA, int trackB, int flight) {
        for (int id = 1; id < alerts.limit() && alerts.size() > 0; id++) {
            FlightAlert alert = alerts.get(id);
            if (alert != null
                    && alert.kind() == kind
                    && alert.trackA() == trackA
                    && alert.trackB() == trackB
                    && (trackA != 0 || alert.flight() == flight)) {
                return alert;
            }
        }
        return null;
    }

    /** The alerts as they stand, by identifier. */
    public Rows<FlightAlert> rows() {
        return alerts;
    }

    /** The alerts of this moment, by identifier. */
    public Rows<FlightAlert> frozen() {
        return alerts.frozen();
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = alerts.copy();
        int count = alerts.size();
        StateCapture pool = ids.capture();
        List<Integer> over = ended.get();
        return out -> {
            out.writeInt(count);
            for (Object row : rows) {
                if (row instanceof FlightAlert alert) {
                    alert.write(out);
                }
            }
            pool.write(out);
            out.writeInts(over);
        };
    }

    /** Reads into an empty table what a capture wrote. */
    public void read(StateInput in) {
        for (int i = in.readLength(40); i > 0; i--) {
            FlightAlert alert = FlightAlert.read(in);
            alerts.set(alert.id(), alert);
        }
        ids.read(in);
        ended.set(in.readInts());
    }
}
