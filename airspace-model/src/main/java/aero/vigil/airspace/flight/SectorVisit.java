package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * One stay of a trajectory in an elementary sector.
 *
 * @param levelFeet planned on entry
 * @param entryPoint the last point of the route before it, empty when there is none
 */
public record SectorVisit(
        String sector, long entryMicros, long exitMicros, double levelFeet, String entryPoint) {

    private static final long SHORTEST_MICROS = 30_000_000L;

    /** Whether it is too short to be more than a corner cut. */
    boolean isCorner() {
        return exitMicros - entryMicros < SHORTEST_MICROS;
    }

    SectorVisit shifted(long micros) {
        return new SectorVisit(
                sector, entryMicros + micros, exitMicros + micros, levelFeet, entryPoint);
    }

    SectorVisit until(long micros) {
        return new SectorVisit(sector, entryMicros, micros, levelFeet, entryPoint);
    }

    void write(StateOutput out) {
        out.writeString(sector);
        out.writeLong(entryMicros);
        out.writeLong(exitMicros);
        out.writeDouble(levelFeet);
        out.writeString(entryPoint);
    }

    static SectorVisit read(StateInput in) {
        return new SectorVisit(
                in.readString(), in.readLong(), in.readLong(), in.readDouble(), in.readString());
    }
}
