package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.MinimumAltitude;
import java.util.List;

/** How low one may fly where: the adaptation's minimum altitudes, feet above mean sea level. */
final class MinimumAltitudes {

    /** Stands where no minimum is given: below all ground. */
    static final double NONE = -2_000;

    private static final double SAMPLE_METRES = Wgs84.METRES_IN_NM;

    private final List<MinimumAltitude> minima;
    private final double highest;

    MinimumAltitudes(Adaptation region) {
        minima = region.getSafetyNets().getMinimumAltitudesList();
        highest = minima.stream().mapToDouble(MinimumAltitude::getFeet).max().orElse(NONE);
    }

    /** The highest there is anywhere. */
    double highest() {
        return highest;
    }

    /** The highest that holds at a place. */
    double at(Place place) {
        double latitude = StrictMath.toDegrees(place.latitude());
        double longitude = StrictMath.toDegrees(place.longitude());
        double found = NONE;
        for (MinimumAltitude minimum : minima) {
            List<LatLon> border = minimum.getBorderList();
            if (minimum.getFeet() > found && Geography.contains(border, latitude, longitude)) {
                found = minimum.getFeet();
            }
        }
        return found;
    }

    /** The highest at a place and so far to its left and right, looking in a direction. */
    double about(Place place, double bearing, double asideMetres) {
        double right = at(place.at(bearing + StrictMath.PI / 2, asideMetres));
        double left = at(place.at(bearing - StrictMath.PI / 2, asideMetres));
        return Math.max(at(place), Math.max(left, right));
    }

    /** The highest anywhere along a path. */
    double along(FlightPath path) {
        double found = NONE;
        for (double toGo = 0; toGo <= path.metres(); toGo += SAMPLE_METRES) {
            found = Math.max(found, at(path.placeBefore(toGo)));
        }
        return found;
    }
}
