package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.table.Cell;
import aero.vigil.airspace.table.Rows;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Touched;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The tracker and its sensors: plots in, system tracks out.
 *
 * <p>Each call of {@link #report(Plot, FeedLine, long)}, {@link #report(SensorMessage, FeedLine,
 * long)}, {@link #setEnabled} and each {@link Evaluation} is one unit of work: the caller commits
 * it, or rolls it back when it throws. The state that results depends on the order of plots,
 * messages and ticks and on their times alone, never on how they were batched.
 */
public final class Surveillance {

    private static final long HALF_DAY_MICROS = 43_200_000_000L;

    /** Each track is looked at in one of this many slots of a tenth of a second. */
    private static final int UPKEEP_SLOTS = 10;

    private static final long SLOT_MICROS = 100_000;
    private static final int GREATEST_RHO = 65_535;
    private static final int GREATEST_THETA = 65_535;
    private static final int LONGEST_CALLSIGN = 8;

    private final Admission admission;
    private final Sensors sensors;
    private final TrackTable tracks;
    private final Tracker tracker;
    private final ScanSectors sectors;
    private final ReplacementTracks replacements;
    private final TrackUpkeep upkeep;
    private final Fingerprints fingerprints;
    private final Cell<Long> lastSlot;
    private final Cell<RawPlots> rawPlots;

    /**
     * @param work the unit of work all of this changes in; must be clean
     * @param plane on which tracks live
     * @param sites the radars, at most 256, each SAC/SIC once
     * @param parameters of the region
     * @param admission of plots by their time
     * @param observer told of every change of a track
     */
    public Surveillance(
            UnitOfWork work,
            SystemPlane plane,
            List<SensorSite> sites,
            TrackerParameters parameters,
            Admission admission,
            TrackObserver observer) {
        this.admission = admission;
        if (sites.size() > 256) {
            throw new IllegalArgumentException(sites.size() + " sensors; at most 256");
        }
        TrackFilter filter = new TrackFilter();
        sensors = new Sensors(work, plane, sites);
        tracks = new TrackTable(work, sensors, parameters, observer, filter);
        tracker = new Tracker(sensors, tracks, filter);
        replacements = new ReplacementTracks(sensors, tracks, filter, tracker);
        sectors = new ScanSectors(work, sensors, tracks, filter, tracker);
        upkeep = new TrackUpkeep(sensors, tracks, parameters);
        fingerprints = new Fingerprints(work);
        lastSlot = new Cell<>(work, Long.MIN_VALUE);
        rawPlots = new Cell<>(work, RawPlots.NONE);
    }

    /** Takes one plot. Any values are allowed. */
    public PlotOutcome report(Plot plot, FeedLine line, long modelTimeMicros) {
        Radar radar = sensors.find(plot.sacSic());
        if (radar == null) {
            return rejected(null, PlotReject.UNKNOWN_SENSOR);
        }
        if (!sensors.isEnabled(radar)) {
            return rejected(radar, PlotReject.SENSOR_DISABLED);
        }
        ReportedPosition told = plot.position();
        if (!isInRange(plot) || (told != null && !told.isInRange())) {
            return rejected(radar, PlotReject.FIELD_OUT_OF_RANGE);
        }
        if (radar.isRadar() == (told != null)) {
            return rejected(radar, PlotReject.WRONG_KIND);
        }
        if (!isPlausible(plot.receiveTimeMicros(), modelTimeMicros)) {
            return rejected(radar, PlotReject.RECEIVE_TIME_IMPLAUSIBLE);
        }
        SensorClock clock = observe(radar, line, plot.timeOfDay(), plot.receiveTimeMicros());
        long fingerprint = Fingerprints.of(plot);
        if (!fingerprints.add(fingerprint, modelTimeMicros)) {
            sensors.setCounts(radar, sensors.counts(radar).withDuplicate(modelTimeMicros));
            return PlotOutcome.DUPLICATE;
        }
        sensors.setCounts(radar, sensors.counts(radar).withPlot(modelTimeMicros));
        long detection =
                clock.detectionMicros(
                        plot.timeOfDay(), plot.receiveTimeMicros(), radar.nominalDelayMicros());
        PlotReject objection = objection(plot, radar, modelTimeMicros - detection);
        if (objection != null) {
            return rejected(radar, objection);
        }
        sensors.registerAnewWhenDue(radar, modelTimeMicros);
        AdmittedPlot admitted =
                new AdmittedPlot(
                        plot,
                        radar.index(),
                        detection,
                        clock.state() == SensorStatus.Clock.BAD,
                        fingerprint,
                        Sources.of(plot, radar));
        see(admitted);
        PlotOutcome outcome =
                told != null && radar.isOtherCentre()
                        ? replacements.take(admitted, told, modelTimeMicros)
                        : tracker.associateAtOnce(admitted, modelTimeMicros);
        if (outcome.reason() != null) {
            return rejected(radar, outcome.reason());
        }
        if (outcome.kind() == PlotOutcome.Kind.DEFERRED
                && !sectors.add(admitted, modelTimeMicros)) {
            return rejected(radar, PlotReject.SECTOR_FULL);
        }
        return outcome;
    }

    private void see(AdmittedPlot plot) {
        Measurement at = tracker.place(plot, null);
        rawPlots.set(
                rawPlots.get()
                        .with(new RawPlots.RawPlot(at.xMetres(), at.yMetres(), plot.sources())));
    }

    /** Where plots were seen since {@link #clearRawPlots}. */
    public RawPlots rawPlots() {
        return rawPlots.get();
    }

    /** They have been told. */
    public void clearRawPlots() {
        rawPlots.set(RawPlots.NONE);
    }

    private PlotOutcome rejected(@Nullable Radar radar, PlotReject reason) {
        sensors.reject(radar, reason);
        return PlotOutcome.rejected(reason);
    }

    private static boolean isInRange(Plot plot) {
        return SensorClock.isTimeOfDay(plot.timeOfDay())
                && isWithin(plot.detection(), 0, 7)
                && isWithin(plot.rho(), 0, GREATEST_RHO)
                && isWithin(plot.theta(), 0, GREATEST_THETA)
                && isAbsentOrWithin(plot.mode3A(), 0, Mode3A.CODES - 1)
                && isAbsentOrWithin(plot.flightLevel(), -0x8000, 0x7FFF)
                && isAbsentOrWithin(plot.address(), 0, 0xFFFFFF)
                && isAbsentOrWithin(plot.trackNumber(), 0, 0xFFFF)
                && isAbsentOrWithin(plot.selectedLevel(), -0x8000, 0x7FFF)
                && plot.callsign().length() <= LONGEST_CALLSIGN;
    }

    private static boolean isAbsentOrWithin(int value, int least, int greatest) {
        return value == Plot.ABSENT || isWithin(value, least, greatest);
    }

    private static boolean isWithin(int value, int least, int greatest) {
        return value >= least && value <= greatest;
    }

    /** Written so that no receive time can overflow: model time is the caller's and is sane. */
    private static boolean isPlausible(long receiveTimeMicros, long modelTimeMicros) {
        return receiveTimeMicros > modelTimeMicros - HALF_DAY_MICROS
                && receiveTimeMicros < modelTimeMicros + HALF_DAY_MICROS;
    }

    private SensorClock observe(Radar radar, FeedLine line, int timeOfDay, long receiveMicros) {
        SensorClock clock =
                sensors.clock(radar, line)
                        .observed(timeOfDay, receiveMicros, radar.nominalDelayMicros());
        sensors.setClock(radar, line, clock);
        return clock;
    }

    /** What keeps a plot from the picture whatever the tracks are, or null. */
    private @Nullable PlotReject objection(Plot plot, Radar radar, long ageMicros) {
        if (plot.simulated()) {
            return PlotReject.SIMULATED;
        }
        if (plot.fieldMonitor()) {
            return PlotReject.FIELD_MONITOR;
        }
        if (plot.detection() == 0) {
            return PlotReject.NO_DETECTION;
        }
        if (plot.rho() > (radar.site().rangeNauticalMiles() + 1) * 256) {
            return PlotReject.BEYOND_RANGE;
        }
        if (ageMicros > admission.oldestMicros()) {
            return PlotReject.TOO_OLD;
        }
        return ageMicros < -admission.futureMicros() ? PlotReject.IN_THE_FUTURE : null;
    }

    /** Takes one service message; false when its sensor is unknown or a field is out of range. */
    public boolean report(SensorMessage message, FeedLine line, long modelTimeMicros) {
        Radar radar = sensors.find(message.sacSic());
        if (radar == null
                || !SensorClock.isTimeOfDay(message.timeOfDay())
                || !isPlausible(message.receiveTimeMicros(), modelTimeMicros)
                || !isAbsentOrWithin(message.sector(), 0, 255)
                || !isAbsentOrWithin(message.rotationPeriod(), 0, 0xFFFF)) {
            return false;
        }
        if (!sensors.isEnabled(radar)) {
            return true;
        }
        long time =
                sensors.clock(radar, line)
                        .detectionMicros(
                                message.timeOfDay(),
                                message.receiveTimeMicros(),
                                radar.nominalDelayMicros());
        Rotation before = sensors.rotation(radar);
        Rotation after = turned(before, message, time, modelTimeMicros);
        sensors.setRotation(radar, after);
        if (after.northMicros() != before.northMicros()) {
            sensors.registerAnew(radar, modelTimeMicros);
        }
        return true;
    }

    private static Rotation turned(
            Rotation before, SensorMessage message, long timeMicros, long stampMicros) {
        if (message.type() == SensorMessage.NORTH_MARKER) {
            boolean isCopy =
                    before.northMicros() != Rotation.NEVER
                            && Math.abs(timeMicros - before.northMicros())
                                    < before.periodMicros() / 4;
            return isCopy
                    ? before.heard(stampMicros)
                    : before.north(timeMicros, stampMicros, message.rotationPeriod());
        }
        if (message.type() == SensorMessage.SECTOR_CROSSING && message.sector() != Plot.ABSENT) {
            boolean isOld =
                    before.sectorMicros() != Rotation.NEVER && timeMicros <= before.sectorMicros();
            return isOld
                    ? before.heard(stampMicros)
                    : before.crossed(message.sector() >> 3, timeMicros, stampMicros);
        }
        return before.heard(stampMicros);
    }

    /**
     * The work that is due at a tick: closing scan sectors, the lives of tracks. Changes nothing
     * itself; the caller runs each evaluation in this order as its own unit.
     */
    public List<Evaluation> advance(long modelTimeMicros) {
        List<Evaluation> due = new ArrayList<>();
        sectors.collectDue(modelTimeMicros, due);
        long slot = Math.floorDiv(modelTimeMicros, SLOT_MICROS);
        long from = Math.max(lastSlot.get() + 1, slot - UPKEEP_SLOTS + 1);
        for (long passed = from; passed <= slot; passed++) {
            int first = (int) Math.floorMod(passed, (long) UPKEEP_SLOTS);
            for (int n = first == 0 ? UPKEEP_SLOTS : first; n < tracks.limit(); n += UPKEEP_SLOTS) {
                if (tracks.get(n) != null) {
                    due.add(new Upkeep(n, modelTimeMicros));
                }
            }
        }
        if (slot > lastSlot.get()) {
            due.add(new SlotPassed(slot));
        }
        return due;
    }

    /** One look at one track. */
    private final class Upkeep implements Evaluation {
        private final int number;
        private final long nowMicros;

        private Upkeep(int number, long nowMicros) {
            this.number = number;
            this.nowMicros = nowMicros;
        }

        @Override
        public String subject() {
            return "track " + number;
        }

        @Override
        public int trackNumber() {
            return number;
        }

        @Override
        public void run() {
            upkeep.look(number, nowMicros);
        }
    }

    /** Remembers up to when tracks have been looked at. */
    private final class SlotPassed implements Evaluation {
        private final long slot;

        private SlotPassed(long slot) {
            this.slot = slot;
        }

        @Override
        public String subject() {
            return "upkeep slot";
        }

        @Override
        public int trackNumber() {
            return 0;
        }

        @Override
        public void run() {
            lastSlot.set(slot);
        }
    }

    /** Switches a sensor on or off; false when there is no such sensor. */
    public boolean setEnabled(int sacSic, boolean enabled) {
        Radar radar = sensors.find(sacSic);
        if (radar == null) {
            return false;
        }
        sensors.setEnabled(radar, enabled);
        return true;
    }

    /** The track with this number, tentative ones too, or null; any int may be asked for. */
    public @Nullable SystemTrack track(int number) {
        TrackRow row = tracks.get(number);
        return row == null ? null : row.published();
    }

    /** All tracks, tentative ones too, by number. */
    public List<SystemTrack> tracks() {
        List<SystemTrack> list = new ArrayList<>(tracks.size());
        for (int number = 1; number < tracks.limit(); number++) {
            TrackRow row = tracks.get(number);
            if (row != null) {
                list.add(row.published());
            }
        }
        return list;
    }

    /** All tracks by number, tentative ones too, as they stand. */
    public Rows<SystemTrack> liveTracks() {
        return new PublishedTracks(tracks.rows());
    }

    /** All tracks by number, tentative ones too, of this moment: for any thread. */
    public Rows<SystemTrack> frozenTracks() {
        return new PublishedTracks(tracks.rows().frozen());
    }

    private record PublishedTracks(Rows<TrackRow> rows) implements Rows<SystemTrack> {

        @Override
        public @Nullable SystemTrack get(int number) {
            TrackRow row = rows.get(number);
            return row == null ? null : row.published();
        }

        @Override
        public int limit() {
            return rows.limit();
        }

        @Override
        public int size() {
            return rows.size();
        }
    }

    /** From now on notes which tracks change, or may have. */
    public Touched follow() {
        return tracks.rows().follow();
    }

    /** One more than the greatest track number ever in use: loops over numbers run below this. */
    public int trackLimit() {
        return tracks.limit();
    }

    /**
     * Visits the numbers above {@code above} of the tracks whose latest place is within this
     * distance of a point, and some beyond, tentative ones too, in an order that is the same
     * everywhere.
     */
    public void forEachNumberNear(
            double xMetres, double yMetres, double withinMetres, int above, IntConsumer visitor) {
        tracks.forEachNumberNear(xMetres, yMetres, withinMetres, above, visitor);
    }

    /** Tracks of the picture (confirmed or coasting) that hold this address, by number. */
    public List<SystemTrack> tracksWithAddress(int address) {
        return inPicture(tracks.withAddress(address));
    }

    /** Tracks of the picture that hold this Mode 3/A code, by number. */
    public List<SystemTrack> tracksWithMode3A(int code) {
        return inPicture(tracks.withCode(code));
    }

    /** Tracks of the picture with this downlinked callsign, by number. */
    public List<SystemTrack> tracksWithCallsign(String callsign) {
        return inPicture(tracks.withCallsign(callsign));
    }

    private static List<SystemTrack> inPicture(List<TrackRow> rows) {
        List<SystemTrack> list = new ArrayList<>(rows.size());
        for (TrackRow row : rows) {
            if (row.published().isInPicture()) {
                list.add(row.published());
            }
        }
        return list;
    }

    /** All sensors, in the adaptation's order. */
    public List<SensorStatus> sensors(long modelTimeMicros) {
        return sensors.statuses(modelTimeMicros);
    }

    /** Plots rejected for each reason, unknown sensors too; counts above 0, sorted by name. */
    public List<SensorStatus.Count> rejects() {
        return sensors.rejects();
    }

    /** The greatest {@link SystemTrack#revision} given so far. */
    public long revision() {
        return tracks.revision();
    }

    /** A shallow copy of all state, to be encoded on any thread. */
    public Capture capture() {
        Sensors.Capture sensorsNow = sensors.capture();
        TrackTable.Capture tracksNow = tracks.capture();
        @Nullable Object[] sectorsNow = sectors.copy();
        @Nullable Object[] fingerprintsNow = fingerprints.copy();
        long slotNow = lastSlot.get();
        RawPlots plotsNow = rawPlots.get();
        return output -> {
            sensorsNow.write(output);
            tracksNow.write(output);
            ScanSectors.write(sectorsNow, output);
            Fingerprints.write(fingerprintsNow, output);
            output.writeLong(slotNow);
            plotsNow.write(output);
        };
    }

    /** Writes all state: {@code capture().write(output)}. */
    public void write(StateOutput output) {
        capture().write(output);
    }

    /**
     * Replaces all state by what was written; the caller commits.
     *
     * @param before the radars at that time, in their order; of one that is no more nothing is left
     */
    public void read(StateInput input, List<SensorSite> before) {
        int[] present = sensors.read(input, before);
        tracks.read(input, present);
        sectors.read(input, present);
        fingerprints.read(input);
        lastSlot.set(input.readLong());
        rawPlots.set(RawPlots.read(input));
    }

    /** State frozen at one moment; immutable. */
    public interface Capture {
        void write(StateOutput output);
    }
}
