package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.flight.RouteExpansion.Expanded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a flight's trajectory from its plan, and again from where it is when that changes. */
final class TrajectoryBuilder {

    static final long MINUTE_MICROS = 60_000_000L;

    /** From off-block to airborne, where no departure message says more: a first setting. */
    static final long TAXI_MICROS = 10 * MINUTE_MICROS;

    private final Region region;

    TrajectoryBuilder(Region region) {
        this.region = region;
    }

    /** The trajectory of a flight that has not been seen, from its plan alone. */
    Trajectory planned(FiledPlan plan, double cruiseFeet, long departureMicros) {
        Expanded expanded = RouteExpansion.expand(region, plan);
        long airborne =
                departureMicros != 0 ? departureMicros : plan.key().offBlockMicros() + TAXI_MICROS;
        long landing = airborne + plan.elapsedMinutes() * MINUTE_MICROS;
        List<Fix> fixes = expanded.fixes();
        if (fixes.size() < 2) {
            return new Trajectory(List.of(), List.of(), expanded.failedElement(), true, landing);
        }
        boolean departsHere = expanded.departure() != null;
        double startFeet =
                expanded.departure() != null ? expanded.departure().elevationFeet() : cruiseFeet;
        double endFeet =
                expanded.destination() != null
                        ? expanded.destination().elevationFeet()
                        : Double.NaN;
        Fix first = fixes.get(0);
        Flown flown =
                Flown.through(
                        new Flown.Start(
                                first.name(),
                                first.xMetres(),
                                first.yMetres(),
                                startFeet,
                                airborne),
                        fixes.subList(1, fixes.size()),
                        profile(plan, cruiseFeet, endFeet, 0));
        List<RoutePoint> points = flown.points();
        List<SectorVisit> sectors = SectorSequence.of(region, flown.vertices());
        long last = points.get(points.size() - 1).timeMicros();
        long shift = departsHere ? 0 : shiftOfArrival(expanded, landing, last);
        Trajectory trajectory =
                new Trajectory(
                        points,
                        sectors,
                        expanded.failedElement(),
                        !departsHere,
                        departsHere && expanded.destination() == null
                                ? Math.max(last, landing)
                                : last);
        return shift == 0 ? trajectory : shifted(trajectory, shift);
    }

    /**
     * A flight that starts elsewhere: it arrives when its elapsed time is over, or, passing
     * through, is in the middle of it in the middle of our airspace.
     */
    private static long shiftOfArrival(Expanded expanded, long landing, long lastMicros) {
        long spare = landing - lastMicros;
        long shift = expanded.destination() != null ? spare : spare / 2;
        return Math.max(0, shift);
    }

    private static Trajectory shifted(Trajectory trajectory, long micros) {
        List<RoutePoint> points = new ArrayList<>();
        trajectory.points().forEach(point -> points.add(point.shifted(micros)));
        List<SectorVisit> sectors = new ArrayList<>();
        trajectory.sectors().forEach(visit -> sectors.add(visit.shifted(micros)));
        return new Trajectory(
                points,
                sectors,
                trajectory.failedElement(),
                trajectory.timesAssumed(),
                trajectory.arrivalMicros() + micros);
    }

    /**
     * The trajectory of a flight under way: what it has passed stays, the rest is flown anew from
     * here.
     *
     * @param here where it is now, unnamed
     * @param fixes the way from here on, at least one
     */
    Trajectory resumed(Flight flight, Flown.Start here, List<Fix> fixes) {
        Trajectory before = flight.trajectory();
        Flown flown =
                Flown.through(
                        here,
                        fixes,
                        profile(
                                flight.plan(),
                                flight.cruiseFeet(),
                                endFeet(flight, fixes),
                                flight.clearances().feetPerMinute()));
        List<RoutePoint> points = new ArrayList<>();
        for (RoutePoint point : before.points()) {
            if (point.passed() && points.size() < RouteExpansion.MAX_FIXES) {
                points.add(point);
            }
        }
        points.addAll(flown.points());
        List<SectorVisit> sectors = new ArrayList<>();
        for (SectorVisit visit : before.sectors()) {
            if (visit.entryMicros() < here.timeMicros()) {
                sectors.add(visit.until(Math.min(visit.exitMicros(), here.timeMicros())));
            }
        }
        for (SectorVisit visit : SectorSequence.of(region, flown.vertices())) {
            int last = sectors.size() - 1;
            if (last >= 0 && sectors.get(last).sector().equals(visit.sector())) {
                sectors.set(last, sectors.get(last).until(visit.exitMicros()));
            } else if (sectors.size() < SectorSequence.MAX_VISITS) {
                sectors.add(visit);
            }
        }
        long arrival = points.get(points.size() - 1).timeMicros();
        return new Trajectory(
                points, sectors, before.failedElement(), before.timesAssumed(), arrival);
    }

    /** The fixes a flight still has ahead. */
    static List<Fix> ahead(Trajectory trajectory) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = trajectory.nextPoint(); i < trajectory.points().size(); i++) {
            RoutePoint point = trajectory.points().get(i);
            fixes.add(new Fix(point.name(), point.x(), point.y()));
        }
        return fixes;
    }

    private double endFeet(Flight flight, List<Fix> fixes) {
        String destination = flight.plan().key().destination();
        Region.@Nullable Aerodrome aerodrome = region.aerodrome(destination);
        Fix last = fixes.get(fixes.size() - 1);
        return aerodrome != null && aerodrome.fix().isSameAs(last)
                ? aerodrome.elevationFeet()
                : Double.NaN;
    }

    private static Flown.Profile profile(
            FiledPlan plan, double cruiseFeet, double endFeet, int feetPerMinute) {
        return new Flown.Profile(
                cruiseFeet,
                FiledSpeedAndLevel.metresPerSecond(plan.speed()),
                Performance.of(plan.wakeCategory()).at(feetPerMinute),
                endFeet);
    }
}
