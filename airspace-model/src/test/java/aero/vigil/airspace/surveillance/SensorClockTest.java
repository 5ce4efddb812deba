package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** What is the clock's fault and what is the line's (seams §7). */
final class SensorClockTest {

    private static final long START = SimulatedRadar.START_MICROS;
    private static final long NOMINAL = 600_000;
    private static final long SECOND = 1_000_000;
    private static final long LSB = 7_813;

    /**
     * Plots a quarter of a second apart, each so much late on the line beside the nominal delay,
     * with a clock so much behind; how far their times of detection are found off at most, from one
     * plot on.
     */
    private static long greatestError(
            int plots, int from, IntToLongFunction lateMicros, long behindMicros) {
        SensorClock clock = SensorClock.UNHEARD;
        long greatest = 0;
        for (int i = 0; i < plots; i++) {
            long detection = START + i * SECOND / 4;
            long stamped = detection - behindMicros;
            int timeOfDay = (int) Math.floorMod(stamped * 128 / SECOND, 86_400L * 128);
            long receive = detection + NOMINAL + lateMicros.applyAsLong(i);
            clock = clock.observed(timeOfDay, receive, NOMINAL);
            if (i >= from) {
                long found = clock.detectionMicros(timeOfDay, receive, NOMINAL);
                greatest = Math.max(greatest, Math.abs(found - detection));
            }
        }
        return greatest;
    }

    @Test
    void anAdapterThatIsLateWhileItStartsDoesNotMakeTheClockWrong() {
        assertTrue(greatestError(200, 0, i -> i < 30 ? 3 * SECOND : 0, 0) <= LSB);
    }

    @Test
    void aBacklogThatIsReadAtOnceDoesNotMakeTheClockWrong() {
        // From plot 80 to 120 nothing is read; then all of it at once.
        assertTrue(
                greatestError(300, 0, i -> i >= 80 && i < 120 ? (120 - i) * SECOND / 4 : 0, 0)
                        <= LSB);
    }

    @Test
    void aLineThatIsLateByMoreAndLessDoesNotMakeTheClockWrong() {
        assertTrue(greatestError(400, 0, i -> (2 + i % 7) * SECOND / 2, 0) <= LSB);
    }

    @Test
    void aClockThatIsSteadilyBehindIsCorrectedOnceTheRingIsFull() {
        long error = greatestError(200, 64, i -> 0, 5 * SECOND);

        assertTrue(error <= 2 * LSB, "off by " + error);
    }

    @Test
    void aClockThatIsAheadOfTheReceiverIsNeverTheLinesFault() {
        long error = greatestError(200, 8, i -> 0, -5 * SECOND);

        assertTrue(error <= 2 * LSB, "off by " + error);
        assertEquals(0, greatestError(7, 0, i -> 0, -5 * SECOND), "by receive time until then");
    }
}
