package aero.vigil.replication.core;

/**
 * What the machine's clocks showed when an input was taken; the core never reads a clock itself.
 *
 * @param monotonicMicros never goes back while the process lives; its zero means nothing
 * @param wallMicros microseconds since 1970, as far as this machine knows
 */
public record ClockReading(long monotonicMicros, long wallMicros) {}
