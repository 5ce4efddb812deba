package aero.vigil.airspace.flight;

import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Index;
import aero.vigil.airspace.table.IndexPool;
import aero.vigil.airspace.table.NumberSets;
import aero.vigil.airspace.table.RevisionCounter;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateCapture;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All flights, by identifier, callsign, assigned code, CODE/ address and track. */
public final class FlightTable {

    /** Most flights at once: the design aims at 50,000 plans. */
    public static final int CAPACITY = 60_000;

    private final RevisionCounter revisions;
    private final Table<Flight> flights;
    private final IndexPool ids;
    private final Index<String> byCallsign;
    private final Index<Integer> byMode3a;
    private final Index<Integer> byAddress;
    private final NumberSets byTrack;
    private final CodeReleases releases;
    private final Cell<List<Integer>> removed;
    private final Cell<List<Integer>> touchedTracks;

    /** Who looks up flights by their tracks: no part of the state. */
    private final List<Touched> followersOfTracks = new ArrayList<>();

    /**
     * @param modelTime when a code is given up, microseconds UTC since 1970
     */
    public FlightTable(UnitOfWork work, RevisionCounter revisions, LongSupplier modelTime) {
        this.revisions = revisions;
        releases = new CodeReleases(work, modelTime);
        flights = new Table<>(work, "flights", CAPACITY);
        ids = new IndexPool(work, flights);
        byCallsign = new Index<>(work);
        byMode3a = new Index<>(work);
        byAddress = new Index<>(work);
        byTrack = new NumberSets(work, "flights by track", SystemTrack.MAX_NUMBER + 1);
        removed = new Cell<>(work, List.of());
        touchedTracks = new Cell<>(work, List.of());
    }

    /** The flight with this identifier, or null; any int may be asked for. */
    public @Nullable Flight get(int id) {
        return flights.get(id);
    }

    /** One more than the greatest identifier ever used. */
    public int limit() {
        return flights.limit();
    }

    /** How many flights there are. */
    public int size() {
        return flights.size();
    }

    /** An unused identifier, or 0 when there are as many flights as there may be. */
    int newId(long nowMicros) {
        return ids.take(nowMicros);
    }

    /** Stores a new or changed flight under its next version; returns it as stored. */
    public Flight store(Flight flight) {
        Flight before = flights.get(flight.id());
        Flight stored =
                flight.numbered(before == null ? 1 : before.version() + 1, revisions.next());
        flights.set(stored.id(), stored);
        reindex(before, stored);
        noteTrack(before);
        noteTrack(stored);
        releases.changed(before, stored);
        touch(before == null ? 0 : before.track(), stored.track());
        return stored;
    }

    /** Removes a flight; its identifier rests. */
    void remove(Flight flight, long nowMicros) {
        flights.set(flight.id(), null);
        reindex(flight, null);
        noteTrack(flight);
        releases.changed(flight, null);
        ids.freed(flight.id(), nowMicros);
        List<Integer> all = new ArrayList<>(removed.get());
        all.add(flight.id());
        removed.set(List.copyOf(all));
    }

    /** Identifiers of flights removed since this was last cleared, in order of removal. */
    public List<Integer> removed() {
        return removed.get();
    }

    /** Numbers of tracks that were joined to a flight or parted from one since then. */
    public List<Integer> touchedTracks() {
        return touchedTracks.get();
    }

    /** Forgets what was removed and touched: it has been published. */
    public void published() {
        removed.set(List.of());
        touchedTracks.set(List.of());
    }

    /** Flights with this callsign that are not over, by identifier. */
    public List<Flight> withCallsign(String callsign) {
        return living(byCallsign.get(callsign));
    }

    /** Flights with this assigned code that are not over. */
    List<Flight> withMode3a(int code) {
        return living(byMode3a.get(code));
    }

    /** Flights with this CODE/ address that are not over. */
    List<Flight> withAddress(int address) {
        return living(byAddress.get(address));
    }

    /** When codes were given up. */
    CodeReleases releases() {
        return releases;
    }

