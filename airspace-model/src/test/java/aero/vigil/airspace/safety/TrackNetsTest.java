package aero.vigil.airspace.safety;

import static aero.vigil.airspace.safety.NetScene.flown;
import static aero.vigil.airspace.safety.NetScene.straight;
import static aero.vigil.airspace.safety.NetScene.visual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ControlRoom;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Flown;
import aero.vigil.wire.airspace.AcknowledgeAlert;
import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.AssignHeading;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.InhibitAlerts;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import org.junit.jupiter.api.Test;

/** The nets about single tracks, on tracks of two simulated radars: {@code SafetyRegion}. */
final class TrackNetsTest {

    private static final long MICROS = 1_000_000;

    private static Command.Builder activate(String area, boolean active) {
        return Command.newBuilder()
                .setActivateArea(ActivateArea.newBuilder().setArea(area).setActive(active));
    }

    private static Command.Builder qnh(String region, int hectopascals) {
        return Command.newBuilder()
                .setSetQnh(SetQnh.newBuilder().setRegion(region).setHectopascals(hectopascals));
    }

    private static Command.Builder runway(String... runways) {
        return Command.newBuilder()
                .setSetRunwaysInUse(
                        SetRunwaysInUse.newBuilder()
                                .setAirport("LSEE")
                                .addAllRunways(java.util.List.of(runways)));
    }

    /** Enters LSR1, whose border is 10 NM ahead, after 80 s at 450 kt. */
    private static Flown intruder(String callsign) {
        return straight(1, callsign, 10, 20, 450, 90, 15_000);
    }

    @Test
    void whoFliesTowardsAnActiveAreaIsWarnedOfAMinuteBeforeAndUntilHeHasLeftIt() {
        NetScene scene = new NetScene(400, 1, intruder(""));
        scene.supervise(activate("LSR1", true));

        double warned = scene.secondOfAlert(Alert.Kind.APW, 80);
        Alert first = scene.alert(Alert.Kind.APW);
        scene.fly(85 - scene.second());
        Alert inside = scene.alert(Alert.Kind.APW);
        scene.fly(280 - scene.second());

        assertTrue(warned > 14 && warned < 30, "warned at " + warned);
        assertEquals("LSR1", first.getText());
        assertFalse(first.getInfringed());
        assertEquals(80, warned + first.getViolationMillis() / 1e3 + 4, 6, first::toString);
        assertTrue(inside.getInfringed());
        assertEquals(first.getId(), inside.getId());
        assertFalse(scene.isShown(Alert.Kind.APW), "he left it after 240 s");
    }

    @Test
    void anAreaThatIsNotActiveWarnsNobody() {
        NetScene scene = new NetScene(120, 2, intruder(""));
        scene.supervise(activate("LSR1", true));
        scene.supervise(activate("LSR1", false));

        scene.fly(110);

        assertFalse(scene.wasShown(Alert.Kind.APW));
    }

    @Test
    void anAreaIsActiveByItsScheduleAndWarnsThen() {
        NetScene scene = new NetScene(300, 3, straight(1, "", -30, -29, 120, 0, 15_000));

        double warned = scene.secondOfAlert(Alert.Kind.APW, 250);
        scene.fly(260 - scene.second());

        assertEquals(60, warned, 2.5, "active from 11:01");
        assertFalse(scene.isShown(Alert.Kind.APW), "until 11:04");
        assertFalse(scene.driven.safetyNets.getAreas(1).getActive());
    }

    @Test
    void permittedFlightsMayFlyInAnActiveArea() {
        NetScene scene = new NetScene(120, 4, intruder("FRIEND"));
        scene.supervise(
                Command.newBuilder()
                        .setActivateArea(
                                ActivateArea.newBuilder()
                                        .setArea("LSR1")
                                        .setActive(true)
                                        .addPermittedCallsigns("FRIEND")));
        scene.fly(12);
        scene.room.control("FRIEND", 0x400001);

        scene.fly(100);

        assertFalse(scene.wasShown(Alert.Kind.APW));
    }

