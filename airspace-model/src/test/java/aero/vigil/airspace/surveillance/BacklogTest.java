package aero.vigil.airspace.surveillance;

import static aero.vigil.airspace.surveillance.Scene.micros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.SimulatedRadar.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A line that was held up gives the plots of several scans at once: an adapter that starts does.
 */
final class BacklogTest {

    private static final int AIRCRAFT = 30;
    private static final double SECONDS = 60;

    /** Several scans of one radar; within what is admitted. */
    private static final double HELD_UP_SECONDS = 9;

    @Test
    void plotsOfSeveralScansThatComeAtOnceAreNoSplitsAndBeginOneTrackAnAircraft() {
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < AIRCRAFT; i++) {
            flights.add(
                    Flight.straight(
                            0x400000 + i,
                            02000 + i,
                            -80_000 + 5_500 * i,
                            30_000 - 9_000 * (i % 7),
                            230,
                            20 * (i % 5),
                            20_000 + 100 * i,
                            SECONDS));
        }
        List<SimulatedRadar> radars =
                List.of(
                        Scene.radar(0x1401, -60_000, 0, 4.0, 0.1, 1),
                        Scene.radar(0x1402, 50_000, 40_000, 5.2, 0.6, 1));
        Scene scene = new Scene(radars, flights, SECONDS, 1);
        int delivered = 0;
        for (int tick = (int) (HELD_UP_SECONDS * 10); tick <= SECONDS * 10; tick++) {
            double now = tick / 10.0;
            while (delivered < scene.sightings.size()
                    && scene.sightings.get(delivered).arrival() <= now) {
                Sighting sighting = scene.sightings.get(delivered++);
                scene.deliver(sighting.plot(), micros(now));
            }
            scene.tick(now);
        }

        long rejected =
                scene.surveillance.rejects().stream().mapToLong(SensorStatus.Count::count).sum();
        long most = scene.sightings.size() / 200;
        assertTrue(
                rejected <= most,
                () -> scene.surveillance.rejects() + " of " + scene.sightings.size());
        assertEquals(AIRCRAFT, scene.surveillance.tracks().size());
    }
}
