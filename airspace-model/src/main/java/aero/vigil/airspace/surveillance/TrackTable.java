package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.NumberSets;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All tracks by number, and where to find them by address, by code and by place, so that no plot
 * ever looks at all of them.
 */
final class TrackTable {

    /** Side of a grid cell. */
    static final double CELL_METRES = 16 * 1852;

    /** Cells from edge to edge: 2,048 NM; what lies beyond stands in the cells at the edge. */
    private static final int CELLS = 128;

    private static final int ADDRESS_KEYS = 8_192;
    private static final int CALLSIGN_KEYS = 8_192;

    private final Sensors sensors;
    private final TrackerParameters parameters;
    private final TrackObserver observer;
    private final TrackFilter filter;
    private final Table<TrackRow> rows;
    private final NumberSets byAddress;
    private final NumberSets byCode;
    private final NumberSets byCallsign;
    private final NumberSets byCell;
    private final TrackNumbers numbers;
    private final Cell<Long> revision;

    TrackTable(
            UnitOfWork work,
            Sensors sensors,
            TrackerParameters parameters,
            TrackObserver observer,
            TrackFilter filter) {
        this.sensors = sensors;
        this.parameters = parameters;
        this.observer = observer;
        this.filter = filter;
        rows = new Table<>(work, "tracks", SystemTrack.MAX_NUMBER);
        byAddress = new NumberSets(work, "tracks by address", ADDRESS_KEYS);
        byCode = new NumberSets(work, "tracks by code", Mode3A.CODES);
        byCallsign = new NumberSets(work, "tracks by callsign", CALLSIGN_KEYS);
        byCell = new NumberSets(work, "tracks by cell", CELLS * CELLS);
        numbers = new TrackNumbers(work);
        revision = new Cell<>(work, 0L);
    }

    @Nullable TrackRow get(int number) {
        return rows.get(number);
    }

    int limit() {
        return rows.limit();
    }

    int size() {
        return rows.size();
    }

    long revision() {
        return revision.get();
    }

    /** Tracks that hold this address, by number. */
    List<TrackRow> withAddress(int address) {
        List<TrackRow> found = new ArrayList<>(2);
        for (int number : byAddress.get(addressKey(address))) {
            TrackRow row = existing(number);
            if (row.identity().address() == address) {
                found.add(row);
            }
        }
        return found;
    }

    /** Tracks that hold this confirmed code, by number. */
    List<TrackRow> withCode(int code) {
        List<TrackRow> found = new ArrayList<>(2);
        if (code >= 0 && code < Mode3A.CODES) {
            for (int number : byCode.get(code)) {
                found.add(existing(number));
            }
        }
        return found;
    }

    /** Tracks with this downlinked callsign, by number. */
    List<TrackRow> withCallsign(String callsign) {
        List<TrackRow> found = new ArrayList<>(2);
        for (int number : byCallsign.get(callsignKey(callsign))) {
            TrackRow row = existing(number);
            if (row.published().callsign().equals(callsign)) {
                found.add(row);
            }
        }
        return found;
    }

    /** Tracks whose latest place is within a cell of this one, cell by cell, each by number. */
    List<TrackRow> near(double xMetres, double yMetres) {
        List<TrackRow> found = new ArrayList<>();
        forEachNumberNear(xMetres, yMetres, CELL_METRES, 0, number -> found.add(existing(number)));
        return found;
    }

    /**
     * Visits cell by cell, in each by number, all tracks within this distance and some more whose
     * numbers are above one.
     */
    void forEachNumberNear(
            double xMetres, double yMetres, double withinMetres, int above, IntConsumer visitor) {
        int west = cellOf(xMetres - withinMetres);
        int east = cellOf(xMetres + withinMetres);
        int north = cellOf(yMetres + withinMetres);
        for (int y = cellOf(yMetres - withinMetres); y <= north; y++) {
            for (int x = west; x <= east; x++) {
                int[] numbers = byCell.get(y * CELLS + x);
                int first = Arrays.binarySearch(numbers, above + 1);
                for (int i = first < 0 ? -first - 1 : first; i < numbers.length; i++) {
                    visitor.accept(numbers[i]);
                }
            }
        }
    }

