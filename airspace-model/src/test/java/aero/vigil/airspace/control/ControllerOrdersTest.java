package aero.vigil.airspace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.wire.airspace.AcceptTransfer;
import aero.vigil.wire.airspace.AcknowledgeAlert;
import aero.vigil.wire.airspace.AssignHeading;
import aero.vigil.wire.airspace.AssignSpeed;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearDirect;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.EnableSensor;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.RecallTransfer;
import aero.vigil.wire.airspace.RejectTransfer;
import aero.vigil.wire.airspace.ReleasePosition;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.TakePosition;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What controllers may order, and what they are told when they may not (algorithms §3). */
final class ControllerOrdersTest {

    private static final Submitter ANNA = new Submitter(11, "anna", List.of("development"));
    private static final Submitter ANNAS_SECOND = new Submitter(12, "anna", List.of("development"));
    private static final Submitter BEAT = new Submitter(13, "beat", List.of("executive"));
    private static final Submitter NORA = new Submitter(14, "nora", List.of("development"));
    private static final Submitter VIEWER = new Submitter(15, "viewer", List.of("observer"));

    private final DrivenModel driven = new DrivenModel();
    private int id;

    @BeforeEach
    void aFlightInsideWestAndControllersAtTheirPositions() {
        take(ANNA, "W");
        take(BEAT, "E");
        id = driven.accepted(DrivenModel.ADAPTER_A, driven.file(driven.plan("SWR123"))).getFlight();
        driven.tickSeconds(60);
    }

    private void take(Submitter submitter, String position) {
        driven.accepted(submitter, takePosition(position));
    }

    private static Command takePosition(String position) {
        return Command.newBuilder()
                .setTakePosition(TakePosition.newBuilder().setPosition(position))
                .build();
    }

    private Command assume() {
        return Command.newBuilder()
                .setAssumeFlight(AssumeFlight.newBuilder().setFlight(id).setVersion(version()))
                .build();
    }

    private Command clearLevel(int level, int version) {
        return Command.newBuilder()
                .setClearLevel(
                        ClearLevel.newBuilder()
                                .setFlight(id)
                                .setVersion(version)
                                .setFlightLevel(level))
                .build();
    }

    private Command heading(int degrees, int version) {
        return Command.newBuilder()
                .setAssignHeading(
                        AssignHeading.newBuilder()
                                .setFlight(id)
                                .setVersion(version)
                                .setHeadingDegrees(degrees))
                .build();
    }

    private Command speed(int knots, int mach) {
        return Command.newBuilder()
                .setAssignSpeed(
                        AssignSpeed.newBuilder()
                                .setFlight(id)
                                .setVersion(version())
                                .setKnotsIas(knots)
                                .setMachHundredths(mach))
                .build();
    }

    private Command direct(String point) {
        return Command.newBuilder()
                .setClearDirect(
                        ClearDirect.newBuilder()
                                .setFlight(id)
                                .setVersion(version())
                                .setPoint(point))
                .build();
    }

    private Command transfer(String to) {
        return Command.newBuilder()
                .setInitiateTransfer(
                        InitiateTransfer.newBuilder()
                                .setFlight(id)
                                .setVersion(version())
                                .setToSector(to))
                .build();
    }

    private Command accept() {
        return Command.newBuilder()
                .setAcceptTransfer(AcceptTransfer.newBuilder().setFlight(id).setVersion(version()))
                .build();
    }

    private int version() {
        driven.tick();
        return flight().getVersion();
    }

    private Flight flight() {
        return driven.flight(id);
    }

    @Test
    void aFlightInsideIsAssumedClearedAndItsLabelConfirms() {
        driven.accepted(ANNA, assume());
        driven.accepted(ANNA, clearLevel(180, version()));
        driven.accepted(ANNA, heading(90, version()));
        driven.accepted(ANNA, speed(250, 0));
        driven.tick();

        assertEquals("WEST", flight().getControllingSector());
        assertEquals("EAST", flight().getNextSector());
        assertEquals(180, flight().getClearedLevel());
        assertEquals(90, flight().getHeadingDegrees());
        assertEquals(250, flight().getKnotsIas());
        assertEquals(
                List.of("ASSUME", "CFL", "HDG", "SPD"),
                flight().getOrdersList().stream().map(order -> order.getWhat()).toList());
        assertEquals("WEST", flight().getOrders(1).getSector());
    }

    @Test
    void theLogDecidesBetweenTwoWhoAssumeAndTheSecondIsToldWhoWasFirst() {
        int seen = version();
        Command both =
                Command.newBuilder()
                        .setAssumeFlight(AssumeFlight.newBuilder().setFlight(id).setVersion(seen))
                        .build();
        driven.tickSeconds(400);

        driven.accepted(ANNA, both);
        var told = driven.rejected(BEAT, both, Reason.ALREADY_ASSUMED);

        assertTrue(told.getText().contains("WEST (anna) since 11:0"), told::getText);
    }

