package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Arrival;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ending;
import aero.vigil.wire.airspace.Estimate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.RoutePoint;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is told of flights under way: EST before they come, CHG while they fly, ARR at the end. */
final class FlightsUnderWayTest {

    private static final long MINUTE = 60_000_000;
    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    private final DrivenModel driven = new DrivenModel();

    private Accepted accepted(Command command) {
        return driven.accepted(DrivenModel.ADAPTER_A, command);
    }

    private Rejected rejected(Command command, Reason reason) {
        return driven.rejected(DrivenModel.ADAPTER_A, command, reason);
    }

    private static Command message(String text, Consumer<FlightPlanMessage.Builder> content) {
        var message = FlightPlanMessage.newBuilder();
        content.accept(message);
        return DrivenModel.planMessage(message, text);
    }

    private static PlanKey key(String callsign) {
        return PlanKey.newBuilder()
                .setCallsign(callsign)
                .setDeparture("LSWW")
                .setDestination("LSEE")
                .build();
    }

    /** Files a plan that was off blocks so long ago. */
    private int file(FiledPlan.Builder plan, int minutesAgo) {
        plan.getKeyBuilder().setOffBlockTimeMicros(driven.now() - minutesAgo * MINUTE);
        return accepted(driven.file(plan.setAddress(0x4B1234))).getFlight();
    }

    /** Flies SWR1 eastbound along A1 from so many miles east of CENTR. */
    private void fly(double seconds, double eastNm) {
        Aircraft one =
                Aircraft.level(0x4B1234, 01000, "SWR1", eastNm * NM, 0, 450 * KNOT, 0, 25_000);
        driven.fly(SimulatedTraffic.plots(List.of(one), seconds + 1, 5), seconds, 64);
    }

    @Test
    void aFlightOffItsRouteIsEstimatedStraightToTheNextPointAheadUntilItIsBack() {
        int id = file(driven.plan("SWR1"), 15);
        Aircraft stray =
                Aircraft.level(
                        0x4B1234, 01000, "SWR1", -40 * NM, 9 * NM, 360 * KNOT, -60 * KNOT, 25_000);
        var plots = SimulatedTraffic.plots(List.of(stray), 300, 5);

        driven.fly(plots, 40, 64);

        var flight = driven.flight(id);
        assertTrue(flight.getOffRoute());
        RoutePoint next =
                flight.getRouteList().stream()
                        .filter(p -> !p.getPassed())
                        .findFirst()
                        .orElseThrow();
        assertEquals("CENTR", next.getName(), "BRAVO lies behind");
        double metres = Math.hypot(stray.x() + 40 * stray.vx(), stray.y() + 40 * stray.vy());
        double seconds = (next.getTimeMicros() - driven.now()) / 1e6;
        assertEquals(metres / (450 * KNOT), seconds, 30, "at its filed speed from where it is");

        driven.fly(plots, 240, 64);
        assertFalse(driven.flight(id).getOffRoute(), "within 5 NM of its route again");
    }

    @Test
    void anArrivalOfAFlightThatIsSeenWaitsForTheEndOfItsTrack() {
        int id = file(driven.plan("SWR1"), 15);
        fly(20, -50);

        accepted(message("(ARR-1)", m -> m.setArrive(arrival("SWR1", "LSEE", driven.now()))));

        driven.tick();
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
        driven.tickSeconds(60);
        assertEquals(Ending.LANDED, driven.flight(id).getEnding());
    }

