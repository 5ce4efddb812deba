package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.Volume;
import java.util.List;

/**
 * The region as traffic needs it: its middle, its size, whose airspace a place is in, how low one
 * may fly there, and the ways to and from its airports.
 */
final class Geography {

    private final Place reference;
    private final List<SectorElement> own;
    private final double ownRadiusNm;
    private final MinimumAltitudes minima;
    private final TerminalRoutes terminal;

    Geography(Adaptation region) {
        this.reference = Place.ofDegrees("reference", region.getLatitude(), region.getLongitude());
        this.minima = new MinimumAltitudes(region);
        this.terminal = new TerminalRoutes(region);
        this.own = region.getSectorsList().stream().filter(s -> !s.getExternal()).toList();
        this.ownRadiusNm =
                own.stream()
                        .flatMap(sector -> sector.getVolumesList().stream())
                        .flatMap(volume -> volume.getBorderList().stream())
                        .mapToDouble(
                                corner ->
                                        reference.nmTo(
                                                Place.ofDegrees(
                                                        "",
                                                        corner.getLatitude(),
                                                        corner.getLongitude())))
                        .max()
                        .orElse(100);
    }

    MinimumAltitudes minima() {
        return minima;
    }

    TerminalRoutes terminal() {
        return terminal;
    }

    Place reference() {
        return reference;
    }

    /** From the reference to the farthest corner of our own sectors. */
    double ownRadiusNm() {
        return ownRadiusNm;
    }

    /** Whether a place lies in one of our own sectors, at any level. */
    boolean isOwn(Place place) {
        double latitude = StrictMath.toDegrees(place.latitude());
        double longitude = StrictMath.toDegrees(place.longitude());
        for (SectorElement sector : own) {
            for (Volume volume : sector.getVolumesList()) {
                if (contains(volume.getBorderList(), latitude, longitude)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean contains(List<LatLon> border, double latitude, double longitude) {
        boolean inside = false;
        for (int i = 0, j = border.size() - 1; i < border.size(); j = i++) {
            LatLon a = border.get(i);
            LatLon b = border.get(j);
            boolean crosses = a.getLatitude() > latitude != b.getLatitude() > latitude;
            if (crosses) {
                double share = (latitude - a.getLatitude()) / (b.getLatitude() - a.getLatitude());
                double at = a.getLongitude() + share * (b.getLongitude() - a.getLongitude());
                inside ^= longitude < at;
            }
        }
        return inside;
    }

    /** NM of the straight line between two places that lie in our own sectors, to 2 NM. */
    double ownNm(Place from, Place to) {
        double length = from.nmTo(to);
        int steps = (int) Math.max(1, Math.ceil(length / 2));
        int inside = 0;
        for (int i = 0; i < steps; i++) {
            double share = (i + 0.5) / steps;
            inside +=
                    isOwn(
                                    new Place(
                                            "",
                                            from.latitude()
                                                    + share * (to.latitude() - from.latitude()),
                                            from.longitude()
                                                    + share * (to.longitude() - from.longitude())))
                            ? 1
                            : 0;
        }
        return length * inside / steps;
    }
}
