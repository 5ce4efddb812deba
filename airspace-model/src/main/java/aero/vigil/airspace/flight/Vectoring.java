package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.surveillance.PlanarMotion;
import java.util.List;

/**
 * The way of a flight on an assigned heading: straight on over the ground at the speed of its
 * track, for five minutes; where a heading ends nobody has said (airspace-algorithms §6a). Pure.
 *
 * <p>A track that goes within 20 degrees of the heading is on it, and what is left of the
 * difference is wind and magnetic variation, of which the track knows best; else it has yet to turn
 * and goes where the heading leads. While the track keeps to a way that still leads four minutes
 * on, that stands: a flight's record changes once a minute, not at every look.
 */
final class Vectoring {

    private static final long AHEAD_MICROS = 300_000_000L;
    private static final long LEAST_AHEAD_MICROS = 240_000_000L;

    /** Cosine of 20 degrees: so far a wind of a third of the airspeed drifts a flight. */
    private static final double MOST_DRIFT = StrictMath.cos(Math.PI / 9);

    private static final double SAME_PLACE_METRES = 0.5 * Fix.METRES_PER_NM;

    /** At the end of the way: some two degrees of course. */
    private static final double SAME_END_METRES = 1.5 * Fix.METRES_PER_NM;

    private static final double SAME_FEET = 500;

    private Vectoring() {}

    /**
     * Its way from now on.
     *
     * @param at where it is and how it moves now
     * @param feet its level, pressure altitude
     */
    static Way ahead(Flight flight, PlanarMotion at, double feet) {
        Vertex here = new Vertex(at.xMetres(), at.yMetres(), at.validityMicros(), feet);
        Way kept = flight.vectored();
        if (!kept.vertices().isEmpty()) {
            Vertex end = kept.vertices().get(kept.vertices().size() - 1);
            boolean leadsOn = end.timeMicros() >= here.timeMicros() + LEAST_AHEAD_MICROS;
            if (leadsOn
                    && isNear(kept.at(here.timeMicros()), here, SAME_PLACE_METRES)
                    && isNear(end, after(flight, at, here, end.timeMicros()), SAME_END_METRES)) {
                return kept;
            }
        }
        return new Way(List.of(here, after(flight, at, here, here.timeMicros() + AHEAD_MICROS)));
    }

    private static boolean isNear(Vertex one, Vertex other, double metres) {
        double dx = one.x() - other.x();
        double dy = one.y() - other.y();
        return dx * dx + dy * dy <= metres * metres
                && Math.abs(one.levelFeet() - other.levelFeet()) <= SAME_FEET;
    }

    /** Where it will be at a time. */
    private static Vertex after(Flight flight, PlanarMotion at, Vertex here, long micros) {
        double seconds = (micros - here.timeMicros()) * 1e-6;
        double heading = StrictMath.toRadians(flight.clearances().headingDegrees());
        double east = StrictMath.sin(heading);
        double north = StrictMath.cos(heading);
        double speed = at.speedMetresPerSecond();
        double along = at.vxMetresPerSecond() * east + at.vyMetresPerSecond() * north;
        boolean isOnIt = along >= MOST_DRIFT * speed;
        double vx = isOnIt ? at.vxMetresPerSecond() : speed * east;
        double vy = isOnIt ? at.vyMetresPerSecond() : speed * north;
        return new Vertex(
                here.x() + vx * seconds,
                here.y() + vy * seconds,
                micros,
                feetAfter(flight, here.levelFeet(), seconds));
    }

    /** At its type's rate, or the one assigned, to the level it makes for. */
    private static double feetAfter(Flight flight, double feet, double seconds) {
        Performance performance =
                Performance.of(flight.plan().aircraftType(), flight.plan().wakeCategory())
                        .at(flight.clearances().feetPerMinute());
        double goal = TrajectoryBuilder.presentCruise(flight).feet();
        return goal > feet
                ? Math.min(goal, feet + performance.climbFeetPerSecondAt(feet) * seconds)
                : Math.max(goal, feet - performance.descentFeetPerSecond() * seconds);
    }
}
