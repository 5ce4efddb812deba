package aero.vigil.airspace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.DrivenModel;
import aero.vigil.airspace.Traffic;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.CreateFlight;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Lifecycle;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.RoutePoint;
import aero.vigil.wire.airspace.SectorNotice;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What airspace-model §5 and airspace-algorithms §3 say of orders, point-outs and sectors, scene by
 * scene: SWR123 flies from WEST to EAST, Anna works at W, Beat at E, Peter plans, Sue supervises.
 */
final class SectorsAndControlTest {

    private static final double NM = 1_852;

    private final DrivenModel driven = new DrivenModel();
    private Console anna;
    private Console beat;
    private Console peter;
    private Console sue;
    private int id;

    @BeforeEach
    void aFlightInsideWest() {
        anna = Console.at(driven, 11, "anna", "W");
        beat = Console.at(driven, 12, "beat", "E");
        peter = Console.at(driven, 13, "peter", "P");
        sue = Console.at(driven, 14, "sue", "SUP");
        id = driven.accepted(DrivenModel.ADAPTER_A, driven.file(driven.plan("SWR123"))).getFlight();
        driven.tickSeconds(60);
    }

    private Flight flight() {
        return driven.flight(id);
    }

    private Order lastOrder() {
        return flight().getOrders(flight().getOrdersCount() - 1);
    }

    private List<String> ahead() {
        return flight().getRouteList().stream()
                .filter(point -> !point.getPassed())
                .map(RoutePoint::getName)
                .toList();
    }

