package aero.vigil.airspace.surveillance;

/** By what an aircraft is seen, as a set of bits. */
public final class Sources {

    public static final int NONE = 0;

    /** A primary radar's echo. */
    public static final int PRIMARY = 1;

    /** A reply of Mode A or C. */
    public static final int SECONDARY = 2;

    /** A reply of Mode S. */
    public static final int MODE_S = 4;

    /** Its own word. */
    public static final int ADS_B = 8;

    /** Another centre's track. */
    public static final int OTHER_CENTRE = 16;

    private Sources() {}

    /** By what a plot was made: I048/020 TYP of a radar's. */
    static int of(Plot plot, Radar radar) {
        if (radar.isAdsb()) {
            return ADS_B;
        }
        if (radar.isOtherCentre()) {
            return OTHER_CENTRE;
        }
        return switch (plot.detection()) {
            case 1 -> PRIMARY;
            case 2 -> SECONDARY;
            case 3 -> PRIMARY | SECONDARY;
            case 4, 5 -> MODE_S;
            case 6, 7 -> PRIMARY | MODE_S;
            default -> NONE;
        };
    }
}
