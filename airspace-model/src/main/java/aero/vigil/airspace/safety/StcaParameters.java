package aero.vigil.airspace.safety;

/**
 * What a region decides about short-term conflict alert.
 *
 * @param lateralNauticalMiles predicted distance below this is a conflict
 * @param verticalFeet predicted vertical distance below this is a conflict
 * @param lookaheadSeconds how far predictions go
 * @param warningSeconds alerts are shown when the violation is nearer than this
 * @param proximityNauticalMiles present distance below this is one at once
 * @param proximityFeet present vertical distance below this is one at once
 */
public record StcaParameters(
        double lateralNauticalMiles,
        double verticalFeet,
        double lookaheadSeconds,
        double warningSeconds,
        double proximityNauticalMiles,
        double proximityFeet) {

    /** First settings for en-route airspace with 5 NM and 1,000 ft (airspace algorithms §7). */
    public static final StcaParameters EN_ROUTE = new StcaParameters(4.6, 750, 120, 90, 3, 600);

    /** First settings for terminal airspace with 3 NM and 1,000 ft. */
    public static final StcaParameters TERMINAL = new StcaParameters(2.5, 650, 90, 60, 1.2, 400);

    public StcaParameters {
        require(lateralNauticalMiles > 0 && lateralNauticalMiles <= 20, lateralNauticalMiles);
        require(verticalFeet > 0 && verticalFeet <= 5_000, verticalFeet);
        require(lookaheadSeconds > 0 && lookaheadSeconds <= 300, lookaheadSeconds);
        require(warningSeconds > 0 && warningSeconds <= lookaheadSeconds, warningSeconds);
        require(
                proximityNauticalMiles >= 0 && proximityNauticalMiles <= lateralNauticalMiles,
                proximityNauticalMiles);
        require(proximityFeet >= 0 && proximityFeet <= verticalFeet, proximityFeet);
    }

    private static void require(boolean holds, double value) {
        if (!holds) {
            throw new IllegalArgumentException("STCA parameter out of range: " + value);
        }
    }
}
