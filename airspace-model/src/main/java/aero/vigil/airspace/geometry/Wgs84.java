package aero.vigil.airspace.geometry;

/** The WGS-84 ellipsoid: a 6,378,137 m, 1/f 298.257223563 (NIMA TR 8350.2). */
final class Wgs84 {

    static final double A = 6_378_137.0;
    static final double F = 1 / 298.257223563;
    static final double E2 = F * (2 - F);
    static final double E = Math.sqrt(E2);
    static final double B = A * (1 - F);

    private Wgs84() {}

    /** Radius of curvature across the meridian at this sine of latitude. */
    static double normalRadius(double sinLatitude) {
        return A / Math.sqrt(1 - E2 * sinLatitude * sinLatitude);
    }

    /** Mean radius of curvature: the root of the product of the two principal radii. */
    static double gaussianRadius(double sinLatitude) {
        return A * Math.sqrt(1 - E2) / (1 - E2 * sinLatitude * sinLatitude);
    }
}
