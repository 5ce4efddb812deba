package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Delay;
import aero.vigil.wire.airspace.Departure;
import aero.vigil.wire.airspace.Ending;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Messages about flight plans, from FPL to the end of the flight's life. */
final class FlightPlanMessagesTest {

    private static final long MINUTE = 60_000_000;

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

    @Test
    void aFiledPlanIsShownWithItsExpandedRouteAndSectors() {
        int id = accepted(driven.file(driven.plan("SWR1").setMode3A(01234))).getFlight();
        driven.tick();

        var flight = driven.flight(id);
        assertEquals(
                List.of("LSWW", "BRAVO", "CENTR", "DELTA", "LSEE"),
                flight.getRouteList().stream().map(point -> point.getName()).toList());
        assertEquals(
                List.of("WEST", "EAST"),
                flight.getSectorsList().stream().map(sector -> sector.getSector()).toList());
        assertEquals("BRAVO A1 DELTA", flight.getRouteAsFiled());
        assertEquals(250, flight.getRequestedLevel());
        assertEquals(Lifecycle.COORDINATED, flight.getLifecycle());
        assertEquals("WEST", flight.getNextSector());
    }

    @Test
    void theSecondLinesCopyGetsTheFirstOnesAnswerForHalfAnHour() {
        Command message = driven.file(driven.plan("SWR1"));
        Accepted first = accepted(message);
        Accepted copy = driven.accepted(DrivenModel.ADAPTER_B, message);
        assertEquals(first, copy);

        Command wrong = driven.file(driven.plan("SWR2").setSpeed("FAST"));
        assertEquals(
                rejected(wrong, Reason.PLAN_FIELD_INVALID),
                driven.send(DrivenModel.ADAPTER_B, wrong).getRejected());

        driven.tickSeconds(31 * 60);
        rejected(message, Reason.PLAN_EXISTS);
    }

    @Test
    void theSamePlanInOtherWordsIsToldToExist() {
        accepted(driven.file(driven.plan("SWR1")));

        Rejected told =
                rejected(
                        driven.file(driven.plan("SWR1").setOther("RMK/AGAIN")), Reason.PLAN_EXISTS);

        assertTrue(told.getText().contains("flight 1"), told::getText);
    }

    @Test
    void eachWrongFieldIsNamedByItsNumber() {
        assertFault("7", plan -> plan.getKeyBuilder().setCallsign("sw"));
        assertFault("7", plan -> plan.getKeyBuilder().setCallsign("TOOLONG8"));
        assertFault("8", plan -> plan.setFlightRules("X"));
        assertFault("8", plan -> plan.setFlightType("Q"));
        assertFault("9", plan -> plan.setWakeCategory("Z"));
        assertFault("9", plan -> plan.setAircraftType("BOEING747"));
        assertFault("13", plan -> plan.getKeyBuilder().setDeparture("ZURICH"));
        assertFault("13", plan -> plan.getKeyBuilder().setOffBlockTimeMicros(0));
        assertFault("13", plan -> plan.getKeyBuilder().setOffBlockTimeMicros(Long.MAX_VALUE));
        assertFault("13", plan -> plan.getKeyBuilder().setOffBlockTimeMicros(Long.MIN_VALUE));
        assertFault(
                "13",
                plan -> plan.getKeyBuilder().setOffBlockTimeMicros(driven.now() - 300 * MINUTE));
        assertFault("15", plan -> plan.setSpeed("N45"));
        assertFault("15", plan -> plan.setLevel("FL350"));
        assertFault("15", plan -> plan.addRoute("not a point"));
        assertFault("16", plan -> plan.getKeyBuilder().setDestination(""));
        assertFault("16", plan -> plan.setElapsedMinutes(0));
        assertFault("16", plan -> plan.addAlternates("X"));
        driven.tick();
        assertEquals(0, driven.totals.getFlights());
        assertTrue(driven.flights.isEmpty());
    }

    private void assertFault(String field, Consumer<FiledPlan.Builder> change) {
        FiledPlan.Builder plan = driven.plan("SWR9");
        change.accept(plan);
        Rejected told = rejected(driven.file(plan), Reason.PLAN_FIELD_INVALID);
        assertEquals(field, told.getField(), told::getText);
    }

    @Test
    void aPlanThatRepeatsAPointNameIsTakenAndExpandedByNearness() {
        List<String> route = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            route.add(i % 2 == 0 ? "DUPLI" : "CENTR");
        }

        int id =
                accepted(driven.file(driven.plan("BAD1").clearRoute().addAllRoute(route)))
                        .getFlight();