    /** Begins a track under a number of its own; 0 when there may be no more. */
    int begin(
            TrackLife life,
            TrackIdentity identity,
            History history,
            List<TrackSensor> bySensor,
            long nowMicros) {
        if (rows.size() >= parameters.maxTracks()) {
            return 0;
        }
        int number = numbers.take(identity.address(), history.latest().measurement(), nowMicros);
        if (number != 0) {
            put(number, life, identity, history, bySensor, nowMicros);
        }
        return number;
    }

    /** Stores a track that has changed as the rest of the model sees it. */
    void put(
            int number,
            TrackLife life,
            TrackIdentity identity,
            History history,
            List<TrackSensor> bySensor,
            long nowMicros) {
        revision.set(revision.get() + 1);
        boolean spi = identity.spiUntilMicros() > nowMicros;
        int sources = sourcesOf(life, bySensor);
        SystemTrack published =
                publish(number, life, identity, history, bySensor, spi, sources, revision.get());
        put(new TrackRow(number, life, identity, history, bySensor, published));
    }

    /** Stores a change that the rest of the model does not see. */
    void putUnpublished(TrackRow row, TrackLife life) {
        rows.set(
                row.number(),
                new TrackRow(
                        row.number(),
                        life,
                        row.identity(),
                        row.history(),
                        row.sensors(),
                        row.published()));
    }

    /** Ends a track; its number rests. */
    void end(TrackRow row, int successor, long nowMicros) {
        rows.set(row.number(), null);
        index(row, null);
        numbers.free(row.published(), successor == 0, nowMicros);
        revision.set(revision.get() + 1);
        observer.trackEnded(row.published(), successor);
    }

    private void put(TrackRow row) {
        TrackRow before = rows.get(row.number());
        rows.set(row.number(), row);
        index(before, row);
        observer.trackChanged(before == null ? null : before.published(), row.published());
    }

    private void index(@Nullable TrackRow before, @Nullable TrackRow after) {
        int number = after != null ? after.number() : before != null ? before.number() : 0;
        move(byAddress, number, addressKey(before), addressKey(after));
        move(byCode, number, codeKey(before), codeKey(after));
        move(byCallsign, number, callsignKey(before), callsignKey(after));
        move(byCell, number, cellKey(before), cellKey(after));
    }

    private static void move(NumberSets sets, int number, int from, int to) {
        if (from == to) {
            return;
        }
        if (from >= 0) {
            sets.remove(from, number);
        }
        if (to >= 0) {
            sets.add(to, number);
        }
    }

    private static int addressKey(@Nullable TrackRow row) {
        return row == null || row.identity().address() == Plot.ABSENT
                ? -1
                : addressKey(row.identity().address());
    }

    private static int addressKey(int address) {
        return (address ^ address >>> 11) & (ADDRESS_KEYS - 1);
    }

    private static int codeKey(@Nullable TrackRow row) {
        return row == null || row.identity().mode3A() == Plot.ABSENT ? -1 : row.identity().mode3A();
    }

    private static int callsignKey(@Nullable TrackRow row) {
        return row == null || row.published().callsign().isEmpty()
                ? -1
                : callsignKey(row.published().callsign());
    }

    private static int callsignKey(String callsign) {
        int hash = callsign.hashCode();
        return (hash ^ hash >>> 13) & (CALLSIGN_KEYS - 1);
    }

    private static int cellKey(@Nullable TrackRow row) {
        return row == null
                ? -1
                : cellOf(row.published().motion().yMetres()) * CELLS
                        + cellOf(row.published().motion().xMetres());
    }

    private static int cellOf(double metres) {
        double cell = Math.floor(metres / CELL_METRES) + CELLS / 2;
        return (int) Math.max(0, Math.min(CELLS - 1, cell));
    }

