package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Index;
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

    private final Index<Cause> byCause;

    private final Cell<List<Integer>> ended;

    /**
     * What an alert is known by: its kind and its tracks, or the flight of one that has none.
     *
     * @param about the tracks, 16 bits each, above all flights; else the flight
     */
    private record Cause(FlightAlert.Kind kind, long about) implements Comparable<Cause> {

        static Cause of(FlightAlert.Kind kind, int trackA, int trackB, int flight) {
            return new Cause(kind, trackA == 0 ? flight : 1L << 32 | (long) trackA << 16 | trackB);
        }

        @Override
        public int compareTo(Cause other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : Long.compare(about, other.about);
        }
    }

    public FlightAlerts(UnitOfWork work, RevisionCounter revisions) {
        this.revisions = revisions;
        alerts = new Table<>(work, "flight alerts", CAPACITY);
        ids = new IndexPool(work, alerts);
        byCause = new Index<>(work);
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
            byCause.add(Cause.of(kind, trackA, trackB, flight), id);
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
        byCause.remove(cause(alert), alert.id());
        ids.freed(alert.id(), nowMicros);
        List<Integer> all = new ArrayList<>(ended.get());
        all.add(alert.id());
        ended.set(List.copyOf(all));
    }

    private @Nullable FlightAlert find(FlightAlert.Kind kind, int trackA, int trackB, int flight) {
        int[] found = byCause.get(Cause.of(kind, trackA, trackB, flight));
        return found.length == 0 ? null : alerts.get(found[0]);
    }

    private static Cause cause(FlightAlert alert) {
        return Cause.of(alert.kind(), alert.trackA(), alert.trackB(), alert.flight());
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
                    out.writeRecord(alert, FlightAlert::write);
                }
            }
            pool.write(out);
            out.writeInts(over);
        };
    }

    /** Reads into an empty table what a capture wrote. */
    public void read(StateInput in) {
        for (int i = in.readLength(40); i > 0; i--) {
            FlightAlert alert = in.readRecord(FlightAlert.class, FlightAlert::read);
            alerts.set(alert.id(), alert);
            byCause.add(cause(alert), alert.id());
        }
        ids.read(in);
        ended.set(in.readInts());
    }
}
