package aero.vigil.replication.simulation;

/** SplitMix64: the one source of chance in a simulation, the same on every machine. */
final class SeededRandom {

    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 up to, but not, the bound. */
    int below(int bound) {
        return (int) ((nextLong() >>> 33) % bound);
    }

    /** From least to most, both included. */
    long between(long least, long most) {
        return least + (nextLong() >>> 1) % (most - least + 1);
    }

    /** True so many times in a million. */
    boolean perMillion(int times) {
        return times > 0 && below(1_000_000) < times;
    }

    boolean percent(int times) {
        return below(100) < times;
    }

    /** Mostly near least, seldom near most: the shape of delays. */
    long skewed(long least, long most) {
        double u = (nextLong() >>> 11) * 0x1.0p-53;
        return least + (long) ((most - least) * u * u * u);
    }

    /** Another source, so that drawing from one does not shift the other. */
    SeededRandom fork() {
        return new SeededRandom(nextLong());
    }
}
