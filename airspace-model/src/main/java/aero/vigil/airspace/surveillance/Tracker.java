package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.SystemTrack.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one plot does to the tracks: updates the one it belongs to, at once where that is certain,
 * or begins a new one.
 *
 * <p>Airspace algorithms §4, steps 2 to 9.
 */
final class Tracker {

    /** Gate of a valid address: 10 sigma; it needs no better proof. */
    private static final double ADDRESS_GATE = 100;

    /** 99.9 % of chi-squared with 2 degrees of freedom. */
    static final double GATE = 13.8;

    /** Another track with the same code inside this makes a plot wait. */
    private static final double RIVAL_GATE = 40;

    private static final double NAUTICAL_MILE = 1852;

    /** Two plots of one radar nearer in time than this part of a turn are of one scan. */
    private static final double SAME_SCAN = 0.4;

    /** What is told again sooner than this is the same. */
    private static final long TOLD_TWICE_MICROS = 200_000;

    private static final int SUSPECTS_UNTIL_BELIEVED = 5;
    private static final long SUSPECTS_FORGOTTEN_MICROS = 30_000_000;
    private static final double SPLIT_METRES = 2 * NAUTICAL_MILE;
    private static final long AGREEING_SENSORS_MICROS = 4_000_000;

    /** Faster than what flies where there is control: 1,500 kt; metres a second. */
    private static final double GREATEST_SPEED = 1_500 * NAUTICAL_MILE / 3600;

    private static final double LEAST_PRIMARY_SPEED = 60 * NAUTICAL_MILE / 3600;
    private static final double GREATEST_PRIMARY_SPEED = 900 * NAUTICAL_MILE / 3600;

    private final Sensors sensors;
    private final TrackTable tracks;
    private final TrackFilter filter;
    private final Registrar registrar;
    private final AdsbTrust trust;

    Tracker(Sensors sensors, TrackTable tracks, TrackFilter filter) {
        this.sensors = sensors;
        this.tracks = tracks;
        this.filter = filter;
        registrar = new Registrar(sensors);
        trust = new AdsbTrust(sensors);
    }

    /** Applies a plot whose track is certain; else says that it has to wait for its sector. */
    PlotOutcome associateAtOnce(AdmittedPlot plot, long nowMicros) {
        TrackRow holder = null;
        if (TrackIdentity.hasAddress(plot.plot())) {
            List<TrackRow> holders = tracks.withAddress(plot.plot().address());
            holder = holders.size() == 1 ? holders.get(0) : null;
            if (holder != null) {
                return associateByAddress(plot, holder, nowMicros);
            }
            return PlotOutcome.DEFERRED;
        }
        if (TrackIdentity.hasMode3A(plot.plot()) && Mode3A.isDiscrete(plot.plot().mode3A())) {
            holder = onlyHolderOfCode(plot);
        }
        return holder == null
                ? PlotOutcome.DEFERRED
                : update(holder, plot, place(plot, holder), nowMicros);
    }

    private PlotOutcome associateByAddress(AdmittedPlot plot, TrackRow found, long nowMicros) {
        Measurement at = place(plot, found);
        TrackRow holder = found;
        if (sensors.radar(plot.radar()).isAdsb()) {
            holder = judged(plot, found, at, nowMicros);
            TrackSensor station = holder.sensor(plot.radar());
            if (!trust.agrees(holder, at) || (station != null && station.isDistrusted())) {
                return PlotOutcome.rejected(PlotReject.DISAGREES_WITH_RADAR);
            }
        }
        if (!filter.gate(holder, at)) {
            return PlotOutcome.rejected(PlotReject.TOO_LATE_FOR_TRACK);
        }
        if (filter.distance() > ADDRESS_GATE || !isFlown(holder, at)) {
            return PlotOutcome.DEFERRED;
        }
        if (isOfSameScan(plot, holder)) {
            return PlotOutcome.rejected(PlotReject.SPLIT_PLOT);
        }
        return update(holder, plot, at, nowMicros);
    }

