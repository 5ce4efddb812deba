package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plots whose track is not certain, waiting until their scan sector has closed so that all of them
 * can be assigned together (airspace algorithms §4.5 and §4.6).
 */
final class ScanSectors {

    /** Plots that may wait in one sector. */
    private static final int CAPACITY = 64;

    /** A sector closes this long after its first plot at the latest. */
    private static final long WAIT_MICROS = 1_000_000;

    private static final double COST_UNIT = 1e6;
    private static final double TYPICAL_DETERMINANT_LOG = StrictMath.log(1e8);
    private static final double CODE_EQUAL = -4;
    private static final double CODE_DIFFERENT = 9;
    private static final double LEVEL_DIFFERENT = 4;

    /** Two levels may differ by this, and by 6,000 ft/min since the last one. */
    private static final double LEVEL_TOLERANCE_FEET = 500;

    private static final double LEVEL_RATE_FEET_PER_SECOND = 100;

    private static final Comparator<AdmittedPlot> BY_TIME =
            Comparator.comparingLong(AdmittedPlot::detectionMicros)
                    .thenComparingInt(plot -> plot.plot().theta())
                    .thenComparingInt(plot -> plot.plot().rho())
                    .thenComparingInt(plot -> plot.plot().mode3A())
                    .thenComparingLong(AdmittedPlot::fingerprint);

    private record Waiting(long sinceMicros, List<AdmittedPlot> plots) {}

    /** A plot at a place, and what it would cost to give it to each track of the cluster. */
    private record Gated(AdmittedPlot plot, Measurement at, List<Candidate> candidates) {}

    private record Candidate(TrackRow row, long cost) {}

    private final Sensors sensors;
    private final TrackTable tracks;
    private final TrackFilter filter;
    private final Tracker tracker;
    private final Table<Waiting> sectors; // index: (radar − 1) * SECTORS + sector + 1

    ScanSectors(
            UnitOfWork work,
            Sensors sensors,
            TrackTable tracks,
            TrackFilter filter,
            Tracker tracker) {
        this.sensors = sensors;
        this.tracks = tracks;
        this.filter = filter;
        this.tracker = tracker;
        sectors =
                new Table<>(work, "scan sectors", Math.max(1, sensors.count()) * Rotation.SECTORS);
    }

    /** Lets a plot wait; false when its sector is full. */
    boolean add(AdmittedPlot plot, long nowMicros) {
        int index = (plot.radar() - 1) * Rotation.SECTORS + plot.sector() + 1;
        Waiting before = sectors.get(index);
        if (before == null) {
            sectors.set(index, new Waiting(nowMicros, List.of(plot)));
            return true;
        }
        if (before.plots().size() >= CAPACITY) {
            return false;
        }
        List<AdmittedPlot> more = new ArrayList<>(before.plots());
        more.add(plot);
        sectors.set(index, new Waiting(before.sinceMicros(), List.copyOf(more)));
        return true;
    }

    /**
     * The sectors that close now, as evaluations in the order of their earliest plots, then of
     * radar and sector. Where a line was held up, one sector holds the plots of several scans: each
     * scan is assigned for itself, or the second plot of an aircraft would find no track yet that
     * the first one is about to begin.
     */
    void collectDue(long nowMicros, List<Evaluation> due) {
        List<Closing> closings = new ArrayList<>();
        for (int index = 1; index < sectors.limit(); index++) {
            Waiting waiting = sectors.get(index);
            if (waiting == null) {
                continue;
            }
            Radar radar = sensors.radar(1 + (index - 1) / Rotation.SECTORS);
            int sector = (index - 1) % Rotation.SECTORS;
            if (nowMicros - waiting.sinceMicros() >= WAIT_MICROS
                    || sensors.rotation(radar).hasPassed(sector, waiting.sinceMicros())) {
                addScans(index, radar, waiting, nowMicros, closings);
            }
        }
        closings.sort(
                Comparator.comparingLong((Closing closing) -> closing.fromMicros)
                        .thenComparingInt(closing -> closing.index));
        due.addAll(closings);
    }

    private void addScans(
            int index, Radar radar, Waiting waiting, long nowMicros, List<Closing> closings) {
        List<AdmittedPlot> plots = new ArrayList<>(waiting.plots());
        plots.sort(BY_TIME);
        long halfTurn = sensors.rotation(radar).periodMicros() / 2;
        long until = Long.MIN_VALUE;
        for (AdmittedPlot plot : plots) {
            if (plot.detectionMicros() >= until) {
                until = plot.detectionMicros() + halfTurn;
                closings.add(new Closing(index, radar, plot.detectionMicros(), until, nowMicros));
            }
        }
    }

    /** Closing one sector for one scan: one unit of work. */
    private final class Closing implements Evaluation {
        private final int index;
        private final Radar radar;
        private final long fromMicros;
        private final long untilMicros;
        private final long nowMicros;

