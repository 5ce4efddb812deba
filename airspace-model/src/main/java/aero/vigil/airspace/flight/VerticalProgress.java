package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.airspace.surveillance.VerticalMotion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a flight is where its trajectory has it in the vertical, and what its track tells of the
 * level it makes for. Pure; every limit is a first setting.
 *
 * <p>Hysteresis: flown anew from the tracked level a trajectory agrees with the track again, and
 * stays until the flight has gone as far as is tolerated from it, or into a sector in which it was
 * not expected and {@link SectorSequence#BOUNDARY_FEET} beyond its boundary.
 */
final class VerticalProgress {

    /** Off by no more than this a flight is at its level. */
    private static final double TOLERATED_FEET = 500;

    /** A flight may be in a sector so much earlier than expected. */
    private static final long EARLY_MICROS = 60_000_000L;

    /** Still inside so shortly before it leaves, it is flown anew: two evaluations before. */
    private static final long LEAVING_MICROS = 10_000_000L;

    /** A level measured longer ago says nothing. */
    private static final long KNOWN_MICROS = 30_000_000L;

    /** Slower than this it neither climbs nor descends: 500 ft a minute. */
    private static final double LEVEL_FEET_PER_SECOND = 500 / 60.0;

    /** Levels that are flown are multiples of this. */
    private static final double LEVEL_SPACING_FEET = 500;

    private final Region region;

    VerticalProgress(Region region) {
        this.region = region;
    }

    /** Whether the way ahead must be flown anew because the track is elsewhere in the vertical. */
    boolean isOff(Flight flight, SystemTrack track, PlanarMotion at, long nowMicros) {
        VerticalMotion vertical = known(track, nowMicros);
        Trajectory trajectory = flight.trajectory();
        if (vertical == null || trajectory.nextPoint() == trajectory.points().size()) {
            return false;
        }
        double feet = vertical.altitudeFeetAt(nowMicros);
        return !isOnWay(trajectory.way(), feet, nowMicros)
                || !isInSequence(trajectory.sectors(), at, feet, nowMicros);
    }

    /** The flight with what its track tells of the level it makes for. */
    Flight told(Flight flight, SystemTrack track, long nowMicros) {
        VerticalMotion vertical = known(track, nowMicros);
        if (vertical == null) {
            return flight;
        }
        double held = heldFeet(flight, vertical, nowMicros);
        return flight.withTrajectory(flight.trajectory().keeping(held));
    }

    private static @Nullable VerticalMotion known(SystemTrack track, long now) {
        VerticalMotion vertical = track.vertical();
        return vertical == null || now - vertical.measuredMicros() > KNOWN_MICROS ? null : vertical;
    }

    /**
     * The level a flight keeps to where none is cleared: that at which it is level above what was
     * filed, or which it has reached in a descent; else what was filed, to which it climbs.
     */
    private static double heldFeet(Flight flight, VerticalMotion vertical, long now) {
        double feet = vertical.altitudeFeetAt(now);
        double rate = vertical.isLevel() ? 0 : vertical.rateFeetPerSecond();
        if (flight.clearances().flightLevel() != Clearances.NONE || rate > LEVEL_FEET_PER_SECOND) {
            return Trajectory.AS_FILED;
        }
        boolean descends = rate < -LEVEL_FEET_PER_SECOND;
        double filed = TrajectoryBuilder.filedCruise(flight).feet();
        boolean isAbove = feet > filed + TOLERATED_FEET;
        if (descends) {
            // What was filed is below still: it is on the way there.
            return isAbove ? Trajectory.AS_FILED : feet;
        }
        double level = Math.rint(feet / LEVEL_SPACING_FEET) * LEVEL_SPACING_FEET;
        return isAbove || flight.trajectory().keepsLevel() ? level : Trajectory.AS_FILED;
    }

    /** Whether it is at the levels of its way at about this time; so it is where none is known. */
    private static boolean isOnWay(Way way, double feet, long now) {
        double soon = way.feetAt(now + FlightMonitor.TOLERATED_MICROS);
        double present = way.feetAt(now);
        double lately = way.feetAt(now - FlightMonitor.TOLERATED_MICROS);
        double lowest = Math.min(present, Math.min(lately, soon)) - TOLERATED_FEET;
        double highest = Math.max(present, Math.max(lately, soon)) + TOLERATED_FEET;
        return !(feet < lowest || feet > highest);
    }

    private boolean isInSequence(List<SectorVisit> visits, PlanarMotion at, double feet, long now) {
        String here = sectorAt(at, feet);
        return here.isEmpty()
                || isExpected(visits, here, now)
                || isExpected(visits, sectorAt(at, feet - SectorSequence.BOUNDARY_FEET), now)
                || isExpected(visits, sectorAt(at, feet + SectorSequence.BOUNDARY_FEET), now);
    }

    private String sectorAt(PlanarMotion at, double feet) {
        return region.sectorAt(at.xMetres(), at.yMetres(), feet);
    }

    private static boolean isExpected(List<SectorVisit> visits, String sector, long now) {
        for (SectorVisit visit : visits) {
            if (visit.sector().equals(sector)
                    && visit.entryMicros() <= now + EARLY_MICROS
                    && visit.exitMicros() > now + LEAVING_MICROS) {
                return true;
            }
        }
        return false;
    }
}
