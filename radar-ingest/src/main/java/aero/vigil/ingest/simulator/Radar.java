package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rotating Mode S or SSR radar: what of the traffic it detects in each of the 32 sectors of its
 * turn, and with which errors. Its site, errors and biases are the adaptation's.
 */
final class Radar {

    static final int SECTORS = 32;

    private static final double CONE_OF_SILENCE = StrictMath.toRadians(45);

    /** Least range, metres: nearer replies come while the radar still sends. */
    private static final double LEAST_RANGE = 0.5 * Wgs84.METRES_IN_NM;

    /** Processing of a sector differs by up to this from the sensor's nominal delay. */
    private static final double DELAY_SPREAD_SECONDS = 0.15;

    private static final double LEAST_DELAY_SECONDS = 0.3;
    private static final double GREATEST_DELAY_SECONDS = 2.0;

    private final long seed;
    private final SensorSite site;
    private final int identity;
    private final RadarGeometry geometry;
    private final boolean modeS;
    private final RadarErrors errors;
    private final Reply.Script replies;
    private final Anomalies anomalies;
    private final long periodMicros;
    private final long phaseMicros;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final SectorLists lists = new SectorLists();
    private int lastTrackNumber;

    /** What the radar keeps of an aircraft between scans. */
    private static final class Seen {
        private final int trackNumber;
        private long scan = Long.MIN_VALUE;
        private boolean missed;

        Seen(int trackNumber) {
            this.trackNumber = trackNumber;
        }
    }

    /**
     * Sets a radar up.
     *
     * @param periodSeconds of its rotation
     */
    Radar(long seed, SensorSite site, double periodSeconds) {
        this(seed, site, periodSeconds, RadarErrors.USUAL, Reply.CONSTANT);
    }

    /**
     * Sets a radar up.
     *
     * @param periodSeconds of its rotation
     * @param errors besides those of its site
     * @param replies of the aircraft
     */
    Radar(
            long seed,
            SensorSite site,
            double periodSeconds,
            RadarErrors errors,
            Reply.Script replies) {
        this.errors = errors;
        this.replies = replies;
        this.seed = seed;
        this.site = site;
        this.identity = site.getSac() * 256 + site.getSic();
        this.geometry =
                new RadarGeometry(
                        StrictMath.toRadians(site.getLatitude()),
                        StrictMath.toRadians(site.getLongitude()),
                        site.getHeightMetres());
        this.modeS = site.getKind().equals("MODE_S");
        this.anomalies = new Anomalies(seed, identity, modeS);
        this.periodMicros = Math.round(periodSeconds * 1e6);
        this.phaseMicros = (long) (Draws.of(seed, 'P', identity).uniform() * periodMicros);
    }

    SensorSite site() {
        return site;
    }

    /** Whether it would see this aircraft now, chance left aside. */
    boolean covers(Target target, long micros) {
        TruthState state = target.at(micros);
        return isCovered(geometry.sight(state), state);
    }

    /** How often it misses nobody, on average. */
    double detectionProbability() {
        return modeS ? errors.modeSDetection() : errors.ssrDetection();
    }

    boolean isModeS() {
        return modeS;
    }

    long periodMicros() {
        return periodMicros;
    }

    /** Sectors are counted from 1970 on: 32 a scan. */
    long sectorAt(long micros) {
        return Math.floorDiv((micros - phaseMicros) * SECTORS, periodMicros);
    }

    /** When a sector begins; the end of the one before. */
    long beginMicros(long sector) {
        return phaseMicros + Math.floorDiv(sector * periodMicros + SECTORS - 1, SECTORS);
    }

    /**
     * How long after its end a sector's reports leave the radar: nearly the same each time for one
     * sector, so that the mean from detection to arrival is the adaptation's nominal delay.
     */
    long delayMicros(long sector) {
        long index = Math.floorMod(sector, (long) SECTORS);
        Draws fixed = Draws.of(seed, 'D', identity, index);
        Draws jitter = Draws.of(seed, 'J', identity, sector);
        double half = periodMicros * 0.5e-6 / SECTORS;
        double delay =
                site.getNominalDelaySeconds()
                        - half
                        + fixed.uniform(-DELAY_SPREAD_SECONDS, DELAY_SPREAD_SECONDS)
                        + jitter.uniform(-0.01, 0.01);
        return (long)
                (1e6 * Math.max(LEAST_DELAY_SECONDS, Math.min(GREATEST_DELAY_SECONDS, delay)));
    }

