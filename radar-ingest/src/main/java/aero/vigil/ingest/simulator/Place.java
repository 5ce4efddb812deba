package aero.vigil.ingest.simulator;

/**
 * A named place on the ground.
 *
 * @param name designator of a point or location indicator of an airport
 * @param latitude radians, WGS-84
 * @param longitude radians, east positive
 */
record Place(String name, double latitude, double longitude) {

    static Place ofDegrees(String name, double latitude, double longitude) {
        return new Place(name, StrictMath.toRadians(latitude), StrictMath.toRadians(longitude));
    }

    /** Length of the straight line through the earth; within 0.1 % of the arc below 1,000 km. */
    double metresTo(Place other) {
        Wgs84.Ecef a = Wgs84.ecef(latitude, longitude, 0);
        Wgs84.Ecef b = Wgs84.ecef(other.latitude, other.longitude, 0);
        double dx = a.x() - b.x();
        double dy = a.y() - b.y();
        double dz = a.z() - b.z();
        double chord = Math.sqrt(dx * dx + dy * dy + dz * dz);
        return 2 * Wgs84.A * StrictMath.asin(Math.min(1, chord / (2 * Wgs84.A)));
    }

    double nmTo(Place other) {
        return metresTo(other) / Wgs84.METRES_IN_NM;
    }

    /** Initial true bearing to another place, radians in (-pi, pi]. */
    double bearingTo(Place other) {
        double dl = other.longitude - longitude;
        double y = StrictMath.sin(dl) * StrictMath.cos(other.latitude);
        double x =
                StrictMath.cos(latitude) * StrictMath.sin(other.latitude)
                        - StrictMath.sin(latitude)
                                * StrictMath.cos(other.latitude)
                                * StrictMath.cos(dl);
        return StrictMath.atan2(y, x);
    }

    /** The place this far away in this direction (sphere; for laying out traffic). */
    Place at(double bearing, double metres) {
        double d = metres / Wgs84.A;
        double sinLat =
                StrictMath.sin(latitude) * StrictMath.cos(d)
                        + StrictMath.cos(latitude) * StrictMath.sin(d) * StrictMath.cos(bearing);
        double lat = StrictMath.asin(sinLat);
        double lon =
                longitude
                        + StrictMath.atan2(
                                StrictMath.sin(bearing)
                                        * StrictMath.sin(d)
                                        * StrictMath.cos(latitude),
                                StrictMath.cos(d) - StrictMath.sin(latitude) * sinLat);
        return new Place(name + "+", lat, lon);
    }
}
