package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.adaptation.Region;
import aero.vigil.airspace.codec.AdaptationDecoder;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Speeds, levels, types and winds in a trajectory (airspace algorithms §6a). */
class RouteCruiseTest {

    private static final double NM = 1_852;
    private static final Region REGION = new Region(AdaptationDecoder.decode(TestRegion.bytes()));

    private final Winds winds = new Winds(new UnitOfWork());

    private RoutePoint start(double feet) {
        return new RoutePoint("", -100 * NM, 0, 0, feet, false, null);
    }

    private List<RoutePoint> flown(RoutePoint from, Performance performance, Waypoint... route) {
        return Flown.through(
                        new Flown.Start("", from.x(), from.y(), from.levelFeet(), 0),
                        List.of(route),
                        new Flown.Profile(
                                new Cruise(200, 30_000), false, performance, Double.NaN, winds))
                .points();
    }

    private static Waypoint fix(String name) {
        return Waypoint.of(REGION.points(name).get(0));
    }

    private static Waypoint fix(String name, String change) {
        return new Waypoint(REGION.points(name).get(0), Cruise.filed(change));
    }

    @Test
    void aFiledChangeHoldsFromItsPointOn() {
        List<RoutePoint> points =
                flown(
                        start(30_000),
                        Performance.of("A320", "M"),
                        fix("ALPHA"),
                        fix("BRAVO", "K0360F300"),
                        fix("CENTR"));

        double before = points.get(1).timeMicros() - points.get(0).timeMicros();
        double after = points.get(2).timeMicros() - points.get(1).timeMicros();
        assertEquals(2, after / before, 1e-6);
    }

    @Test
    void aHigherLevelIsClimbedToAtTheRateOfTheType() {
        List<RoutePoint> jet =
                flown(start(18_000), Performance.of("B738", "M"), fix("ALPHA"), fix("BRAVO"));
        List<RoutePoint> turboprop =
                flown(start(18_000), Performance.of("AT76", "M"), fix("ALPHA"), fix("BRAVO"));

        assertTrue(jet.get(1).levelFeet() > turboprop.get(1).levelFeet() + 2_000);
        assertTrue(jet.get(1).levelFeet() <= 30_000);
    }

    @Test
    void aHeadWindCostsWhatATailWindDoesNotGiveBack() {
        long still = time();
        winds.set(List.of(WindLayer.of(300, 270, 100)));
        long tail = time();
        winds.set(List.of(WindLayer.of(300, 90, 100)));
        long head = time();
        winds.set(List.of(WindLayer.of(300, 0, 100)));
        long across = time();

        double knot = NM / 3_600;
        assertEquals(200 / (200 + 100 * knot), (double) tail / still, 1e-3);
        assertEquals(200 / (200 - 100 * knot), (double) head / still, 1e-3);
        assertTrue(across > still && across < head);
    }

    private long time() {
        List<RoutePoint> points =
                flown(start(30_000), Performance.of("A320", "M"), fix("ALPHA"), fix("DELTA"));
        return points.get(1).timeMicros() - points.get(0).timeMicros();
    }

    @Test
    void betweenTwoLayersTheWindIsBetweenThem() {
        winds.set(List.of(WindLayer.of(100, 270, 20), WindLayer.of(300, 270, 60)));
        double knot = NM / 3_600;

        assertEquals(200 + 20 * knot, winds.groundSpeed(200, 1, 0, 5_000), 1e-9);
        assertEquals(200 + 40 * knot, winds.groundSpeed(200, 1, 0, 20_000), 1e-9);
        assertEquals(200 + 60 * knot, winds.groundSpeed(200, 1, 0, 45_000), 1e-9);
    }

    @Test
    void calibratedAirspeedIsTrueAtSeaLevelAndGrowsWithHeight() {
        assertEquals(250, StandardAtmosphere.trueFromCalibrated(250, 0), 1e-9);
        assertEquals(
                250 / Math.sqrt(0.5328), StandardAtmosphere.trueFromCalibrated(250, 20_000), 0.1);
    }

    @Test
    void noFixOfAnyRouteIsPassedBeforeTheOneBefore() {
        winds.set(List.of(WindLayer.of(0, 90, 300)));
        List<RoutePoint> points =
                flown(
                        start(0),
                        Performance.of("P28A", "L"),
                        fix("ALPHA"),
                        fix("BRAVO"),
                        fix("GOLFO"));

        for (int i = 1; i < points.size(); i++) {
            assertTrue(points.get(i).timeMicros() > points.get(i - 1).timeMicros());
        }
    }
}
