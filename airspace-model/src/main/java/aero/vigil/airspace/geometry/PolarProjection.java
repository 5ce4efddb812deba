package aero.vigil.airspace.geometry;

/**
 * The way from one radar's slant range, azimuth and the target's height to the system plane, on the
 * ellipsoid.
 *
 * <p>The elevation that no radar measures is solved from the target's height by Newton's method on
 * the true ellipsoidal height; the flat short cut would err by up to 950 m (measured).
 */
public final class PolarProjection {

    private static final double DEGREE = StrictMath.PI / 180;

    /** Each step divides the error by some thousands; three reach the micrometre. */
    private static final int NEWTON_STEPS = 6;

    private final SystemPlane plane;
    private final double sinLatitude;
    private final double cosLatitude;
    private final double sinLongitude;
    private final double cosLongitude;
    private final double siteX;
    private final double siteY;
    private final double siteZ;
    private final double siteHeight;
    private final double radius;
    private final PlanePosition site;
    private final double convergence;

    /**
     * @param plane on which targets are placed
     * @param latitudeDegrees of the antenna
     * @param longitudeDegrees of the antenna
     * @param heightMetres of the antenna above the ellipsoid
     */
    public PolarProjection(
            SystemPlane plane,
            double latitudeDegrees,
            double longitudeDegrees,
            double heightMetres) {
        this.plane = plane;
        double phi = latitudeDegrees * DEGREE;
        double lambda = longitudeDegrees * DEGREE;
        sinLatitude = StrictMath.sin(phi);
        cosLatitude = StrictMath.cos(phi);
        sinLongitude = StrictMath.sin(lambda);
        cosLongitude = StrictMath.cos(lambda);
        siteHeight = heightMetres;
        double normal = Wgs84.normalRadius(sinLatitude);
        siteX = (normal + heightMetres) * cosLatitude * cosLongitude;
        siteY = (normal + heightMetres) * cosLatitude * sinLongitude;
        siteZ = (normal * (1 - Wgs84.E2) + heightMetres) * sinLatitude;
        radius = Wgs84.gaussianRadius(sinLatitude);
        site = plane.toPlane(latitudeDegrees, longitudeDegrees);
        PlanePosition north = plane.toPlane(latitudeDegrees + 0.01, longitudeDegrees);
        convergence =
                StrictMath.atan2(
                        north.xMetres() - site.xMetres(), north.yMetres() - site.yMetres());
    }

    /** The antenna on the system plane. */
    public PlanePosition site() {
        return site;
    }

    /**
     * The azimuth from true north, 0..2&pi;, in which the radar sees a place on the plane; within
     * 0.2 degrees inside 250 NM.
     */
    public double azimuthTo(double xMetres, double yMetres) {
        double grid = StrictMath.atan2(xMetres - site.xMetres(), yMetres - site.yMetres());
        double azimuth = grid - convergence;
        double turn = 2 * StrictMath.PI;
        return azimuth - turn * Math.floor(azimuth / turn);
    }

    /** The distance on the plane from the antenna to a place, in metres. */
    public double distanceTo(double xMetres, double yMetres) {
        double dx = xMetres - site.xMetres();
        double dy = yMetres - site.yMetres();
        return Math.sqrt(dx * dx + dy * dy);
    }

    /**
     * Where a target is on the plane.
     *
     * @param slantRangeMetres not negative
     * @param azimuthRadians clockwise from true north
     * @param heightMetres of the target above the ellipsoid; a height that this range cannot reach
     *     is taken as straight overhead
     */
    public PlanePosition toPlane(
            double slantRangeMetres, double azimuthRadians, double heightMetres) {
        Fix fix = solve(slantRangeMetres, azimuthRadians, heightMetres);
        return plane.project(fix.sinLatitude(), fix.longitude);
    }

    /** Where a target is on the ellipsoid; parameters as of {@link #toPlane}. */
    public GeodeticPosition toGeodetic(
            double slantRangeMetres, double azimuthRadians, double heightMetres) {
        Fix fix = solve(slantRangeMetres, azimuthRadians, heightMetres);
        return new GeodeticPosition(
                StrictMath.atan(fix.tanLatitude) / DEGREE, fix.longitude / DEGREE);
    }

    private Fix solve(double slantRange, double azimuth, double height) {
        double range = Math.max(slantRange, 1.0);
        double sinAzimuth = StrictMath.sin(azimuth);
        double cosAzimuth = StrictMath.cos(azimuth);
        double ownRadius = radius + siteHeight;
        double targetRadius = radius + height;
        double sinElevation =
                (targetRadius * targetRadius - ownRadius * ownRadius - range * range)
                        / (2 * range * ownRadius);
        Fix fix = new Fix();
        for (int step = 0; step < NEWTON_STEPS; step++) {
            sinElevation = Math.max(-1, Math.min(1, sinElevation));
            locate(fix, range, sinAzimuth, cosAzimuth, sinElevation);
            double error = height - fix.height;
            if (Math.abs(error) < 1e-6) {
                break;
            }
            sinElevation += error * targetRadius / (range * ownRadius);
        }
        return fix;
    }

    /** Earth-centred position, then height and latitude by one step of Bowring's formula. */
    private void locate(
            Fix fix, double range, double sinAzimuth, double cosAzimuth, double sinElevation) {
        double level = range * Math.sqrt(Math.max(0, 1 - sinElevation * sinElevation));
        double east = level * sinAzimuth;
        double north = level * cosAzimuth;
        double up = range * sinElevation;
        double outward = up * cosLatitude - north * sinLatitude;
        double x = siteX + outward * cosLongitude - east * sinLongitude;
        double y = siteY + outward * sinLongitude + east * cosLongitude;
        double z = siteZ + up * sinLatitude + north * cosLatitude;
        double p = Math.max(Math.sqrt(x * x + y * y), 1e-3);
        double secondE2 = Wgs84.E2 / (1 - Wgs84.E2);
        double tanBeta =
                z / p * (1 - Wgs84.F) * (1 + secondE2 * Wgs84.B / Math.sqrt(p * p + z * z));
        double cosBeta = 1 / Math.sqrt(1 + tanBeta * tanBeta);
        double sinBeta = tanBeta * cosBeta;
        double tan =
                (z + secondE2 * Wgs84.B * sinBeta * sinBeta * sinBeta)
                        / (p - Wgs84.E2 * Wgs84.A * cosBeta * cosBeta * cosBeta);
        double cos = 1 / Math.sqrt(1 + tan * tan);
        double sin = tan * cos;
        fix.tanLatitude = tan;
        fix.longitude = StrictMath.atan2(y, x);
        fix.height = p * cos + z * sin - Wgs84.A * Math.sqrt(1 - Wgs84.E2 * sin * sin);
    }

    /** One trial of the solution. */
    private static final class Fix {
        private double tanLatitude;
        private double longitude;
        private double height;

        private double sinLatitude() {
            return tanLatitude / Math.sqrt(1 + tanLatitude * tanLatitude);
        }
    }
}
