package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.flight.Clearances;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.Lifecycle;
import aero.vigil.airspace.flight.SectorVisit;
import aero.vigil.airspace.flight.Trajectory;
import aero.vigil.airspace.flight.Vertex;
import aero.vigil.airspace.flight.Way;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a flight will be while it is in our sectors, as its record says now: a pure function of
 * that record.
 *
 * <p>The levels of a leg are a block, from those planned at its two ends to the level it is cleared
 * to: somewhere between it will be. A flight on a heading has a path along that while it has a
 * track; one on its route whose times are a guess has none.
 *
 * @param flight its identifier
 * @param version of the flight's record
 * @param rvsmApproved whether it may fly in RVSM airspace
 * @param legs in order of time, at most {@value #MAX_LEGS}
 * @param floorFeet the lowest level of any
 * @param ceilingFeet the highest
 */
record PlannedPath(
        int flight,
        int version,
        boolean rvsmApproved,
        List<PathLeg> legs,
        double floorFeet,
        double ceilingFeet) {

    /** Most legs of a path: more than any way has within our sectors. */
    static final int MAX_LEGS = 128;

    private static final double FEET_A_LEVEL = 100;

    PlannedPath {
        legs = List.copyOf(legs);
    }

    PlannedPath(int flight, int version, boolean rvsmApproved, List<PathLeg> legs) {
        this(
                flight,
                version,
                rvsmApproved,
                legs,
                legs.stream().map(PathLeg::floorFeet).reduce(Double.MAX_VALUE, Math::min),
                legs.stream().map(PathLeg::ceilingFeet).reduce(-Double.MAX_VALUE, Math::max));
    }

    /** The path of a flight, or null when it has none. */
    static @Nullable PlannedPath of(Flight flight, Region region) {
        boolean isFlying =
                flight.lifecycle() == Lifecycle.COORDINATED
                        || flight.lifecycle() == Lifecycle.ACTIVE;
        if (!isFlying) {
            return null;
        }
        List<PathLeg> legs =
                flight.clearances().headingDegrees() != 0
                        ? legs(flight, flight.vectored(), Long.MIN_VALUE, Long.MAX_VALUE)
                        : alongRoute(flight, region);
        return legs.isEmpty()
                ? null
                : new PlannedPath(flight.id(), flight.version(), flight.isRvsmApproved(), legs);
    }

    private static List<PathLeg> alongRoute(Flight flight, Region region) {
        Trajectory trajectory = flight.trajectory();
        if (trajectory.timesAssumed()) {
            return List.of();
        }
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (SectorVisit visit : trajectory.sectors()) {
            Region.Sector sector = region.sector(visit.sector());
            if (sector != null && !sector.external()) {
                from = Math.min(from, visit.entryMicros());
                to = Math.max(to, visit.exitMicros());
            }
        }
        return legs(flight, trajectory.way(), from, to);
    }

    private static List<PathLeg> legs(Flight flight, Way way, long from, long to) {
        List<PathLeg> legs = new ArrayList<>();
        List<Vertex> vertices = way.vertices();
        for (int i = 1; i < vertices.size() && legs.size() < MAX_LEGS; i++) {
            Vertex begin = vertices.get(i - 1);
            Vertex end = vertices.get(i);
            if (end.timeMicros() > begin.timeMicros()
                    && end.timeMicros() > from
                    && begin.timeMicros() < to) {
                legs.add(leg(flight, begin, end));
            }
        }
        return legs;
    }

    private static PathLeg leg(Flight flight, Vertex begin, Vertex end) {
        double seconds = (end.timeMicros() - begin.timeMicros()) * 1e-6;
        double floor = Math.min(begin.levelFeet(), end.levelFeet());
        double ceiling = Math.max(begin.levelFeet(), end.levelFeet());
        int cleared = flight.clearances().flightLevel();
        if (cleared != Clearances.NONE) {
            floor = Math.min(floor, cleared * FEET_A_LEVEL);
            ceiling = Math.max(ceiling, cleared * FEET_A_LEVEL);
        }
        return new PathLeg(
                begin.x(),
                begin.y(),
                (end.x() - begin.x()) / seconds,
                (end.y() - begin.y()) / seconds,
                begin.timeMicros(),
                end.timeMicros(),
                floor,
                ceiling);
    }
}
