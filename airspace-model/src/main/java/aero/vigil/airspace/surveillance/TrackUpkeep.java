package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.SystemTrack.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tracks as time passes without plots: misses are counted, tracks coast and end,
 * two tracks of one aircraft become one.
 *
 * <p>Each track is looked at about once a second of model time. Airspace algorithms §4.9.
 */
final class TrackUpkeep {

    private static final int MISSES_TO_END = 3;
    private static final int MISSES_TO_END_PRIMARY_ONLY = 2;

    /**
     * Misses come in runs: an aircraft that replied is waited for so long, however fast radars
     * turn.
     */
    private static final long LEAST_COAST_MICROS = 24_000_000;

    private static final long DUPLICATE_CHECK_MICROS = 4_000_000;
    private static final int DUPLICATE_CHECKS = 3;
    private static final double NAUTICAL_MILE = 1852;
    private static final double SAME_CODE_METRES = NAUTICAL_MILE;
    private static final double SAME_ADDRESS_METRES = 3 * NAUTICAL_MILE;
    private static final double SAME_LEVEL_FEET = 300;
    private static final double SAME_VELOCITY = 15;

    private final Sensors sensors;
    private final TrackTable tracks;
    private final long dropMicros;

    TrackUpkeep(Sensors sensors, TrackTable tracks, TrackerParameters parameters) {
        this.sensors = sensors;
        this.tracks = tracks;
        dropMicros = (long) Math.rint(parameters.dropSeconds() * 1e6);
    }

    /** What the radars that cover a track have lately said of it. */
    private static final class Coverage {
        private final List<TrackSensor> sensors = new ArrayList<>();
        private int covering;
        private int leastMisses = Integer.MAX_VALUE;
        private int newMisses;
        private long shortestPeriod = Long.MAX_VALUE;
        private long delayMicros;

        private boolean isMissed(int times) {
            return covering > 0 && leastMisses >= times;
        }
    }

    /** Looks at one track; one unit of work. */
    void look(int number, long nowMicros) {
        TrackRow row = tracks.get(number);
        if (row == null) {
            return;
        }
        Coverage coverage = cover(row, nowMicros);
        TrackLife life = row.life();
        if (life.state() == State.TENTATIVE) {
            for (int miss = 0; miss < Math.min(2, coverage.newMisses); miss++) {
                life = life.withMiss();
            }
        }
        long age = nowMicros - coverage.delayMicros - life.updateMicros();
        if (isOver(row, life, coverage, age)) {
            tracks.end(row, 0, nowMicros);
            return;
        }
        if (life.state() == State.CONFIRMED && age > coverage.shortestPeriod / 2 * 3) {
            life = life.withState(State.COASTING);
        }
        boolean isSpiOver = row.published().spi() && row.identity().spiUntilMicros() <= nowMicros;
        if (life.state() != row.life().state()
                || isSpiOver
                || !coverage.sensors.equals(row.sensors())) {
            tracks.put(number, life, row.identity(), row.history(), coverage.sensors, nowMicros);
        } else if (!life.equals(row.life())) {
            tracks.putUnpublished(row, life);
        }
        lookForDuplicate(number, nowMicros);
    }

    private Coverage cover(TrackRow row, long nowMicros) {
        Coverage coverage = new Coverage();
        PlanarMotion motion = row.published().predictedTo(nowMicros);
        long longestPeriod = 0;
        for (TrackSensor sensor : row.sensors()) {
            Radar radar = sensors.radar(sensor.radar());
            Rotation rotation = sensors.rotation(radar);
            longestPeriod = Math.max(longestPeriod, rotation.periodMicros());
            coverage.delayMicros = Math.max(coverage.delayMicros, radar.nominalDelayMicros());
            boolean covers =
                    sensors.isEnabled(radar)
                            && sensors.isHeard(radar, nowMicros)
                            && radar.covers(motion.xMetres(), motion.yMetres());
            if (!covers) {
                coverage.sensors.add(sensor);
                continue;
            }
            if (!radar.isRadar() && hasFallenSilent(sensor, rotation, nowMicros)) {
                coverage.sensors.add(sensor);
                continue;
            }
            int misses =
                    rotation.misses(
                            radar.azimuthTo(motion.xMetres(), motion.yMetres()),
                            sensor.lastDetectionMicros(),
                            nowMicros - radar.nominalDelayMicros());
            coverage.newMisses += Math.max(0, misses - sensor.misses());
            coverage.covering++;
            coverage.leastMisses = Math.min(coverage.leastMisses, misses);
            coverage.shortestPeriod = Math.min(coverage.shortestPeriod, rotation.periodMicros());
            coverage.sensors.add(misses > sensor.misses() ? sensor.withMisses(misses) : sensor);
        }
        if (coverage.covering == 0) {
            coverage.shortestPeriod = longestPeriod;
        }
        return coverage;
    }

