package aero.vigil.airspace.safety;

/**
 * What a region decides about short-term conflict alert.
 *
 * @param lateralNauticalMiles predicted distance below this is a conflict
 * @param verticalFeet predicted vertical distance below this is a conflict
 * @param verticalRvsmFeet the same in FL290..410, between approved aircraft
 * @param verticalHighFeet the same above FL410, or when one is not approved for RVSM
 * @param lookaheadSeconds how far predictions go
 * @param warningSeconds alerts are shown when the violation is nearer than this
 * @param proximityNauticalMiles present distance below this is one at once
 * @param proximityFeet present vertical distance below this is one at once
 */
public record StcaParameters(
        double lateralNauticalMiles,
        double verticalFeet,
        double verticalRvsmFeet,
        double verticalHighFeet,
        double lookaheadSeconds,
        double warningSeconds,
        double proximityNauticalMiles,
        double proximityFeet) {

    public StcaParameters {
        require(lateralNauticalMiles > 0 && lateralNauticalMiles <= 20, lateralNauticalMiles);
        require(verticalFeet > 0 && verticalFeet <= 5_000, verticalFeet);
        require(
                verticalRvsmFeet >= verticalFeet && verticalRvsmFeet <= verticalHighFeet,
                verticalRvsmFeet);
        require(verticalHighFeet <= 5_000, verticalHighFeet);
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

    /** The stricter of two in everything: what two aircraft in different regions go by. */
    StcaParameters stricter(StcaParameters other) {
        return new StcaParameters(
                Math.max(lateralNauticalMiles, other.lateralNauticalMiles),
                Math.max(verticalFeet, other.verticalFeet),
                Math.max(verticalRvsmFeet, other.verticalRvsmFeet),
                Math.max(verticalHighFeet, other.verticalHighFeet),
                Math.max(lookaheadSeconds, other.lookaheadSeconds),
                Math.max(warningSeconds, other.warningSeconds),
                Math.max(proximityNauticalMiles, other.proximityNauticalMiles),
                Math.max(proximityFeet, other.proximityFeet));
    }
}
