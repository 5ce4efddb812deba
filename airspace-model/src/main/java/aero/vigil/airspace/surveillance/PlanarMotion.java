package aero.vigil.airspace.surveillance;

/**
 * Where a track is and how it moves on the system plane, valid at one time.
 *
 * @param xMetres east
 * @param yMetres north
 * @param vxMetresPerSecond east
 * @param vyMetresPerSecond north
 * @param validityMicros model time for which all this holds
 * @param turnRadiansPerSecond rate of turn to the left (counter-clockwise seen from above)
 * @param turnProbability that it turns, 0..1
 * @param varianceX of the position, m&sup2;
 * @param covarianceXY of the position, m&sup2;
 * @param varianceY of the position, m&sup2;
 */
public record PlanarMotion(
        double xMetres,
        double yMetres,
        double vxMetresPerSecond,
        double vyMetresPerSecond,
        long validityMicros,
        double turnRadiansPerSecond,
        double turnProbability,
        double varianceX,
        double covarianceXY,
        double varianceY) {

    /** The same motion carried straight on to another time; the variances stay as they are. */
    public PlanarMotion predictedTo(long timeMicros) {
        double seconds = (timeMicros - validityMicros) / 1e6;
        return new PlanarMotion(
                xMetres + vxMetresPerSecond * seconds,
                yMetres + vyMetresPerSecond * seconds,
                vxMetresPerSecond,
                vyMetresPerSecond,
                timeMicros,
                turnRadiansPerSecond,
                turnProbability,
                varianceX,
                covarianceXY,
                varianceY);
    }

    /** Speed over the plane in metres a second. */
    public double speedMetresPerSecond() {
        return Math.sqrt(
                vxMetresPerSecond * vxMetresPerSecond + vyMetresPerSecond * vyMetresPerSecond);
    }
}
