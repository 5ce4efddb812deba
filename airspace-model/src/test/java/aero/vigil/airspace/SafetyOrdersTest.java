package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Area;
import aero.vigil.wire.airspace.AreaStatus;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.DefineArea;
import aero.vigil.wire.airspace.InhibitAlerts;
import aero.vigil.wire.airspace.LatLon;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.SetRunwaysInUse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a supervisor tells the safety nets, and what is refused. */
final class SafetyOrdersTest {

    private static final Submitter SUPERVISOR = new Submitter(21, "sue", List.of("supervisor"));
    private static final Submitter EXECUTIVE = new Submitter(22, "eve", List.of("executive"));
    private static final long HOUR = 3_600_000_000L;

    private final DrivenModel driven = new DrivenModel(SafetyRegion.model());

    private static Command area(DefineArea.Builder area) {
        return Command.newBuilder().setDefineArea(area).build();
    }

    private static DefineArea.Builder own() {
        return DefineArea.newBuilder()
                .setArea("OWN1")
                .setKind(Area.Kind.DANGER)
                .addAllBorder(SafetyRegion.border(-10, 10, -10, 10))
                .setFloor(0)
                .setCeiling(100);
    }

    private static Command activate(String area, long until) {
        return Command.newBuilder()
                .setActivateArea(
                        ActivateArea.newBuilder()
                                .setArea(area)
                                .setActive(true)
                                .setUntilMicros(until))
                .build();
    }

    private static Command inhibit(InhibitAlerts.Builder inhibition) {
        return Command.newBuilder().setInhibitAlerts(inhibition).build();
    }

    private static Command qnh(String region, int hectopascals) {
        return Command.newBuilder()
                .setSetQnh(SetQnh.newBuilder().setRegion(region).setHectopascals(hectopascals))
                .build();
    }

    private static Command runways(String airport, String... runways) {
        return Command.newBuilder()
                .setSetRunwaysInUse(
                        SetRunwaysInUse.newBuilder()
                                .setAirport(airport)
                                .addAllRunways(List.of(runways)))
                .build();
    }

    private AreaStatus area(String name) {
        return driven.safetyNets.getAreasList().stream()
                .filter(area -> area.getArea().equals(name))
                .findFirst()
                .orElse(AreaStatus.getDefaultInstance());
    }

    /** All but what is counted. */
    private byte[] state() {
        StateOutput out = new StateOutput();
        driven.model.state().captureTraffic().write(out);
        return out.toByteArray();
    }

    /** Refused for this reason, and nothing is left of it. */
    private void refused(Command command, Reason reason) {
        byte[] before = state();
        driven.rejected(SUPERVISOR, command, reason);
        assertArrayEquals(before, state());
    }

    @Test
    void onlyASupervisorGivesThem() {
        for (Command command :
                List.of(
                        activate("LSR1", 0),
                        area(own()),
                        qnh("WEST", 1_013),
                        runways("LSEE", "27"),
                        inhibit(
                                InhibitAlerts.newBuilder()
                                        .setKind(Alert.Kind.APW)
                                        .setArea("LSR1")
                                        .setUntilMicros(driven.now() + HOUR)))) {
            driven.rejected(EXECUTIVE, command, Reason.NOT_ALLOWED);
            driven.accepted(SUPERVISOR, command);
        }
    }

    @Test
    void theFirstFrameTellsWhatTheNetsGoBy() {
        driven.tick();

        assertEquals(2, driven.safetyNets.getAreasCount());
        assertEquals(2, driven.safetyNets.getQnhCount());
        assertEquals("27", driven.safetyNets.getRunways(0).getRunway());
        assertFalse(driven.safetyNets.getRunways(0).getInUse());
        assertTrue(driven.safetyNets.getQnh(0).getDegraded());
    }

    @Test
    void anAreaActivatedForATimeFallsBackToItsSchedule() {
        driven.accepted(SUPERVISOR, activate("LSR1", driven.now() + 5_000_000));
        driven.tick();
        boolean activeAtFirst = area("LSR1").getActive();
        driven.tickSeconds(6);

        assertTrue(activeAtFirst);
        assertFalse(area("LSR1").getActive());
        assertFalse(area("LSR1").getByHand());
    }