    @Test
    void aFlightWhoseTrackEndsBeyondOurSectorsHasLeft() {
        FiledPlan.Builder plan =
                driven.plan("SWR1")
                        .clearRoute()
                        .addAllRoute(List.of("BRAVO", "A1", "ECHOO"))
                        .setElapsedMinutes(120);
        plan.getKeyBuilder().setDestination("EGLL");
        int id = file(plan, 28);

        fly(120, 70);
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
        driven.tickSeconds(60);

        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle());
        assertEquals(Ending.LEFT, driven.flight(id).getEnding());
    }

    @Test
    void aFlightWhoseTrackIsLostAmongOurSectorsGoesOn() {
        FiledPlan.Builder plan = driven.plan("SWR1").setElapsedMinutes(120);
        plan.getKeyBuilder().setDestination("EGLL");
        int id = file(plan, 15);

        fly(30, -50);
        driven.tickSeconds(60);

        assertEquals(0, driven.flight(id).getTrack());
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
    }

    @Test
    void aChangeSendsAFlightThatNobodyControlsTheNewWayFromWhereItIs() {
        int id = file(driven.plan("SWR1"), 15);
        fly(20, -50);

        accepted(
                message(
                        "(CHG-1)",
                        m ->
                                m.setChange(
                                        FiledPlan.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setNewDestination("EGLL")
                                                .addAllRoute(
                                                        List.of(
                                                                "BRAVO", "A1", "CENTR", "A2",
                                                                "GOLFO")))));

        driven.tick();
        List<String> names =
                driven.flight(id).getRouteList().stream().map(RoutePoint::getName).toList();
        assertTrue(names.contains("GOLFO"), names::toString);
        assertFalse(names.contains("DELTA"), names::toString);
        assertEquals("EGLL", driven.flight(id).getKey().getDestination());
    }

    @Test
    void anArrivalEndsAFlightThatIsNotSeen() {
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();

        accepted(message("(ARR-1)", m -> m.setArrive(arrival("SWR1", "LSZR", driven.now()))));

        driven.tick();
        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle());
        assertEquals(Ending.LANDED, driven.flight(id).getEnding());
        assertTrue(driven.flight(id).getArrivalTimeMicros() > 0);
    }

    @Test
    void anArrivalElsewhereTellsWhereTheFlightWasDivertedTo() {
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();

        accepted(message("(ARR-1)", m -> m.setArrive(arrival("SWR1", "LSZR", driven.now()))));

        driven.tick();
        assertEquals("LSZR", driven.flight(id).getArrivalAerodrome());
        assertEquals("LSEE", driven.flight(id).getKey().getDestination(), "as it was filed");
        AirspaceModel restored = new AirspaceModel(TestRegion.bytes(), ModelClock.utc());
        restored.restore(driven.model.captureState().encode());
        Frame answer =
                driven.continuedBy(restored).asked(PictureQuery.newBuilder().setFlight(id).build());
        assertEquals("LSZR", answer.getFlights(0).getArrivalAerodrome());
    }

    @Test
    void anArrivalIsNeverToCome() {
        accepted(driven.file(driven.plan("SWR1")));

        Rejected told =
                rejected(
                        message(
                                "(ARR-1)",
                                m ->
                                        m.setArrive(
                                                arrival(
                                                        "SWR1",
                                                        "LSEE",
                                                        driven.now() + 60 * MINUTE))),
                        Reason.PLAN_FIELD_INVALID);

        assertEquals("17", told.getField());
    }

    private static Arrival arrival(String callsign, String aerodrome, long micros) {
        return Arrival.newBuilder()
                .setKey(key(callsign))
                .setAerodrome(aerodrome)
                .setArrivalTimeMicros(micros)
                .build();
    }

    @Test
    void anEstimatePinsTimeAndLevelAtItsPoint() {
        FiledPlan.Builder plan =
                driven.plan("SWR1").clearRoute().addAllRoute(List.of("ALPHA", "A1", "DELTA"));
        plan.getKeyBuilder().setDeparture("EGLL").setDestination("LSEE");
        int id = accepted(driven.file(plan)).getFlight();
        long overBravo = driven.now() + 40 * MINUTE;

        accepted(
                message(
                        "(EST-1)",
                        m ->
                                m.setEstimate(
                                        estimate("BRAVO", overBravo)
                                                .setLevel("F230")
                                                .setCrossingLevel("F150")
                                                .setCrossingCondition("A")
                                                .setMode3A(04321))));

        driven.tick();
        var flight = driven.flight(id);
        assertEquals(Lifecycle.COORDINATED, flight.getLifecycle());
        assertEquals(overBravo, flight.getRoute(1).getTimeMicros());
        assertEquals(150, flight.getRoute(1).getLevel());
        assertEquals(150, flight.getRoute(0).getLevel());
        assertTrue(flight.getRoute(2).getLevel() > 200, "it climbs on to its level");
        assertEquals(04321, flight.getMode3A());
    }

    @Test
    void anEstimateStandsWhenTheRouteIsChanged() {
        FiledPlan.Builder plan = driven.plan("SWR1");
        plan.getKeyBuilder().setDeparture("EGLL");
        int id = accepted(driven.file(plan)).getFlight();
        long overBravo = driven.now() + 40 * MINUTE;
        accepted(
                message(
                        "(EST-1)",
                        m -> m.setEstimate(estimate("BRAVO", overBravo).setLevel("F230"))));

        accepted(
                message(
                        "(CHG-1)",
                        m ->
                                m.setChange(
                                        FiledPlan.newBuilder()
                                                .setKey(key("SWR1").toBuilder().clearDeparture())
                                                .addAllRoute(List.of("BRAVO", "A1", "CENTR")))));

        driven.tick();
        assertEquals("BRAVO", driven.flight(id).getRoute(0).getName());
        assertEquals(overBravo, driven.flight(id).getRoute(0).getTimeMicros());
    }

    @Test
    void anEstimateOfLongAgoEndsTheFlightAsExpired() {
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();

        accepted(
                message(
                        "(EST-1)",
                        m ->
                                m.setEstimate(
                                        estimate("BRAVO", driven.now() - 300 * MINUTE)
                                                .setLevel("F230"))));

        driven.tick();
        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle());
        assertEquals(Ending.EXPIRED, driven.flight(id).getEnding());
        driven.tickSeconds(10);
        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle(), "kept for a while");
    }

    @Test
    void aWrongEstimateIsOfField14OrOfAnUnknownPoint() {
        accepted(driven.file(driven.plan("SWR1")));
        long soon = driven.now() + 5 * MINUTE;

        assertEquals(
                "14",
                rejected(
                                message(
                                        "(EST-1)",
                                        m ->
                                                m.setEstimate(
                                                        estimate("BRAVO", soon).setLevel("VFR"))),
                                Reason.PLAN_FIELD_INVALID)
                        .getField());
        rejected(
                message(
                        "(EST-2)",
                        m ->
                                m.setEstimate(
                                        estimate("BRAVO", soon)
                                                .setLevel("F230")
                                                .setCrossingLevel("F150"))),
                Reason.PLAN_FIELD_INVALID);
        rejected(
                message("(EST-3)", m -> m.setEstimate(estimate("GOLFO", soon).setLevel("F230"))),
                Reason.UNKNOWN_POINT);
    }

    private static Estimate.Builder estimate(String point, long micros) {
        return Estimate.newBuilder()
                .setKey(PlanKey.newBuilder().setCallsign("SWR1"))
                .setPoint(point)
                .setTimeMicros(micros);
    }
}
