package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.adaptation.Fix;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WayTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final long SECOND = 1_000_000;
    private static final String[] TYPES = {"A320", "C172", "B77W", "AT76", "GLF5"};

    private final Random random = new Random(Long.getLong("vigil.seed", 17));

    /** A flight by a random type along a random route in a random wind, climb and descent in it. */
    private List<RoutePoint> flown() {
        Winds winds = new Winds(new UnitOfWork());
        winds.set(
                List.of(
                        WindLayer.of(50, random.nextInt(360), random.nextInt(30)),
                        WindLayer.of(350, random.nextInt(360), random.nextInt(60))));
        List<Waypoint> route = new ArrayList<>();
        double x = 0;
        double y = 0;
        for (int i = 0; i < 2 + random.nextInt(10); i++) {
            x += random.nextDouble() * 100 * NM;
            y += (random.nextDouble() - 0.5) * 100 * NM;
            route.add(Waypoint.of(new Fix("P" + i, x, y)));
        }
        Cruise cruise =
                new Cruise((150 + random.nextInt(330)) * KNOT, 8_000 + 1_000 * random.nextInt(32));
        return Flown.through(
                        new Flown.Start("", 0, 0, random.nextInt(9_000), 0),
                        route,
                        new Flown.Profile(
                                cruise,
                                false,
                                Performance.of(TYPES[random.nextInt(TYPES.length)], "M"),
                                random.nextBoolean() ? 1_000 : Double.NaN,
                                winds))
                .vertices();
    }

    /** Where a way is at a time. */
    private static Vertex at(Way way, long micros) {
        List<Vertex> vertices = way.vertices();
        int i = 1;
        while (i < vertices.size() - 1 && vertices.get(i).timeMicros() < micros) {
            i++;
        }
        Vertex from = vertices.get(i - 1);
        Vertex to = vertices.get(i);
        double part = (micros - from.timeMicros()) / (double) (to.timeMicros() - from.timeMicros());
        return new Vertex(
                from.x() + part * (to.x() - from.x()),
                from.y() + part * (to.y() - from.y()),
                micros,
                from.levelFeet() + part * (to.levelFeet() - from.levelFeet()));
    }

    @Test
    void aWayOfFewVerticesIsWhereTheFlightIsFlownStepByStep() {
        int steps = 0;
        int kept = 0;
        for (int flight = 0; flight < 500; flight++) {
            List<RoutePoint> flown = flown();
            Way way = Way.through(flown);

            for (RoutePoint step : flown) {
                Vertex there = at(way, step.timeMicros());
                double metres = StrictMath.hypot(there.x() - step.x(), there.y() - step.y());
                assertTrue(metres < 2.5 * NM, "flight " + flight + " is " + metres + " m off");
                assertEquals(step.levelFeet(), there.levelFeet(), 1_000, "flight " + flight);
            }
            steps += flown.size();
            kept += way.vertices().size();
        }
        assertTrue(kept < steps / 2, kept + " of " + steps);
    }

    @Test
    void oneThatIsLaterIsAtTheSamePlacesLater() {
        Way way = Way.through(flown());

        Way later = way.shifted(90 * SECOND);

        for (Vertex vertex : way.vertices()) {
            Vertex there = at(later, vertex.timeMicros() + 90 * SECOND);
            assertEquals(vertex.x(), there.x(), 1e-6);
            assertEquals(vertex.y(), there.y(), 1e-6);
        }
    }

    @Test
    void oneThatHoldsStaysAtTheFixUntilItLeavesAndThenFliesOnAsBefore() {
        List<RoutePoint> flown = flown();
        int at = 1;
        while (flown.get(at).name().isEmpty()) {
            at++;
        }
        RoutePoint fix = flown.get(at);
        Way way = Way.through(flown);
        long until = fix.timeMicros() + 600 * SECOND;

        Way held = way.heldAt(fix, until);

        for (long micros = fix.timeMicros(); micros <= until; micros += 100 * SECOND) {
            assertEquals(fix.x(), at(held, micros).x(), 1e-6);
            assertEquals(fix.y(), at(held, micros).y(), 1e-6);
        }
        for (RoutePoint before : flown.subList(0, at)) {
            assertEquals(
                    at(way, before.timeMicros()).x(), at(held, before.timeMicros()).x(), NM / 4);
        }
        for (RoutePoint after : flown.subList(at, flown.size())) {
            Vertex there = at(held, after.timeMicros() + 600 * SECOND);
            assertEquals(at(way, after.timeMicros()).x(), there.x(), NM / 4);
        }
    }

    @Test
    void oneOfMoreVerticesThanMayBeIsKnownAsFarAsTheyReach() {
        List<RoutePoint> zigzag = new ArrayList<>();
        for (int i = 0; i < 2 * Way.MAX_VERTICES; i++) {
            zigzag.add(
                    new RoutePoint("", i * NM, i % 2 * NM, i * 10L * SECOND, 10_000, false, null));
        }

        Way way = Way.through(zigzag);

        assertEquals(Way.MAX_VERTICES, way.vertices().size());
        Vertex last = way.vertices().get(Way.MAX_VERTICES - 1);
        assertEquals((Way.MAX_VERTICES - 1) * NM, last.x());
    }
}