    /** What the beam detects while it passes a sector, in order of time. */
    List<Detection> sweep(long sector, List<? extends Target> targets) {
        long begin = beginMicros(sector);
        long end = beginMicros(sector + 1);
        if (Math.floorMod(sector, (long) SECTORS) == 0) {
            lists.sort(geometry, targets, begin);
            forget(sector / SECTORS);
        }
        List<Detection> detections = new ArrayList<>();
        for (Target target : lists.around((int) Math.floorMod(sector, (long) SECTORS), targets)) {
            Detection detection = look(target, begin, end);
            if (detection != null) {
                detections.add(detection);
            }
        }
        detections.sort(
                Comparator.comparingLong(Detection::timeMicros)
                        .thenComparingLong(detection -> detection.target().number()));
        return errors.anomalies()
                ? anomalies.reported(detections, Math.floorDiv(sector, (long) SECTORS))
                : detections;
    }

    private @Nullable Detection look(Target target, long begin, long end) {
        TruthState middle = target.at(begin + (end - begin) / 2);
        RadarGeometry.Sight first = geometry.sight(middle);
        long scan = Math.floorDiv(begin - phaseMicros, periodMicros);
        long beam = beamMicros(scan, first.azimuth());
        // The beam of the scan before or after may be the one that is in this sector at north.
        if (beam < begin - periodMicros / 2) {
            beam += periodMicros;
        } else if (beam > end + periodMicros / 2) {
            beam -= periodMicros;
        }
        if (beam < begin || beam >= end) {
            return null;
        }
        TruthState state = target.at(beam);
        RadarGeometry.Sight sight = geometry.sight(state);
        return isCovered(sight, state) ? measured(target, state, sight, beam) : null;
    }

    private long beamMicros(long scan, double azimuth) {
        return phaseMicros
                + scan * periodMicros
                + (long) (azimuth / (2 * StrictMath.PI) * periodMicros);
    }

    private boolean isCovered(RadarGeometry.Sight sight, TruthState state) {
        return sight.rangeMetres() > LEAST_RANGE
                && sight.rangeMetres() < site.getRangeNm() * Wgs84.METRES_IN_NM
                && sight.elevation() < CONE_OF_SILENCE
                && geometry.isAboveHorizon(sight.rangeMetres(), state.heightMetres());
    }

    private @Nullable Detection measured(
            Target target, TruthState state, RadarGeometry.Sight sight, long beam) {
        long scan = Math.floorDiv(beam - phaseMicros, periodMicros);
        Seen before = seen.computeIfAbsent(target.number(), first -> new Seen(nextNumber()));
        if (before.scan == scan) {
            return null;
        }
        before.scan = scan;
        Draws draws = Draws.of(seed, identity, target.number(), scan);
        before.missed = draws.chance(missProbability(before.missed, sight.elevation()));
        if (before.missed) {
            return null;
        }
        Transponder transponder = target.transponder();
        double range =
                sight.rangeMetres()
                        + site.getRangeBiasMetres()
                        + transponder.rangeBiasMetres()
                        + site.getSigmaRangeMetres() * draws.gaussian();
        double azimuth =
                sight.azimuth()
                        + StrictMath.toRadians(site.getAzimuthBiasDegrees())
                        + StrictMath.toRadians(errors.eccentricityDegrees())
                                * StrictMath.sin(sight.azimuth())
                        + StrictMath.toRadians(site.getSigmaAzimuthDegrees()) * draws.gaussian();
        int theta = (int) Math.round(azimuth / (2 * StrictMath.PI) * 65_536);
        double step = transponder.altitudeStepFeet();
        double coded = Math.rint(state.pressureAltitudeFeet() / step) * step;
        return new Detection(
                beam,
                target,
                (int) Math.max(0, Math.round(range / Wgs84.METRES_IN_NM * 256)),
                theta & 0xFFFF,
                replies.at(target, beam),
                false,
                (int) Math.rint(coded / 25),
                state.selectedLevelFeet(),
                before.trackNumber,
                true);
    }

    /**
     * Of a two-state chain whose mean is the probability of detection, which falls with elevation
     * towards the cone of silence.
     */
    private double missProbability(boolean missedBefore, double elevation) {
        if (missedBefore) {
            return errors.missAgain();
        }
        double share = Math.max(0, elevation / CONE_OF_SILENCE);
        double detection = detectionProbability() - 0.02 * share * share;
        return (1 - detection) / detection * (1 - errors.missAgain());
    }

    private int nextNumber() {
        lastTrackNumber = lastTrackNumber % 4095 + 1;
        return lastTrackNumber;
    }

    /** Aircraft unseen for a minute are new when they come back. */
    private void forget(long scan) {
        long old = scan - 60_000_000 / periodMicros - 1;
        seen.values().removeIf(entry -> entry.scan < old);
    }
}