    @Test
    void aTypeOfFlightMayBePermittedByTheAdaptation() {
        NetScene scene =
                new NetScene(120, 5, intruder(""))
                        .withPlan("ARMY1", plan -> plan.setFlightType("M"));
        scene.fly(12);
        scene.room.control("ARMY1", 0x400001);
        scene.supervise(activate("LSR1", true));

        scene.fly(100);

        assertFalse(scene.wasShown(Alert.Kind.APW));
    }

    @Test
    void anAlertIsAcknowledgedOnceAndStaysSo() {
        NetScene scene = new NetScene(120, 6, intruder(""));
        scene.supervise(activate("LSR1", true));
        scene.secondOfAlert(Alert.Kind.APW, 80);
        Alert alert = scene.alert(Alert.Kind.APW);

        scene.driven.accepted(
                ControlRoom.executive("E"),
                Command.newBuilder()
                        .setAcknowledgeAlert(AcknowledgeAlert.newBuilder().setAlert(alert.getId()))
                        .build());
        scene.fly(20);

        assertFalse(alert.getAcknowledged());
        assertTrue(scene.alert(Alert.Kind.APW).getAcknowledged());
        assertEquals(alert.getId(), scene.alert(Alert.Kind.APW).getId());
    }

    @Test
    void inhibitedAlertsEndAndComeBackWhenTheInhibitionRunsOut() {
        NetScene scene = new NetScene(200, 7, intruder(""));
        scene.supervise(activate("LSR1", true));
        scene.secondOfAlert(Alert.Kind.APW, 80);
        int track = scene.alert(Alert.Kind.APW).getTrackA();

        scene.supervise(
                Command.newBuilder()
                        .setInhibitAlerts(
                                InhibitAlerts.newBuilder()
                                        .setKind(Alert.Kind.APW)
                                        .setTrack(track)
                                        .setUntilMicros(scene.driven.now() + 30 * MICROS)));
        scene.fly(1.2);
        boolean shownAtOnce = scene.isShown(Alert.Kind.APW);
        scene.fly(27);
        boolean shownLater = scene.isShown(Alert.Kind.APW);
        int inhibitions = scene.driven.safetyNets.getInhibitionsCount();
        scene.fly(15);

        assertFalse(shownAtOnce);
        assertFalse(shownLater);
        assertEquals(1, inhibitions);
        assertEquals(0, scene.driven.safetyNets.getInhibitionsCount());
        assertTrue(scene.isShown(Alert.Kind.APW));
    }

    @Test
    void whoSinksTowardsTheGroundIsWarnedOfHalfAMinuteBeforeTheMinimum() {
        NetScene scene = new NetScene(200, 8, flown(1, "", -60, -45, 250, 90, 13_000, -2_000));
        scene.supervise(qnh("WEST", 1_013));

        double warned = scene.secondOfAlert(Alert.Kind.MSAW, 150);
        Alert alert = scene.alert(Alert.Kind.MSAW);

        // 8,900 ft (100 ft margin) after 123 s.
        assertTrue(warned > 85 && warned < 105, "warned at " + warned);
        assertEquals("minimum 9000 ft", alert.getText());
        assertTrue(alert.getViolationMillis() > 18_000, alert::toString);
    }

    @Test
    void whoIsClearedToALevelAboveTheMinimumIsNotWarnedOf() {
        NetScene scene = new NetScene(100, 9, flown(1, "DOWN1", -60, -45, 250, 90, 13_000, -2_000));
        scene.supervise(qnh("WEST", 1_013));
        scene.fly(12);
        scene.room.control("DOWN1", 0x400001);
        scene.room.clear("DOWN1", 100);

        // He would pass 8,900 ft after 123 s: the cap holds until 30 s before.
        scene.fly(76);

        assertFalse(scene.wasShown(Alert.Kind.MSAW));
    }

    @Test
    void theAltitudeThatCountsIsByTheQnh() {
        NetScene low = new NetScene(60, 10, straight(1, "", -60, -45, 250, 90, 9_400));
        NetScene high = new NetScene(60, 10, straight(1, "", -60, -45, 250, 90, 9_400));
        low.supervise(qnh("WEST", 990));
        high.supervise(qnh("WEST", 1_013));

        low.fly(40);
        high.fly(40);

        assertTrue(low.isShown(Alert.Kind.MSAW), "990 hPa is 634 ft lower");
        assertFalse(high.wasShown(Alert.Kind.MSAW));
        assertEquals("minimum 9000 ft", low.alert(Alert.Kind.MSAW).getText());
    }

