package aero.vigil.replication.simulation;

import aero.vigil.replication.core.ClockReading;

/** The clocks of one machine: a monotonic one that drifts, a wall clock that drifts and jumps. */
final class SimulatedClock {

    /** Where simulated time begins: some day in 2026. */
    static final long EPOCH_MICROS = 1_780_000_000_000_000L;

    private final EventQueue events;
    private final int driftPpm;
    private long monotonicZero;
    private long wallOffsetMicros;

    SimulatedClock(EventQueue events, int driftPpm, long wallOffsetMicros) {
        this.events = events;
        this.driftPpm = driftPpm;
        this.wallOffsetMicros = wallOffsetMicros;
    }

    /** A process starts; the zero of the monotonic clock means nothing. */
    void restart(long zeroMicros) {
        monotonicZero = zeroMicros;
    }

    void jump(long byMicros) {
        wallOffsetMicros += byMicros;
    }

    /** Somebody sets the clock right. */
    void correct() {
        wallOffsetMicros = 0;
    }

    ClockReading read() {
        long now = events.nowMicros();
        long drifted = now + now * driftPpm / 1_000_000;
        return new ClockReading(monotonicZero + drifted, EPOCH_MICROS + drifted + wallOffsetMicros);
    }
}
