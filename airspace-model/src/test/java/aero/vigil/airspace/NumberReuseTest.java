package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody takes a new aircraft for an old one: what was a number's is not another's for long. */
final class NumberReuseTest {

    private static final long REST_MICROS = 600_000_000;
    private static final int MINUTES = 24;
    private static final double LIFE_SECONDS = 50;

    /** One aircraft after the other, each there for less than a minute, one a half minute. */
    private static List<Aircraft> comingAndGoing() {
        List<Aircraft> aircraft = new ArrayList<>();
        for (int i = 0; i < MINUTES * 2; i++) {
            aircraft.add(
                    new Aircraft(
                            0x400000 + i,
                            02000 + i,
                            "COME" + i,
                            -20_000 + 500 * i,
                            10_000,
                            200,
                            0,
                            20_000,
                            0,
                            30.0 * i,
                            30.0 * i + LIFE_SECONDS));
        }
        return aircraft;
    }

    @Test
    void anAircraftThatIsFoundAgainSoonKeepsItsNumber() {
        List<Aircraft> lostAndFound = new ArrayList<>();
        for (double[] seen : new double[][] {{0, 60}, {110, 170}}) {
            lostAndFound.add(
                    new Aircraft(
                            0x400000, 02000, "LOST1", -20_000, 10_000, 200, 0, 20_000, 0, seen[0],
                            seen[1]));
        }
        List<Arrival> arrivals = SimulatedTraffic.plots(lostAndFound, 180, 1);
        DrivenModel driven = new DrivenModel();
        List<Integer> numbers = new ArrayList<>();
        int next = 0;
        int gaps = 0;
        while (driven.now() < SimulatedTraffic.START_MICROS + 165_000_000L) {
            driven.passWithoutTick(0.4);
            List<Plot> due = new ArrayList<>();
            while (next < arrivals.size() && arrivals.get(next).micros() <= driven.now()) {
                due.add(arrivals.get(next++).plot());
            }
            driven.report(DrivenModel.ADAPTER_A, "A", due);
            driven.tick();
            gaps += driven.tracks.isEmpty() && !numbers.isEmpty() ? 1 : 0;
            numbers.addAll(driven.tracks.keySet());
        }

        assertTrue(gaps > 10, "the track had ended in between");
        assertEquals(1, Set.copyOf(numbers).size(), "one number for one aircraft");
    }

    @Test
    void aTrackNumberIsGivenAgainOnlyAfterTenMinutesOfModelTime() {
        List<Arrival> arrivals = SimulatedTraffic.plots(comingAndGoing(), MINUTES * 60, 1);
        DrivenModel driven = new DrivenModel();
        Map<Integer, Long> endedAt = new HashMap<>();
        Set<Integer> shown = new HashSet<>();
        int reused = 0;
        int begun = 0;
        int next = 0;
        while (driven.now() < SimulatedTraffic.START_MICROS + MINUTES * 60_000_000L) {
            driven.passWithoutTick(0.4);
            List<Plot> due = new ArrayList<>();
            while (next < arrivals.size() && arrivals.get(next).micros() <= driven.now()) {
                due.add(arrivals.get(next++).plot());
            }
            driven.report(DrivenModel.ADAPTER_A, "A", due);
            driven.tick();
            for (int number : driven.tracks.keySet()) {
                if (shown.add(number)) {
                    begun++;
                    Long before = endedAt.get(number);
                    long rested = before == null ? Long.MAX_VALUE : driven.now() - before;
                    reused += before == null ? 0 : 1;
                    assertTrue(
                            rested >= REST_MICROS,
                            "track " + number + " is used again after " + rested + " us");
                }
            }
            for (int number : Set.copyOf(shown)) {
                if (!driven.tracks.containsKey(number)) {
                    shown.remove(number);
                    endedAt.put(number, driven.now());
                }
            }
        }

        assertTrue(begun >= MINUTES * 2 - 3, begun + " tracks begun");
        assertTrue(reused > MINUTES / 2, reused + " numbers were used again");
        assertTrue(endedAt.size() < begun, "a number that has rested is taken before a new one");
    }
}
