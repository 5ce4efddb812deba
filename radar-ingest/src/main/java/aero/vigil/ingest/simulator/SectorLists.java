package aero.vigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Which targets the beam may meet where, sorted anew each scan, so that a sector looks at a
 * sixteenth of a large fleet and not at all of it.
 */
final class SectorLists {

    /** A small fleet is looked at whole: sorting would cost more. */
    private static final int SMALL = 200;

    /** Nearer than this an aircraft can cross several sectors in one scan. */
    private static final double NEAR_METRES = 25 * Wgs84.METRES_IN_NM;

    private final List<List<Target>> sectors = new ArrayList<>();
    private final List<Target> near = new ArrayList<>();
    private boolean sorted;

    SectorLists() {
        for (int i = 0; i < Radar.SECTORS; i++) {
            sectors.add(new ArrayList<>());
        }
    }

    /** Sorts at the beginning of a scan. */
    void sort(RadarGeometry geometry, List<? extends Target> targets, long micros) {
        sorted = targets.size() > SMALL;
        sectors.forEach(List::clear);
        near.clear();
        if (!sorted) {
            return;
        }
        for (Target target : targets) {
            RadarGeometry.Sight sight = geometry.sight(target.at(micros));
            if (sight.rangeMetres() < NEAR_METRES) {
                near.add(target);
            } else {
                int sector =
                        (int) (sight.azimuth() / (2 * StrictMath.PI) * Radar.SECTORS)
                                % Radar.SECTORS;
                sectors.get(sector).add(target);
            }
        }
    }

    /** Those that may be in this sector. */
    List<? extends Target> around(int sector, List<? extends Target> all) {
        if (!sorted) {
            return all;
        }
        List<Target> around = new ArrayList<>(near);
        for (int i = -1; i <= 1; i++) {
            around.addAll(sectors.get((sector + i + Radar.SECTORS) % Radar.SECTORS));
        }
        return around;
    }
}