    @Test
    void anOrderForAFlightThatIsNotYoursChangesNothingAndNamesTheOwner() {
        driven.accepted(ANNA, assume());
        var before = flight();

        var told = driven.rejected(BEAT, clearLevel(100, version()), Reason.NOT_OWNER);

        driven.tick();
        assertTrue(told.getText().contains("SWR123 is controlled by WEST"), told::getText);
        assertFalse(flight().hasClearedLevel());
        assertNotEquals(before, flight(), "assumed since");
    }

    @Test
    void anOrderForAFlightNobodyHasSaysAssumeItFirst() {
        var told = driven.rejected(ANNA, clearLevel(100, version()), Reason.NOT_OWNER);

        assertTrue(told.getText().contains("assume it first"), told::getText);
    }

    @Test
    void aTransferIsOfferedRecalledRejectedAndAccepted() {
        driven.accepted(ANNA, assume());
        driven.accepted(ANNA, transfer(""));
        driven.tick();
        assertEquals("EAST", flight().getOfferedTo());
        assertEquals("WEST", flight().getControllingSector(), "until it is accepted");
        driven.rejected(ANNA, transfer(""), Reason.TRANSFER_OPEN);

        driven.accepted(
                ANNA,
                Command.newBuilder()
                        .setRecallTransfer(
                                RecallTransfer.newBuilder().setFlight(id).setVersion(version()))
                        .build());
        driven.rejected(BEAT, accept(), Reason.NOT_OFFERED);

        driven.accepted(ANNA, transfer("EAST"));
        driven.accepted(
                BEAT,
                Command.newBuilder()
                        .setRejectTransfer(
                                RejectTransfer.newBuilder().setFlight(id).setVersion(version()))
                        .build());
        driven.tick();
        assertEquals("", flight().getOfferedTo());
        assertEquals("WEST", flight().getControllingSector());

        driven.accepted(ANNA, transfer("EAST"));
        driven.accepted(BEAT, accept());
        driven.tick();
        assertEquals("EAST", flight().getControllingSector());
        driven.rejected(ANNA, clearLevel(100, version()), Reason.NOT_OWNER);
    }

    @Test
    void anOfferAcceptedOnAnOlderVersionIsStale() {
        driven.accepted(ANNA, assume());
        driven.accepted(ANNA, transfer("EAST"));
        int offered = version();
        driven.accepted(
                ANNA,
                Command.newBuilder()
                        .setRecallTransfer(
                                RecallTransfer.newBuilder().setFlight(id).setVersion(offered))
                        .build());
        driven.accepted(ANNA, transfer("EAST"));

        driven.rejected(
                BEAT,
                Command.newBuilder()
                        .setAcceptTransfer(
                                AcceptTransfer.newBuilder().setFlight(id).setVersion(offered))
                        .build(),
                Reason.STALE);
    }

    @Test
    void onlyTheFieldThatChangedMakesAnOrderStale() {
        driven.accepted(ANNA, assume());
        int seen = version();
        driven.accepted(ANNA, clearLevel(180, seen));

        var told = driven.rejected(ANNA, clearLevel(190, seen), Reason.STALE);
        driven.accepted(ANNA, heading(270, seen));

        assertTrue(told.getText().contains("level changed at version"), told::getText);
        driven.rejected(ANNA, clearLevel(190, 1_000_000), Reason.STALE);
    }

    @Test
    void aTransferToASectorThatIsNotThereOrNotNextIsRefusedByName() {
        driven.accepted(ANNA, assume());

        driven.rejected(ANNA, transfer("SOUTH"), Reason.UNKNOWN_SECTOR);
        driven.rejected(ANNA, transfer("WEST"), Reason.UNKNOWN_SECTOR);
        driven.accepted(ANNA, transfer("NORTH"));
    }

    @Test
    void theNeighbourCentresExecutiveAcceptsLikeAnyOther() {
        take(NORA, "N");
        driven.accepted(ANNA, assume());
        driven.accepted(ANNA, transfer("NORTH"));

        driven.accepted(NORA, accept());

        driven.tick();
        assertEquals("NORTH", flight().getControllingSector());
    }

    @Test
    void valuesOutsideTheirRangesAreNamed() {
        driven.accepted(ANNA, assume());

        driven.rejected(ANNA, clearLevel(9, version()), Reason.LEVEL_INVALID);
        driven.rejected(ANNA, clearLevel(601, version()), Reason.LEVEL_INVALID);
        driven.rejected(ANNA, clearLevel(-1, version()), Reason.LEVEL_INVALID);
        driven.rejected(ANNA, heading(361, version()), Reason.HEADING_INVALID);
        driven.rejected(ANNA, speed(59, 0), Reason.SPEED_INVALID);
        driven.rejected(ANNA, speed(0, 96), Reason.SPEED_INVALID);
        driven.rejected(ANNA, speed(250, 80), Reason.SPEED_INVALID);
        driven.rejected(ANNA, direct("NOPE"), Reason.UNKNOWN_POINT);
    }

