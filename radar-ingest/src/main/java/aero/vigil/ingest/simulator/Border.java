package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.LatLon;
import java.util.List;

/** A closed border on the map, made to be asked often what lies inside it. Degrees, WGS-84. */
final class Border {

    private final double[] latitudes;
    private final double[] longitudes;
    private double south = Double.MAX_VALUE;
    private double north = -Double.MAX_VALUE;
    private double west = Double.MAX_VALUE;
    private double east = -Double.MAX_VALUE;

    Border(List<LatLon> corners) {
        latitudes = corners.stream().mapToDouble(LatLon::getLatitude).toArray();
        longitudes = corners.stream().mapToDouble(LatLon::getLongitude).toArray();
        for (int i = 0; i < latitudes.length; i++) {
            south = Math.min(south, latitudes[i]);
            north = Math.max(north, latitudes[i]);
            west = Math.min(west, longitudes[i]);
            east = Math.max(east, longitudes[i]);
        }
    }

    boolean contains(double latitude, double longitude) {
        if (latitude < south || latitude > north || longitude < west || longitude > east) {
            return false;
        }
        boolean inside = false;
        for (int i = 0, j = latitudes.length - 1; i < latitudes.length; j = i++) {
            if (latitudes[i] > latitude != latitudes[j] > latitude) {
                double share = (latitude - latitudes[i]) / (latitudes[j] - latitudes[i]);
                inside ^= longitude < longitudes[i] + share * (longitudes[j] - longitudes[i]);
            }
        }
        return inside;
    }
}
