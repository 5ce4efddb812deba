package aero.vigil.ingest.feed;

/** Model time as far as this process can tell: what a recording is paced by. */
@FunctionalInterface
public interface ModelClock {

    /** Model time is not known yet. */
    long UNKNOWN = Long.MIN_VALUE;

    /** UTC microseconds since 1970 of model time, or {@link #UNKNOWN}. */
    long nowMicros();

    /** Model seconds a second, as far as known; at least 1. */
    default double rate() {
        return 1;
    }
}
