package aero.vigil.airspace.safety;

import aero.vigil.airspace.geometry.SystemPlane;
import aero.vigil.airspace.safety.ConflictCylinder.Interval;
import aero.vigil.airspace.safety.ConflictCylinder.Relative;
import aero.vigil.airspace.surveillance.PlanarMotion;

/**
 * Two aircraft at one moment, and where they are going: what every filter of STCA looks at.
 *
 * <p>Lengths are true ones: the plane's stretch at the point between the two is taken out.
 */
final class Encounter {

    /** Stands where no violation is predicted. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    /** For this long an aircraft is also expected not to stop at its cleared level. */
    private static final double LEVEL_BUST_SECONDS = 30;

    private static final double TURN_STEP_SECONDS = 2;
    private static final double TURN_SECONDS = 40;
    private static final double LEAST_TURN_PROBABILITY = 0.6;
    private static final double LEAST_TURN = StrictMath.PI / 360; // half a degree a second

    private final PlanarMotion a;
    private final PlanarMotion b;
    private final LevelProfile levelA;
    private final LevelProfile levelB;
    private final double scale;
    private final Relative now;

    /**
     * @param a the one's motion, brought to the present
     * @param b the other's, brought to the present
     */
    Encounter(
            SystemPlane plane,
            PlanarMotion a,
            PlanarMotion b,
            LevelProfile levelA,
            LevelProfile levelB) {
        this.a = a;
        this.b = b;
        this.levelA = levelA;
        this.levelB = levelB;
        scale = plane.scaleAt((a.xMetres() + b.xMetres()) / 2, (a.yMetres() + b.yMetres()) / 2);
        now =
                new Relative(
                        (a.xMetres() - b.xMetres()) / scale,
                        (a.yMetres() - b.yMetres()) / scale,
                        levelA.feetAt(0) - levelB.feetAt(0),
                        (a.vxMetresPerSecond() - b.vxMetresPerSecond()) / scale,
                        (a.vyMetresPerSecond() - b.vyMetresPerSecond()) / scale,
                        levelA.rateAt(0) - levelB.rateAt(0));
    }

    boolean isInfringed(ConflictCylinder cylinder) {
        return cylinder.isViolated(now);
    }

    /** Too near now, and not drawing apart both ways. */
    boolean isProximate(ConflictCylinder proximity) {
        boolean diverges =
                now.x() * now.vx() + now.y() * now.vy() > 0 && now.feet() * now.feetPerSecond() > 0;
        return proximity.isViolated(now) && !diverges;
    }

    /** Seconds until straight flight, capped at cleared levels, violates; {@link #NEVER}. */
    double secondsToViolation(ConflictCylinder cylinder, double lookaheadSeconds) {
        double capped = straight(cylinder, levelA, levelB, lookaheadSeconds);
        double bust =
                straight(
                        cylinder,
                        levelA.uncapped(),
                        levelB.uncapped(),
                        Math.min(lookaheadSeconds, LEVEL_BUST_SECONDS));
        return Math.min(Math.min(capped, bust), turning(cylinder, lookaheadSeconds));
    }

    /** The vertical motion is piecewise linear: each piece goes to the kernel. */
    private double straight(
            ConflictCylinder cylinder, LevelProfile one, LevelProfile two, double seconds) {
        double start = 0;
        while (start < seconds) {
            double end = Math.min(seconds, nextBend(start, one, two));
            Relative moved = now.after(start);
            Relative piece =
                    new Relative(
                            moved.x(),
                            moved.y(),
                            one.feetAt(start) - two.feetAt(start),
                            moved.vx(),
                            moved.vy(),
                            one.rateAt(start) - two.rateAt(start));
            Interval violation = cylinder.violation(piece, end - start);
            if (violation != null) {
                return start + violation.fromSeconds();
            }
            start = end;
        }
        return NEVER;
    }

    private static double nextBend(double after, LevelProfile one, LevelProfile two) {
        double bend = NEVER;
        if (one.levelOffSeconds() > after) {
            bend = one.levelOffSeconds();
        }
        if (two.levelOffSeconds() > after) {
            bend = Math.min(bend, two.levelOffSeconds());
        }
        return bend;
    }

    /** Those that turn go on turning for 40 s or 90 degrees, sampled every 2 s. */
    private double turning(ConflictCylinder cylinder, double lookaheadSeconds) {
        double turnA = turnOf(a);
        double turnB = turnOf(b);
        if (turnA == 0 && turnB == 0) {
            return NEVER;
        }
        double quarter = StrictMath.PI / 2 / Math.max(Math.abs(turnA), Math.abs(turnB));
        double seconds = Math.min(lookaheadSeconds, Math.min(TURN_SECONDS, quarter));
        for (double t = 0; t <= seconds; t += TURN_STEP_SECONDS) {
            double dx = (xAfter(a, turnA, t) - xAfter(b, turnB, t)) / scale;
            double dy = (yAfter(a, turnA, t) - yAfter(b, turnB, t)) / scale;
            double feet = levelA.feetAt(t) - levelB.feetAt(t);
            if (cylinder.isViolated(new Relative(dx, dy, feet, 0, 0, 0))) {
                return t;
            }
        }
        return NEVER;
    }

    private static double turnOf(PlanarMotion motion) {
        boolean turns =
                motion.turnProbability() > LEAST_TURN_PROBABILITY
                        && Math.abs(motion.turnRadiansPerSecond()) > LEAST_TURN;
        return turns ? motion.turnRadiansPerSecond() : 0;
    }

    private static double xAfter(PlanarMotion m, double turn, double t) {
        if (turn == 0) {
            return m.xMetres() + m.vxMetresPerSecond() * t;
        }
        double s = StrictMath.sin(turn * t) / turn;
        double q = (1 - StrictMath.cos(turn * t)) / turn;
        return m.xMetres() + s * m.vxMetresPerSecond() - q * m.vyMetresPerSecond();
    }

    private static double yAfter(PlanarMotion m, double turn, double t) {
        if (turn == 0) {
            return m.yMetres() + m.vyMetresPerSecond() * t;
        }
        double s = StrictMath.sin(turn * t) / turn;
        double q = (1 - StrictMath.cos(turn * t)) / turn;
        return m.yMetres() + q * m.vxMetresPerSecond() + s * m.vyMetresPerSecond();
    }

    /** Seconds until they are nearest in straight flight, within the look-ahead. */
    private double secondsToNearest(double lookaheadSeconds) {
        double speed = now.vx() * now.vx() + now.vy() * now.vy();
        if (speed < 1e-6) {
            return 0;
        }
        double t = -(now.x() * now.vx() + now.y() * now.vy()) / speed;
        return Math.max(0, Math.min(lookaheadSeconds, t));
    }

    double leastDistanceMetres(double lookaheadSeconds) {
        return now.after(secondsToNearest(lookaheadSeconds)).distance();
    }

    /** Vertical distance when they are nearest laterally. */
    double verticalFeetAtNearest(double lookaheadSeconds) {
        double t = secondsToNearest(lookaheadSeconds);
        return Math.abs(levelA.feetAt(t) - levelB.feetAt(t));
    }
}
