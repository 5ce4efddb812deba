package aero.vigil.ingest.simulator;

/**
 * A counter-based random generator: the draws of a key are the same whatever else is drawn, so that
 * adding a radar or an aircraft changes nothing for the others. SplitMix64 over a mixed key.
 */
final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** The draws of a key, e.g. (seed, sensor, aircraft, scan). */
    static Draws of(long seed, long... key) {
        long state = mix(seed + GOLDEN);
        for (long part : key) {
            state = mix(state ^ mix(part + GOLDEN));
        }
        return new Draws(state);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** Even in [0, 1). */
    double uniform() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Even in 0..bound-1. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Of mean 0 and variance 1 (Box and Muller). */
    double gaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Of mean 1: time between events that come one a unit of time. */
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }
}