    /** Whether something that flies may have come from a track's one plot to this one. */
    static boolean isFlown(TrackRow row, Measurement at) {
        History history = row.history();
        if (history.size() > 1 || !row.isHistoryWhole()) {
            return true;
        }
        Measurement first = history.get(0).measurement();
        double seconds = Math.abs(at.timeMicros() - first.timeMicros()) / 1e6;
        double dx = at.xMetres() - first.xMetres();
        double dy = at.yMetres() - first.yMetres();
        double most = GREATEST_SPEED * seconds + NAUTICAL_MILE;
        return dx * dx + dy * dy <= most * most;
    }

    /** The track with what an ADS-B report says of how far ADS-B is to be believed. */
    private TrackRow judged(AdmittedPlot plot, TrackRow row, Measurement at, long nowMicros) {
        boolean agrees = trust.agrees(row, at);
        TrackSensor known = row.sensor(plot.radar());
        int before = known == null ? 0 : known.disagreements();
        int after = AdsbTrust.after(before, agrees);
        if (after == before) {
            return row;
        }
        TrackSensor station =
                (known == null
                                ? TrackSensor.first(plot.radar(), plot.plot(), at, Sources.NONE)
                                : known)
                        .withDisagreements(after);
        tracks.put(
                row.number(),
                row.life(),
                row.identity(),
                row.history(),
                TrackRow.with(row.sensors(), station),
                nowMicros);
        return tracks.existing(row.number());
    }

    /** The one track with this discrete code in the gate, when no rival is near; else null. */
    private @Nullable TrackRow onlyHolderOfCode(AdmittedPlot plot) {
        TrackRow only = null;
        for (TrackRow row : tracks.withCode(plot.plot().mode3A())) {
            if (!filter.gate(row, place(plot, row))) {
                return null;
            }
            if (filter.distance() > RIVAL_GATE) {
                continue;
            }
            if (only != null || filter.distance() > GATE || isOfSameScan(plot, row)) {
                return null;
            }
            only = row;
        }
        return only;
    }

    /** Whether this radar has already given this track a plot in the same scan. */
    boolean isOfSameScan(AdmittedPlot plot, TrackRow row) {
        TrackSensor sensor = row.sensor(plot.radar());
        if (sensor == null) {
            return false;
        }
        long apart = Math.abs(plot.detectionMicros() - sensor.lastDetectionMicros());
        if (!sensors.radar(plot.radar()).isRadar()) {
            return apart < TOLD_TWICE_MICROS;
        }
        long period = sensors.rotation(sensors.radar(plot.radar())).periodMicros();
        return apart < SAME_SCAN * period;
    }

    /** Places a plot with its own Mode C, else with the track's level, else with an assumed one. */
    Measurement place(AdmittedPlot plot, @Nullable TrackRow row) {
        double feet = ModeC.feet(plot.plot());
        if (Double.isNaN(feet) && row != null) {
            feet = row.altitudeFeetAt(plot.detectionMicros());
            feet = Double.isNaN(feet) ? feet : Math.max(-1_000, Math.min(66_000, feet));
        }
        Radar radar = sensors.radar(plot.radar());
        return radar.place(
                plot.plot(),
                plot.detectionMicros(),
                feet,
                plot.badClock(),
                sensors.registration(radar));
    }

