package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelClockTest {

    @Test
    void modelTimeRunsAtItsRateFromItsStart() {
        ModelClock recording = new ModelClock(1_000_000_000L, 5_000_000L, 20, 1);

        assertEquals(1_000_000_000L, recording.at(5_000_000L));
        assertEquals(1_000_000_000L + 20 * 1_000L, recording.at(5_001_000L));
        assertEquals(1_000_000_000L, recording.at(0), "a stamp before the first");
        assertEquals(1_767_265_200_123_456L, ModelClock.utc().at(1_767_265_200_123_456L));
        assertEquals(3, new ModelClock(0, 0, 1, 3).at(11));
    }

    @Test
    void aDelayOfMachinesIsAsMuchLongerInModelTimeAsThatRunsFaster() {
        assertEquals(10_000_000L, new ModelClock(0, 0, 20, 1).stretched(500_000L));
        assertEquals(500_000L, ModelClock.utc().stretched(500_000L));
        assertEquals(500_000L, new ModelClock(0, 0, 1, 3).stretched(500_000L), "never shorter");
    }

    @Test
    void modelTimeNeverGoesBackWhateverTheStamps() {
        long seed = 4;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            ModelClock clock =
                    new ModelClock(
                            random.nextInt(Integer.MAX_VALUE),
                            random.nextLong() >>> (1 + random.nextInt(60)),
                            1 + random.nextInt(ModelClock.GREATEST_TERM),
                            1 + random.nextInt(ModelClock.GREATEST_TERM));
            long one = random.nextLong() >> random.nextInt(60);
            long other = random.nextLong() >> random.nextInt(60);

            assertTrue(
                    clock.at(Math.min(one, other)) <= clock.at(Math.max(one, other)),
                    () -> "seed " + seed + " " + clock + " " + one + " " + other);
            assertTrue(clock.at(one) >= clock.modelStartMicros());
        }
    }

    @Test
    void ratesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ModelClock(0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ModelClock(0, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ModelClock(0, 0, 1_001, 1));
        assertThrows(IllegalArgumentException.class, () -> new ModelClock(-1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ModelClock(0, -1, 1, 1));
    }
}
