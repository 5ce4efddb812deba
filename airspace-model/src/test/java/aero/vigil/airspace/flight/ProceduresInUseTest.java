package aero.vigil.airspace.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.ProcedureRegion;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.RunwayStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flights depart and arrive by the procedures of the runways in use, until they have begun one. */
final class ProceduresInUseTest {

    private static final Submitter SUPERVISOR = new Submitter(21, "sue", List.of("supervisor"));
    private static final long MINUTE = 60_000_000;
    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;

    private final DrivenModel driven =
            new DrivenModel(
                    new AirspaceModel(
                            ProcedureRegion.builder().build().toByteArray(), ModelClock.utc()));

    private FiledPlan.Builder plan(String callsign, String route) {
        return driven.plan(callsign).clearRoute().addAllRoute(List.of(route.split(" ")));
    }

    /** Files a plan that is off blocks in so many minutes. */
    private int file(FiledPlan.Builder plan, int minutesAhead) {
        plan.getKeyBuilder().setOffBlockTimeMicros(driven.now() + minutesAhead * MINUTE);
        return driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan)).getFlight();
    }

    private void order(Command command) {
        driven.accepted(SUPERVISOR, command);
        driven.tickSeconds(5.1);
    }

    private List<String> route(int flight) {
        driven.tick();
        return driven.flight(flight).getRouteList().stream().map(RoutePoint::getName).toList();
    }

    /** Flies SWR1 eastbound along A1 from so many miles east of CENTR. */
    private void fly(double seconds, double eastNm) {
        Aircraft one =
                Aircraft.level(0x4B1234, 01000, "SWR1", eastNm * NM, 0, 450 * KNOT, 0, 25_000);
        driven.fly(SimulatedTraffic.plots(List.of(one), seconds + 1, 5), seconds, 64);
    }

    @Test
    void aRouteThatNamesNoneGetsThoseBetweenItAndTheRunwaysInUse() {
        List<String> expected =
                List.of("LSWW", "DUPLI", "BRAVO", "CENTR", "DELTA", "FOXTR", "LSEE");

        assertEquals(expected, route(file(plan("SWR1", "BRAVO A1 DELTA"), 10)));
        assertEquals(expected, route(file(plan("SWR2", "DCT BRAVO DCT CENTR DELTA DCT"), 10)));
        assertEquals(
                List.of("LSWW", "CENTR", "FOXTR", "LSEE"),
                route(file(plan("SWR3", "CENTR FOXTR"), 10)),
                "no procedure joins there");
    }

    @Test
    void oneThatServesNoRunwayInUseGivesWayToTheOneThatDoes() {
        List<String> expected =
                List.of("LSWW", "DUPLI", "BRAVO", "CENTR", "DELTA", "FOXTR", "LSEE");

        assertEquals(expected, route(file(plan("SWR1", "BRAVO1E A1 DELTA DELTA1W"), 10)));
        assertEquals(expected, route(file(plan("SWR2", "BRAVO1E A1 DELTA1W"), 10)));
        assertEquals(
                expected,
                route(file(plan("SWR3", "BRAVO7Z A1 DELTA9Q"), 10)),
                "of an older cycle's name the letters are the point");
    }

    @Test
    void anAirportWithoutARunwayInUseLeavesTheRouteAsItIsFiled() {
        order(ProcedureRegion.departingFromLsww());
        order(ProcedureRegion.landingAtLsee());

        assertEquals(
                List.of("LSWW", "BRAVO", "CENTR", "DELTA", "LSEE"),
                route(file(plan("SWR1", "BRAVO A1 DELTA"), 10)));
        assertEquals(
                List.of("LSWW", "ALPHA", "BRAVO", "CENTR", "DELTA", "ECHOO", "LSEE"),
                route(file(plan("SWR2", "BRAVO1E A1 DELTA1W"), 10)));
    }

    @Test
    void aChangeOfTheRunwayRebuildsTheFlightsOfItsAirportThatWaitAndNoOther() {
        int waiting = file(plan("SWR1", "BRAVO A1 DELTA"), 10);
        int elsewhere = file(plan("SWR2", "DELTA A1 ALPHA"), 10);
        FiledPlan.Builder back = plan("SWR3", "DELTA A1 BRAVO");
        back.getKeyBuilder().setDeparture("EGLL").setDestination("LIRF");
        int through = file(back, 10);
        driven.tick();
        int before = driven.flight(through).getVersion();

        order(ProcedureRegion.departingFromLsww("27"));
        assertEquals(
                List.of("LSWW", "ALPHA", "BRAVO", "CENTR", "DELTA", "FOXTR", "LSEE"),
                route(waiting));
        order(ProcedureRegion.landingAtLsee("09"));

        assertEquals(
                List.of("LSWW", "ALPHA", "BRAVO", "CENTR", "DELTA", "ECHOO", "LSEE"),
                route(waiting));
        assertEquals(before, driven.flight(through).getVersion(), "of no airport of ours");
        assertNotEquals(0, route(elsewhere).size());
    }

    @Test
    void aFlightUnderWayKeepsItsDepartureAndGetsTheArrivalUntilItHasBegunOne() {
        int id = file(plan("SWR1", "BRAVO A1 DELTA").setAddress(0x4B1234), -20);
        fly(20, 5);
        assertEquals(List.of("CENTR", "DELTA", "FOXTR", "LSEE"), route(id));

        driven.accepted(SUPERVISOR, ProcedureRegion.landingAtLsee("09"));
        driven.accepted(SUPERVISOR, ProcedureRegion.departingFromLsww("27"));
        fly(10, 8);

        assertEquals(List.of("CENTR", "DELTA", "ECHOO", "LSEE"), route(id));
    }

    @Test
    void aFlightThatHasPassedWhereItsArrivalBeginsKeepsIt() {
        int id = file(plan("SWR1", "BRAVO A1 DELTA").setAddress(0x4B1234), -35);
        Aircraft one =
                Aircraft.level(
                        0x4B1234, 01000, "SWR1", 45 * NM, 4 * NM, -350 * KNOT, 280 * KNOT, 25_000);
        driven.fly(SimulatedTraffic.plots(List.of(one), 41, 5), 30, 64);
        assertEquals("DELTA", route(id).get(0), "passed");

        driven.accepted(SUPERVISOR, ProcedureRegion.landingAtLsee("09"));
        driven.fly(SimulatedTraffic.plots(List.of(one), 41, 5), 8, 64);

        assertEquals(List.of("DELTA", "FOXTR", "LSEE"), route(id));
    }

    @Test
    void whatIsInUseIsInThePictureAndInTheAuditAndWhatIsUnknownIsRefused() {
        Command.Builder wrong = ProcedureRegion.departingFromLsww("27", "13").toBuilder();

        driven.rejected(SUPERVISOR, wrong.build(), Reason.UNKNOWN_RUNWAY);
        order(ProcedureRegion.departingFromLsww("27"));

        List<RunwayStatus> departures =
                driven.safetyNets.getRunwaysList().stream()
                        .filter(RunwayStatus::getForDepartures)
                        .toList();
        assertEquals(2, departures.size());
        assertEquals(
                List.of("27"),
                departures.stream()
                        .filter(RunwayStatus::getInUse)
                        .map(RunwayStatus::getRunway)
                        .toList());
        assertEquals(
                "LSWW no landings, departing 27", driven.audit.lastEntry().getValue().getValue());
    }

    @Test
    void aModelRestoredFromItsCheckpointGoesOnTheSame() {
        int waiting = file(plan("SWR1", "BRAVO A1 DELTA"), 10);
        driven.accepted(SUPERVISOR, ProcedureRegion.landingAtLsee("09"));
        AirspaceModel other =
                new AirspaceModel(
                        ProcedureRegion.builder().build().toByteArray(), ModelClock.utc());
        other.restore(driven.model.captureState().encode());
        DrivenModel restored = driven.continuedBy(other);

        driven.tickSeconds(6);
        restored.tickSeconds(6);

        assertEquals(driven.digests, restored.digests);
        assertEquals(
                List.of("LSWW", "DUPLI", "BRAVO", "CENTR", "DELTA", "ECHOO", "LSEE"),
                route(waiting));
    }
}