        driven.tickSeconds(60);
        assertEquals(0, driven.flight(id).getFailedElement());
    }

    @Test
    void aRouteKnownInPartIsTakenWithAWordOnWhereItStops() {
        Accepted told =
                accepted(
                        driven.file(
                                driven.plan("SWR1")
                                        .clearRoute()
                                        .addRoute("BRAVO")
                                        .addRoute("NOPE")
                                        .addRoute("DELTA")));

        assertTrue(told.getNote().contains("element 2 (NOPE)"), told::getNote);
        driven.tick();
        assertEquals(2, driven.flight(told.getFlight()).getFailedElement());
    }

    @Test
    void aChangeChangesOnlyWhatItNames() {
        int id = accepted(driven.file(driven.plan("SWR1").setMode3A(01234))).getFlight();

        accepted(
                message(
                        "(CHG-1)",
                        m ->
                                m.setChange(
                                        FiledPlan.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setLevel("F170")
                                                .setNewCallsign("SWR1A"))));

        driven.tick();
        assertEquals("SWR1A", driven.flight(id).getKey().getCallsign());
        assertEquals(170, driven.flight(id).getRequestedLevel());
        assertEquals(01234, driven.flight(id).getMode3A());
        assertEquals("A320", driven.flight(id).getAircraftType());
        rejected(message("(CNL-1)", m -> m.setCancel(key("SWR1"))), Reason.PLAN_UNKNOWN);
        accepted(message("(CNL-2)", m -> m.setCancel(key("SWR1A"))));
        driven.tick();
        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle());
    }

    @Test
    void aDelayMovesTheWholeTrajectory() {
        long filed = driven.now();
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();
        driven.tick();
        long before = driven.flight(id).getRoute(2).getTimeMicros();

        accepted(
                message(
                        "(DLA-1)",
                        m ->
                                m.setDelay(
                                        Delay.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setNewOffBlockTimeMicros(filed + 5 * MINUTE))));

        driven.tick();
        assertEquals(before + 15 * MINUTE, driven.flight(id).getRoute(2).getTimeMicros());
    }

    @Test
    void aDepartureActivatesAndPinsTheTimes() {
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();

        accepted(
                message(
                        "(DEP-1)",
                        m ->
                                m.setDepart(
                                        Departure.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setDepartureTimeMicros(driven.now()))));

        driven.tick();
        assertEquals(Lifecycle.ACTIVE, driven.flight(id).getLifecycle());
        assertEquals(
                (double) driven.now(), (double) driven.flight(id).getRoute(0).getTimeMicros(), 1e6);
        rejected(
                message(
                        "(DLA-2)",
                        m ->
                                m.setDelay(
                                        Delay.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setNewOffBlockTimeMicros(driven.now()))),
                Reason.NOT_ELIGIBLE);
    }

    @Test
    void twoPlansOfOneNameAreToldApartByTheirOffBlockTimes() {
        long now = driven.now();
        FiledPlan.Builder later = driven.plan("SWR1");
        later.getKeyBuilder().setOffBlockTimeMicros(now + 120 * MINUTE);
        accepted(driven.file(driven.plan("SWR1")));
        int second = accepted(driven.file(later)).getFlight();

        rejected(message("(CNL-1)", m -> m.setCancel(key("SWR1"))), Reason.PLAN_AMBIGUOUS);
        Accepted told =
                accepted(
                        message(
                                "(CNL-2)",
                                m ->
                                        m.setCancel(
                                                key("SWR1").toBuilder()
                                                        .setOffBlockTimeMicros(
                                                                now + 120 * MINUTE))));

        assertEquals(second, told.getFlight());
    }

    @Test
    void aPlanLivesFromFiledToCoordinatedToTerminatedAndIsGone() {
        FiledPlan.Builder plan = driven.plan("SWR1").setElapsedMinutes(25);
        plan.getKeyBuilder().setOffBlockTimeMicros(driven.now() + 20 * MINUTE);
        int id = accepted(driven.file(plan)).getFlight();
        driven.tick();
        assertEquals(Lifecycle.FILED, driven.flight(id).getLifecycle());
        assertEquals(0, driven.flight(id).getRouteCount(), "not shown yet");

        driven.tickSeconds(6 * 60);
        assertEquals(Lifecycle.COORDINATED, driven.flight(id).getLifecycle());
        assertEquals(5, driven.flight(id).getRouteCount());

        driven.tickSeconds(90 * 60);
        assertEquals(Lifecycle.TERMINATED, driven.flight(id).getLifecycle());

        driven.tickSeconds(31 * 60);
        assertFalse(driven.flights.containsKey(id));
    }

    @Test
    void aChangeMovesTheDestinationAndTheOffBlockTime() {
        int id = accepted(driven.file(driven.plan("SWR1"))).getFlight();
        long later = driven.now() + 30 * MINUTE;

        accepted(
                message(
                        "(CHG-1)",
                        m ->
                                m.setChange(
                                        FiledPlan.newBuilder()
                                                .setKey(key("SWR1"))
                                                .setNewDeparture("LSEE")
                                                .setNewDestination("LSWW")
                                                .addAllRoute(List.of("DELTA", "A1", "BRAVO"))
                                                .setNewOffBlockTimeMicros(later))));

        var filed = whole(id).getFiled();
        assertEquals("LSEE", filed.getKey().getDeparture());
        assertEquals("LSWW", filed.getKey().getDestination());
        assertEquals(later, filed.getKey().getOffBlockTimeMicros());
        driven.tickSeconds(20 * 60);
        var route = driven.flight(id).getRouteList();
        assertEquals("LSEE", route.get(0).getName());
        assertEquals("LSWW", route.get(route.size() - 1).getName());
    }

    @Test
    void aChangeMayNotMakeOnePlanOfTwo() {
        accepted(driven.file(driven.plan("SWR1")));
        accepted(driven.file(driven.plan("SWR2")));

        rejected(
                message(
                        "(CHG-1)",
                        m ->
                                m.setChange(
                                        FiledPlan.newBuilder()
                                                .setKey(key("SWR2"))
                                                .setNewCallsign("SWR1"))),
                Reason.PLAN_EXISTS);

        driven.tick();
        assertEquals("SWR2", driven.flight(2).getKey().getCallsign());
    }

    @Test
    void aWrongAmendmentIsOfField22() {
        accepted(driven.file(driven.plan("SWR1")));

        for (Consumer<FiledPlan.Builder> wrong :
                List.<Consumer<FiledPlan.Builder>>of(
                        change -> change.setNewDestination("PARIS"),
                        change -> change.setNewDeparture("X"),
                        change -> change.setNewOffBlockTimeMicros(Long.MIN_VALUE))) {
            FiledPlan.Builder change = FiledPlan.newBuilder().setKey(key("SWR1"));
            wrong.accept(change);
            Rejected told =
                    rejected(
                            message("(CHG-" + change, m -> m.setChange(change)),
                            Reason.PLAN_FIELD_INVALID);
            assertEquals("22", told.getField(), told::getText);
        }
    }

    @Test
    void everyFieldOfAPlanIsKeptAndToldToWhoeverAsksForTheFlight() {
        FiledPlan.Builder plan =
                driven.plan("SWR1")
                        .setMode3A(01234)
                        .setAddress(0x4B1A2C)
                        .setSpeed("M078")
                        .setLevel("S0760")
                        .addAlternates("LSZH")
                        .addAlternates("LSGG")
                        .setOther("PBN/B1D1 REG/HBIJK")
                        .setSupplementary("E/0745 P/96");

        int id = accepted(driven.file(plan)).getFlight();

        assertEquals(plan.build(), whole(id).getFiled());
        driven.tick();
        var shown = driven.flight(id).getFiled();
        assertEquals("SDFGRWY/S", shown.getEquipment());
        assertEquals("PBN/B1D1 REG/HBIJK", shown.getOther());
        assertEquals("", shown.getSupplementary(), "field 19 is for who asks");
    }

    private aero.vigil.wire.airspace.Flight whole(int id) {
        return driven.asked(PictureQuery.newBuilder().setFlight(id).build()).getFlights(0);
    }

    @Test
    void howAFlightEndedIsTold() {
        int cancelled = accepted(driven.file(driven.plan("SWR1"))).getFlight();
        int never = accepted(driven.file(driven.plan("SWR2"))).getFlight();
        accepted(message("(CNL-1)", m -> m.setCancel(key("SWR1"))));

        driven.tick();
        assertEquals(Ending.CANCELLED, driven.flight(cancelled).getEnding());
        assertEquals(Ending.ENDING_UNSPECIFIED, driven.flight(never).getEnding());

        driven.tickSeconds(70 * 60);
        assertEquals(Ending.EXPIRED, driven.flight(never).getEnding());
    }

    @Test
    void everyPlanFiledIsCounted() {
        int flights = 300;
        for (int i = 0; i < flights; i++) {
            accepted(driven.file(driven.plan("AB" + i)));
        }
        driven.tickSeconds(1);

        assertEquals(flights, driven.totals.getFlights());
    }
}