    @Test
    void withoutAFreshQnhTheWarningSaysThatItIsDegraded() {
        NetScene scene = new NetScene(60, 11, straight(1, "", -60, -45, 250, 90, 8_000));

        scene.fly(40);

        assertEquals("minimum 9000 ft, degraded: no QNH", scene.alert(Alert.Kind.MSAW).getText());
        assertTrue(scene.driven.safetyNets.getQnh(0).getDegraded());
    }

    @Test
    void aQnhGrowsOld() {
        NetScene scene = new NetScene(10, 12, straight(1, "", -60, -45, 250, 90, 18_000));
        scene.supervise(qnh("WEST", 1_020));
        scene.fly(1);
        boolean degradedAtFirst = scene.driven.safetyNets.getQnh(0).getDegraded();

        scene.driven.passWithoutTick(91 * 60);
        scene.driven.tick();

        assertFalse(degradedAtFirst);
        assertTrue(scene.driven.safetyNets.getQnh(0).getDegraded());
        assertEquals(1_020, scene.driven.safetyNets.getQnh(0).getHectopascals());
    }

    @Test
    void visualFlightsAreNotWarnedOfTheGround() {
        NetScene scene = new NetScene(60, 13, visual(straight(1, "", -60, -45, 110, 90, 7_000)));

        scene.fly(50);

        assertEquals(1, scene.driven.tracks.size());
        assertFalse(scene.wasShown(Alert.Kind.MSAW));
    }

    /** On final to LSEE 27 at 140 kt, so many feet off the 3 degree path from 12 NM out. */
    private static Flown onFinal(double feetOff, double milesAside) {
        return flown(
                1,
                "",
                72,
                20 + milesAside,
                140,
                270,
                800 + 12 * 318.4 + feetOff,
                -318.4 * 140 / 60);
    }

    @Test
    void whoFliesTheApproachPathIsWarnedOfByNobody() {
        NetScene scene = new NetScene(270, 14, onFinal(0, 0));
        scene.supervise(qnh("EAST", 1_013));
        scene.supervise(runway("27"));

        scene.fly(260);

        assertTrue(scene.driven.tracks.size() == 1);
        assertFalse(scene.wasShown(Alert.Kind.APM));
        assertFalse(scene.wasShown(Alert.Kind.MSAW), "the funnel takes the ground's place");
    }

    @Test
    void whoIsBelowTheApproachPathIsWarnedOf() {
        NetScene scene = new NetScene(200, 15, onFinal(-700, 0));
        scene.supervise(qnh("EAST", 1_013));
        scene.supervise(runway("27"));

        double warned = scene.secondOfAlert(Alert.Kind.APM, 150);
        Alert alert = scene.alert(Alert.Kind.APM);

        assertTrue(warned < 90, "warned at " + warned);
        assertEquals("LSEE 27 below the path", alert.getText());
        assertEquals(700, alert.getLeastVerticalFeet(), 450, alert::toString);
    }

    @Test
    void whoLeavesTheApproachToTheSideIsWarnedOf() {
        NetScene scene = new NetScene(200, 16, onFinal(0, 1.1));
        scene.supervise(qnh("EAST", 1_013));
        scene.supervise(runway("27"));

        scene.secondOfAlert(Alert.Kind.APM, 150);

        assertEquals("LSEE 27 beside the path", scene.alert(Alert.Kind.APM).getText());
    }

    @Test
    void aRunwayThatIsNotInUseHasNoFunnel() {
        NetScene scene = new NetScene(200, 17, onFinal(-700, 0));
        scene.supervise(qnh("EAST", 1_013));
        scene.supervise(runway("27"));
        scene.supervise(runway());

        scene.fly(150);

        assertFalse(scene.wasShown(Alert.Kind.APM));
        assertTrue(scene.wasShown(Alert.Kind.MSAW), "3,000 ft hold there again");
    }

