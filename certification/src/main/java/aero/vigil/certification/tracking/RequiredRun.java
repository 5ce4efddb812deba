package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.ingest.simulator.Detection;
import aero.vigil.ingest.simulator.RadarErrors;
import aero.vigil.ingest.simulator.Simulation;
import aero.vigil.ingest.simulator.SimulationOutlet;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.TruthState;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One cell of tables (a) and (c): traffic of a region, seen by the cell's radars and tracked. */
final class RequiredRun implements SimulationOutlet {

    private static final long TICK_MICROS = 100_000;
    private static final int TICKS_A_SECOND = 10;
    private static final double NAUTICAL_MILE = 1_852;
    private static final double CROSSING_METRES = 2 * NAUTICAL_MILE;

    /** 2026-06-15 12:00 UTC: any day does. */
    private static final long START_MICROS = 1_781_524_800_000_000L;

    private final RequiredCell cell;
    private final TrackerUnderTest tracker;
    private final Simulation simulation;
    private final Script script;
    private final LegScoring scoring;
    private final Matching matching;
    private final FalseTracks falseTracks;
    private final NisReader nis = new NisReader();
    private final List<PlanePosition> radars = new ArrayList<>();
    private final Map<Long, TruthState> truth = new TreeMap<>();
    private final Map<Long, Target> targets = new HashMap<>();
    private final Map<Long, Leg> legs = new LinkedHashMap<>();
    private final Map<Integer, Leg> legOfTrack = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final List<Leg> finished = new ArrayList<>();
    private final Map<Long, Boolean> together = new HashMap<>();
    private final Set<Long> everSeen = new HashSet<>();
    private final long seconds;
    private long nowMicros = START_MICROS;
    private int crossings;

    RequiredRun(RequiredCell cell, Adaptation region, long seed, int aircraft, long seconds) {
        this.cell = cell;
        this.seconds = seconds;
        Adaptation seen = cell.in(region);
        tracker = new TrackerUnderTest(seen);
        script = new Script(seed, START_MICROS, seconds * 1_000_000);
        double delay =
                cell.sites().stream()
                        .mapToDouble(SensorSite::getNominalDelaySeconds)
                        .max()
                        .orElseThrow();
        scoring = new LegScoring(cell.separation(), tracker.plane(), script, delay);
        matching = new Matching(cell.isModeS());
        falseTracks = new FalseTracks(cell.separation());
        for (SensorSite site : cell.sites()) {
            radars.add(tracker.plane().toPlane(site.getLatitude(), site.getLongitude()));
        }
        simulation =
                new Simulation(
                        seen,
                        Simulation.Options.traffic(seed, aircraft).with(RadarErrors.FULL, script),
                        START_MICROS,
                        this);
    }

    @Override
    public void onDatagram(int radar, byte[] datagram) {
        tracker.take(datagram, simulation.nowMicros());
    }

    @Override
    public void onPlanMessage(String text) {
        // The tracker knows no flight plans.
    }

    @Override
    public void onTruth(Target target, TruthState state) {
        truth.put(target.number(), state);
        targets.put(target.number(), target);
    }

    @Override
    public void onDetection(int radar, Detection detection) {
        Leg leg = legs.get(detection.target().number());
        boolean isFirst = everSeen.add(detection.target().number());
        if (leg == null || !detection.isTrue()) {
            return;
        }
        if (isFirst) {
            leg.firstArrivalMicros = simulation.nowMicros();
        }
        leg.detected(detection.timeMicros());
        if (leg.isScoredAt(detection.timeMicros())) {
            leg.delivered.update(detection.timeMicros());
        }
        boolean isNews =
                leg.seenEventMicros < 0
                        && !detection.garbled()
                        && detection.timeMicros() >= script.eventMicros(leg.target)
                        && detection.timeMicros() < script.endMicros(leg.target)
                        && detection.reply().equals(script.at(leg.target, detection.timeMicros()));
        if (isNews && leg.isScoredAt(script.eventMicros(leg.target))) {
            leg.seenEventMicros = detection.timeMicros();
        }
    }

    RequiredResult run() {
        for (long tick = 1; tick <= seconds * TICKS_A_SECOND; tick++) {
            nowMicros = START_MICROS + tick * TICK_MICROS;
            truth.clear();
            simulation.advanceTo(nowMicros);
            tracker.tick(nowMicros);
            watch();
            if (tick % TICKS_A_SECOND == 0) {
                score();
            }
        }
        finished.addAll(legs.values());
        return new RequiredResult(
                cell, finished, matching.swaps(), crossings, falseTracks, seconds / 3_600.0);
    }

    /** What must be looked at ten times a second: delays and innovations. */
    private void watch() {
        for (SystemTrack track : tracker.picture()) {
            Leg leg = legOfTrack.get(track.number());
            if (begun.add(track.number())) {
                noteBegin(track);
            }
            watch(track, leg);
        }
    }