    @Test
    void anAreaIsDefinedAndRemovedAndEndsByItself() {
        driven.accepted(SUPERVISOR, area(own().setUntilMicros(driven.now() + 5_000_000)));
        driven.tick();
        AreaStatus defined = area("OWN1");
        driven.tickSeconds(6);
        boolean gone = area("OWN1").getArea().isEmpty();
        driven.accepted(SUPERVISOR, area(own()));
        driven.accepted(SUPERVISOR, area(own().clearBorder()));
        driven.tick();

        assertTrue(defined.getActive());
        assertEquals(4, defined.getBorderCount());
        assertTrue(gone);
        assertEquals("", area("OWN1").getArea());
    }

    @Test
    void whatIsWrongWithAnAreaIsNamed() {
        refused(activate("NOWHERE", 0), Reason.UNKNOWN_AREA);
        refused(activate("LSR1", driven.now() - 1), Reason.TIME_INVALID);
        refused(activate("LSR1", Long.MAX_VALUE), Reason.TIME_INVALID);
        refused(area(own().setArea("LSR1")), Reason.AREA_INVALID);
        refused(area(own().setArea("own")), Reason.AREA_INVALID);
        refused(area(own().setKindValue(77)), Reason.AREA_INVALID);
        refused(area(own().setFloor(100)), Reason.AREA_INVALID);
        refused(area(own().setCeiling(1_000)), Reason.AREA_INVALID);
        refused(
                area(own().addBorder(LatLon.newBuilder().setLatitude(-46).setLongitude(8))),
                Reason.AREA_INVALID);
        refused(
                area(own().addBorder(LatLon.newBuilder().setLatitude(Double.NaN))),
                Reason.MALFORMED);
        refused(area(own().clearBorder()), Reason.UNKNOWN_AREA);
    }

    @Test
    void moreAreasThanThereIsRoomForAreRefused() {
        for (int i = 0; i < 64; i++) {
            driven.accepted(SUPERVISOR, area(own().setArea("OWN" + i)));
        }

        refused(area(own().setArea("OWN64")), Reason.TABLE_FULL);
        driven.accepted(SUPERVISOR, area(own().setArea("OWN63").setCeiling(50)));
    }

    @Test
    void whatIsWrongWithAQnhOrARunwayIsNamed() {
        refused(qnh("NOWHERE", 1_013), Reason.UNKNOWN_QNH_REGION);
        refused(qnh("WEST", 849), Reason.QNH_INVALID);
        refused(qnh("WEST", 1_091), Reason.QNH_INVALID);
        refused(qnh("WEST", -1), Reason.MALFORMED);
        refused(runways("LSZZ"), Reason.UNKNOWN_RUNWAY);
        refused(runways("LSEE", "27", "09"), Reason.UNKNOWN_RUNWAY);
    }

    @Test
    void whatIsWrongWithAnInhibitionIsNamed() {
        InhibitAlerts.Builder right =
                InhibitAlerts.newBuilder()
                        .setKind(Alert.Kind.CLAM)
                        .setTrack(7)
                        .setUntilMicros(driven.now() + HOUR);
        refused(inhibit(right.clone().setKind(Alert.Kind.EMERGENCY_CODE)), Reason.KIND_INVALID);
        refused(inhibit(right.clone().setKindValue(9_999)), Reason.KIND_INVALID);
        refused(inhibit(right.clone().setUntilMicros(driven.now())), Reason.TIME_INVALID);
        refused(
                inhibit(right.clone().setUntilMicros(driven.now() + 25 * HOUR)),
                Reason.TIME_INVALID);
        refused(inhibit(right.clone().setArea("NOWHERE")), Reason.UNKNOWN_AREA);
        refused(inhibit(right.clone().clearTrack()), Reason.MALFORMED);
        refused(inhibit(right.clone().setTrack(0)), Reason.MALFORMED);
        refused(inhibit(right.clone().setUntilMicros(0)), Reason.NOT_INHIBITED);
        for (int track = 1; track <= 128; track++) {
            driven.accepted(SUPERVISOR, inhibit(right.clone().setTrack(track)));
        }
        refused(inhibit(right.clone().setTrack(129)), Reason.TABLE_FULL);
        driven.accepted(SUPERVISOR, inhibit(right.clone().setTrack(128).setUntilMicros(0)));
    }
}
