package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Track;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Another region than the one that everything else is tried in: nothing of that one is wired into
 * the simulator or the model.
 */
@Tag("slow")
class OtherRegionTest {

    private static final long SEED = 11;
    private static final int AIRCRAFT = 45;

    private final Adaptation region = Regions.named("barcelona");
    private final ModelLoop loop = new ModelLoop(region, SEED, AIRCRAFT, Regions.START);

    @Test
    void tenMinutesOfTrafficAreTrackedCorrelatedAndHandedFromSectorToSector() {
        Set<String> own =
                region.getSectorsList().stream()
                        .filter(sector -> !sector.getExternal())
                        .map(sector -> sector.getId())
                        .collect(Collectors.toSet());
        own.stream().sorted().forEach(loop::colleagueAt);

        Set<String> controlling = new TreeSet<>();
        for (int minute = 0; minute < 10; minute++) {
            loop.run(MINUTE);
            loop.flights.values().forEach(flight -> controlling.add(flight.getControllingSector()));
        }

        assertEquals(Map.of(), loop.rejected, "reports, plans and orders the model refused");
        Set<Integer> tracked =
                loop.tracks.values().stream().map(Track::getAddress).collect(Collectors.toSet());
        int flying = 0;
        int seen = 0;
        for (Target target : loop.simulation.targets()) {
            if (target.at(loop.nowMicros()).pressureAltitudeFeet() > 8_000) {
                flying++;
                seen += tracked.contains(target.transponder().address()) ? 1 : 0;
            }
        }
        assertTrue(flying > AIRCRAFT / 2, flying + " of " + AIRCRAFT + " are up");
        assertTrue(seen >= 0.9 * flying, seen + " of " + flying + " are tracked");
        long correlated =
                loop.tracks.values().stream().filter(track -> track.getFlight() != 0).count();
        assertTrue(
                correlated >= 0.95 * loop.tracks.size(),
                correlated + " of " + loop.tracks.size() + " are correlated");
        assertTrue(controlling.containsAll(own), () -> "sectors that control: " + controlling);
        assertAllRoutesAreKnown();
    }

    private void assertAllRoutesAreKnown() {
        Set<String> airports = new TreeSet<>();
        for (Flight flight : loop.flights.values()) {
            airports.add(flight.getKey().getDeparture());
            airports.add(flight.getKey().getDestination());
            assertEquals(0, flight.getFailedElement(), () -> "route not known here: " + flight);
        }
        assertTrue(airports.contains("LEBL"), airports::toString);
    }
}
