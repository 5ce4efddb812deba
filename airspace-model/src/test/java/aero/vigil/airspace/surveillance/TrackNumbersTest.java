package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which track number comes next. */
class TrackNumbersTest {

    @Test
    void aNumberIsGivenAgainOnlyAfterTenMinutes() {
        UnitOfWork work = new UnitOfWork();
        TrackNumbers numbers = new TrackNumbers(work);
        int first = numbers.take(0);
        numbers.free(first, 1_000_000);

        int second = numbers.take(600_999_999);
        int third = numbers.take(601_000_000);

        assertEquals(1, first);
        assertEquals(2, second);
        assertEquals(1, third);
    }

    @Test
    void anAircraftKnownAgainLeavesTheOtherNumbersInTheirOrder() {
        UnitOfWork work = new UnitOfWork();
        TrackNumbers numbers = new TrackNumbers(work);
        List<Flight> flights =
                List.of(Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 60));
        Scene scene = new Scene(List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1)), flights, 60, 1);
        scene.runTo(0, 50);
        SystemTrack lost = scene.surveillance.tracks().get(0);
        long now = lost.lastUpdateMicros();
        Measurement found =
                new Measurement(
                        now,
                        lost.motion().xMetres(),
                        lost.motion().yMetres(),
                        1,
                        0,
                        1,
                        Plot.ABSENT);
        for (int i = 1; i <= 3; i++) {
            numbers.take(0);
        }
        numbers.free(2, 1_000_000);

        for (int times = 0; times < 2 * SystemTrack.MAX_NUMBER; times++) {
            numbers.free(lost, true, now);
            assertEquals(lost.number(), numbers.take(0x123456, found, now));
            work.commit();
        }
        numbers.free(3, now);

        assertEquals(2, numbers.take(now));
        assertEquals(4, numbers.take(now), "3 has not rested");
    }
}