    /** Gives a plot to a track. */
    PlotOutcome update(TrackRow row, AdmittedPlot plot, Measurement at, long nowMicros) {
        History history = filter.update(row, at);
        if (history == null) {
            return PlotOutcome.rejected(PlotReject.TOO_LATE_FOR_TRACK);
        }
        double nis = filter.distance();
        TrackSensor before = row.sensor(plot.radar());
        boolean isHit = before == null || !isOfSameScan(plot, row);
        boolean isPaired = registrar.compare(row, plot, at, before);
        TrackSensor sensor =
                before == null
                        ? TrackSensor.first(plot.radar(), plot.plot(), at, plot.sources())
                        : before.updated(plot.plot(), at, nis, isPaired, plot.sources());
        List<TrackSensor> bySensor = TrackRow.with(row.sensors(), sensor);
        TrackIdentity identity = row.identity().heard(plot.plot(), plot.detectionMicros());
        TrackLife life =
                row.life()
                        .withUpdate(
                                plot.detectionMicros(),
                                isHit,
                                isSeenByOther(row, plot, periodMicros(plot)));
        if (before != null && TrackIdentity.hasAddress(plot.plot())) {
            learnPeriod(plot, before, nowMicros);
        }
        if (life.state() == State.COASTING) {
            life = life.withState(State.CONFIRMED);
        }
        boolean becomesConfirmed =
                life.state() == State.TENTATIVE && isProven(row, plot, life, identity, history);
        if (becomesConfirmed) {
            TrackRow older = staleHolder(identity.address(), row, plot);
            if (older != null) {
                return carryOn(older, row, life, identity, history, bySensor, nowMicros);
            }
            life = life.withState(State.CONFIRMED);
        }
        tracks.put(row.number(), life, identity, history, bySensor, nowMicros);
        return PlotOutcome.applied(row.number());
    }

    /** An aircraft found again keeps the number it had. */
    private PlotOutcome carryOn(
            TrackRow older,
            TrackRow younger,
            TrackLife life,
            TrackIdentity identity,
            History history,
            List<TrackSensor> bySensor,
            long nowMicros) {
        tracks.end(younger, older.number(), nowMicros);
        TrackLife merged =
                older.life()
                        .withUpdate(life.updateMicros(), true, life.isMultiSensor())
                        .withState(State.CONFIRMED);
        tracks.put(older.number(), merged, identity, history, bySensor, nowMicros);
        return PlotOutcome.applied(older.number());
    }

    private @Nullable TrackRow staleHolder(int address, TrackRow row, AdmittedPlot plot) {
        if (address == Plot.ABSENT) {
            return null;
        }
        for (TrackRow other : tracks.withAddress(address)) {
            boolean isStale =
                    plot.detectionMicros() - other.life().updateMicros() > 2 * periodMicros(plot);
            if (other.number() != row.number() && other.published().isInPicture() && isStale) {
                return other;
            }
        }
        return null;
    }

    private boolean isProven(
            TrackRow row,
            AdmittedPlot plot,
            TrackLife life,
            TrackIdentity identity,
            History history) {
        if (identity.isPrimaryOnly()) {
            double speed = filter.motion(history).speedMetresPerSecond();
            return life.hasHits(4, 6)
                    && speed >= LEAST_PRIMARY_SPEED
                    && speed <= GREATEST_PRIMARY_SPEED;
        }
        boolean isNamed = identity.address() != Plot.ABSENT;
        boolean sensorsAgree =
                row.identity().matches(plot.plot())
                        && isSeenByOther(row, plot, AGREEING_SENSORS_MICROS);
        if (life.hasHits(3, 4)) {
            return true;
        }
        return !life.isReflectionSuspect() && (sensorsAgree || (isNamed && life.hasHits(2, 3)));
    }

    private static boolean isSeenByOther(TrackRow row, AdmittedPlot plot, long withinMicros) {
        for (TrackSensor other : row.sensors()) {
            long apart = Math.abs(plot.detectionMicros() - other.lastDetectionMicros());
            if (other.radar() != plot.radar() && apart <= withinMicros) {
                return true;
            }
        }
        return false;
    }

    private void learnPeriod(AdmittedPlot plot, TrackSensor before, long nowMicros) {
        Radar radar = sensors.radar(plot.radar());
        long between = plot.detectionMicros() - before.lastDetectionMicros();
        sensors.setRotation(radar, sensors.rotation(radar).learned(between, nowMicros));
    }

