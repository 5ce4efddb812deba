package aero.vigil.airspace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.SectorEntry;
import aero.vigil.wire.airspace.SectorNotice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Exit and entry are proposed by the planner or executive of the two sectors and bind when the
 * other accepts; a message never undoes what a controller cleared (airspace-algorithms §3).
 */
final class CoordinationTest {

    private final DrivenModel driven = new DrivenModel();
    private Console anna;
    private Console beat;
    private int id;

    @BeforeEach
    void aFlightThatAnnaHasAndBeatWillHave() {
        anna = Console.at(driven, 11, "anna", "W");
        beat = Console.at(driven, 12, "beat", "E");
        id = driven.accepted(DrivenModel.ADAPTER_A, driven.file(driven.plan("SWR123"))).getFlight();
        driven.tickSeconds(60);
        anna.does(anna.assume(id));
    }

    private Flight flight() {
        return driven.flight(id);
    }

    private int number() {
        return flight().getProposals(0).getNumber();
    }

    private int entryLevelOf(String sector) {
        return flight().getSectorsList().stream()
                .filter(visit -> visit.getSector().equals(sector))
                .mapToInt(SectorEntry::getLevel)
                .findFirst()
                .orElseThrow();
    }

    private List<String> words() {
        return flight().getOrdersList().stream().map(Order::getWhat).toList();
    }

    @Test
    void anExitLevelBindsWhenTheNextSectorAccepts() {
        int planned = entryLevelOf("EAST");
        anna.does(anna.proposeExit(id, "", 190, "CENTR"));
        assertEquals("EAST", flight().getProposals(0).getToSector());
        assertEquals(planned, entryLevelOf("EAST"), "nothing binds yet");
        assertNotEquals(190, planned);

        beat.does(beat.acceptProposal(id, number()));

        assertEquals(0, flight().getProposalsCount());
        assertEquals(190, flight().getAgreed(0).getFlightLevel());
        assertEquals("CENTR", flight().getAgreed(0).getPoint());
        assertEquals(190, entryLevelOf("EAST"));
        assertEquals(190, flight().getEntryLevel(), "of the next sector");
        assertEquals(List.of("ASSUME", "PROPOSE", "AGREE"), words());
        assertEquals("WEST>EAST FL190 CENTR", flight().getOrders(2).getValue());
        assertEquals("EAST", flight().getOrders(2).getSector());
        assertEquals("beat", flight().getOrders(2).getUser());
    }

    @Test
    void aCounterProposalTurnsTheQuestionAround() {
        anna.does(anna.proposeExit(id, "EAST", 190, ""));
        int first = number();

        beat.does(beat.counterProposal(id, first, 210, "CENTR"));

        assertEquals(1, flight().getProposalsCount());
        assertEquals("EAST", flight().getProposals(0).getBySector());
        assertTrue(number() > first, "a number is never used again");
        anna.isRefused(anna.acceptProposal(id, first), Reason.STALE);
        beat.isRefused(beat.acceptProposal(id, number()), Reason.NOT_OWNER);
        anna.does(anna.acceptProposal(id, number()));
        assertEquals(210, flight().getAgreed(0).getFlightLevel());
    }

    @Test
    void anEntryIsProposedByTheSectorThatWillHaveTheFlight() {
        beat.does(beat.proposeEntry(id, "", 170, ""));
        assertEquals("WEST", flight().getProposals(0).getFromSector());
        assertEquals("EAST", flight().getProposals(0).getBySector());
        anna.isRefused(anna.proposeExit(id, "EAST", 150, ""), Reason.PROPOSAL_OPEN);

        anna.does(anna.acceptProposal(id, number()));

        assertEquals(170, flight().getAgreed(0).getFlightLevel());
        beat.isRefused(beat.level(id, 170), Reason.NOT_OWNER);
    }

    @Test
    void aRejectionIsToldToTheOneWhoProposedAndAWithdrawalToTheOneWhoWasAsked() {
        anna.does(anna.proposeExit(id, "EAST", 190, ""));
        beat.does(beat.rejectProposal(id, number()));

        SectorNotice told = flight().getNotices(0);
        assertEquals("WEST", told.getToSector());
        assertEquals(SectorNotice.Kind.PROPOSAL_REJECTED, told.getKind());
        assertTrue(told.getText().contains("EAST (beat) does not agree"), told::getText);

        anna.does(anna.proposeExit(id, "EAST", 180, ""));
        anna.does(anna.rejectProposal(id, number()));
        assertEquals("EAST", flight().getNotices(1).getToSector());
        assertTrue(flight().getNotices(1).getText().contains("proposes no more"));
        assertEquals(0, flight().getProposalsCount());
        assertEquals(0, flight().getAgreedCount());
    }

    @Test
    void anAbrogatedAgreementBindsNoMoreAndTheOtherSideIsTold() {
        int planned = entryLevelOf("EAST");
        anna.does(anna.proposeExit(id, "EAST", 190, ""));
        beat.does(beat.acceptProposal(id, number()));

        beat.does(beat.abrogate(id, "WEST", "EAST"));

        assertEquals(0, flight().getAgreedCount());
        assertEquals(planned, entryLevelOf("EAST"));
        assertEquals("WEST", flight().getNotices(0).getToSector());
        assertEquals(SectorNotice.Kind.ABROGATED, flight().getNotices(0).getKind());
        anna.isRefused(anna.abrogate(id, "WEST", "EAST"), Reason.NOT_COORDINATED);
        Console nora = Console.at(driven, 13, "nora", "N");
        anna.does(anna.proposeExit(id, "EAST", 190, ""));
        beat.does(beat.acceptProposal(id, number()));
        nora.isRefused(nora.abrogate(id, "WEST", "EAST"), Reason.NOT_OWNER);
    }

