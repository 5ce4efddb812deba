package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.SimulatedTraffic.Flown;

/**
 * An aircraft's true way: straight, with at most one turn and one climb or descent.
 *
 * @param x metres east at second 0
 * @param speed metres a second
 * @param heading radians clockwise from north at second 0
 * @param turnAt second at which it begins to turn
 * @param turnRate radians a second, clockwise
 * @param turnAngle radians in all, of the turn's sign
 * @param feet at second 0
 * @param climbAt second at which it begins to climb
 * @param climbRate feet a second
 * @param levelOffFeet where it stops climbing; infinite: nowhere
 */
record TrueFlight(
        double x,
        double y,
        double speed,
        double heading,
        double turnAt,
        double turnRate,
        double turnAngle,
        double feet,
        double climbAt,
        double climbRate,
        double levelOffFeet) {

    static TrueFlight level(double speed, double heading, double feet) {
        return new TrueFlight(0, 0, speed, heading, 1e9, 0, 0, feet, 1e9, 0, feet);
    }

    TrueFlight turning(double at, double rate, double angle) {
        return new TrueFlight(
                x, y, speed, heading, at, rate, angle, feet, climbAt, climbRate, levelOffFeet);
    }

    /** Climbing at a rate from a second on, so that it is at these feet at another. */
    TrueFlight climbing(double from, double rate, double to, double atFeet, double levelOff) {
        double start = atFeet - rate * (to - from);
        return new TrueFlight(
                x, y, speed, heading, turnAt, turnRate, turnAngle, start, from, rate, levelOff);
    }

    /** The same way, moved so that it is at this place at this second. */
    TrueFlight passing(double second, double atX, double atY) {
        double[] there = at(second);
        return new TrueFlight(
                x + atX - there[0],
                y + atY - there[1],
                speed,
                heading,
                turnAt,
                turnRate,
                turnAngle,
                feet,
                climbAt,
                climbRate,
                levelOffFeet);
    }

    double headingAt(double t) {
        double turned = turnRate * Math.max(0, t - turnAt);
        return heading + (Math.abs(turned) > Math.abs(turnAngle) ? turnAngle : turned);
    }

    /** Metres east and north, and feet. */
    double[] at(double t) {
        double before = Math.min(t, turnAt);
        double px = x + speed * before * Math.sin(heading);
        double py = y + speed * before * Math.cos(heading);
        if (t > turnAt) {
            double whole = turnRate == 0 ? 0 : turnAngle / turnRate;
            double turning = Math.min(t - turnAt, whole);
            double end = heading + turnRate * turning;
            if (turning > 0) {
                px += speed / turnRate * (Math.cos(heading) - Math.cos(end));
                py += speed / turnRate * (Math.sin(end) - Math.sin(heading));
            }
            double rest = t - turnAt - turning;
            px += speed * rest * Math.sin(end);
            py += speed * rest * Math.cos(end);
        }
        return new double[] {px, py, feetAt(t)};
    }

    private double feetAt(double t) {
        double climbed = feet + climbRate * Math.max(0, t - climbAt);
        return climbRate > 0
                ? Math.min(climbed, levelOffFeet)
                : climbRate < 0 ? Math.max(climbed, levelOffFeet) : climbed;
    }

    Flown flown(int address, int mode3A, String callsign) {
        return new Flown(address, mode3A, callsign, this::at, 1e9);
    }
}
