package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.SafetyNets.MtcdParameters;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.safety.Inhibitions;
import aero.vigil.airspace.safety.NetKind;
import aero.vigil.airspace.surveillance.Evaluation;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Medium-term conflict detection: probes flights against all others whose planned paths lead near
 * theirs, a few a tick.
 *
 * <p>Flights that have changed since they were last probed come first, in the order of their
 * identifiers from where the tick before left off; then those whose turn it is, all of them once in
 * {@value #TICKS_A_ROUND} ticks, for with time the end of the look-ahead moves on. One flight's
 * probe is a unit of work; a tick probes until {@link #WORK_A_TICK} partners have been looked at
 * (airspace algorithms §7).
 */
public final class Mtcd {

    /** Partners looked at in one tick, the last flight's to the end. */
    private static final int WORK_A_TICK = 2_000;

    /** What a probe costs besides its partners, in partners. */
    private static final int WORK_A_FLIGHT = 50;

    /** Unchanged flights come up no more often: 5 s, a look-ahead of minutes gains nothing. */
    private static final int TICKS_A_ROUND = 50;

    private static final double METRES_PER_NM = 1_852;

    private final FlightTable flights;
    private final Inhibitions inhibitions;
    private final MtcdParameters parameters;
    private final PathIndex paths;
    private final PlannedConflicts conflicts;

    /** By flight: its revision when it was last probed. */
    private final Table<Long> probed;

    /** Flights to be probed for their change: found from the tables, no part of the state. */
    private final BitSet news = new BitSet();

    private final Cell<Integer> lastChanged;
    private final Cell<Integer> lastInTurn;

    public Mtcd(
            UnitOfWork work,
            RevisionCounter revisions,
            Region region,
            FlightTable flights,
            Inhibitions inhibitions) {
        this.flights = flights;
        this.inhibitions = inhibitions;
        parameters = region.adaptation().safetyNets().mtcd();
        paths = new PathIndex(region, flights, 2 * parameters.corridorMostNm() * METRES_PER_NM);
        conflicts = new PlannedConflicts(work, revisions);
        probed = new Table<>(work, "mtcd probes", FlightTable.CAPACITY);
        lastChanged = new Cell<>(work, 0);
        lastInTurn = new Cell<>(work, 0);
    }

    /**
     * The probes due at a tick. Changes nothing itself; the caller runs each in this order as its
     * own unit of work.
     */
    public List<Evaluation> evaluate(long nowMicros) {
        paths.follow(news);
        forgetOldNews();
        Due due = new Due(nowMicros);
        due.take(lastChanged, news, news.cardinality());
        BitSet all = paths.flights();
        due.take(lastInTurn, all, (all.cardinality() + TICKS_A_ROUND - 1) / TICKS_A_ROUND);
        return due.probes;
    }

    /** What one tick takes on. */
    private final class Due {
        private final long nowMicros;
        private final List<Evaluation> probes = new ArrayList<>();
        private final BitSet taken = new BitSet();
        private int work;
        private int left;

        Due(long nowMicros) {
            this.nowMicros = nowMicros;
        }

        /** So many of these flights, from where the tick before left off, while there is time. */
        void take(Cell<Integer> cursor, BitSet candidates, int most) {
            left = most;
            int start = cursor.get();
            int last = take(candidates, start + 1, Integer.MAX_VALUE, start);
            last = take(candidates, 1, start, last);
            if (last != start) {
                int reached = last;
                probes.add(new Step(() -> cursor.set(reached)));
            }
        }

        /**
         * Those from one identifier to another; returns the last taken, or what was last before.
         */
        private int take(BitSet candidates, int from, int to, int before) {
            int last = before;
            for (int id = candidates.nextSetBit(from);
                    id >= 0 && id <= to && left > 0 && work < WORK_A_TICK;
                    id = candidates.nextSetBit(id + 1)) {
                if (!taken.get(id)) {
                    last = id;
                    left--;
                    take(id);
                }
            }
            return last;
        }

        private void take(int id) {
            taken.set(id);
            PlannedPath path = paths.of(id);
            BitSet near = path == null ? new BitSet() : paths.near(path);
            work += WORK_A_FLIGHT + near.cardinality();
            probes.add(new Probe(id, near, nowMicros));
        }
    }

    /** What has been probed as it stands is no news. */
    private void forgetOldNews() {
        for (int id = news.nextSetBit(0); id >= 0; id = news.nextSetBit(id + 1)) {
            if (!isChanged(id)) {
                news.clear(id);
            }
        }
    }

    /** Whether a flight's record, or that it has none any longer, is news here. */
    private boolean isChanged(int id) {
        Flight flight = flights.get(id);
        Long before = probed.get(id);
        return flight == null
                ? before != null
                : before == null ? paths.of(id) != null : before != flight.revision();
    }

    /** One flight against all others: one unit of work. */
    private final class Probe implements Evaluation {
        private final int id;
        private final BitSet near;
        private final long nowMicros;

        private Probe(int id, BitSet near, long nowMicros) {
            this.id = id;
            this.near = near;
            this.nowMicros = nowMicros;
        }

        @Override
        public String subject() {
            return "MTCD of flight " + id;
        }

        @Override
        public int trackNumber() {
            Flight flight = flights.get(id);
            return flight == null ? 0 : flight.track();
        }

        @Override
        public void run() {
            probe(id, near, nowMicros);
            remember(id);
        }

        @Override
        public void abandon() {
            remember(id);
        }
    }

    /** Where the next tick goes on. */
    private record Step(Runnable body) implements Evaluation {

        @Override
        public String subject() {
            return "MTCD, next";
        }

        @Override
        public int trackNumber() {
            return 0;
        }

        @Override
        public void run() {
            body.run();
        }
    }

    private void remember(int id) {
        Flight flight = flights.get(id);
        probed.set(id, flight == null ? null : (Long) flight.revision());
    }

    private void probe(int id, BitSet near, long nowMicros) {
        BitSet known = conflicts.partners(id);
        for (int other = known.nextSetBit(0); other >= 0; other = known.nextSetBit(other + 1)) {
            if (!near.get(other)) {
                conflicts.end(Math.min(id, other), Math.max(id, other));
            }
        }
        PlannedPath path = paths.of(id);
        for (int other = near.nextSetBit(0); other >= 0; other = near.nextSetBit(other + 1)) {
            PlannedPath partner = paths.of(other);
            if (other != id && path != null && partner != null) {
                PlannedPath a = id < other ? path : partner;
                PlannedPath b = id < other ? partner : path;
                PathConflict meeting =
                        canMeet(id, other, nowMicros) ? wanted(a, b, nowMicros) : null;
                if (meeting != null) {
                    conflicts.found(a, b, meeting, nowMicros);
                } else if (known.get(other)) {
                    conflicts.end(a.flight(), b.flight());
                }
            }
        }
    }

    private boolean canMeet(int a, int b, long nowMicros) {
        long until = nowMicros + PathConflict.lookaheadMicros(parameters);
        return paths.coincide(a, b, nowMicros, until, parameters.verticalHighFeet());
    }

    /** The conflict of two paths, or null: there is none, or the supervisor does not want it. */
    private @Nullable PathConflict wanted(PlannedPath a, PlannedPath b, long nowMicros) {
        PathConflict conflict = PathConflict.between(a, b, nowMicros, parameters);
        return conflict == null
                        || isInhibited(a.flight())
                        || isInhibited(b.flight())
                        || inhibitions.isInhibitedAt(
                                NetKind.MTCD, conflict.x(), conflict.y(), conflict.levelFeet())
                ? null
                : conflict;
    }

    private boolean isInhibited(int id) {
        Flight flight = flights.get(id);
        return inhibitions.isInhibited(NetKind.MTCD, id, flight == null ? 0 : flight.track());
    }

    /** The conflicts as they stand: by the lower flight, in the order of the higher one. */
    public Rows<List<PlannedConflict>> rows() {
        return conflicts.rows();
    }

    /** From now on notes of which flights conflicts change, or may have. */
    public Touched follow() {
        return conflicts.rows().follow();
    }

    /** The conflicts of this moment, for any thread. */
    public Rows<List<PlannedConflict>> frozen() {
        return conflicts.rows().frozen();
    }

    /** Identifiers of conflicts that ended since this was last cleared. */
    public List<Integer> ended() {
        return conflicts.ended();
    }

    /** Forgets what ended: it has been published. */
    public void clearEnded() {
        conflicts.clearEnded();
    }

    /** Marks a conflict as seen; false when there is none with this id. */
    public boolean acknowledge(int id) {
        return conflicts.acknowledge(id);
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public StateCapture capture() {
        StateCapture found = conflicts.capture();
        @Nullable Object[] rows = probed.copy();
        int changed = lastChanged.get();
        int inTurn = lastInTurn.get();
        return out -> {
            found.write(out);
            int count = 0;
            for (Object row : rows) {
                count += row == null ? 0 : 1;
            }
            out.writeInt(count);
            for (int id = 1; id < rows.length; id++) {
                if (rows[id] instanceof Long revision) {
                    out.writeInt(id);
                    out.writeLong(revision);
                }
            }
            out.writeInt(changed);
            out.writeInt(inTurn);
        };
    }

    /** Reads into a new state what a capture wrote; the caller commits. */
    public void read(StateInput in) {
        conflicts.read(in);
        for (int i = in.readLength(12); i > 0; i--) {
            probed.set(in.readInt(), in.readLong());
        }
        lastChanged.set(in.readInt());
        lastInTurn.set(in.readInt());
    }
}