    /** An aircraft that tells nothing any more is not missed: nobody asks it. */
    private static boolean hasFallenSilent(TrackSensor sensor, Rotation rotation, long nowMicros) {
        return nowMicros - sensor.lastDetectionMicros() > 3 * rotation.periodMicros();
    }

    private boolean isOver(TrackRow row, TrackLife life, Coverage coverage, long age) {
        if (age > dropMicros) {
            return true;
        }
        if (life.state() == State.TENTATIVE) {
            return life.hasTwoMisses() || age > 3 * coverage.shortestPeriod;
        }
        if (row.identity().isPrimaryOnly()) {
            return coverage.isMissed(MISSES_TO_END_PRIMARY_ONLY);
        }
        return age > LEAST_COAST_MICROS && coverage.isMissed(MISSES_TO_END);
    }

    private void lookForDuplicate(int number, long nowMicros) {
        TrackRow row = tracks.get(number);
        if (row == null
                || !row.published().isInPicture()
                || nowMicros - row.life().duplicateMicros() < DUPLICATE_CHECK_MICROS) {
            return;
        }
        TrackRow older = olderTwin(row, nowMicros);
        TrackLife life = row.life();
        if (older == null) {
            tracks.putUnpublished(row, life.withDuplicate(0, 0, nowMicros));
            return;
        }
        int checks = life.duplicateOf() == older.number() ? life.duplicateChecks() + 1 : 1;
        if (checks < DUPLICATE_CHECKS) {
            tracks.putUnpublished(row, life.withDuplicate(older.number(), checks, nowMicros));
            return;
        }
        tracks.end(row, older.number(), nowMicros);
        if (row.life().updateMicros() > older.life().updateMicros()) {
            TrackLife fresher =
                    older.life()
                            .withUpdate(row.life().updateMicros(), false, true)
                            .withState(row.life().state());
            List<TrackSensor> both = older.sensors();
            for (TrackSensor sensor : row.sensors()) {
                both = TrackRow.with(both, sensor);
            }
            tracks.put(older.number(), fresher, older.identity(), row.history(), both, nowMicros);
        }
    }

    /** An older track that is the same aircraft by identity, place and motion, or null. */
    private @Nullable TrackRow olderTwin(TrackRow row, long nowMicros) {
        int address = row.identity().address();
        if (address != Plot.ABSENT) {
            for (TrackRow other : tracks.withAddress(address)) {
                if (isOlder(other, row) && isTogether(row, other, nowMicros, SAME_ADDRESS_METRES)) {
                    return other;
                }
            }
        }
        if (Mode3A.isDiscrete(row.identity().mode3A())) {
            for (TrackRow other : tracks.withCode(row.identity().mode3A())) {
                boolean mayBeOne =
                        address == Plot.ABSENT
                                || other.identity().address() == Plot.ABSENT
                                || other.identity().address() == address;
                if (mayBeOne
                        && isOlder(other, row)
                        && isTogether(row, other, nowMicros, SAME_CODE_METRES)) {
                    return other;
                }
            }
        }
        return null;
    }

    private static boolean isOlder(TrackRow other, TrackRow row) {
        if (other.number() == row.number() || !other.published().isInPicture()) {
            return false;
        }
        int order = Long.compare(other.life().startMicros(), row.life().startMicros());
        return order < 0 || (order == 0 && other.number() < row.number());
    }

    private static boolean isTogether(TrackRow a, TrackRow b, long nowMicros, double withinMetres) {
        PlanarMotion one = a.published().predictedTo(nowMicros);
        PlanarMotion two = b.published().predictedTo(nowMicros);
        double dx = one.xMetres() - two.xMetres();
        double dy = one.yMetres() - two.yMetres();
        double dvx = one.vxMetresPerSecond() - two.vxMetresPerSecond();
        double dvy = one.vyMetresPerSecond() - two.vyMetresPerSecond();
        double apartFeet = Math.abs(a.altitudeFeetAt(nowMicros) - b.altitudeFeetAt(nowMicros));
        boolean sameLevel = Double.isNaN(apartFeet) || apartFeet < SAME_LEVEL_FEET;
        return sameLevel
                && dx * dx + dy * dy < withinMetres * withinMetres
                && dvx * dvx + dvy * dvy < SAME_VELOCITY * SAME_VELOCITY;
    }
}