    /** The flight correlated with a track, or null. */
    public @Nullable Flight onTrack(int track) {
        int[] found = byTrack.get(track);
        return found.length == 0 ? null : flights.get(found[0]);
    }

    private List<Flight> living(int[] ids) {
        List<Flight> found = new ArrayList<>();
        for (int id : ids) {
            Flight flight = flights.get(id);
            if (flight != null && !flight.isTerminated()) {
                found.add(flight);
            }
        }
        return found;
    }

    private void reindex(@Nullable Flight before, @Nullable Flight after) {
        move(
                byCallsign,
                before == null ? null : before.callsign(),
                after == null ? null : after.callsign(),
                before,
                after);
        move(byMode3a, code(before), code(after), before, after);
        move(byAddress, address(before), address(after), before, after);
        moveTrack(track(before), track(after), after != null ? after : before);
    }

    private void moveTrack(int from, int to, @Nullable Flight flight) {
        if (from == to || flight == null) {
            return;
        }
        if (from != 0) {
            byTrack.remove(from, flight.id());
        }
        if (to != 0) {
            byTrack.add(to, flight.id());
        }
    }

    private void touch(int before, int after) {
        if (before != after) {
            List<Integer> all = new ArrayList<>(touchedTracks.get());
            all.add(before == 0 ? after : before);
            if (before != 0 && after != 0) {
                all.add(after);
            }
            touchedTracks.set(List.copyOf(all));
        }
    }

    private static <K extends Comparable<K>> void move(
            Index<K> index,
            @Nullable K from,
            @Nullable K to,
            @Nullable Flight before,
            @Nullable Flight after) {
        if (from != null && from.equals(to)) {
            return;
        }
        if (from != null && before != null) {
            index.remove(from, before.id());
        }
        if (to != null && after != null) {
            index.add(to, after.id());
        }
    }

    private static @Nullable Integer code(@Nullable Flight flight) {
        return flight == null || flight.mode3a() < 0 ? null : flight.mode3a();
    }

    private static @Nullable Integer address(@Nullable Flight flight) {
        return flight == null || flight.plan().address() == 0 ? null : flight.plan().address();
    }

    /** Its track, 0: none. */
    private static int track(@Nullable Flight flight) {
        return flight == null ? 0 : flight.track();
    }

    /** From now on notes which flights change, or may have. */
    public Touched follow() {
        return flights.follow();
    }

    /** From now on notes the tracks of flights that change, or may have. */
    public Touched followTracks() {
        Touched touched = new Touched();
        followersOfTracks.add(touched);
        return touched;
    }

    private void noteTrack(@Nullable Flight flight) {
        for (Touched follower : followersOfTracks) {
            if (flight != null) {
                follower.add(flight.track());
            }
        }
    }

    /** The flights as they stand, by identifier. */
    public Rows<Flight> rows() {
        return flights;
    }

    /** The flights by identifier, of this moment. */
    public Rows<Flight> frozen() {
        return flights.frozen();
    }

    /** Everything, frozen. */
    public StateCapture capture() {
        @Nullable Object[] rows = flights.copy();
        StateCapture pool = ids.capture();
        StateCapture given = releases.capture();
        List<Integer> gone = removed.get();
        List<Integer> touched = touchedTracks.get();
        return out -> {
            int count = 0;
            for (Object row : rows) {
                count += row == null ? 0 : 1;
            }
            out.writeInt(count);
            for (Object row : rows) {
                if (row instanceof Flight flight) {
                    out.writeRecord(flight, Flight::write);
                }
            }
            pool.write(out);
            given.write(out);
            out.writeInts(gone);
            out.writeInts(touched);
        };
    }

    /** Reads into an empty table what a capture wrote. */
    public void read(StateInput in) {
        int count = in.readLength(100);
        for (int i = 0; i < count; i++) {
            Flight flight = in.readRecord(Flight.class, Flight::read);
            flights.set(flight.id(), flight);
            reindex(null, flight);
            noteTrack(flight);
        }
        ids.read(in);
        releases.read(in);
        removed.set(in.readInts());
        touchedTracks.set(in.readInts());
    }
}
