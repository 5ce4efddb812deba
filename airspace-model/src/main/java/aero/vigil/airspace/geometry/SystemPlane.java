package aero.vigil.airspace.geometry;

/**
 * The plane on which all tracks live: the oblique stereographic projection of WGS-84 by way of the
 * Gauss conformal sphere (EPSG method 9809, "double stereographic"), true to scale at the system
 * reference point.
 *
 * <p>Conformal: angles between aircraft are true everywhere, lengths are stretched by 1 +
 * (d/2R)&sup2; (0.1 % at 217 NM). Formulas: IOGP Guidance Note 7-2, section "Oblique and Equatorial
 * Stereographic".
 */
public final class SystemPlane {

    private static final double DEGREE = StrictMath.PI / 180;

    /**
     * Beyond this latitude the projection's logarithms lose their meaning; no radar stands there.
     */
    private static final double GREATEST_LATITUDE = 89.99 * DEGREE;

    private final double longitude0;
    private final double radius;
    private final double n;
    private final double c;
    private final double sinChi0;
    private final double cosChi0;

    /**
     * @param latitudeDegrees of the system reference point, −85..85
     * @param longitudeDegrees of the system reference point, −180..180
     */
    public SystemPlane(double latitudeDegrees, double longitudeDegrees) {
        if (!(Math.abs(latitudeDegrees) <= 85)) {
            throw new IllegalArgumentException("reference latitude " + latitudeDegrees);
        }
        if (!(Math.abs(longitudeDegrees) <= 180)) {
            throw new IllegalArgumentException("reference longitude " + longitudeDegrees);
        }
        double phi0 = latitudeDegrees * DEGREE;
        double sin = StrictMath.sin(phi0);
        double cos = StrictMath.cos(phi0);
        longitude0 = longitudeDegrees * DEGREE;
        double e2 = Wgs84.E2;
        radius = Wgs84.gaussianRadius(sin);
        n = Math.sqrt(1 + e2 * cos * cos * cos * cos / (1 - e2));
        double w1 = StrictMath.exp(n * isometric(sin));
        double sinChi00 = (w1 - 1) / (w1 + 1);
        c = (n + sin) * (1 - sinChi00) / ((n - sin) * (1 + sinChi00));
        double w2 = c * w1;
        sinChi0 = (w2 - 1) / (w2 + 1);
        cosChi0 = 2 * Math.sqrt(w2) / (w2 + 1);
    }

    /** Projects a position whose height does not matter. */
    public PlanePosition toPlane(double latitudeDegrees, double longitudeDegrees) {
        double phi = clamp(latitudeDegrees * DEGREE);
        return project(StrictMath.sin(phi), longitudeDegrees * DEGREE);
    }

    /** Projects a position given by the sine of its latitude and its longitude in radians. */
    PlanePosition project(double sinLatitude, double longitudeRadians) {
        double w = c * StrictMath.exp(n * isometric(sinLatitude));
        double sinChi = (w - 1) / (w + 1);
        double cosChi = 2 * Math.sqrt(w) / (w + 1);
        double lambda = n * wrap(longitudeRadians - longitude0);
        double cosLambda = StrictMath.cos(lambda);
        double b = 1 + sinChi * sinChi0 + cosChi * cosChi0 * cosLambda;
        double scale = 2 * radius / Math.max(b, 1e-9);
        return new PlanePosition(
                scale * cosChi * StrictMath.sin(lambda),
                scale * (sinChi * cosChi0 - cosChi * sinChi0 * cosLambda));
    }

    /** The position on the ellipsoid that {@link #toPlane} brings here; error below 1 mm. */
    public GeodeticPosition toGeodetic(double xMetres, double yMetres) {
        double distance = Math.sqrt(xMetres * xMetres + yMetres * yMetres);
        double angle = 2 * StrictMath.atan2(distance, 2 * radius);
        double sinAngle = StrictMath.sin(angle);
        double cosAngle = StrictMath.cos(angle);
        double towardsNorth = distance == 0 ? 0 : yMetres / distance * sinAngle;
        double sinChi = cosAngle * sinChi0 + towardsNorth * cosChi0;
        double towardsEast = distance == 0 ? 0 : xMetres / distance * sinAngle;
        double lambda = StrictMath.atan2(towardsEast, cosChi0 * cosAngle - sinChi0 * towardsNorth);
        double phi = latitudeOfConformal(sinChi);
        double longitude = wrap(lambda / n + longitude0);
        return new GeodeticPosition(phi / DEGREE, longitude / DEGREE);
    }

    /** How much longer than the ground a short line on the plane is here: 1 or a little more. */
    public double scaleAt(double xMetres, double yMetres) {
        return 1 + (xMetres * xMetres + yMetres * yMetres) / (4 * radius * radius);
    }

    /** Solves the isometric latitude for the geodetic one by Newton's method. */
    private double latitudeOfConformal(double sinChi) {
        double bounded = Math.max(-1 + 1e-15, Math.min(1 - 1e-15, sinChi));
        double psi = StrictMath.log((1 + bounded) / (c * (1 - bounded))) / (2 * n);
        double phi = 2 * StrictMath.atan(StrictMath.exp(psi)) - StrictMath.PI / 2;
        for (int step = 0; step < 8; step++) {
            double sin = StrictMath.sin(phi);
            double error = isometric(sin) / 2 - psi;
            double slope = 1 - Wgs84.E2 * sin * sin;
            double change = error * StrictMath.cos(phi) * slope / (1 - Wgs84.E2);
            phi = clamp(phi - change);
            if (Math.abs(change) < 1e-14) {
                break;
            }
        }
        return phi;
    }

    /** Twice the isometric latitude: ln((1+s)/(1-s)) + e ln((1-es)/(1+es)). */
    private static double isometric(double sin) {
        double bounded = Math.max(-1 + 1e-12, Math.min(1 - 1e-12, sin));
        double e = Wgs84.E;
        return StrictMath.log((1 + bounded) / (1 - bounded))
                + e * StrictMath.log((1 - e * bounded) / (1 + e * bounded));
    }

    private static double clamp(double phi) {
        return Math.max(-GREATEST_LATITUDE, Math.min(GREATEST_LATITUDE, phi));
    }

    private static double wrap(double angle) {
        double turn = 2 * StrictMath.PI;
        return angle - turn * Math.rint(angle / turn);
    }
}
