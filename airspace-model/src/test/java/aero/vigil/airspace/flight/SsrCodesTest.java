package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.Traffic;
import aero.vigil.airspace.control.Console;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Reason;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * SSR codes as airspace-algorithms §6a has them: six domestic ones, three for each direction of
 * transit, 5001 to 5077 kept when a flight comes with one.
 */
final class SsrCodesTest {

    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    private final DrivenModel driven = DrivenModel.withCodes();

    private int file(FiledPlan.Builder plan) {
        int id = driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan)).getFlight();
        driven.tickSeconds(6);
        return id;
    }

    private int code(int id) {
        return driven.flight(id).getMode3A();
    }

    private FiledPlan.Builder transit(String callsign) {
        FiledPlan.Builder plan = driven.plan(callsign);
        plan.getKeyBuilder().setDestination("EDDM");
        return plan;
    }

    private Console annaHas(int id) {
        Console anna = Console.at(driven, 11, "anna", "W");
        anna.does(anna.assume(id));
        return anna;
    }

    @Test
    void aFlightIsGivenACodeOfItsCategoryAndDirection() {
        assertEquals(04001, code(file(driven.plan("HOME1"))));
        assertEquals(04002, code(file(driven.plan("HOME2"))));
        assertEquals(02101, code(file(transit("EAST1"))), "it goes east");
        assertTrue(driven.flight(1).getCodeAssigned());
    }

    @Test
    void aCompatibleIncomingCodeIsKeptAndAnotherOneIsNot() {
        assertEquals(05012, code(file(transit("IN1").setMode3A(05012))));
        assertEquals(02101, code(file(transit("IN2").setMode3A(06012))));
        assertEquals(02102, code(file(transit("IN3").setMode3A(05012))), "5012 is IN1's");
        assertEquals(02103, code(file(transit("IN4").setMode3A(07000))), "a conspicuity code");
    }

    @Test
    void aFlightUnderVisualRulesIsGivenNoneUntilItIsOrdered() {
        int vfr = file(driven.plan("HBABC").setFlightRules("V").setLevel("VFR"));
        assertFalse(driven.flight(vfr).hasMode3A());

        Console anna = annaHas(vfr);
        anna.does(anna.code(vfr, 07000));
        assertEquals(07000, code(vfr));
        anna.does(anna.nextCode(vfr));
        assertEquals(04001, code(vfr));
    }

    @Test
    void whenNoneIsFreeTheFlightIsAlertedAndNoCodeIsEverGivenTwice() {
        TreeSet<Integer> given = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            given.add(code(file(driven.plan("HOME" + i))));
        }
        assertEquals(6, given.size());

        int seventh = file(driven.plan("HOME7"));

        assertFalse(driven.flight(seventh).hasMode3A());
        Alert alert = driven.alert();
        assertEquals(Alert.Kind.NO_CODE_FREE, alert.getKind());
        assertEquals(seventh, alert.getFlight());
        assertTrue(alert.getText().contains("no domestic E code is free"), alert::getText);
        Console anna = annaHas(seventh);
        var told = anna.isRefused(anna.nextCode(seventh), Reason.NO_CODE_FREE);
        assertTrue(told.getText().contains("domestic"), told::getText);
        anna.isRefused(anna.code(seventh, 04001), Reason.CODE_TAKEN);
        anna.does(anna.code(seventh, 06543));
        driven.tickSeconds(20);
        assertEquals(List.of(), driven.alertsButPlanned());
    }

    @Test
    void aReleasedCodeIsProtectedAndThenTheOneReleasedLongestAgoComesFirst() {
        Console anna = Console.at(driven, 11, "anna", "W");
        for (int i = 0; i < 6; i++) {
            int id = file(driven.plan("HOME" + i));
            driven.tickSeconds(60);
            anna.does(anna.assume(id));
        }
        anna.does(anna.terminate(3));
        driven.tickSeconds(30);
        anna.does(anna.terminate(2));

        int next = file(driven.plan("NEXT1"));
        assertFalse(driven.flight(next).hasMode3A(), "both rest for half an hour");
        anna.isRefused(anna.code(4, 04003), Reason.CODE_TAKEN);
        driven.passWithoutTick(29 * 60);
        driven.tickSeconds(6);
        assertFalse(driven.flight(next).hasMode3A());
        driven.passWithoutTick(60);
        driven.tickSeconds(6);

        assertEquals(04003, code(next));
        assertEquals(04002, code(file(driven.plan("NEXT2"))));
    }

    @Test
    void aTransitCodeRestsForThreeHours() {
        int id = file(transit("EAST1"));
        Console anna = annaHas(id);
        anna.does(anna.nextCode(id));
        assertEquals(02102, code(id), "another one: the first is released");
        driven.passWithoutTick(179 * 60);

        var told = anna.isRefused(anna.code(id, 02101), Reason.CODE_TAKEN);

        assertTrue(told.getText().contains("more minutes"), told::getText);
    }

    @Test
    void onlyItsExecutiveAssignsACodeAndOnlyOneThatCanBeAssigned() {
        int id = file(driven.plan("HOME1"));
        Console anna = annaHas(id);
        Console beat = Console.at(driven, 12, "beat", "E");
        beat.isRefused(beat.nextCode(id), Reason.NOT_OWNER);
        for (int code : new int[] {07500, 07600, 07700, 07777, 0, 03400}) {
            anna.isRefused(anna.code(id, code), Reason.CODE_INVALID);
        }
        anna.isRefused(anna.code(id, 4_096), Reason.MALFORMED);

        anna.does(anna.code(id, 06001));

        Flight flight = driven.flight(id);
        assertEquals(06001, flight.getMode3A());
        var last = flight.getOrders(flight.getOrdersCount() - 1);
        assertEquals("CODE 6001", last.getWhat() + " " + last.getValue());
    }

    private void fly(double seconds, Aircraft... aircraft) {
        List<Aircraft> all = List.of(aircraft);
        driven.fly(
                new Traffic(all, SimulatedTraffic.plots(all, seconds + 40, 7)).arrivals(),
                seconds,
                64);
    }

    @Test
    void aCodeAssignedAndNotSquawkedIsRemindedOfAfterHalfAMinute() {
        int id = file(driven.plan("SWR1").setAddress(0x4B0001));

        fly(25, Aircraft.level(0x4B0001, 05555, "SWR1", -50 * NM, 0, 300 * KNOT, 0, 15_000));
        assertTrue(driven.alerts.isEmpty(), driven.alerts::toString);
        fly(30, Aircraft.level(0x4B0001, 05555, "SWR1", -50 * NM, 0, 300 * KNOT, 0, 15_000));

        Alert alert = driven.alert();
        assertEquals(Alert.Kind.CODE_NOT_SQUAWKED, alert.getKind());
        assertEquals("SWR1 squawks 5555, assigned 4001", alert.getText());
        assertEquals(id, alert.getFlight());
        assertEquals(driven.flight(id).getTrack(), alert.getTrackA());
    }

    @Test
    void aCodeUsedByTwoAircraftIsAnAlarm() {
        fly(
                40,
                Aircraft.level(0x4B0001, 05555, "", -50 * NM, 0, 300 * KNOT, 0, 15_000),
                Aircraft.level(0x4B0002, 05555, "", 40 * NM, 20 * NM, 300 * KNOT, 0, 25_000));

        Alert alert = driven.alert();
        assertEquals(Alert.Kind.DUPLICATE_CODE, alert.getKind());
        assertEquals("two tracks on code 5555", alert.getText());
    }

    @Test
    void aCodeThatSomebodySquawksAlreadyIsNotGivenToAnother() {
        fly(30, Aircraft.level(0x4B0001, 04001, "", -50 * NM, 40 * NM, 300 * KNOT, 0, 15_000));

        int id = file(driven.plan("HOME1"));

        assertEquals(04002, code(id));
    }
}
