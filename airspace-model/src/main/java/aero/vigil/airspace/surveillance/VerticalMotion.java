package aero.vigil.airspace.surveillance;

/**
 * A track's pressure altitude: what was last measured, and what the filter makes of it.
 *
 * @param flightLevel last valid measured Mode C, 1/4 FL (25 ft): what a label shows
 * @param measuredMicros when it was measured
 * @param altitudeFeet filtered, at the validity time
 * @param rateFeetPerSecond filtered, up positive
 * @param validityMicros model time for which altitude and rate hold
 * @param isLevel the filter holds it to be in level flight
 */
public record VerticalMotion(
        int flightLevel,
        long measuredMicros,
        double altitudeFeet,
        double rateFeetPerSecond,
        long validityMicros,
        boolean isLevel) {

    /** The filtered altitude carried straight on to another time. */
    public double altitudeFeetAt(long timeMicros) {
        return altitudeFeet + rateFeetPerSecond * ((timeMicros - validityMicros) / 1e6);
    }
}
