package aero.vigil.airspace.geometry;

/**
 * A position on or above the WGS-84 ellipsoid.
 *
 * @param latitudeDegrees geodetic, −90..90, north positive
 * @param longitudeDegrees −180..180, east positive
 */
public record GeodeticPosition(double latitudeDegrees, double longitudeDegrees) {}