        private Closing(int index, Radar radar, long fromMicros, long untilMicros, long nowMicros) {
            this.index = index;
            this.radar = radar;
            this.fromMicros = fromMicros;
            this.untilMicros = untilMicros;
            this.nowMicros = nowMicros;
        }

        @Override
        public String subject() {
            return "scan sector " + (index - 1) % Rotation.SECTORS + " of " + radar.site().name();
        }

        @Override
        public int trackNumber() {
            return 0;
        }

        @Override
        public void run() {
            List<AdmittedPlot> scan = take();
            if (sensors.isEnabled(radar)) {
                close(radar, scan, nowMicros);
            } else {
                reject(PlotReject.SENSOR_DISABLED, scan.size());
            }
        }

        @Override
        public void abandon() {
            reject(PlotReject.EVALUATION_FAILED, take().size());
        }

        /** Takes this scan's plots out of the sector; later ones stay. */
        private List<AdmittedPlot> take() {
            Waiting waiting = sectors.get(index);
            if (waiting == null) {
                return List.of();
            }
            List<AdmittedPlot> scan = new ArrayList<>();
            List<AdmittedPlot> later = new ArrayList<>();
            for (AdmittedPlot plot : waiting.plots()) {
                (plot.detectionMicros() < untilMicros ? scan : later).add(plot);
            }
            sectors.set(
                    index,
                    later.isEmpty()
                            ? null
                            : new Waiting(waiting.sinceMicros(), List.copyOf(later)));
            return scan;
        }

        private void reject(PlotReject reason, int count) {
            sensors.setCounts(radar, sensors.counts(radar).withRejects(reason, count));
        }
    }

    private void close(Radar radar, List<AdmittedPlot> waiting, long nowMicros) {
        List<AdmittedPlot> plots = new ArrayList<>(waiting);
        plots.sort(BY_TIME);
        List<Gated> free = new ArrayList<>();
        for (AdmittedPlot plot : plots) {
            Measurement at = tracker.place(plot, null);
            List<Candidate> candidates = new ArrayList<>();
            PlotReject objection = gate(plot, at, candidates);
            if (objection == null) {
                free.add(new Gated(plot, at, candidates));
            } else {
                sensors.reject(radar, objection);
            }
        }
        int[] numbers = assign(free);
        for (int i = 0; i < free.size(); i++) {
            PlotOutcome outcome = apply(free.get(i), numbers[i], nowMicros);
            if (outcome.reason() != null) {
                sensors.reject(radar, outcome.reason());
            }
        }
    }

    /** Finds the tracks a plot may belong to; what speaks against using it at all, or null. */
    private @Nullable PlotReject gate(
            AdmittedPlot plot, Measurement at, List<Candidate> candidates) {
        PlotReject objection = null;
        for (TrackRow row : tracks.near(at.xMetres(), at.yMetres())) {
            if (row.identity().contradicts(plot.plot())) {
                continue;
            }
            Measurement placed = at.flightLevel() == Plot.ABSENT ? tracker.place(plot, row) : at;
            if (!filter.gate(row, placed)) {
                if (row.identity().matches(plot.plot())) {
                    objection = PlotReject.TOO_LATE_FOR_TRACK;
                }
                continue;
            }
            if (filter.distance() > Tracker.GATE || !Tracker.isFlown(row, placed)) {
                continue;
            }
            if (!tracker.isOfSameScan(plot, row)) {
                candidates.add(new Candidate(row, cost(row, plot)));
            } else if (isSplitOf(row, plot.plot())) {
                objection = PlotReject.SPLIT_PLOT;
            }
        }
        return candidates.isEmpty() ? objection : null;
    }

    /** A second plot of one scan in a track's gate is a split unless it names another aircraft. */
    private static boolean isSplitOf(TrackRow row, Plot plot) {
        boolean namesItself =
                TrackIdentity.hasAddress(plot)
                        || (TrackIdentity.hasMode3A(plot) && Mode3A.isDiscrete(plot.mode3A()));
        return !namesItself || row.identity().matches(plot);
    }

    private long cost(TrackRow row, AdmittedPlot plot) {
        double terms = filter.distance() + filter.logDeterminant() - TYPICAL_DETERMINANT_LOG;
        Plot seen = plot.plot();
        TrackIdentity identity = row.identity();
        if (TrackIdentity.hasAddress(seen) && identity.address() != Plot.ABSENT) {
            terms += CODE_EQUAL; // contradicting addresses never come here
        } else if (TrackIdentity.hasMode3A(seen) && identity.mode3A() != Plot.ABSENT) {
            terms += identity.mode3A() == seen.mode3A() ? CODE_EQUAL : CODE_DIFFERENT;
        }
        VerticalState vertical = row.history().latest().vertical();
        if (vertical != null && ModeC.isUsable(seen)) {
            long apart = Math.abs(plot.detectionMicros() - vertical.timeMicros());
            double tolerance = LEVEL_TOLERANCE_FEET + LEVEL_RATE_FEET_PER_SECOND * (apart / 1e6);
            double off = Math.abs(ModeC.feet(seen) - vertical.flightLevel() * 25.0);
            terms += off > tolerance ? LEVEL_DIFFERENT : 0;
        }
        return (long) Math.rint(COST_UNIT * terms);
    }

