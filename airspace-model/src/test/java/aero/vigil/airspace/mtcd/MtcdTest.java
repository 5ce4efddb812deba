package aero.vigil.airspace.mtcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.control.Console;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.AcknowledgeAlert;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import aero.vigil.wire.airspace.Delay;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.InhibitAlerts;
import aero.vigil.wire.airspace.Keyframe;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MtcdTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    private final DrivenModel driven = new DrivenModel();

    /** From LSWW along A1 to LSEE. */
    private FiledPlan.Builder eastbound(String callsign, String level) {
        return driven.plan(callsign).setLevel(level);
    }

    /** The other way. */
    private FiledPlan.Builder westbound(String callsign, String level) {
        FiledPlan.Builder plan = driven.plan(callsign).setLevel(level);
        plan.getKeyBuilder().setDeparture("LSEE").setDestination("LSWW");
        return plan.clearRoute().addAllRoute(List.of("DELTA", "A1", "BRAVO"));
    }

    private int file(FiledPlan.Builder plan) {
        return driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan)).getFlight();
    }

    private List<Alert> conflicts() {
        return driven.alerts.values().stream()
                .filter(alert -> alert.getKind() == Alert.Kind.MTCD)
                .toList();
    }

    @Test
    void twoPlansThatMeetAreAConflictOfTheirFlightsAndVersions() {
        int east = file(eastbound("EAST1", "F060"));
        int west = file(westbound("WEST1", "F060"));

        driven.tickSeconds(1);

        assertEquals(1, conflicts().size(), driven.alerts::toString);
        Alert conflict = conflicts().get(0);
        assertEquals(east, conflict.getFlight());
        assertEquals(west, conflict.getFlightB());
        assertEquals(driven.flight(east).getVersion(), conflict.getFlightVersion());
        assertEquals(driven.flight(west).getVersion(), conflict.getFlightBVersion());
        assertTrue(conflict.getLeastDistanceMetres() < 1_000, conflict::toString);
        double minutes = conflict.getViolationMillis() / 60_000.0;
        assertTrue(minutes > 5 && minutes < 12, "in " + minutes + " minutes");
        assertEquals("EAST1 WEST1", conflict.getText());
    }

    @Test
    void aThousandFeetBetweenPlannedLevelsAreEnough() {
        file(eastbound("EAST1", "F060"));
        file(westbound("WEST1", "F070"));

        driven.tickSeconds(1);

        assertEquals(List.of(), conflicts());
    }

    @Test
    void aChangedPlanIsProbedAtOnceAndItsConflictEnds() {
        FiledPlan.Builder west = westbound("WEST1", "F060");
        file(eastbound("EAST1", "F060"));
        file(west);
        driven.tickSeconds(1);
        assertEquals(1, conflicts().size());

        driven.accepted(
                DrivenModel.ADAPTER_A,
                DrivenModel.planMessage(
                        FlightPlanMessage.newBuilder()
                                .setDelay(
                                        Delay.newBuilder()
                                                .setKey(west.getKey())
                                                .setNewOffBlockTimeMicros(
                                                        driven.now() + 2_400_000_000L)),
                        "(DLA-WEST1)"));
        driven.tickSeconds(0.2);

        assertEquals(List.of(), conflicts());
    }

    @Test
    void aClearedLevelThatLeavesTheOtherOneRoomIsNoConflictAndOneThatDoesNotIs() {
        file(eastbound("EAST1", "F070"));
        int flight = file(westbound("WEST1", "F060"));
        driven.tickSeconds(1);
        assertEquals(List.of(), conflicts());
        Console east = Console.at(driven, 21, "eve", "E");
        east.does(east.assume(flight));

        east.does(east.level(flight, 70));

        assertEquals(1, conflicts().size(), driven.alerts::toString);
    }

    @Test
    void oneThatClimbsThroughALevelBeforeItMeetsTheOtherThereIsNoConflict() {
        file(eastbound("EAST1", "F250"));
        FiledPlan.Builder west = westbound("WEST1", "F110");
        west.getKeyBuilder()
                .setOffBlockTimeMicros(west.getKey().getOffBlockTimeMicros() - 240_000_000L);
        file(west);

        driven.tickSeconds(1);

        assertEquals(List.of(), conflicts());
    }

    @Test
    void oneSentDirectIsPlannedFromWhereItIs() {
        int east = file(passingThrough("EAST1", "ALPHA", "A1", "ECHOO"));
        file(passingThrough("SOUTH1", "GOLFO", "A2", "CENTR"));
        Aircraft eastbound =
                new Aircraft(1, 02001, "EAST1", -100 * NM, 0, 450 * KNOT, 0, 25_000, 0, 0, 1e9);
        Aircraft southbound =
                new Aircraft(2, 02002, "SOUTH1", 0, 180 * NM, 0, -450 * KNOT, 25_000, 0, 480, 1e9);
        driven.fly(SimulatedTraffic.plots(List.of(eastbound, southbound), 800, 3), 720, 64);
        assertEquals(List.of(), conflicts());
        Console west = Console.at(driven, 21, "wes", "W");
        west.does(west.assume(east));

        west.does(west.direct(east, "GOLFO"));

        assertEquals(1, conflicts().size(), driven.alerts::toString);
        // 90 NM apart, one northbound from CENTR, one southbound; their corridors touch at 10 NM.
        assertEquals(80 / 15.0, conflicts().get(0).getViolationMillis() / 60_000.0, 0.5);
    }

    @Test
    void oneOnAHeadingIsProbedAlongItForFiveMinutes() {
        file(passingThrough("EAST1", "ALPHA", "A1", "ECHOO"));
        int north = file(passingThrough("NORTH1", "ALPHA", "A1", "ECHOO"));
        // They meet 20 NM east of CENTR after 960 s, if nobody turns.
        Aircraft eastbound =
                new Aircraft(1, 02001, "EAST1", -100 * NM, 0, 450 * KNOT, 0, 25_000, 0, 0, 1e9);
        Aircraft northbound =
                new Aircraft(
                        2, 02002, "NORTH1", 20 * NM, -120 * NM, 0, 450 * KNOT, 25_000, 0, 540, 900);
        List<Arrival> plots = SimulatedTraffic.plots(List.of(eastbound, northbound), 800, 3);
        driven.fly(plots, 580, 64);
        correlate(north);
        Console east = Console.at(driven, 21, "eve", "E");
        east.does(east.assume(north));

        east.does(east.heading(north, 3));
        driven.fly(plots, 20, 64);
        assertEquals(List.of(), conflicts(), "further than five minutes ahead");
        int version = driven.flight(north).getVersion();
        driven.fly(plots, 90, 64);

        assertEquals(1, conflicts().size(), driven.alerts::toString);
        // Found when the path, four to five minutes long, reaches to where the corridors touch.
        assertEquals(270, conflicts().get(0).getViolationMillis() / 1e3, 30);
        int changes = driven.flight(north).getVersion() - version;
        assertTrue(changes <= 4, "in 90 s changed " + changes + " times");

        east.does(east.heading(north, 90));
        driven.tickSeconds(0.2);
        assertEquals(List.of(), conflicts(), "it will pass to the south");
    }

    /** Joins a flight by hand with the one track that no flight has. */
    private void correlate(int flight) {
        if (driven.flight(flight).getTrack() != 0) {
            return;
        }
        int track =
                driven.tracks.values().stream()
                        .filter(one -> one.getFlight() == 0)
                        .findFirst()
                        .orElseThrow()
                        .getNumber();
        Console planner = Console.at(driven, 23, "pat", "P");
        planner.does(
                Command.newBuilder()
                        .setCorrelate(Correlate.newBuilder().setFlight(flight).setTrack(track))
                        .build());
    }

    /** Neither from nor to an aerodrome of ours, aloft for half an hour, FL250. */
    private FiledPlan.Builder passingThrough(String callsign, String... route) {
        FiledPlan.Builder plan = driven.plan(callsign).setElapsedMinutes(64);
        plan.getKeyBuilder()
                .setDeparture("XXXX")
                .setDestination("YYYY")
                .setOffBlockTimeMicros(driven.now() - 1_800_000_000L);
        return plan.clearRoute().addAllRoute(List.of(route)).setLevel("F250");
    }

    @Test
    void aConflictIsAcknowledgedAndStaysSo() {
        file(eastbound("EAST1", "F060"));
        file(westbound("WEST1", "F060"));
        driven.tickSeconds(1);
        Console planner = Console.at(driven, 21, "pat", "P");
        int id = conflicts().get(0).getId();

        planner.does(
                Command.newBuilder()
                        .setAcknowledgeAlert(AcknowledgeAlert.newBuilder().setAlert(id))
                        .build());
        driven.tickSeconds(30);

        assertEquals(id, conflicts().get(0).getId());
        assertTrue(conflicts().get(0).getAcknowledged());
    }

    @Test
    void whatASupervisorInhibitsIsNoConflictAndIsOneAgainWithoutThat() {
        int flight = file(eastbound("EAST1", "F060"));
        file(westbound("WEST1", "F060"));
        driven.tickSeconds(1);
        Submitter supervisor = new Submitter(22, "sue", List.of("supervisor"));
        InhibitAlerts.Builder order =
                InhibitAlerts.newBuilder()
                        .setKind(Alert.Kind.MTCD)
                        .setFlight(flight)
                        .setUntilMicros(driven.now() + 600_000_000L);

        driven.accepted(supervisor, Command.newBuilder().setInhibitAlerts(order).build());
        driven.tickSeconds(1);
        assertEquals(List.of(), conflicts());

        driven.accepted(
                supervisor, Command.newBuilder().setInhibitAlerts(order.setUntilMicros(0)).build());
        driven.tickSeconds(1);
        assertEquals(1, conflicts().size());
    }

    @Test
    void theWorkSpreadOverTicksGoesOnAlikeAfterARestoreAndIsAllInTheKeyframe() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 120; i++) {
            FiledPlan.Builder plan =
                    random.nextBoolean()
                            ? eastbound("E" + i, "F" + (100 + 10 * random.nextInt(9)))
                            : westbound("W" + i, "F" + (100 + 10 * random.nextInt(9)));
            plan.getKeyBuilder()
                    .setOffBlockTimeMicros(
                            driven.now() - 600_000_000L + random.nextInt(1_200) * 1_000_000L);
            file(plan);
        }
        driven.tickSeconds(30);

        AirspaceModel restored = new AirspaceModel(TestRegion.bytes(), ModelClock.utc());
        restored.restore(driven.model.captureState().encode());
        DrivenModel other = driven.continuedBy(restored);
        driven.tickSeconds(20);
        other.tickSeconds(20);

        assertFalse(conflicts().isEmpty());
        assertEquals(
                driven.digests.subList(driven.digests.size() - 200, driven.digests.size()),
                other.digests);
        assertEquals(
                conflicts().stream().map(Alert::getId).toList(),
                Keyframe.parseFrom(driven.model.captureKeyframe(driven.frame()).encode())
                        .getPicture()
                        .getAlertsList()
                        .stream()
                        .filter(alert -> alert.getKind() == Alert.Kind.MTCD)
                        .map(Alert::getId)
                        .sorted()
                        .toList());
    }
}
