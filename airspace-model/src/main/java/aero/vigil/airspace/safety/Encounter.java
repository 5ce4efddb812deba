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

    /** ICAO Annex 2 §3.1.8 (0.5 NM and 100 ft), and what radars are off by. */
    private static final double FORMATION_METRES = 1_852;

    private static final double FORMATION_FEET = 300;
    private static final double FORMATION_METRES_PER_SECOND = 15;

    private final Side a;
    private final Side b;
    private final LevelProfile levelA;
    private final LevelProfile levelB;
    private final double scale;
    private final Relative now;

    /**
     * One of the two.
     *
     * @param motion brought to the present
     * @param isTurning it will go on turning at the present rate
     */
    record Side(PlanarMotion motion, LevelProfile level, boolean isTurning) {

        private double turn() {
            return isTurning ? motion.turnRadiansPerSecond() : 0;
        }
    }

    Encounter(SystemPlane plane, Side one, Side other) {
        this.a = one;
        this.b = other;
        this.levelA = one.level();
        this.levelB = other.level();
        PlanarMotion a = one.motion();
        PlanarMotion b = other.motion();
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

    /** Which vertical separation holds between the two now. */
    VerticalMinimum minimum(boolean isApprovedA, boolean isApprovedB) {
        return VerticalMinimum.between(
                levelA.feetAt(0), isApprovedA, levelB.feetAt(0), isApprovedB);
    }

    /** Whether they fly side by side: a formation keeps within 0.5 NM and 100 ft of its leader. */
    boolean isSideBySide() {
        return now.distance() < FORMATION_METRES
                && Math.abs(now.feet()) < FORMATION_FEET
                && now.vx() * now.vx() + now.vy() * now.vy()
                        < FORMATION_METRES_PER_SECOND * FORMATION_METRES_PER_SECOND;
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
        if (!a.isTurning() && !b.isTurning()) {
            return NEVER;
        }
        Arc arcA = new Arc(a.motion(), a.turn(), TURN_STEP_SECONDS);
        Arc arcB = new Arc(b.motion(), b.turn(), TURN_STEP_SECONDS);
        double quarter = StrictMath.PI / 2 / Math.max(Math.abs(a.turn()), Math.abs(b.turn()));
        double seconds = Math.min(lookaheadSeconds, Math.min(TURN_SECONDS, quarter));
        for (double t = 0; t <= seconds; t += TURN_STEP_SECONDS) {
            double dx = (arcA.x() - arcB.x()) / scale;
            double dy = (arcA.y() - arcB.y()) / scale;
            double feet = levelA.feetAt(t) - levelB.feetAt(t);
            if (cylinder.isViolated(new Relative(dx, dy, feet, 0, 0, 0))) {
                return t;
            }
            arcA.step();
            arcB.step();
        }
        return NEVER;
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
