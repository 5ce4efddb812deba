package aero.vigil.ingest.simulator;

/** The WGS-84 ellipsoid: places on it, and the straight lines between them. */
final class Wgs84 {

    /** Semi-major axis, metres. */
    static final double A = 6_378_137.0;

    /** First eccentricity squared, from 1/f = 298.257223563. */
    static final double E2 = (2 - 1 / 298.257223563) / 298.257223563;

    static final double METRES_IN_NM = 1852.0;
    static final double METRES_IN_FOOT = 0.3048;
    static final double KNOT = METRES_IN_NM / 3600;

    private Wgs84() {}

    /** Radius of curvature in the meridian, metres. */
    static double meridianRadius(double latitude) {
        double s = StrictMath.sin(latitude);
        double w = 1 - E2 * s * s;
        return A * (1 - E2) / (w * Math.sqrt(w));
    }

    /** Radius of curvature in the prime vertical, metres. */
    static double primeVerticalRadius(double latitude) {
        double s = StrictMath.sin(latitude);
        return A / Math.sqrt(1 - E2 * s * s);
    }

    /** A place fixed to the earth: x to (0, 0), y to (0, 90° E), z to the north pole; metres. */
    record Ecef(double x, double y, double z) {}

    /** Position by geodetic latitude and longitude (radians) and ellipsoidal height (metres). */
    static Ecef ecef(double latitude, double longitude, double heightMetres) {
        double n = primeVerticalRadius(latitude);
        double c = StrictMath.cos(latitude);
        return new Ecef(
                (n + heightMetres) * c * StrictMath.cos(longitude),
                (n + heightMetres) * c * StrictMath.sin(longitude),
                (n * (1 - E2) + heightMetres) * StrictMath.sin(latitude));
    }

    /** An angle brought into (-pi, pi]. */
    static double wrap(double radians) {
        double turns = Math.floor((radians + StrictMath.PI) / (2 * StrictMath.PI));
        double wrapped = radians - turns * 2 * StrictMath.PI;
        return wrapped == -StrictMath.PI ? StrictMath.PI : wrapped;
    }
}