    private long timeAt(String point) {
        return flight().getRouteList().stream()
                .filter(one -> one.getName().equals(point))
                .mapToLong(RoutePoint::getTimeMicros)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFlightTakenByForceChangesHandsAndItsOldOwnerIsToldUntilHeSaysSo() {
        driven.tickSeconds(400);
        anna.does(anna.assume(id));

        beat.does(beat.forceAssume(id));

        assertEquals("EAST", flight().getControllingSector());
        assertEquals("FORCE", lastOrder().getWhat());
        assertEquals("WEST", lastOrder().getValue());
        assertEquals("beat", lastOrder().getUser());
        SectorNotice notice = flight().getNotices(0);
        assertEquals("WEST", notice.getToSector());
        assertEquals(SectorNotice.Kind.TAKEN, notice.getKind());
        assertTrue(notice.getText().contains("EAST (beat)"), notice::getText);
        anna.isRefused(anna.level(id, 100), Reason.NOT_OWNER);

        anna.does(anna.acknowledgeNotice(id));
        assertEquals(0, flight().getNoticesCount());
        anna.isRefused(anna.acknowledgeNotice(id), Reason.NOT_CONCERNED);
    }

    @Test
    void aFlightIsNotTakenByASectorItIsFarFromNorByOneThatHasIt() {
        anna.does(anna.assume(id));

        Console ursula = Console.at(driven, 15, "ursula", "U");
        Rejected far = ursula.isRefused(ursula.forceAssume(id), Reason.NOT_ELIGIBLE);
        assertTrue(far.getText().endsWith("by its plan; no track is correlated"), far::getText);
        anna.isRefused(anna.forceAssume(id), Reason.ALREADY_ASSUMED);
        peter.isRefused(peter.forceAssume(id), Reason.NOT_ALLOWED);
    }

    @Test
    void takingAFlightThatIsOfferedToAThirdTellsTheThirdThatTheOfferIsGone() {
        Console nora = Console.at(driven, 15, "nora", "N");
        driven.tickSeconds(400);
        anna.does(anna.assume(id));
        anna.does(anna.transfer(id, "NORTH"));

        beat.does(beat.forceAssume(id));

        assertEquals("", flight().getOfferedTo());
        assertEquals(
                List.of("WEST", "NORTH"),
                flight().getNoticesList().stream().map(SectorNotice::getToSector).toList());
        nora.isRefused(nora.accept(id), Reason.NOT_OFFERED);
        nora.does(nora.acknowledgeNotice(id));
    }

    @Test
    void aReleasedFlightIsControlledByNoOneAndAnyConcernedMayAssumeIt() {
        anna.does(anna.assume(id));
        beat.isRefused(beat.release(id), Reason.NOT_OWNER);

        anna.does(anna.release(id));

        assertEquals("", flight().getControllingSector());
        assertEquals("RELEASE", lastOrder().getWhat());
        anna.isRefused(anna.level(id, 100), Reason.NOT_OWNER);
        anna.does(anna.assume(id));
        assertEquals("WEST", flight().getControllingSector());
    }

    @Test
    void hisExecutiveEndsAFlightAndFlightDataOneThatNobodyControls() {
        Console fred = Console.at(driven, 15, "fred", "F");
        anna.isRefused(anna.terminate(id), Reason.NOT_OWNER);
        anna.does(anna.assume(id));
        fred.isRefused(fred.terminate(id), Reason.NOT_OWNER);
        anna.does(anna.release(id));

        fred.does(fred.terminate(id));

        assertEquals(Lifecycle.TERMINATED, flight().getLifecycle());
        assertEquals("TERMINATE", lastOrder().getWhat());
        assertEquals("fred", lastOrder().getUser());
        fred.isRefused(fred.terminate(id), Reason.UNKNOWN_FLIGHT);
    }

    @Test
    void anAssignedRateBringsTheFlightToItsLevelLater() {
        anna.does(anna.assume(id));
        long before = topOfClimb();

        anna.does(anna.rate(id, 500));

        assertEquals(500, flight().getFeetPerMinute());
        assertTrue(topOfClimb() < before, "it is lower at CENTR");
        anna.isRefused(anna.rate(id, 99), Reason.RATE_INVALID);
        anna.isRefused(anna.rate(id, 8_001), Reason.RATE_INVALID);
        anna.isRefused(anna.rate(id, -500), Reason.RATE_INVALID);
        anna.does(anna.rate(id, 0));
        assertEquals(0, flight().getFeetPerMinute());
    }

    private long topOfClimb() {
        return flight().getRouteList().stream()
                .filter(one -> one.getName().equals("CENTR"))
                .mapToLong(RoutePoint::getLevel)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClearedRouteIsFlownFromHereWithTheSectorsItMeets() {
        anna.does(anna.assume(id));

        anna.does(anna.route(id, "DUPLI", "GOLFO"));

        assertEquals("DUPLI GOLFO", flight().getClearedRoute());
        assertEquals("DUPLI", ahead().get(0));
        assertEquals("GOLFO", ahead().get(1));
        assertEquals("NORTH", flight().getNextSector());
        anna.isRefused(anna.route(id, "NOPE", "FOXTR"), Reason.ROUTE_INVALID);
        anna.isRefused(anna.route(id, "FOXTR", "NOPE", "DELTA"), Reason.ROUTE_INVALID);
        anna.isRefused(anna.route(id), Reason.ROUTE_INVALID);
        assertEquals("DUPLI GOLFO", flight().getClearedRoute());
    }

    @Test
    void aHoldLetsTimeStandAtItsFixUntilTheExpectedApproachTime() {
        anna.does(anna.assume(id));
        long afterBefore = timeAt("DELTA") - timeAt("CENTR");
        long expected = timeAt("CENTR") + 600_000_000L;

        anna.does(anna.hold(id, "CENTR", 150, expected));

        assertEquals("CENTR", flight().getHoldFix());
        assertEquals(150, flight().getClearedLevel());
        assertEquals(expected, flight().getHoldUntilMicros());
        assertTrue(timeAt("CENTR") < expected);
        long leg = timeAt("DELTA") - expected;
        assertTrue(Math.abs(leg - afterBefore) < 120_000_000L, "DELTA " + leg + " after the hold");

        anna.does(anna.leaveHold(id));
        assertEquals("", flight().getHoldFix());
        assertTrue(timeAt("DELTA") < expected, "as if there had been no hold");
        anna.isRefused(anna.leaveHold(id), Reason.NOT_HOLDING);
    }

    @Test
    void aHoldIsAheadOnTheRouteAndItsTimeIsSoon() {
        anna.does(anna.assume(id));

        anna.isRefused(anna.hold(id, "FOXTR", 0, 0), Reason.UNKNOWN_POINT);
        anna.isRefused(anna.hold(id, "", 0, 0), Reason.UNKNOWN_POINT);
        anna.isRefused(anna.hold(id, "CENTR", 9, 0), Reason.LEVEL_INVALID);
        anna.isRefused(anna.hold(id, "CENTR", 0, driven.now() - 1), Reason.HOLD_INVALID);
        anna.isRefused(anna.hold(id, "CENTR", 0, Long.MAX_VALUE), Reason.HOLD_INVALID);
        anna.does(anna.hold(id, "CENTR", 0, 0));
        anna.does(anna.heading(id, 90));
        assertEquals("", flight().getHoldFix(), "a heading ends it");
    }

    @Test
    void theLabelsNoteIsWrittenByAnyPositionConcernedAndByNoOther() {
        peter.does(peter.note(id, "CALL CO"));
        assertEquals("CALL CO", flight().getNote());
        int seen = flight().getVersion();
        anna.does(anna.note(id, ""));
        assertEquals("", flight().getNote());
        peter.isRefused(
                Command.newBuilder()
                        .setSetLabelNote(
                                aero.vigil.wire.airspace.SetLabelNote.newBuilder()
                                        .setFlight(id)
                                        .setVersion(seen)
                                        .setText("LATE"))
                        .build(),
                Reason.STALE);

        Console nora = Console.at(driven, 15, "nora", "N");
        Rejected byPlan = nora.isRefused(nora.note(id, "X"), Reason.NOT_CONCERNED);
        assertTrue(byPlan.getText().endsWith("by its plan; no track is correlated"));
        Console olga = Console.at(driven, 16, "olga", "OBS");
        olga.isRefused(olga.note(id, "X"), Reason.NOT_ALLOWED);
        anna.isRefused(anna.note(id, "X".repeat(33)), Reason.MALFORMED);
    }

    @Test
    void aFlightPointedOutIsSeenThereAndSettledWhenThatSectorAssumesIt() {
        Console nora = Console.at(driven, 15, "nora", "N");
        anna.does(anna.assume(id));
        nora.isRefused(nora.acknowledgePointOut(id), Reason.NOT_POINTED_OUT);

        anna.does(anna.pointOut(id, "NORTH"));
        assertEquals("NORTH", flight().getPointOuts(0).getToSector());
        assertEquals("", flight().getPointOuts(0).getAcknowledgedBy());

        nora.does(nora.acknowledgePointOut(id));
        assertEquals("nora", flight().getPointOuts(0).getAcknowledgedBy());
        assertEquals("WEST", flight().getControllingSector(), "control has not moved");
        nora.does(nora.note(id, "SEEN"));
        nora.isRefused(nora.acknowledgePointOut(id), Reason.NOT_POINTED_OUT);

        anna.isRefused(anna.pointOut(id, "WEST"), Reason.UNKNOWN_SECTOR);
        anna.isRefused(anna.pointOut(id, "SOUTH"), Reason.UNKNOWN_SECTOR);
        anna.does(anna.transfer(id, "NORTH"));
        nora.does(nora.accept(id));
        assertEquals(0, flight().getPointOutsCount());
    }

    @Test
    void aPointOutIsForgottenAfterAQuarterOfAnHour() {
        anna.does(anna.assume(id));
        anna.does(anna.pointOut(id, "NORTH"));

        driven.passWithoutTick(15 * 60 + 1);
        driven.tickSeconds(6);

        assertEquals(0, flight().getPointOutsCount());
    }

    @Test
    void aFlightIsMadeAtATrackThatNobodyFiledAndAssumedLikeAnyOther() {
        List<Aircraft> traffic =
                List.of(Aircraft.level(0x4B0009, 04321, "", -30 * NM, 10 * NM, 80, 0, 12_000));
        driven.fly(
                new Traffic(traffic, SimulatedTraffic.plots(traffic, 200, 1)).arrivals(), 100, 64);
        int track = driven.tracks.firstKey();

        int made = peter.does(create("HBABC", track)).getFlight();

        Flight flight = driven.flight(made);
        assertEquals(track, flight.getTrack());
        assertEquals(Lifecycle.ACTIVE, flight.getLifecycle());
        assertEquals("V", flight.getFlightRules());
        assertEquals(04321, flight.getMode3A());
        assertEquals("ZZZZ", flight.getKey().getDestination());
        anna.does(anna.assume(made));
        assertEquals("WEST", driven.flight(made).getControllingSector());
        peter.isRefused(create("HBABC", 0), Reason.PLAN_EXISTS);
        peter.isRefused(create("HBXYZ", track), Reason.ALREADY_CORRELATED);
        peter.isRefused(create("HBXYZ", 999), Reason.UNKNOWN_TRACK);
        peter.isRefused(create("hb", 0), Reason.PLAN_FIELD_INVALID);
        sue.isRefused(create("HBXYZ", 0), Reason.NOT_ALLOWED);
    }

    private static Command create(String callsign, int track) {
        return Command.newBuilder()
                .setCreateFlight(
                        CreateFlight.newBuilder()
                                .setCallsign(callsign)
                                .setTrack(track)
                                .setFlightRules("V"))
                .build();
    }

    @Test
    void combiningSectorsMovesNothingButTheMapFromSectorsToPositions() {
        anna.does(anna.assume(id));
        Flight before = flight();

        sue.does(sue.open("W=WEST,EAST", "E="));

        assertEquals(List.of("WEST", "EAST"), driven.sectorsOf("W"));
        assertEquals(0, driven.sectorsOf("E").size());
        assertEquals(before, flight());
        driven.tickSeconds(400);
        beat.isRefused(beat.assume(id), Reason.ALREADY_ASSUMED);
        anna.does(anna.transfer(id, "EAST"));
        assertEquals("EAST", flight().getControllingSector(), "both ends are hers");
        anna.does(anna.level(id, 200));
    }

    @Test
    void anOfferFollowsItsSectorToTheNewPosition() {
        Console ursula = Console.at(driven, 15, "ursula", "U");
        anna.does(anna.assume(id));
        anna.does(anna.transfer(id, "EAST"));

        sue.does(sue.open("U=UPPER,EAST", "E="));

        assertEquals("EAST", flight().getOfferedTo());
        beat.isRefused(beat.accept(id), Reason.NOT_OFFERED);
        ursula.does(ursula.accept(id));
        assertEquals("EAST", flight().getControllingSector());
    }

    @Test
    void aTransferWhoseTwoEndsMeetCompletes() {
        anna.does(anna.assume(id));
        anna.does(anna.transfer(id, "EAST"));

        sue.does(sue.open("W=", "E=WEST,EAST"));

        assertEquals("EAST", flight().getControllingSector());
        assertEquals("", flight().getOfferedTo());
        assertEquals("ACCEPT", lastOrder().getWhat());
        assertEquals("beat", lastOrder().getUser());
        beat.does(beat.level(id, 210));
    }

    @Test
    void aPlanThatLeavesASectorWithoutItsOneExecutiveIsRejectedWhole() {
        for (String[] plan :
                List.of(
                        new String[] {"W="},
                        new String[] {"W=WEST,EAST"},
                        new String[] {"E=EAST,UPPER"},
                        new String[] {"U=", "W=WEST,EAST"},
                        new String[] {"W=WEST,WEST"},
                        new String[] {"W=WEST", "W=WEST"})) {
            sue.isRefused(sue.open(plan), Reason.SECTORS_INVALID);
        }
        sue.isRefused(sue.open("W=SOUTH"), Reason.UNKNOWN_SECTOR);
        sue.isRefused(sue.open("X=WEST"), Reason.UNKNOWN_POSITION);
        Submitter executive = new Submitter(15, "emil", List.of("executive"));
        driven.rejected(executive, sue.open("W=WEST"), Reason.NOT_ALLOWED);

        assertEquals(List.of("WEST"), driven.sectorsOf("W"));
        assertEquals(List.of("EAST"), driven.sectorsOf("E"));
    }

    @Test
    void aPlanMadeOnAnOlderOneIsStaleAndOneForAnEmptyPositionSaysSo() {
        Command first = sue.open("W=WEST,EAST", "E=");
        Command second = sue.open("U=UPPER,EAST", "E=");

        sue.does(first);

        sue.isRefused(second, Reason.STALE);
        String note = sue.does(sue.open("U=UPPER,WEST,EAST", "W=")).getNote();
        assertEquals("nobody works at U", note);
        assertFalse(driven.sectorsOf("U").isEmpty());
    }

    @Test
    void everyLineOfTheOrderLogHasAuthorSectorAndTimeAndAGapWouldShow() {
        anna.does(anna.assume(id));
        for (int level = 100; level < 200; level++) {
            anna.does(anna.level(id, level));
        }

        assertEquals(16, flight().getOrdersCount());
        assertEquals(101, flight().getOrdersBefore() + flight().getOrdersCount());
        assertEquals("199", lastOrder().getValue());
        assertEquals("WEST", lastOrder().getSector());
        assertEquals("anna", lastOrder().getUser());
        assertTrue(lastOrder().getTimeMicros() > 0);
        Flight asked = driven.asked(PictureQuery.newBuilder().setFlight(id).build()).getFlights(0);
        assertEquals(64, asked.getOrdersCount());
        assertEquals(37, asked.getOrdersBefore());
    }

    @Test
    void whoFollowsTheFramesHasEveryLineOfTheOrderLog() {
        anna.does(anna.assume(id));
        TreeMap<Integer, String> lines = new TreeMap<>();
        for (int level = 100; level < 200; level++) {
            anna.does(anna.level(id, level));
            for (int i = 0; i < flight().getOrdersCount(); i++) {
                lines.put(flight().getOrdersBefore() + i + 1, flight().getOrders(i).getValue());
            }
        }

        assertEquals(101, lines.size());
        assertEquals(101, lines.lastKey(), "and none is missing");
        assertEquals("100", lines.get(2));
    }
}
