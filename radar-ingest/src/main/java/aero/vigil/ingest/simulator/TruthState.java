package aero.vigil.ingest.simulator;

/**
 * Where an aircraft truly is and how it moves at one moment.
 *
 * @param timeMicros UTC, since 1970
 * @param latitude radians, WGS-84
 * @param longitude radians
 * @param heightMetres above the ellipsoid
 * @param pressureAltitudeFeet what its altimeter says at 1013.25 hPa
 * @param northMetresPerSecond over ground
 * @param eastMetresPerSecond over ground
 * @param rateFeetPerSecond of pressure altitude
 * @param selectedLevelFeet set on its autopilot
 */
public record TruthState(
        long timeMicros,
        double latitude,
        double longitude,
        double heightMetres,
        double pressureAltitudeFeet,
        double northMetresPerSecond,
        double eastMetresPerSecond,
        double rateFeetPerSecond,
        double selectedLevelFeet) {

    Place place() {
        return new Place("", latitude, longitude);
    }

    public double groundSpeed() {
        return Math.sqrt(
                northMetresPerSecond * northMetresPerSecond
                        + eastMetresPerSecond * eastMetresPerSecond);
    }

    /** Direction over ground, radians true in (-pi, pi]. */
    public double track() {
        return StrictMath.atan2(eastMetresPerSecond, northMetresPerSecond);
    }

    /** Carried on straight for at most fractions of a second. */
    public TruthState extrapolatedTo(long micros) {
        double seconds = (micros - timeMicros) * 1e-6;
        double dFeet = rateFeetPerSecond * seconds;
        return new TruthState(
                micros,
                latitude + northMetresPerSecond * seconds / Wgs84.meridianRadius(latitude),
                longitude
                        + eastMetresPerSecond
                                * seconds
                                / (Wgs84.primeVerticalRadius(latitude) * StrictMath.cos(latitude)),
                heightMetres + dFeet * Wgs84.METRES_IN_FOOT,
                pressureAltitudeFeet + dFeet,
                northMetresPerSecond,
                eastMetresPerSecond,
                rateFeetPerSecond,
                selectedLevelFeet);
    }
}
