package aero.vigil.airspace.flight;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.List;

/**
 * What a flight has been cleared to. Each group carries the flight's version at which it last
 * changed: an order given on an older one is stale.
 *
 * @param flightLevel CFL, whole flight levels, {@link #NONE}: none
 * @param levelVersion at which the level changed
 * @param led heading, direct, route or hold
 * @param lateralVersion at which that changed: the one ends the other
 * @param knotsIas 0: none
 * @param machHundredths 0: none
 * @param speedVersion at which the speed changed
 * @param feetPerMinute assigned rate of climb or descent to the cleared level, 0: none
 * @param rateVersion at which the rate changed
 */
public record Clearances(
        int flightLevel,
        int levelVersion,
        Led led,
        int lateralVersion,
        int knotsIas,
        int machHundredths,
        int speedVersion,
        int feetPerMinute,
        int rateVersion) {

    /** Stands where no level is cleared. */
    public static final int NONE = -1;

    /** Nothing cleared yet. */
    public static final Clearances INITIAL =
            new Clearances(NONE, 0, Led.OWN_NAVIGATION, 0, 0, 0, 0, 0, 0);

    /** Assigned heading 1..360, 0: own navigation. */
    public int headingDegrees() {
        return led.headingDegrees();
    }

    /** The point cleared direct to, empty: none. */
    public String directTo() {
        return led.directTo();
    }

    /** Where it is to hold. */
    public Hold hold() {
        return led.hold();
    }

    /** The same with another level. */
    public Clearances withLevel(int level, int version) {
        return new Clearances(
                level,
                version,
                led,
                lateralVersion,
                knotsIas,
                machHundredths,
                speedVersion,
                feetPerMinute,
                rateVersion);
    }

    /** The same with a heading; 0: own navigation. */
    public Clearances withHeading(int degrees, int version) {
        return led(led.onHeading(degrees), version);
    }

    /** The same with a direct. */
    public Clearances withDirect(String point, int version) {
        return led(led.direct(point), version);
    }

    /** The same along another route. */
    public Clearances withRoute(List<String> route, int version) {
        return led(led.along(route), version);
    }

    /** The same holding somewhere, or nowhere. */
    public Clearances withHold(Hold hold, int version) {
        return led(led.holding(hold), version);
    }

    private Clearances led(Led other, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                other,
                version,
                knotsIas,
                machHundredths,
                speedVersion,
                feetPerMinute,
                rateVersion);
    }

    /** The same with another speed. */
    public Clearances withSpeed(int knots, int mach, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                led,
                lateralVersion,
                knots,
                mach,
                version,
                feetPerMinute,
                rateVersion);
    }

    /** The same with another rate of climb or descent. */
    public Clearances withRate(int rate, int version) {
        return new Clearances(
                flightLevel,
                levelVersion,
                led,
                lateralVersion,
                knotsIas,
                machHundredths,
                speedVersion,
                rate,
                version);
    }

    void write(StateOutput out) {
        out.writeInt(flightLevel);
        out.writeInt(levelVersion);
        led.write(out);
        out.writeInt(lateralVersion);
        out.writeInt(knotsIas);
        out.writeInt(machHundredths);
        out.writeInt(speedVersion);
        out.writeInt(feetPerMinute);
        out.writeInt(rateVersion);
    }

    static Clearances read(StateInput in) {
        return new Clearances(
                in.readInt(),
                in.readInt(),
                Led.read(in),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }
}