    @Test
    void whoStaysOffHisClearedLevelIsWarnedOfHalfAMinuteAfterTheClearance() {
        NetScene scene = new NetScene(120, 18, straight(1, "ONE", -30, 0, 450, 90, 25_000));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);
        scene.room.clear("ONE", 250);
        scene.fly(20);
        boolean shownAtHisLevel = scene.wasShown(Alert.Kind.CLAM);
        double cleared = scene.second();
        scene.room.clear("ONE", 270);

        double warned = scene.secondOfAlert(Alert.Kind.CLAM, 120);

        assertFalse(shownAtHisLevel);
        assertTrue(warned - cleared >= 30 && warned - cleared < 45, warned + " - " + cleared);
        assertEquals("CFL 270", scene.alert(Alert.Kind.CLAM).getText());
        assertEquals(2_000, scene.alert(Alert.Kind.CLAM).getLeastVerticalFeet(), 100);
        scene.room.clear("ONE", 250);
        scene.fly(16);
        assertFalse(scene.isShown(Alert.Kind.CLAM));
    }

    @Test
    void whoClimbsThroughHisClearedLevelIsWarnedOfAtOnce() {
        NetScene scene = new NetScene(160, 19, flown(1, "UP1", -30, 0, 300, 90, 15_000, 1_500));
        scene.fly(20);
        scene.room.control("UP1", 0x400001);
        scene.room.clear("UP1", 175);

        double warned = scene.secondOfAlert(Alert.Kind.CLAM, 160);

        // FL175 is passed after 100 s, 300 ft more after 112.
        assertTrue(warned > 108 && warned < 126, "warned at " + warned);
    }

    @Test
    void whoClimbsToHisClearedLevelIsNotWarnedOf() {
        NetScene scene = new NetScene(100, 20, flown(1, "UP1", -30, 0, 300, 90, 15_000, 1_500));
        scene.fly(20);
        scene.room.control("UP1", 0x400001);
        scene.room.clear("UP1", 300);

        scene.fly(75);

        assertFalse(scene.wasShown(Alert.Kind.CLAM));
    }

    /** Along A1 from BRAVO, drifting to the north by 20 degrees from the start. */
    private static NetScene drifting(long seed) {
        NetScene scene = new NetScene(260, seed, straight(1, "ONE", -48, 0, 450, 70, 25_000));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);
        return scene;
    }

    @Test
    void whoLeavesHisRouteIsWarnedOf() {
        NetScene scene = drifting(21);

        double warned = scene.secondOfAlert(Alert.Kind.RAM, 150);
        Alert alert = scene.alert(Alert.Kind.RAM);

        // 2.5 NM aside after 58 s.
        assertTrue(warned > 56 && warned < 85, "warned at " + warned);
        assertEquals(2.6 * NetScene.NM, alert.getLeastDistanceMetres(), 1_200, alert::toString);
    }

    @Test
    void onAHeadingNobodyLeavesHisRoute() {
        NetScene scene = drifting(22);
        var flight = scene.room.flight("ONE");
        scene.driven.accepted(
                ControlRoom.executive("W"),
                Command.newBuilder()
                        .setAssignHeading(
                                AssignHeading.newBuilder()
                                        .setFlight(flight.getId())
                                        .setVersion(flight.getVersion())
                                        .setHeadingDegrees(70))
                        .build());

        scene.fly(100);

        assertFalse(scene.wasShown(Alert.Kind.RAM));
    }

    @Test
    void fromHisLastPointToTheRunwayNobodyHasARouteToLeave() {
        // Past DELTA straight on along a base leg; the line from there to LSEE goes 63 degrees
        // left.
        NetScene scene = new NetScene(260, 23, straight(1, "ONE", 38, 0, 250, 90, 8_000));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);

        scene.fly(220);

        // By then 4.7 NM past DELTA, 4.2 NM beside that line.
        assertFalse(scene.wasShown(Alert.Kind.RAM));
    }

    @Test
    void onHisWayOutToHisFirstPointNobodyHasARouteToLeave() {
        // From LSWW to the east; BRAVO lies to the north-north-east.
        NetScene scene = new NetScene(130, 24, flown(1, "ONE", -60, -20, 250, 90, 3_000, 2_000));
        scene.fly(20);
        scene.room.control("ONE", 0x400001);

        scene.fly(100);

        assertFalse(scene.wasShown(Alert.Kind.RAM));
    }
}
