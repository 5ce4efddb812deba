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
    private final Procedures procedures;
    private final Winds winds;

    TrajectoryBuilder(Procedures procedures, Winds winds) {
        this.region = procedures.region();
        this.procedures = procedures;
        this.winds = winds;
    }

    /** What trajectories are flown by now. */
    FlownBy flownBy() {
        return new FlownBy(winds.version(), procedures.version());
    }

    /** The trajectory of a flight that has not been seen, from its plan alone. */
    Trajectory planned(FiledPlan plan, double cruiseFeet, Reported reported) {
        Expanded expanded = RouteExpansion.expand(procedures, plan);
        long airborne =
                reported.departureMicros() != 0
                        ? reported.departureMicros()
                        : plan.key().offBlockMicros() + TAXI_MICROS;
        long landing = airborne + plan.elapsedMinutes() * MINUTE_MICROS;
        if (expanded.route().size() < 2) {
            return new Trajectory(
                    List.of(),
                    Way.UNKNOWN,
                    List.of(),
                    expanded.failedElement(),
                    true,
                    landing,
                    flownBy(),
                    false,
                    Trajectory.AS_FILED);
        }
        Flown.Profile profile =
                profile(plan, cruise(plan, cruiseFeet), false, elevation(expanded), 0);
        BoundaryEstimate estimate = reported.estimate();
        int pinned = estimate == null ? -1 : indexOf(expanded.route(), estimate.point());
        Flown flown =
                estimate == null || pinned < 0
                        ? flown(expanded, expanded.route(), profile, airborne)
                        : flown(
                                expanded,
                                heldUntil(pinned, expanded.route(), profile.cruise(), estimate),
                                profile.at(estimate.feet()),
                                airborne);
        List<RoutePoint> points = flown.points();
        boolean departsHere = expanded.departure() != null;
        long last = points.get(points.size() - 1).timeMicros();
        Trajectory trajectory =
                new Trajectory(
                        points,
                        Way.through(flown.vertices()),
                        SectorSequence.of(region, flown.vertices()),
                        expanded.failedElement(),
                        !departsHere && pinned < 0,
                        departsHere && expanded.destination() == null
                                ? Math.max(last, landing)
                                : last,
                        flownBy(),
                        false,
                        Trajectory.AS_FILED);
        if (estimate != null && pinned >= 0) {
            return shifted(trajectory, estimate.timeMicros() - points.get(pinned).timeMicros());
        }
        return departsHere
                ? trajectory
                : shifted(trajectory, shiftOfArrival(expanded, landing, last));
    }

    private static double elevation(Expanded expanded) {
        return expanded.destination() == null ? Double.NaN : expanded.destination().elevationFeet();
    }

    private static Flown flown(
            Expanded expanded, List<Waypoint> route, Flown.Profile profile, long airborne) {
        Fix first = route.get(0).fix();
        double feet =
                expanded.departure() == null
                        ? profile.cruise().feet()
                        : expanded.departure().elevationFeet();
        return Flown.through(
                new Flown.Start(first.name(), first.xMetres(), first.yMetres(), feet, airborne),
                route.subList(1, route.size()),
                profile.after(route.get(0)));
    }

    private static int indexOf(List<Waypoint> route, String point) {
        for (int i = 0; i < route.size(); i++) {
            if (route.get(i).fix().name().equals(point)) {
                return i;
            }
        }
        return -1;
    }

    /** A route that is flown at the level of an estimate up to its point, as filed from there. */
    private static List<Waypoint> heldUntil(
            int pinned, List<Waypoint> route, Cruise filed, BoundaryEstimate estimate) {
        List<Waypoint> held = new ArrayList<>(route);
        Cruise asFiled = filed;
        for (int i = 0; i <= pinned; i++) {
            Waypoint waypoint = route.get(i);
            Cruise onward = waypoint.onward();
            asFiled = onward == null ? asFiled : onward;
            if (i == pinned) {
                held.set(i, new Waypoint(waypoint.fix(), asFiled));
            } else if (onward != null) {
                Cruise level = new Cruise(onward.metresPerSecond(), estimate.feet());
                held.set(i, new Waypoint(waypoint.fix(), level));
            }
        }
        return held;
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
                trajectory.way().shifted(micros),
                sectors,
                trajectory.failedElement(),
                trajectory.timesAssumed(),
                trajectory.arrivalMicros() + micros,
                trajectory.flownBy(),
                trajectory.offRoute(),
                trajectory.heldFeet());
    }

    /**
     * The trajectory of a flight under way: what it has passed stays, the rest is flown anew from
     * here.
     *
     * @param here where it is now, unnamed
     * @param route the way from here on, at least one
     */
    Trajectory resumed(Flight flight, Flown.Start here, List<Waypoint> route) {
        Trajectory before = flight.trajectory();
        Flown flown =
                Flown.through(
                        here,
                        route,
                        profile(
                                flight.plan(),
                                presentCruise(flight),
                                isLevelCleared(flight),
                                endFeet(flight, route),
                                flight.clearances().feetPerMinute()));
        List<RoutePoint> points = new ArrayList<>();
        for (RoutePoint point : before.points()) {
            if (point.passed() && points.size() < RouteExpansion.MAX_FIXES) {
                points.add(point);
            }
        }
        points.addAll(flown.points());
        List<SectorVisit> sectors =
                SectorSequence.joined(
                        before.sectors(),
                        here.timeMicros(),
                        SectorSequence.of(region, flown.vertices()));
        long arrival = points.get(points.size() - 1).timeMicros();
        return new Trajectory(
                points,
                Way.through(flown.vertices()),
                sectors,
                before.failedElement(),
                before.timesAssumed(),
                arrival,
                flownBy(),
                false,
                before.heldFeet());
    }

    /** The waypoints a flight still has ahead. */
    static List<Waypoint> ahead(Trajectory trajectory) {
        List<Waypoint> ahead = new ArrayList<>();
        for (int i = trajectory.nextPoint(); i < trajectory.points().size(); i++) {
            RoutePoint point = trajectory.points().get(i);
            Fix fix = new Fix(point.name(), point.x(), point.y());
            ahead.add(new Waypoint(fix, point.onward()));
        }
        return ahead;
    }

    private static boolean isLevelCleared(Flight flight) {
        return flight.clearances().flightLevel() != Clearances.NONE || agreedLevel(flight) != 0;
    }

    /** The level agreed for the entry of the next sector, whole flight levels, 0: none. */
    private static int agreedLevel(Flight flight) {
        return flight.nextSector().isEmpty()
                ? 0
                : flight.coordination().entryLevel(flight.nextSector());
    }

    /**
     * The cruise now: as cleared, else as agreed with the next sector, else as it is seen to hold,
     * else as filed.
     */
    static Cruise presentCruise(Flight flight) {
        Cruise filed = filedCruise(flight);
        double feet = filed.feet();
        if (flight.clearances().flightLevel() != Clearances.NONE) {
            feet = flight.cruiseFeet();
        } else if (agreedLevel(flight) != 0) {
            feet = agreedLevel(flight) * 100.0;
        } else if (flight.trajectory().keepsLevel()) {
            feet = flight.trajectory().heldFeet();
        }
        return new Cruise(filed.metresPerSecond(), feet);
    }

    /** The cruise filed with the last point passed, else that at first. */
    static Cruise filedCruise(Flight flight) {
        Cruise cruise = cruise(flight.plan(), flight.requestedFeet());
        for (RoutePoint point : flight.trajectory().points()) {
            Cruise next = point.onward();
            if (point.passed() && next != null) {
                cruise = next;
            }
        }
        return cruise;
    }

    private static Cruise cruise(FiledPlan plan, double feet) {
        return new Cruise(FiledSpeedAndLevel.metresPerSecond(plan.speed()), feet);
    }

    private double endFeet(Flight flight, List<Waypoint> route) {
        String destination = flight.plan().key().destination();
        Region.@Nullable Aerodrome aerodrome = region.aerodrome(destination);
        Fix last = route.get(route.size() - 1).fix();
        return aerodrome != null && aerodrome.fix().isSameAs(last)
                ? aerodrome.elevationFeet()
                : Double.NaN;
    }

    private Flown.Profile profile(
            FiledPlan plan,
            Cruise cruise,
            boolean isLevelCleared,
            double endFeet,
            int feetPerMinute) {
        return new Flown.Profile(
                cruise,
                isLevelCleared,
                Performance.of(plan.aircraftType(), plan.wakeCategory()).at(feetPerMinute),
                endFeet,
                winds);
    }
}
