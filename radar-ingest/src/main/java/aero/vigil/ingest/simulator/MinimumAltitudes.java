package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import java.util.Comparator;
import java.util.List;

/** How low one may fly where: the adaptation's minimum altitudes, feet above mean sea level. */
final class MinimumAltitudes {

    /** Stands where no minimum is given: below all ground. */
    static final double NONE = -2_000;

    private static final double SAMPLE_METRES = Wgs84.METRES_IN_NM;

    private record Area(double feet, Border border) {}

    /** The highest first. */
    private final List<Area> areas;

    MinimumAltitudes(Adaptation region) {
        areas =
                region.getSafetyNets().getMinimumAltitudesList().stream()
                        .map(one -> new Area(one.getFeet(), new Border(one.getBorderList())))
                        .sorted(Comparator.comparingDouble(Area::feet).reversed())
                        .toList();
    }

    /** The highest there is anywhere. */
    double highest() {
        return areas.isEmpty() ? NONE : areas.get(0).feet();
    }

    /** The highest that holds at a place. */
    double at(Place place) {
        double latitude = StrictMath.toDegrees(place.latitude());
        double longitude = StrictMath.toDegrees(place.longitude());
        for (Area area : areas) {
            if (area.border().contains(latitude, longitude)) {
                return area.feet();
            }
        }
        return NONE;
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
