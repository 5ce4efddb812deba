package aero.vigil.airspace.safety;

import static aero.vigil.airspace.safety.NetScene.NM;
import static aero.vigil.airspace.safety.NetScene.flown;
import static aero.vigil.airspace.safety.NetScene.straight;
import static aero.vigil.airspace.safety.NetScene.visual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.SimulatedTraffic.Flown;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.InhibitAlerts;
import org.junit.jupiter.api.Test;

/** What STCA goes by besides geometry, on tracks of two simulated radars: {@code SafetyRegion}. */
final class StcaRulesTest {

    /** Two head on along y = 0, 450 kt each, so many feet apart; they meet after 200 s. */
    private static NetScene headOn(long seed, double feet, double apart, String equipment) {
        NetScene scene =
                new NetScene(
                                200,
                                seed,
                                straight(1, "", -25, 0, 450, 90, feet),
                                straight(2, "", 25, 0, 450, 270, feet + apart))
                        .withPlan("ONE", plan -> plan.setEquipment(equipment));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);
        return scene;
    }

    private static double alerted(NetScene scene) {
        return scene.secondOfAlert(Alert.Kind.STCA, 190);
    }

    @Test
    void below290SevenHundredFiftyFeetAreAConflictAndEightHundredAreNone() {
        assertTrue(alerted(headOn(1, 25_000, 600, "SDFGRWY/S")) < 130);
        assertEquals(Double.NaN, alerted(headOn(2, 25_000, 850, "SDFGRWY/S")));
    }

    @Test
    void inRvsmAirspaceAThousandFeetAreEnoughForApprovedAircraftOnly() {
        assertEquals(Double.NaN, alerted(headOn(3, 33_000, 1_000, "SDFGRWY/S")));
        assertTrue(alerted(headOn(4, 33_000, 1_000, "SDFGRY/SW")) < 130, "W after / is none");
    }

    @Test
    void above410AThousandFeetAreNotEnough() {
        assertTrue(alerted(headOn(5, 43_000, 1_000, "SDFGRWY/S")) < 130);
    }

    @Test
    void twoVisualFlightsAreNoConflictEvenWhenOneIsControlled() {
        NetScene scene =
                new NetScene(
                                250,
                                6,
                                visual(straight(1, "", -10, 0, 120, 90, 5_500)),
                                visual(straight(2, "", 10, 0, 120, 270, 5_500)))
                        .withPlan("VFR1", plan -> plan.setFlightRules("V"));
        scene.fly(60);
        int id = scene.room.flight("VFR1").getId();
        int track = scene.driven.tracks.firstKey();
        scene.driven.accepted(
                aero.vigil.airspace.ControlRoom.executive("W"),
                Command.newBuilder()
                        .setCorrelate(
                                aero.vigil.wire.airspace.Correlate.newBuilder()
                                        .setFlight(id)
                                        .setTrack(track))
                        .build());
        scene.driven.tick();
        scene.room.control("VFR1", 0);

        scene.fly(180);

        assertEquals(2, scene.driven.tracks.size());
        assertFalse(scene.wasShown(Alert.Kind.STCA));
    }

    @Test
    void aFormationIsNoConflictAndTwoStrangersSideBySideAre() {
        assertFalse(sideBySide(7, 2).wasShown(Alert.Kind.STCA));
        assertTrue(sideBySide(8, 1).wasShown(Alert.Kind.STCA));
    }

    private static NetScene sideBySide(long seed, int aircraft) {
        NetScene scene =
                new NetScene(
                                90,
                                seed,
                                straight(1, "", -30, 0, 400, 90, 20_000),
                                straight(2, "", -30, 0.7, 400, 90, 20_000))
                        .withPlan("PAIR1", plan -> plan.setAircraftCount(aircraft));
        scene.fly(20);
        scene.room.control("PAIR1", 0x400001);
        scene.fly(60);
        return scene;
    }

    @Test
    void betweenTwoRegionsTheStricterParametersHold() {
        // Both inside TERMINAL they pass 3.5 NM apart: more than its 2.5 NM, less than 4.6.
        assertFalse(passing(9, 45, 62).wasShown(Alert.Kind.STCA));
        // One inside, one outside at the same distance.
        assertTrue(passing(10, 20, 39.5).wasShown(Alert.Kind.STCA));
    }

    /** Two that fly along x = a meeting line 3.5 NM apart, southbound and northbound. */
    private static NetScene passing(long seed, double x, double otherX) {
        double between = (x + otherX) / 2;
        NetScene scene =
                new NetScene(
                                200,
                                seed,
                                straight(
                                        1, "", x < 40 ? 38.25 : between - 1.75, -10, 250, 0, 9_000),
                                straight(
                                        2,
                                        "",
                                        x < 40 ? 41.75 : between + 1.75,
                                        10,
                                        250,
                                        180,
                                        9_000))
                        .withPlan("ONE", plan -> plan);
        scene.fly(20);
        scene.room.control("ONE", 0x400001);
        scene.fly(170);
        return scene;
    }

    @Test
    void insideARegionWithoutStcaNobodyIsWarned() {
        NetScene scene =
                new NetScene(
                                150,
                                11,
                                straight(1, "", -76, 52, 200, 90, 9_000),
                                straight(2, "", -64, 52, 200, 270, 9_000))
                        .withPlan("ONE", plan -> plan);
        scene.fly(20);
        scene.room.control("ONE", 0x400001);

        scene.fly(90);

        assertFalse(scene.wasShown(Alert.Kind.STCA));
    }

    @Test
    void anInhibitedFlightIsInNoConflict() {
        NetScene scene = headOn(12, 25_000, 0, "SDFGRWY/S");
        scene.supervise(
                Command.newBuilder()
                        .setInhibitAlerts(
                                InhibitAlerts.newBuilder()
                                        .setKind(Alert.Kind.STCA)
                                        .setFlight(scene.room.flight("ONE").getId())
                                        .setUntilMicros(scene.driven.now() + 600_000_000L)));

        assertEquals(Double.NaN, alerted(scene));
    }

    /** Parallel, 9 NM apart; after 60 s the one turns towards the other at 1.5 degrees a second. */
    @Test
    void whoTurnsTowardsAnotherIsWarnedOfWithinHalfAMinute() {
        double speed = 420 * NetScene.KNOT;
        double turn = Math.toRadians(1.5);
        double begins = 60;
        Flown turning =
                new Flown(
                        0x400001,
                        01001,
                        "",
                        t -> {
                            double s = Math.max(0, t - begins);
                            double ahead = Math.min(s, Math.PI / 2 / turn);
                            double rest = s - ahead;
                            double x =
                                    -45 * NM
                                            + speed * Math.min(t, begins)
                                            + speed / turn * Math.sin(turn * ahead);
                            double y = speed / turn * (1 - Math.cos(turn * ahead)) + speed * rest;
                            return new double[] {x, y, 30_000};
                        },
                        1e9);
        NetScene scene =
                new NetScene(150, 13, turning, straight(2, "", -45, 9, 420, 90, 30_000))
                        .withPlan("ONE", plan -> plan);
        scene.fly(20);
        scene.room.control("ONE", 0x400001);

        double warned = scene.secondOfAlert(Alert.Kind.STCA, 140);

        assertTrue(warned > begins && warned < begins + 26, "warned at " + warned);
    }

    @Test
    void whoIsClearedToAFreeLevelIsWarnedOfOnlyWhenHalfAMinuteWouldNotBeEnoughToStopHim() {
        NetScene scene =
                new NetScene(
                        200,
                        14,
                        flown(1, "ONE", -25, 0, 420, 90, 20_000, 1_500),
                        straight(2, "", 25, 0, 420, 270, 25_000));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);
        scene.room.clear("ONE", 240);

        double warned = scene.secondOfAlert(Alert.Kind.STCA, 190);

        // He flies through FL240; 24,250 ft are passed after 170 s, 4.6 NM left after 195 s.
        assertTrue(warned > 160 && warned < 178, "warned at " + warned);
    }
}
