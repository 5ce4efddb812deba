package aero.vigil.ingest.simulator;

/**
 * What a simulated radar does wrong besides the noise and biases that its site has.
 *
 * @param modeSDetection probability of detection of a Mode S radar, on average
 * @param ssrDetection probability of detection of a Mode A/C radar, on average
 * @param missAgain a miss is followed by another this often
 * @param eccentricityDegrees azimuth errs by this with the sine of the azimuth
 * @param anomalies whether replies garble, codes and levels are now and then read wrongly, and
 *     plots come in two or from reflectors ({@link Anomalies})
 */
public record RadarErrors(
        double modeSDetection,
        double ssrDetection,
        double missAgain,
        double eccentricityDegrees,
        boolean anomalies) {

    /** A good radar on a quiet day: misses in runs of 1.5 scans, an antenna not quite round. */
    public static final RadarErrors USUAL = new RadarErrors(0.99, 0.97, 1 / 3.0, 0.03, false);

    /** All of airspace-algorithms.md §8. */
    public static final RadarErrors FULL = new RadarErrors(0.99, 0.97, 1 / 3.0, 0.03, true);

    /** Noise and independent misses alone, as in table (b) of airspace-algorithms.md §9. */
    public static RadarErrors noiseOnly(double detection) {
        return new RadarErrors(detection, detection, 1 - detection, 0, false);
    }
}