    private void watch(SystemTrack track, @Nullable Leg leg) {
        nis.look(
                track,
                value -> {
                    if (leg != null) {
                        leg.sample(Measure.NIS, value, 1);
                        leg.share(Measure.NIS_LARGE, value > Measure.LARGE_NIS);
                    }
                });
        if (leg != null
                && leg.seenEventMicros >= 0
                && Double.isNaN(leg.eventDelaySeconds)
                && scoring.isEventShown(leg, track)) {
            leg.eventDelaySeconds = (nowMicros - leg.seenEventMicros) * 1e-6;
        }
    }

    /** A track has come into the picture: of whom, and how long after the first plot. */
    private void noteBegin(SystemTrack track) {
        Shown shown = Shown.at(track, nowMicros);
        for (Leg leg : legs.values()) {
            TruthState state = leg.latest();
            boolean isIts =
                    state != null
                            && shown.distanceTo(scoring.place(state.extrapolatedTo(nowMicros)))
                                    < NAUTICAL_MILE;
            if (isIts && leg.firstArrivalMicros >= 0 && Double.isNaN(leg.initiationSeconds)) {
                leg.initiationSeconds = (nowMicros - leg.firstArrivalMicros) * 1e-6;
            }
        }
    }

    private void score() {
        List<PlanePosition> places = new ArrayList<>();
        Map<Leg, List<Integer>> covering = new LinkedHashMap<>();
        Map<Leg, PlanePosition> flights = new LinkedHashMap<>();
        for (Map.Entry<Long, TruthState> one : truth.entrySet()) {
            PlanePosition place = scoring.place(one.getValue());
            places.add(place);
            Target target = targets.get(one.getKey());
            List<Integer> by = target == null ? List.of() : inCell(target, place);
            if (target == null || by.isEmpty()) {
                end(one.getKey());
                continue;
            }
            Leg leg =
                    legs.computeIfAbsent(
                            one.getKey(),
                            first ->
                                    new Leg(
                                            target,
                                            cell.separation(),
                                            (long) (1e6 * cell.shortestPeriodSeconds())));
            leg.remember(one.getValue());
            covering.put(leg, by);
            flights.put(leg, place);
        }
        List.copyOf(legs.keySet()).stream().filter(n -> !truth.containsKey(n)).forEach(this::end);
        List<Shown> shown =
                tracker.picture().stream().map(track -> Shown.at(track, nowMicros)).toList();
        Map<Leg, Shown> matched = matching.match(flights, shown);
        legOfTrack.clear();
        matched.forEach((leg, track) -> legOfTrack.put(track.track().number(), leg));
        for (Leg leg : flights.keySet()) {
            score(leg, matched.get(leg), covering.getOrDefault(leg, List.of()));
        }
        falseTracks.look(shown, matched.values(), places, nowMicros);
        countCrossings(flights);
    }

    private void score(Leg leg, @Nullable Shown shown, List<Integer> by) {
        if (leg.isScoredAt(nowMicros)) {
            boolean changed =
                    shown != null
                            && leg.trackNumber != 0
                            && leg.trackNumber != shown.track().number();
            leg.sample(Measure.NUMBER_CHANGES, changed ? 1 : 0, 1);
            double period =
                    by.stream()
                            .mapToDouble(radar -> cell.sites().get(radar).getPeriodSeconds())
                            .min()
                            .orElseThrow();
            TruthState state = truth.get(leg.target.number());
            if (state != null) {
                scoring.score(leg, state, shown, period);
            }
        }
        if (shown != null) {
            leg.trackNumber = shown.track().number();
        }
    }

    /** The radars that cover an aircraft, when one of them is near enough for the cell. */
    private List<Integer> inCell(Target target, PlanePosition place) {
        List<Integer> covering = simulation.coveringRadars(target);
        boolean isNear =
                covering.stream()
                        .map(radars::get)
                        .anyMatch(
                                radar ->
                                        Math.hypot(
                                                        radar.xMetres() - place.xMetres(),
                                                        radar.yMetres() - place.yMetres())
                                                <= cell.separation().radiusMiles * NAUTICAL_MILE);
        return isNear ? covering : List.of();
    }

    private void end(long number) {
        Leg leg = legs.remove(number);
        if (leg != null) {
            finished.add(leg);
        }
    }

    /** Two flights that come within 2 NM of each other, each time once. */
    private void countCrossings(Map<Leg, PlanePosition> flights) {
        List<Map.Entry<Leg, PlanePosition>> all = new ArrayList<>(flights.entrySet());
        all.sort(Comparator.comparingLong(flight -> flight.getKey().target.number()));
        for (int i = 0; i < all.size(); i++) {
            for (int k = i + 1; k < all.size(); k++) {
                PlanePosition a = all.get(i).getValue();
                PlanePosition b = all.get(k).getValue();
                boolean near =
                        Math.hypot(a.xMetres() - b.xMetres(), a.yMetres() - b.yMetres())
                                < CROSSING_METRES;
                long pair =
                        all.get(i).getKey().target.number() << 32
                                | all.get(k).getKey().target.number();
                boolean before = Boolean.TRUE.equals(together.put(pair, near));
                crossings += near && !before ? 1 : 0;
            }
        }
    }
}