    long periodMicros(AdmittedPlot plot) {
        return sensors.rotation(sensors.radar(plot.radar())).periodMicros();
    }

    /** Begins a track with a plot that belongs to none, unless something speaks against it. */
    PlotOutcome begin(AdmittedPlot plot, Measurement at, long nowMicros) {
        boolean isGarbledOnly =
                plot.plot().detection() == 2
                        && !TrackIdentity.hasMode3A(plot.plot())
                        && !TrackIdentity.hasAddress(plot.plot());
        if (isGarbledOnly) {
            return PlotOutcome.rejected(PlotReject.GARBLED_UNASSIGNED);
        }
        boolean isBelieved = false;
        for (TrackRow holder : holdersOfIdentity(plot.plot())) {
            if (!isSuspect(holder, plot, at)) {
                continue;
            }
            int count = suspectsSoFar(holder, plot) + 1;
            isBelieved = count >= SUSPECTS_UNTIL_BELIEVED;
            tracks.putUnpublished(
                    holder,
                    holder.life().withSuspects(isBelieved ? 0 : count, plot.detectionMicros()));
            if (!isBelieved) {
                return PlotOutcome.rejected(
                        distance(holder, at) < SPLIT_METRES
                                ? PlotReject.SPLIT_PLOT
                                : PlotReject.REFLECTION_SUSPECT);
            }
            break;
        }
        int number =
                tracks.begin(
                        TrackLife.begun(plot.detectionMicros(), isBelieved),
                        TrackIdentity.UNKNOWN.heard(plot.plot(), plot.detectionMicros()),
                        filter.start(at),
                        List.of(TrackSensor.first(plot.radar(), plot.plot(), at, plot.sources())),
                        nowMicros);
        return number == 0
                ? PlotOutcome.rejected(PlotReject.TRACK_TABLE_FULL)
                : PlotOutcome.applied(number);
    }

    private List<TrackRow> holdersOfIdentity(Plot plot) {
        if (TrackIdentity.hasAddress(plot)) {
            return tracks.withAddress(plot.address());
        }
        return TrackIdentity.hasMode3A(plot) && Mode3A.isDiscrete(plot.mode3A())
                ? tracks.withCode(plot.mode3A())
                : List.of();
    }

    private static int suspectsSoFar(TrackRow holder, AdmittedPlot plot) {
        boolean isForgotten =
                plot.detectionMicros() - holder.life().suspectMicros() > SUSPECTS_FORGOTTEN_MICROS;
        return isForgotten ? 0 : holder.life().suspects();
    }

    /**
     * Whether a plot may be a split or a reflection of a track of its identity: the track has been
     * updated in the latest two scans, and where that is not proven itself, or with a code alone,
     * the plot is near it or farther from the radar (a reflection's way is always longer).
     */
    private boolean isSuspect(TrackRow holder, AdmittedPlot plot, Measurement at) {
        if (holder.identity().contradicts(plot.plot())) {
            return false;
        }
        long since = plot.detectionMicros() - holder.life().updateMicros();
        if (since > 2 * periodMicros(plot) + 1_000_000) {
            return false;
        }
        boolean isProven = holder.life().state() != State.TENTATIVE;
        if ((isProven && TrackIdentity.hasAddress(plot.plot()))
                || distance(holder, at) < SPLIT_METRES) {
            return true;
        }
        Radar radar = sensors.radar(plot.radar());
        PlanarMotion motion = holder.published().predictedTo(plot.detectionMicros());
        double own = radar.distanceTo(at.xMetres(), at.yMetres());
        return own > radar.distanceTo(motion.xMetres(), motion.yMetres()) - NAUTICAL_MILE;
    }

    private static double distance(TrackRow row, Measurement at) {
        PlanarMotion motion = row.published().predictedTo(at.timeMicros());
        double dx = motion.xMetres() - at.xMetres();
        double dy = motion.yMetres() - at.yMetres();
        return Math.sqrt(dx * dx + dy * dy);
    }
}
