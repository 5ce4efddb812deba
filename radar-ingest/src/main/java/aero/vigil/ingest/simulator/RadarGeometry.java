package aero.vigil.ingest.simulator;

/** How a radar at a site sees a place: slant range, true azimuth, elevation, by straight lines. */
final class RadarGeometry {

    /**
     * What a radar measures of a place, without error: metres and radians, azimuth in [0, 2 pi).
     */
    record Sight(double rangeMetres, double azimuth, double elevation) {}

    /** Radio waves bend: they see as far as straight ones would over an earth of 4/3 radius. */
    private static final double EFFECTIVE_RADIUS = Wgs84.A * 4 / 3;

    private final Wgs84.Ecef site;
    private final double sinLatitude;
    private final double cosLatitude;
    private final double sinLongitude;
    private final double cosLongitude;
    private final double antennaMetres;

    RadarGeometry(double latitude, double longitude, double antennaMetres) {
        this.site = Wgs84.ecef(latitude, longitude, antennaMetres);
        this.sinLatitude = StrictMath.sin(latitude);
        this.cosLatitude = StrictMath.cos(latitude);
        this.sinLongitude = StrictMath.sin(longitude);
        this.cosLongitude = StrictMath.cos(longitude);
        this.antennaMetres = antennaMetres;
    }

    Sight sight(TruthState target) {
        Wgs84.Ecef at = Wgs84.ecef(target.latitude(), target.longitude(), target.heightMetres());
        double dx = at.x() - site.x();
        double dy = at.y() - site.y();
        double dz = at.z() - site.z();
        double east = -sinLongitude * dx + cosLongitude * dy;
        double towards = cosLongitude * dx + sinLongitude * dy;
        double north = -sinLatitude * towards + cosLatitude * dz;
        double up = cosLatitude * towards + sinLatitude * dz;
        double range = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double azimuth = StrictMath.atan2(east, north);
        return new Sight(
                range,
                azimuth < 0 ? azimuth + 2 * StrictMath.PI : azimuth,
                StrictMath.asin(Math.max(-1, Math.min(1, up / Math.max(range, 1)))));
    }

    /** Whether the smooth earth leaves the line of sight free. */
    boolean isAboveHorizon(double rangeMetres, double targetMetres) {
        double own = Math.sqrt(2 * EFFECTIVE_RADIUS * Math.max(0, antennaMetres));
        double its = Math.sqrt(2 * EFFECTIVE_RADIUS * Math.max(0, targetMetres));
        return rangeMetres <= own + its;
    }
}
