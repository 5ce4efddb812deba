package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.flight.FlightTable;
import aero.vigil.airspace.table.Touched;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The planned paths by flight and by where they lead: which can meet at all.
 *
 * <p>No state: all of it follows from the flights' records, and is made again for each record that
 * has changed. What it answers does not depend on when it was asked before.
 */
final class PathIndex {

    /** A square of 48 NM; corridors reach into the next. */
    private static final double CELL_METRES = 48 * 1_852;

    private static final int CELLS = 64;

    private final Region region;
    private final FlightTable flights;
    private final Touched touched;
    private final double reachMetres;
    private @Nullable PlannedPath[] paths = {};

    /** Of each path, side by side: most partners are out of the question by these alone. */
    private long[] fromMicros = {};

    private long[] toMicros = {};
    private double[] floorFeet = {};
    private double[] ceilingFeet = {};
    private final BitSet present = new BitSet();
    private final BitSet[] cells = new BitSet[CELLS * CELLS];

    /**
     * @param reachMetres two paths farther apart than this never conflict
     */
    PathIndex(Region region, FlightTable flights, double reachMetres) {
        this.region = region;
        this.flights = flights;
        this.reachMetres = reachMetres;
        touched = flights.follow();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new BitSet();
        }
    }

    /**
     * Follows the flights as they stand.
     *
     * @param news to it those are added whose paths have been made again
     */
    void follow(BitSet news) {
        if (paths.length < flights.limit()) {
            grow(flights.limit() * 2);
        }
        for (int id = touched.next(1); id >= 0; id = touched.next(id + 1)) {
            put(id, flights.get(id));
            news.set(id);
            touched.remove(id); // one whose path cannot be made is tried again at every tick
        }
    }

    private void grow(int length) {
        paths = Arrays.copyOf(paths, length);
        fromMicros = Arrays.copyOf(fromMicros, length);
        toMicros = Arrays.copyOf(toMicros, length);
        floorFeet = Arrays.copyOf(floorFeet, length);
        ceilingFeet = Arrays.copyOf(ceilingFeet, length);
    }

    private void put(int id, @Nullable Flight flight) {
        PlannedPath before = paths[id];
        PlannedPath after = flight == null ? null : PlannedPath.of(flight, region);
        paths[id] = after;
        present.set(id, after != null);
        if (before != null) {
            mark(id, before, false);
        }
        if (after != null) {
            mark(id, after, true);
            fromMicros[id] = after.legs().get(0).fromMicros();
            toMicros[id] = after.legs().get(after.legs().size() - 1).toMicros();
            floorFeet[id] = after.floorFeet();
            ceilingFeet[id] = after.ceilingFeet();
        }
    }

    /** Whether two paths are flown at one time in a span, at levels less than this apart. */
    boolean coincide(int a, int b, long from, long to, double feet) {
        return Math.max(from, Math.max(fromMicros[a], fromMicros[b]))
                        < Math.min(to, Math.min(toMicros[a], toMicros[b]))
                && floorFeet[a] - ceilingFeet[b] < feet
                && floorFeet[b] - ceilingFeet[a] < feet;
    }

    /** The flights that have paths. */
    BitSet flights() {
        return present;
    }

    /** The path of a flight as last followed, or null. */
    @Nullable PlannedPath of(int id) {
        return id > 0 && id < paths.length ? paths[id] : null;
    }

    /** The flights whose paths lead near this one's, itself among them. */
    BitSet near(PlannedPath path) {
        BitSet near = new BitSet();
        forEachCell(path, reachMetres, cell -> near.or(cells[cell]));
        return near;
    }

    private void mark(int id, PlannedPath path, boolean present) {
        forEachCell(path, 0, cell -> cells[cell].set(id, present));
    }

    /** The squares about each leg, some of them more than once. */
    private static void forEachCell(PlannedPath path, double reach, IntConsumer visit) {
        for (PathLeg leg : path.legs()) {
            double endX = leg.xAt(leg.toMicros());
            double endY = leg.yAt(leg.toMicros());
            int firstColumn = cell(Math.min(leg.x(), endX) - reach);
            int lastColumn = cell(Math.max(leg.x(), endX) + reach);
            int lastRow = cell(Math.max(leg.y(), endY) + reach);
            for (int row = cell(Math.min(leg.y(), endY) - reach); row <= lastRow; row++) {
                for (int column = firstColumn; column <= lastColumn; column++) {
                    visit.accept(row * CELLS + column);
                }
            }
        }
    }

    /** Places beyond the outermost cells are in them. */
    private static int cell(double metres) {
        double cell = Math.floor(metres / CELL_METRES) + CELLS / 2;
        return (int) Math.max(0, Math.min(CELLS - 1, cell));
    }
}
