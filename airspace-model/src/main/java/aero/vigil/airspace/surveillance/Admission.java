package aero.vigil.airspace.surveillance;

/**
 * How far a plot's time of detection may lie from model time when the plot is applied
 * (airspace-algorithms.md §4, step 0).
 *
 * @param oldestMicros before model time: a fail-over's worth of delay
 * @param futureMicros after it: clocks of radars are not ours
 */
public record Admission(long oldestMicros, long futureMicros) {

    /** Where model time runs as fast as the machines' clocks. */
    public static final Admission USUAL = new Admission(12_000_000, 500_000);
}