    @Test
    void aPlannerOfBothSectorsAsksNobodyAndHeMayAnswerForEither() {
        Console peter = Console.at(driven, 13, "peter", "P");

        peter.does(peter.proposeExit(id, "EAST", 190, ""));
        assertEquals(190, flight().getAgreed(0).getFlightLevel(), "both ends are his");

        anna.does(anna.proposeExit(id, "EAST", 200, ""));
        peter.does(peter.acceptProposal(id, number()));
        assertEquals(200, flight().getAgreed(0).getFlightLevel());
        peter.isRefused(peter.level(id, 200), Reason.NOT_ALLOWED);
    }

    @Test
    void whatIsProposedIsALevelOrAPointThatExistsTowardsASectorThatIsNext() {
        anna.isRefused(anna.proposeExit(id, "EAST", 0, ""), Reason.LEVEL_INVALID);
        anna.isRefused(anna.proposeExit(id, "EAST", 9, ""), Reason.LEVEL_INVALID);
        anna.isRefused(anna.proposeExit(id, "EAST", 0, "NOPE"), Reason.UNKNOWN_POINT);
        anna.isRefused(anna.proposeExit(id, "WEST", 190, ""), Reason.UNKNOWN_SECTOR);
        anna.isRefused(anna.proposeExit(id, "SOUTH", 190, ""), Reason.UNKNOWN_SECTOR);
        Console nora = Console.at(driven, 13, "nora", "N");
        nora.isRefused(nora.proposeEntry(id, "WEST", 190, ""), Reason.NOT_CONCERNED);
        anna.isRefused(anna.acceptProposal(id, 1), Reason.NO_PROPOSAL);
        Console fred = Console.at(driven, 14, "fred", "F");
        fred.isRefused(fred.proposeExit(id, "EAST", 190, ""), Reason.NOT_ALLOWED);
    }

    @Test
    void anOpenProposalIsSettledWhenTheSectorAssumesTheFlight() {
        anna.does(anna.proposeExit(id, "EAST", 190, ""));
        anna.does(anna.transfer(id, "EAST"));

        beat.does(beat.accept(id));

        assertEquals(0, flight().getProposalsCount());
    }

    private Command change(String level) {
        FiledPlan.Builder change =
                FiledPlan.newBuilder()
                        .setKey(
                                PlanKey.newBuilder()
                                        .setCallsign("SWR123")
                                        .setDeparture("LSWW")
                                        .setDestination("LSEE"))
                        .setAircraftType("A321")
                        .setLevel(level);
        return DrivenModel.planMessage(
                FlightPlanMessage.newBuilder().setChange(change), "(CHG-" + level + ")");
    }

    @Test
    void aPlanChangeThatTouchesAFlightUnderControlIsOfferedToItsController() {
        anna.does(anna.level(id, 180));

        String note = driven.accepted(DrivenModel.ADAPTER_A, change("F290")).getNote();
        driven.tick();

        assertEquals("level F290: offered to WEST (anna), who controls the flight", note);
        assertEquals("A321", flight().getAircraftType(), "what no one cleared changes at once");
        assertEquals(250, flight().getRequestedLevel());
        assertEquals(180, flight().getClearedLevel());
        int offer = flight().getPlanChange().getNumber();
        beat.isRefused(beat.acceptProposal(id, offer), Reason.NOT_OWNER);

        anna.does(anna.acceptProposal(id, offer));

        assertEquals(290, flight().getRequestedLevel());
        assertEquals(180, flight().getClearedLevel(), "his clearance stands");
        assertFalse(flight().hasPlanChange());
        assertEquals("PLAN", flight().getOrders(flight().getOrdersCount() - 1).getWhat());
    }

    @Test
    void aPlanChangeRejectedByTheControllerChangesNothing() {
        driven.accepted(DrivenModel.ADAPTER_A, change("F290"));
        driven.tick();

        anna.does(anna.rejectProposal(id, flight().getPlanChange().getNumber()));

        assertEquals(250, flight().getRequestedLevel());
        assertFalse(flight().hasPlanChange());
    }

    @Test
    void aRouteChangeAcceptedIsFlownFromHere() {
        FiledPlan.Builder change =
                FiledPlan.newBuilder()
                        .setKey(PlanKey.newBuilder().setCallsign("SWR123"))
                        .addAllRoute(List.of("BRAVO", "A1", "CENTR", "A2", "FOXTR", "DELTA"));
        driven.accepted(
                DrivenModel.ADAPTER_A,
                DrivenModel.planMessage(
                        FlightPlanMessage.newBuilder().setChange(change), "(CHG-ROUTE)"));
        driven.tick();
        assertTrue(flight().getRouteList().stream().noneMatch(p -> p.getName().equals("FOXTR")));

        anna.does(anna.acceptProposal(id, flight().getPlanChange().getNumber()));

        assertTrue(flight().getRouteList().stream().anyMatch(p -> p.getName().equals("FOXTR")));
    }
}
