package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;

/**
 * What a flight has been cleared to. Each group carries the flight's version at which it last
 * changed: an order given on an older one is stale.
 *
 * @param flightLevel CFL, whole flight levels, {@link #NONE}: none
 * @param levelVersion at which the level changed
 * @param headingDegrees 1..360, 0: own navigation
 * @param directTo the point cleared direct to, empty: none
 * @param lateralVersion at which heading or direct changed: the one ends the other
 * @param knotsIas 0: none
 * @param machHundredths 0: none
 * @param speedVersion at which the speed changed
 */
public record Clearances(
        int flightLevel,
        int levelVersion,
        int headingDegrees,
        String directTo,
        int lateralVersion,
        int knotsIas,
        int machHundredths,
        int speedVersion) {

    /** Stands where no level is cleared. */
    public static final int NONE = -1;

    /** Nothing cleared yet. */
    public static final Clearances INITIAL = new Clearances(NONE, 0, 0, "", 0, 0, 0, 0);

    /** The same with another level. */
    public Clearances withLevel(int level, int version) {
        return new Clearances(
                level,
                version,
                headingDegrees,
                directTo,
                lateralVersion,
                knotsIas,
                machHundredths,
                speedVersion);
    }

    /** The same with a heading, which ends a direct. */
    public Clearances withHeading(int degrees, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                degrees,
                "",
                version,
                knotsIas,
                machHundredths,
                speedVersion);
    }

    /** The same with a direct, which ends a heading. */
    public Clearances withDirect(String point, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                0,
                point,
                version,
                knotsIas,
                machHundredths,
                speedVersion);
    }

    /** The same with another speed. */
    public Clearances withSpeed(int knots, int mach, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                headingDegrees,
                directTo,
                lateralVersion,
                knots,
                mach,
                version);
    }

    void write(StateOutput out) {
        out.writeInt(flightLevel);
        out.writeInt(levelVersion);
        out.writeInt(headingDegrees);
        out.writeString(directTo);
        out.writeInt(lateralVersion);
        out.writeInt(knotsIas);
        out.writeInt(machHundredths);
        out.writeInt(speedVersion);
    }

    static Clearances read(StateInput in) {
        return new Clearances(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readString(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }
}