    @Test
    void aDirectShortensTheRouteAndEndsAHeading() {
        driven.accepted(ANNA, assume());
        driven.accepted(ANNA, heading(90, version()));

        driven.accepted(ANNA, direct("DELTA"));

        driven.tick();
        assertEquals("DELTA", flight().getDirectTo());
        assertFalse(flight().hasHeadingDegrees());
        List<String> ahead =
                flight().getRouteList().stream()
                        .filter(point -> !point.getPassed())
                        .map(RoutePoint::getName)
                        .toList();
        assertEquals(List.of("DELTA", "LSEE"), ahead);
    }

    @Test
    void aClearedLevelChangesTheLevelsAhead() {
        driven.accepted(ANNA, assume());

        driven.accepted(ANNA, clearLevel(120, version()));

        driven.tick();
        assertTrue(
                flight().getRouteList().stream().allMatch(point -> point.getLevel() <= 121),
                () -> flight().getRouteList().toString());
    }

    @Test
    void aPositionIsHeldByOneUserAndIsFreeWhenHisLastSessionEnds() {
        driven.accepted(ANNAS_SECOND, takePosition("W"));

        var told = driven.rejected(NORA, takePosition("W"), Reason.NOT_ALLOWED);
        driven.model.sessionEnded(ANNA.session());
        driven.rejected(NORA, takePosition("W"), Reason.NOT_ALLOWED);
        driven.model.sessionEnded(ANNAS_SECOND.session());
        driven.accepted(NORA, takePosition("W"));
        driven.tick();

        assertTrue(told.getText().contains("held by anna"), told::getText);
        assertEquals("nora", driven.holder("W"));
        driven.rejected(ANNA, assume(), Reason.NO_POSITION);
    }

    @Test
    void takingAnotherPositionGivesTheFirstBack() {
        driven.accepted(ANNA, takePosition("U"));
        driven.tick();

        assertEquals("", driven.holder("W"));
        assertEquals("anna", driven.holder("U"));
        driven.accepted(
                ANNA,
                Command.newBuilder().setReleasePosition(ReleasePosition.newBuilder()).build());
        driven.rejected(
                ANNA,
                Command.newBuilder().setReleasePosition(ReleasePosition.newBuilder()).build(),
                Reason.NO_POSITION);
    }

    @Test
    void rolesDecideWhoMayDoWhat() {
        driven.rejected(VIEWER, takePosition("W"), Reason.NOT_ALLOWED);
        driven.accepted(VIEWER, takePosition("OBS"));
        driven.rejected(VIEWER, assume(), Reason.NOT_ALLOWED);
        driven.rejected(BEAT, takePosition("SUP"), Reason.NOT_ALLOWED);
        driven.rejected(BEAT, takePosition("X"), Reason.UNKNOWN_POSITION);
        driven.rejected(BEAT, driven.file(driven.plan("X1")), Reason.NOT_ALLOWED);
        Command off =
                Command.newBuilder()
                        .setEnableSensor(EnableSensor.newBuilder().setSacSic(0x0A01))
                        .build();
        driven.rejected(BEAT, off, Reason.NOT_ALLOWED);
        driven.accepted(NORA, off);
        driven.rejected(
                NORA,
                Command.newBuilder()
                        .setEnableSensor(EnableSensor.newBuilder().setSacSic(9))
                        .build(),
                Reason.UNKNOWN_SENSOR);
        driven.rejected(
                ANNA,
                Command.newBuilder()
                        .setAcknowledgeAlert(AcknowledgeAlert.newBuilder().setAlert(5))
                        .build(),
                Reason.UNKNOWN_ALERT);
    }

    @Test
    void anOrderForAFlightThatDoesNotExistIsRefused() {
        for (int flight : new int[] {0, -1, 4_711, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            driven.rejected(
                    ANNA,
                    Command.newBuilder()
                            .setAssumeFlight(AssumeFlight.newBuilder().setFlight(flight))
                            .build(),
                    Reason.UNKNOWN_FLIGHT);
        }
    }

    @Test
    void theOrderLogKeepsTheLatestSixteen() {
        driven.accepted(ANNA, assume());

        for (int level = 100; level < 120; level++) {
            driven.accepted(ANNA, clearLevel(level, version()));
        }

        driven.tick();
        assertEquals(16, flight().getOrdersCount());
        assertEquals("119", flight().getOrders(15).getValue());
    }
}
