package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.flight.Flight;
import aero.vigil.airspace.table.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
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
    private final double reachMetres;
    private @Nullable Flight[] flights = {};
    private @Nullable PlannedPath[] paths = {};
    private final BitSet[] cells = new BitSet[CELLS * CELLS];

    /**
     * @param reachMetres two paths farther apart than this never conflict
     */
    PathIndex(Region region, double reachMetres) {
        this.region = region;
        this.reachMetres = reachMetres;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new BitSet();
        }
    }

    /** Follows the flights as they stand. */
    void follow(Rows<Flight> rows) {
        int limit = Math.max(rows.limit(), flights.length);
        if (flights.length < limit) {
            flights = Arrays.copyOf(flights, limit * 2);
            paths = Arrays.copyOf(paths, limit * 2);
        }
        for (int id = 1; id < limit; id++) {
            Flight flight = rows.get(id);
            if (!Objects.equals(flight, flights[id])) {
                put(id, flight);
            }
        }
    }

    private void put(int id, @Nullable Flight flight) {
        PlannedPath before = paths[id];
        PlannedPath after = flight == null ? null : PlannedPath.of(flight, region);
        flights[id] = flight;
        paths[id] = after;
        if (before != null) {
            mark(id, before, false);
        }
        if (after != null) {
            mark(id, after, true);
        }
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