    /** For each plot the number of its track, or 0. */
    private static int[] assign(List<Gated> plots) {
        int[] numbers = new int[plots.size()];
        boolean[] seen = new boolean[plots.size()];
        for (int first = 0; first < plots.size(); first++) {
            if (!seen[first]) {
                assignCluster(plots, clusterOf(first, plots, seen), numbers);
            }
        }
        return numbers;
    }

    /** The plots tied to this one by tracks they share, directly or by others. */
    private static List<Integer> clusterOf(int first, List<Gated> plots, boolean[] seen) {
        List<Integer> cluster = new ArrayList<>();
        cluster.add(first);
        seen[first] = true;
        for (int i = 0; i < cluster.size(); i++) {
            for (int other = 0; other < plots.size(); other++) {
                if (!seen[other] && sharesTrack(plots.get(cluster.get(i)), plots.get(other))) {
                    seen[other] = true;
                    cluster.add(other);
                }
            }
        }
        cluster.sort(Comparator.naturalOrder());
        return cluster;
    }

    private static boolean sharesTrack(Gated a, Gated b) {
        for (Candidate one : a.candidates()) {
            for (Candidate other : b.candidates()) {
                if (one.row().number() == other.row().number()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void assignCluster(List<Gated> plots, List<Integer> cluster, int[] numbers) {
        int[] trackNumbers =
                cluster.stream()
                        .flatMap(plot -> plots.get(plot).candidates().stream())
                        .mapToInt(candidate -> candidate.row().number())
                        .distinct()
                        .sorted()
                        .toArray();
        if (trackNumbers.length == 0) {
            return;
        }
        long[][] costs = new long[trackNumbers.length][cluster.size()];
        for (int row = 0; row < trackNumbers.length; row++) {
            for (int column = 0; column < cluster.size(); column++) {
                costs[row][column] = costOf(plots.get(cluster.get(column)), trackNumbers[row]);
            }
        }
        int[] columns = Assignment.solve(costs);
        for (int row = 0; row < trackNumbers.length; row++) {
            if (columns[row] >= 0) {
                numbers[cluster.get(columns[row])] = trackNumbers[row];
            }
        }
    }

    private static long costOf(Gated plot, int number) {
        for (Candidate candidate : plot.candidates()) {
            if (candidate.row().number() == number) {
                return candidate.cost();
            }
        }
        return Assignment.IMPOSSIBLE;
    }

    private PlotOutcome apply(Gated gated, int number, long nowMicros) {
        TrackRow row = number == 0 ? null : tracks.get(number);
        if (row == null) {
            return tracker.begin(gated.plot(), gated.at(), nowMicros);
        }
        Measurement at =
                gated.at().flightLevel() == Plot.ABSENT
                        ? tracker.place(gated.plot(), row)
                        : gated.at();
        return tracker.update(row, gated.plot(), at, nowMicros);
    }

    @Nullable Object[] copy() {
        return sectors.copy();
    }

    static void write(@Nullable Object[] rows, StateOutput output) {
        int count = 0;
        for (Object row : rows) {
            count += row == null ? 0 : 1;
        }
        output.writeInt(count);
        for (int index = 1; index < rows.length; index++) {
            if (rows[index] instanceof Waiting waiting) {
                output.writeInt(index);
                output.writeLong(waiting.sinceMicros());
                output.writeInt(waiting.plots().size());
                for (AdmittedPlot plot : waiting.plots()) {
                    output.writeRecord(plot, AdmittedPlot::write);
                }
            }
        }
    }

    /**
     * @param present the index that each radar has now, by the one it had; 0: it is gone
     */
    void read(StateInput input, int[] present) {
        for (int index = 1; index < sectors.limit(); index++) {
            sectors.set(index, null);
        }
        int count = input.readLength(1);
        for (int i = 0; i < count; i++) {
            int index = input.readInt();
            long since = input.readLong();
            List<AdmittedPlot> plots = new ArrayList<>();
            int waiting = input.readLength(1);
            for (int j = 0; j < waiting; j++) {
                plots.add(input.readRecord(AdmittedPlot.class, AdmittedPlot::read));
            }
            int radar = present[1 + (index - 1) / Rotation.SECTORS];
            if (radar != 0) {
                plots.replaceAll(plot -> plot.of(radar));
                int sector = (index - 1) % Rotation.SECTORS;
                sectors.set(
                        (radar - 1) * Rotation.SECTORS + sector + 1,
                        new Waiting(since, List.copyOf(plots)));
            }
        }
    }
}
