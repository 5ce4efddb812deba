package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.SectorElement;
import java.util.List;

/**
 * The region as traffic needs it: its middle, its size, whose airspace a place is in, how low one
 * may fly there, and the ways to and from its airports.
 */
final class Geography {

    private final Place reference;
    private final List<Border> own;
    private final double ownRadiusNm;
    private final MinimumAltitudes minima;
    private final TerminalRoutes terminal;
    private final WaysDown waysDown;

    Geography(Adaptation region) {
        this.reference = Place.ofDegrees("reference", region.getLatitude(), region.getLongitude());
        this.minima = new MinimumAltitudes(region);
        this.terminal = new TerminalRoutes(region);
        this.waysDown = new WaysDown(terminal, minima);
        List<SectorElement> sectors =
                region.getSectorsList().stream().filter(s -> !s.getExternal()).toList();
        this.own =
                sectors.stream()
                        .flatMap(sector -> sector.getVolumesList().stream())
                        .map(volume -> new Border(volume.getBorderList()))
                        .toList();
        this.ownRadiusNm =
                sectors.stream()
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

    WaysDown waysDown() {
        return waysDown;
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
        for (Border border : own) {
            if (border.contains(latitude, longitude)) {
                return true;
            }
        }
        return false;
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
