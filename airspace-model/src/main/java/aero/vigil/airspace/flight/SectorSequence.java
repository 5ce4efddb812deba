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
 * minute are corners cut, not visits, but for the one well inside of which the path begins.
 */
final class SectorSequence {

    /** Most looks along one path: 8,000 NM inside the region. */
    static final int MAX_SAMPLES = 4_096;

    /** Most visits of one path. */
    static final int MAX_VISITS = 64;

    /** So near a sector's floor or ceiling a flight is on both sides of it. */
    static final double BOUNDARY_FEET = 200;

    /** Most visits kept of the way behind a flight. */
    private static final int MAX_BEHIND = 16;

    private static final double STEP_METRES = 2 * Fix.METRES_PER_NM;

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
        return merged(sequence.visits, beginsInside(region, vertices));
    }

    /** Whether the path begins in a sector and not at its floor or ceiling. */
    private static boolean beginsInside(Region region, List<RoutePoint> vertices) {
        if (vertices.isEmpty()) {
            return false;
        }
        RoutePoint first = vertices.get(0);
        String below = region.sectorAt(first.x(), first.y(), first.levelFeet() - BOUNDARY_FEET);
        String above = region.sectorAt(first.x(), first.y(), first.levelFeet() + BOUNDARY_FEET);
        return !below.isEmpty() && below.equals(above);
    }

    /** What was visited until now, the newest visits of it, and what is visited from now on. */
    static List<SectorVisit> joined(
            List<SectorVisit> before, long nowMicros, List<SectorVisit> ahead) {
        String present =
                !ahead.isEmpty() && ahead.get(0).entryMicros() <= nowMicros
                        ? ahead.get(0).sector()
                        : "";
        List<SectorVisit> behind = new ArrayList<>();
        for (SectorVisit visit : before) {
            SectorVisit past = visit.until(Math.min(visit.exitMicros(), nowMicros));
            if (visit.entryMicros() < nowMicros
                    && (!past.isCorner() || past.sector().equals(present))) {
                behind.add(past);
            }
        }
        List<SectorVisit> all =
                new ArrayList<>(
                        behind.subList(Math.max(0, behind.size() - MAX_BEHIND), behind.size()));
        for (SectorVisit visit : ahead) {
            append(all, visit);
        }
        return List.copyOf(all.subList(0, Math.min(all.size(), MAX_VISITS)));
    }

    /** Adds a visit, to the last one when it goes on in the same sector. */
    private static void append(List<SectorVisit> visits, SectorVisit visit) {
        int last = visits.size() - 1;
        if (last >= 0 && visits.get(last).sector().equals(visit.sector())) {
            visits.set(last, visits.get(last).until(visit.exitMicros()));
        } else {
            visits.add(visit);
        }
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

    private static List<SectorVisit> merged(List<SectorVisit> all, boolean keepsFirst) {
        List<SectorVisit> merged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isCorner() || (i == 0 && keepsFirst)) {
                append(merged, all.get(i));
            }
        }
        return List.copyOf(merged);
    }
}
