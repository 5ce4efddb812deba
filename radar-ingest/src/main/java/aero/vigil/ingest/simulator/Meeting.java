package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Places a conflict: a new flight that will be over a point of another one's route at the same time
 * and level, coming from the side.
 */
final class Meeting {

    private static final long EARLIEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final long LATEST_MICROS = TimeUnit.MINUTES.toMicros(22);
    private static final long STEP_MICROS = 1_000_000;
    private static final int ATTEMPTS = 6;
    private static final double LEAST_ANGLE = StrictMath.toRadians(35);
    private static final double GREATEST_ANGLE = StrictMath.toRadians(150);

    private Meeting() {}

    /** A flight to be filed now that will meet one that is flying, if one can be found. */
    static Optional<Traffic.Planned> arrange(
            Traffic traffic, FlightMaker maker, Draws draws, long nowMicros) {
        List<SimulatedFlight> level = new ArrayList<>();
        for (SimulatedFlight flight : traffic.flying()) {
            boolean cruises =
                    Math.abs(flight.state().pressureAltitudeFeet() - flight.filed().levelFeet())
                            < 200;
            if (cruises && !flight.filed().arrives() && flight.filed().level() > 280) {
                level.add(flight);
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS && !level.isEmpty(); attempt++) {
            SimulatedFlight other = level.get(draws.below(level.size()));
            Optional<Traffic.Planned> met = meet(traffic, maker, other, draws, nowMicros);
            if (met.isPresent()) {
                return met;
            }
        }
        return Optional.empty();
    }

    private static Optional<Traffic.Planned> meet(
            Traffic traffic,
            FlightMaker maker,
            SimulatedFlight other,
            Draws draws,
            long nowMicros) {
        int ahead = other.path().size() - 1 - other.next();
        if (ahead < 2) {
            return Optional.empty();
        }
        int index = other.next() + draws.below(ahead);
        Place point = other.path().place(index);
        double course = other.path().place(index - 1).bearingTo(point);
        List<Flow> crossing = new ArrayList<>();
        for (Flow flow : maker.overflights()) {
            int at = flow.find(point.name());
            if (at > 0 && crosses(flow.points().get(at - 1).bearingTo(point), course)) {
                crossing.add(flow);
            }
        }
        if (crossing.isEmpty()) {
            return Optional.empty();
        }
        long metAt = passes(other.copy(), point, nowMicros);
        Flow flow = crossing.get(draws.below(crossing.size()));
        // Flown ahead from now, to know how long it takes; then filed to appear so much earlier.
        Traffic.Planned trial = maker.make(flow, draws, nowMicros, other.filed().level());
        SimulatedFlight flown =
                new SimulatedFlight(
                        trial.identity(),
                        trial.path(),
                        trial.filed(),
                        traffic.air(),
                        traffic.geography(),
                        nowMicros);
        long needs = passes(flown, point, nowMicros) - nowMicros;
        long appears = metAt - needs;
        boolean inTime = metAt < nowMicros + LATEST_MICROS && metAt > nowMicros + EARLIEST_MICROS;
        if (inTime && appears > nowMicros) {
            return Optional.of(shifted(trial, appears - nowMicros));
        }
        maker.discard(trial);
        return Optional.empty();
    }

    private static boolean crosses(double course, double otherCourse) {
        double angle = Math.abs(Wgs84.wrap(course - otherCourse));
        return angle > LEAST_ANGLE && angle < GREATEST_ANGLE;
    }

    /** When this flight is nearest to the point on its way to it. */
    private static long passes(SimulatedFlight ahead, Place point, long nowMicros) {
        double nearest = Double.MAX_VALUE;
        long at = nowMicros;
        for (long t = nowMicros; t < nowMicros + 2 * LATEST_MICROS; t += STEP_MICROS) {
            ahead.flyTo(t, STEP_MICROS);
            double metres = ahead.state().place().metresTo(point);
            if (metres < nearest) {
                nearest = metres;
                at = t;
            } else if (nearest < 10_000 || ahead.phase() != SimulatedFlight.Phase.FLYING) {
                return at;
            }
        }
        return at;
    }

    private static Traffic.Planned shifted(Traffic.Planned trial, long micros) {
        FiledFlight filed = trial.filed();
        return new Traffic.Planned(
                trial.appearsMicros() + micros,
                trial.identity(),
                new FiledFlight(
                        filed.departure(),
                        filed.destination(),
                        filed.offMicros() + micros,
                        filed.elapsedMinutes(),
                        filed.level(),
                        filed.knots(),
                        filed.route(),
                        filed.departs(),
                        filed.arrives(),
                        filed.startElevationFeet(),
                        filed.endElevationFeet()),
                trial.path());
    }
}
