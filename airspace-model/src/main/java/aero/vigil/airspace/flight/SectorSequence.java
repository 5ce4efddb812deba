package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.adaptation.Region.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads off which elementary sectors a path meets, by looking every two miles where it can be in
 * any sector at all.
 *
 * <p>Bounded in steps: {@link #MAX_SAMPLES} looks, {@link #MAX_VISITS} visits. Stays under half a
 * minute are corners cut, not visits.
 */
final class SectorSequence {

    /** Most looks along one path: 8,000 NM inside the region. */
    static final int MAX_SAMPLES = 4_096;

    /** Most visits of one path. */
    static final int MAX_VISITS = 64;

    private static final double STEP_METRES = 2 * Fix.METRES_PER_NM;
    private static final long SHORTEST_MICROS = 30_000_000L;

    private final Region region;
    private final List<SectorVisit> visits = new ArrayList<>();
    private int samples;
    private String sector = "";
    private long enteredMicros;
    private double enteredFeet;
    private String enteredAfter = "";
    private String lastPoint = "";

    private SectorSequence(Region region) {
        this.region = region;
    }

    /** The visits of a path given by its vertices, in order. */
    static List<SectorVisit> of(Region region, List<RoutePoint> vertices) {
        SectorSequence sequence = new SectorSequence(region);
        for (int i = 0; i + 1 < vertices.size(); i++) {
            sequence.follow(vertices.get(i), vertices.get(i + 1));
        }
        if (!vertices.isEmpty()) {
            sequence.enter("", vertices.get(vertices.size() - 1).timeMicros(), 0);
        }
        return merged(sequence.visits);
    }

    private void follow(RoutePoint from, RoutePoint to) {
        if (!from.name().isEmpty()) {
            lastPoint = from.name();
        }
        if (missesRegion(from, to)) {
            enter("", from.timeMicros(), 0);
            return;
        }
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double metres = Math.sqrt(dx * dx + dy * dy);
        int steps = (int) Math.max(1, Math.min(1_000, Math.rint(metres / STEP_METRES)));
        for (int step = 0; step <= steps && samples < MAX_SAMPLES; step++) {
            samples++;
            double part = (double) step / steps;
            double level = from.levelFeet() + (to.levelFeet() - from.levelFeet()) * part;
            long micros =
                    from.timeMicros()
                            + (long) Math.rint((to.timeMicros() - from.timeMicros()) * part);
            String here = region.sectorAt(from.x() + dx * part, from.y() + dy * part, level);
            if (!here.equals(sector)) {
                enter(here, micros, level);
            }
        }
    }

    private boolean missesRegion(RoutePoint from, RoutePoint to) {
        Bounds bounds = region.bounds();
        return Math.max(from.x(), to.x()) < bounds.minX()
                || Math.min(from.x(), to.x()) > bounds.maxX()
                || Math.max(from.y(), to.y()) < bounds.minY()
                || Math.min(from.y(), to.y()) > bounds.maxY();
    }

    private void enter(String next, long micros, double levelFeet) {
        if (!sector.isEmpty() && visits.size() < MAX_VISITS) {
            visits.add(new SectorVisit(sector, enteredMicros, micros, enteredFeet, enteredAfter));
        }
        sector = next;
        enteredMicros = micros;
        enteredFeet = levelFeet;
        enteredAfter = lastPoint;
    }

    private static List<SectorVisit> merged(List<SectorVisit> all) {
        List<SectorVisit> merged = new ArrayList<>();
        for (SectorVisit visit : all) {
            int last = merged.size() - 1;
            if (visit.exitMicros() - visit.entryMicros() < SHORTEST_MICROS) {
                continue;
            }
            if (last >= 0 && merged.get(last).sector().equals(visit.sector())) {
                merged.set(last, merged.get(last).until(visit.exitMicros()));
            } else {
                merged.add(visit);
            }
        }
        return List.copyOf(merged);
    }
}
