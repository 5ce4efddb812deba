package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.PlanarMotion;

/**
 * An aircraft flown on at one rate of turn, step by step; straight on when that is 0.
 *
 * <p>Each step turns the velocity by one rotation, whose sine and cosine are computed once: a tick
 * flies hundreds of arcs.
 */
final class Arc {

    private final double sin;
    private final double cos;
    private final double along;
    private final double across;
    private double x;
    private double y;
    private double vx;
    private double vy;

    /**
     * @param motion at the beginning
     * @param turn radians a second, to the left
     */
    Arc(PlanarMotion motion, double turn, double stepSeconds) {
        x = motion.xMetres();
        y = motion.yMetres();
        vx = motion.vxMetresPerSecond();
        vy = motion.vyMetresPerSecond();
        if (turn == 0) {
            sin = 0;
            cos = 1;
            along = stepSeconds;
            across = 0;
        } else {
            sin = StrictMath.sin(turn * stepSeconds);
            cos = StrictMath.cos(turn * stepSeconds);
            along = sin / turn;
            across = (1 - cos) / turn;
        }
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** Flies on by one step. */
    void step() {
        x += along * vx - across * vy;
        y += across * vx + along * vy;
        double turned = cos * vx - sin * vy;
        vy = sin * vx + cos * vy;
        vx = turned;
    }
}
