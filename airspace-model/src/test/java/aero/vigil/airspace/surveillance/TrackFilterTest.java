package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class TrackFilterTest {

    private static final long START = SimulatedRadar.START_MICROS;

    private static Measurement at(double seconds, double x, double y, int flightLevel) {
        return new Measurement(
                START + Math.round(seconds * 1e6), x, y, 2_500, 300, 6_400, flightLevel);
    }

    private static Measurement random(Random random, double seconds) {
        double x = 200 * seconds + random.nextGaussian() * 50;
        double y = 1_000 + 50 * seconds + random.nextGaussian() * 80;
        boolean hasLevel = random.nextInt(4) > 0;
        return at(seconds, x, y, hasLevel ? 800 + (int) (seconds * 2) : Plot.ABSENT);
    }

    @Test
    void aLatePlotLeavesTheSameStateAsIfAllHadComeInOrder() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            TrackFilter filter = new TrackFilter();
            List<Measurement> inOrder = new ArrayList<>();
            double t = 0;
            for (int i = 0; i < 30; i++) {
                inOrder.add(random(random, t));
                t += 0.3 + random.nextDouble() * 2;
            }
            List<Measurement> asArrived = new ArrayList<>(inOrder);
            for (int i = 2; i + 1 < asArrived.size(); i += 2) {
                Collections.swap(asArrived, i, i + 1);
            }

            History one = run(filter, inOrder);
            History two = run(filter, asArrived);

            assertArrayEquals(
                    one.latest().horizontal(), two.latest().horizontal(), 0.0, "seed " + seed);
            assertEquals(one.latest().vertical(), two.latest().vertical(), "seed " + seed);
        }
    }

    private static History taken(TrackFilter filter, History history, Measurement plot) {
        return Objects.requireNonNull(filter.update(history, false, plot), "too late");
    }

    private static VerticalState flown(int plots, IntUnaryOperator flightLevel) {
        VerticalState state = VerticalFilter.update(null, START, flightLevel.applyAsInt(0));
        for (int i = 1; i < plots; i++) {
            state = VerticalFilter.update(state, START + i * 4_000_000L, flightLevel.applyAsInt(i));
        }
        return state;
    }

    private static History run(TrackFilter filter, List<Measurement> plots) {
        History history = filter.start(plots.get(0));
        for (Measurement plot : plots.subList(1, plots.size())) {
            history = taken(filter, history, plot);
        }
        return history;
    }

    @Test
    void aPlotFromBeforeTheFirstOneBeginsTheTrackWhileItsWholeHistoryIsKept() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            TrackFilter filter = new TrackFilter();
            List<Measurement> inOrder = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                inOrder.add(random(random, i * 0.7));
            }
            History whole = run(filter, inOrder.subList(1, 4));

            History begun = filter.update(whole, true, inOrder.get(0));

            assertNotNull(begun, "seed " + seed);
            assertArrayEquals(
                    run(filter, inOrder).latest().horizontal(),
                    taken(filter, begun, inOrder.get(4)).latest().horizontal(),
                    0.0,
                    "seed " + seed);
            assertNull(filter.update(whole, false, inOrder.get(0)), "something was dropped");
            assertNull(filter.update(whole, true, at(-1, 0, 0, 800)), "more than 3 s before");
        }
    }

    @Test
    void aPlotMoreThanThreeSecondsBehindIsTooLate() {
        TrackFilter filter = new TrackFilter();
        History history = filter.start(at(0, 0, 0, 800));
        history = taken(filter, history, at(4, 800, 0, 800));
        history = taken(filter, history, at(8, 1_600, 0, 800));

        History accepted = filter.update(history, false, at(5.5, 1_100, 0, 800));
        History refused = filter.update(history, false, at(4.5, 900, 0, 800));

        assertNotNull(accepted);
        assertEquals(START + 8_000_000, accepted.latest().timeMicros());
        assertNull(refused);
    }

    @Test
    void keepsOnlyWhatALatePlotCouldStillNeed() {
        TrackFilter filter = new TrackFilter();
        History history = filter.start(at(0, 0, 0, 800));
        for (int i = 1; i <= 50; i++) {
            history = taken(filter, history, at(4 * i, 800 * i, 0, 800));
            assertTrue(history.size() <= 2, history.size() + " snapshots");
        }
        for (int i = 1; i <= 50; i++) {
            history = taken(filter, history, at(200 + 0.2 * i, 40_000 + 40 * i, 0, 800));
            assertTrue(history.size() <= History.CAPACITY);
        }
    }

    @Test
    void twoPlotsOfOneMomentAreTakenOneAfterTheOther() {
        TrackFilter filter = new TrackFilter();
        History history = filter.start(at(0, 0, 0, Plot.ABSENT));
        history = taken(filter, history, at(4, 800, 0, Plot.ABSENT));

        History again = filter.update(history, false, at(4, 820, 10, Plot.ABSENT));

        assertNotNull(again);
        assertTrue(filter.motion(again).varianceX() < filter.motion(history).varianceX());
    }

    @Test
    void absurdPlacesRestartTheFilterInsteadOfPoisoningIt() {
        TrackFilter filter = new TrackFilter();
        History history = filter.start(at(0, 0, 0, 800));

        history = taken(filter, history, at(4, 1e300, -1e300, 800));

        assertTrue(filter.hasRestarted());
        assertTrue(ImmFilter.isSound(history.latest().horizontal()));
    }

    @Test
    void climbsWithTheModeCAndFindsItsRate() {
        VerticalState state = flown(20, i -> 400 + 8 * i);

        assertEquals(50, state.rateFeetPerSecond(), 4); // 200 ft in 4 s
        assertTrue(state.levelUpdates() == 0);
    }

    @Test
    void holdsLevelFlightLevelInSpiteOfHundredFootSteps() {
        VerticalState state = flown(20, i -> i % 3 == 0 ? 1_204 : 1_200);

        assertEquals(0, state.rateFeetPerSecond(), 2);
        assertTrue(state.motion().isLevel());
    }

    @Test
    void doubtsASingleWildModeCAndBelievesTwoThatAgree() {
        VerticalState state = flown(10, i -> 1_200);

        VerticalState once = VerticalFilter.update(state, START + 40_000_000L, 400);
        VerticalState twice = VerticalFilter.update(once, START + 44_000_000L, 404);

        assertEquals(1_200, once.flightLevel());
        assertEquals(404, twice.flightLevel());
        assertEquals(10_100, twice.altitudeFeet(), 60);
    }
}