    private SystemTrack publish(
            int number,
            TrackLife life,
            TrackIdentity identity,
            History history,
            List<TrackSensor> bySensor,
            boolean spi,
            int sources,
            long atRevision) {
        List<SystemTrack.Contribution> contributions = new ArrayList<>(bySensor.size());
        for (TrackSensor sensor : bySensor) {
            contributions.add(
                    new SystemTrack.Contribution(
                            sensors.radar(sensor.radar()).site().sacSic(),
                            sensor.lastDetectionMicros(),
                            sensor.misses(),
                            sensor.meanNis(),
                            sensor.radarTrackNumber()));
        }
        VerticalState vertical = history.latest().vertical();
        return new SystemTrack(
                number,
                life.state(),
                life.startMicros(),
                life.updateMicros(),
                life.updates(),
                filter.motion(history),
                vertical == null ? null : vertical.motion(),
                identity.address(),
                identity.mode3A(),
                identity.callsign(),
                identity.selectedLevel(),
                spi,
                identity.isPrimaryOnly(),
                life.isMultiSensor(),
                bySensor.stream().anyMatch(TrackSensor::isDistrusted),
                life.isReflectionSuspect(),
                sources,
                contributions,
                atRevision);
    }

    /** What has seen it in the one and a half turns of each sensor before its latest plot. */
    private int sourcesOf(TrackLife life, List<TrackSensor> bySensor) {
        int sources = Sources.NONE;
        for (TrackSensor sensor : bySensor) {
            long period = sensors.rotation(sensors.radar(sensor.radar())).periodMicros();
            if (life.updateMicros() - sensor.lastDetectionMicros() <= period / 2 * 3) {
                sources |= sensor.sources();
            }
        }
        return sources;
    }

    TrackRow existing(int number) {
        TrackRow row = rows.get(number);
        if (row == null) {
            throw new AssertionError("an index names track " + number + ", which is not there");
        }
        return row;
    }

    /** The tracks by number. */
    Table<TrackRow> rows() {
        return rows;
    }

    /** Frozen for a checkpoint. */
    Capture capture() {
        return new Capture(rows.copy(), numbers.capture(), revision.get());
    }

    /** All tracks at one moment. */
    static final class Capture {
        private final @Nullable Object[] rows;
        private final TrackNumbers.Capture numbers;
        private final long revision;

        private Capture(@Nullable Object[] rows, TrackNumbers.Capture numbers, long revision) {
            this.rows = rows;
            this.numbers = numbers;
            this.revision = revision;
        }

        void write(StateOutput output) {
            int count = 0;
            for (Object row : rows) {
                count += row == null ? 0 : 1;
            }
            output.writeInt(count);
            for (Object row : rows) {
                if (row instanceof TrackRow track) {
                    track.write(output);
                }
            }
            numbers.write(output);
            output.writeLong(revision);
        }
    }

    /**
     * @param present the index that each radar has now, by the one it had; 0: it is gone
     */
    void read(StateInput input, int[] present) {
        for (int number = 1; number < rows.limit(); number++) {
            TrackRow row = rows.get(number);
            if (row != null) {
                rows.set(number, null);
                index(row, null);
            }
        }
        int count = input.readLength(1);
        for (int i = 0; i < count; i++) {
            readRow(input, present);
        }
        numbers.read(input);
        revision.set(input.readLong());
    }

    private void readRow(StateInput input, int[] present) {
        int number = input.readInt();
        TrackLife life = input.readRecord(TrackLife.class, TrackLife::read);
        TrackIdentity identity = input.readRecord(TrackIdentity.class, TrackIdentity::read);
        History history = input.readRecord(History.class, History::read);
        List<TrackSensor> bySensor = new ArrayList<>();
        int count = input.readLength(1);
        for (int i = 0; i < count; i++) {
            TrackSensor sensor = input.readRecord(TrackSensor.class, TrackSensor::read);
            int radar = present[sensor.radar()];
            if (radar != 0) {
                bySensor.add(sensor.of(radar));
            }
        }
        bySensor.sort(Comparator.comparingInt(TrackSensor::radar));
        boolean spi = input.readBoolean();
        int sources = input.readByte();
        long atRevision = input.readLong();
        SystemTrack published =
                publish(number, life, identity, history, bySensor, spi, sources, atRevision);
        TrackRow row =
                new TrackRow(number, life, identity, history, List.copyOf(bySensor), published);
        rows.set(number, row);
        index(null, row);
    }
}
