package aero.vigil.replication.core;

/**
 * How model time runs: model time = start + rate × (stamp − stamp of op 1).
 *
 * @param startMicros the model time of op 1, microseconds since 1970
 * @param rate model seconds a wall second, above 0; 1 in operation
 */
public record ModelClock(long startMicros, double rate) {

    public ModelClock {
        if (!(rate > 0 && rate <= 1_000)) {
            throw new IllegalArgumentException("a clock's rate is in (0, 1000], not " + rate);
        }
    }
}
