package aero.vigil.airspace.mtcd;

/**
 * A piece of a planned path, linear in time.
 *
 * @param x metres east on the system plane at its beginning
 * @param y metres north
 * @param vx metres a second east
 * @param vy metres a second north
 * @param floorFeet the lowest level it may have, pressure altitude
 * @param ceilingFeet the highest
 */
record PathLeg(
        double x,
        double y,
        double vx,
        double vy,
        long fromMicros,
        long toMicros,
        double floorFeet,
        double ceilingFeet) {

    double xAt(long micros) {
        return x + vx * (micros - fromMicros) * 1e-6;
    }

    double yAt(long micros) {
        return y + vy * (micros - fromMicros) * 1e-6;
    }

    /** Vertical distance of its levels from another's, feet; 0: they overlap. */
    double verticalGap(PathLeg other) {
        return Math.max(0, Math.max(floorFeet - other.ceilingFeet, other.floorFeet - ceilingFeet));
    }
}
