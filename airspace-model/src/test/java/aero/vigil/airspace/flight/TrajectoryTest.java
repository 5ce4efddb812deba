package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.airspace.command.FiledPlan;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrajectoryTest {

    private static final Region REGION = new Region(AdaptationDecoder.decode(TestRegion.bytes()));
    private static final Winds WINDS = new Winds(new UnitOfWork());
    private static final TrajectoryBuilder BUILDER =
            new TrajectoryBuilder(RouteExpansionTest.procedures(REGION), WINDS);
    private static final long MINUTE = 60_000_000;

    private static FiledPlan plan(String from, String to, String route) {
        return RouteExpansionTest.plan(from, to, List.of(route.split(" ")));
    }

    @Test
    void aFlightClimbsCruisesAndDescendsAlongItsRoute() {
        FiledPlan plan = plan("LSWW", "LSEE", "BRAVO A1 DELTA");

        Trajectory trajectory = BUILDER.planned(plan, 25_000, Reported.NONE);

        List<RoutePoint> points = trajectory.points();
        assertEquals(plan.key().offBlockMicros() + 10 * MINUTE, points.get(0).timeMicros());
        assertEquals(1_400, points.get(0).levelFeet());
        assertTrue(points.get(2).levelFeet() > 24_000, "CENTR, 63 NM out");
        assertEquals(800, points.get(4).levelFeet(), 1, "the destination");
        for (int i = 1; i < points.size(); i++) {
            assertTrue(points.get(i).timeMicros() > points.get(i - 1).timeMicros());
        }
        double minutes =
                (trajectory.arrivalMicros() - points.get(0).timeMicros()) / (double) MINUTE;
        assertTrue(minutes > 20 && minutes < 27, "145 NM at 450 kt take " + minutes + " min");
        assertFalse(trajectory.timesAssumed());
    }

    @Test
    void theSectorsAreMetInOrderWithoutGapsOrOverlaps() {
        Trajectory low =
                BUILDER.planned(plan("LSWW", "LSEE", "BRAVO A1 DELTA"), 25_000, Reported.NONE);
        Trajectory high =
                BUILDER.planned(plan("XXXX", "YYYY", "ALPHA A1 ECHOO"), 35_000, Reported.NONE);
        Trajectory north =
                BUILDER.planned(plan("LSWW", "YYYY", "CENTR A2 GOLFO"), 25_000, Reported.NONE);

        assertEquals(List.of("WEST", "EAST"), sectors(low));
        assertEquals(List.of("UPPER"), sectors(high));
        assertEquals(3, sectors(north).size(), () -> sectors(north).toString());
        assertEquals("NORTH", sectors(north).get(2));
        for (Trajectory trajectory : List.of(low, high, north)) {
            for (int i = 1; i < trajectory.sectors().size(); i++) {
                assertEquals(
                        trajectory.sectors().get(i - 1).exitMicros(),
                        trajectory.sectors().get(i).entryMicros());
            }
        }
        assertEquals("BRAVO", low.sectors().get(1).entryPoint());
    }

    private static List<String> sectors(Trajectory trajectory) {
        return trajectory.sectors().stream().map(SectorVisit::sector).toList();
    }

    @Test
    void aFlightFromElsewhereArrivesWhenItsElapsedTimeIsOver() {
        FiledPlan plan = plan("EGLL", "LSEE", "ALPHA A1 DELTA");

        Trajectory trajectory = BUILDER.planned(plan, 25_000, Reported.NONE);

        assertEquals(plan.key().offBlockMicros() + 70 * MINUTE, trajectory.arrivalMicros());
        assertTrue(trajectory.timesAssumed());
    }

    @Test
    void aPlanOfWhichNothingIsKnownHereHasNoTrajectoryAndStillAnEnd() {
        FiledPlan plan = plan("EGLL", "LIRF", "AAAAA UB1 CCCCC");

        Trajectory trajectory = BUILDER.planned(plan, 25_000, Reported.NONE);

        assertEquals(List.of(), trajectory.points());
        assertEquals(plan.key().offBlockMicros() + 70 * MINUTE, trajectory.arrivalMicros());
    }

    @Test
    void passingAPointMovesAllLaterTimes() {
        Trajectory planned =
                BUILDER.planned(plan("LSWW", "LSEE", "BRAVO A1 DELTA"), 25_000, Reported.NONE);
        long passing = planned.points().get(1).timeMicros() + 90_000_000;

        Trajectory moved = planned.progressed(2, passing, 90_000_000);

        assertEquals(2, moved.nextPoint());
        assertEquals(passing, moved.points().get(1).timeMicros());
        assertEquals(
                planned.points().get(3).timeMicros() + 90_000_000,
                moved.points().get(3).timeMicros());
        assertEquals(planned.arrivalMicros() + 90_000_000, moved.arrivalMicros());
    }

    @Test
    void noPlanHoweverOddGivesATrajectoryThatIsNotFinite() {
        long seed = 20;
        Random random = new Random(seed);
        String[] names = {"ALPHA", "A1", "CENTR", "DUPLI", "47N009E", "89N179W", "DUPLI270999"};

        for (int i = 0; i < 2_000; i++) {
            StringBuilder route = new StringBuilder("BRAVO");
            for (int k = random.nextInt(30); k > 0; k--) {
                route.append(' ').append(names[random.nextInt(names.length)]);
            }
            FiledPlan plan = plan(random.nextBoolean() ? "LSWW" : "XXXX", "LSEE", route.toString());
            Trajectory trajectory = BUILDER.planned(plan, random.nextInt(70_000), Reported.NONE);
            for (RoutePoint point : trajectory.points()) {
                assertTrue(
                        Double.isFinite(point.x() + point.y() + point.levelFeet()),
                        "seed " + seed + " " + route);
            }
            long last = Long.MIN_VALUE;
            for (SectorVisit visit : trajectory.sectors()) {
                assertTrue(visit.entryMicros() >= last, "seed " + seed + " " + route);
                last = visit.exitMicros();
            }
        }
    }
}
