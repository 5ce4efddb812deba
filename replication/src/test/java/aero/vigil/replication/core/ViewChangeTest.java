package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.ReplicaStatus.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** View changes (VRR §4.2, hardened): view 1, led by replica 1, gives way to view 2, led by 2. */
class ViewChangeTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3

    @Test
    void whenThePrimaryDiesTheNextOneTakesOverWithEverythingCommitted() {
        commit("climb");
        die(1);
        group.deliverAll();

        assertEquals(
                """
                0 -> 2  StartViewChange(v1)
                2 -> 0  StartViewChange(v1)
                0 -> 2  DoViewChange(v2, log of v1 to op 4, committed 4)
                2 -> 0  StartView(v2, op 4, committed 4)
                0 -> 2  PrepareOk(v2, op 4)""",
                withoutTicks(group.transcript()));
        assertTrue(group.member(2).replica().isLeading());
        assertEquals(List.of("tick 1", "user1 climb"), group.member(2).machine.told.subList(0, 2));
    }

    @Test
    void anOpThatMayHaveBeenCommittedSurvives() {
        group.submit(1, client.next("climb"));
        group.deliver(flight -> flight.to() == 2);
        group.member(2).force(); // 1 may have counted this
        group.member(1).kill();
        group.lose(flight -> true);
        suspect(0, 2);
        group.run(2);

        assertEquals("user1 climb", group.member(0).machine.told.get(1));
    }

    @Test
    void nothingIsPromisedInAViewBeforeTheVoteForItIsForced() {
        die(1);
        group.member(0).stalled = true;
        group.member(2).stalled = true;
        group.run(3);

        assertFalse(group.transcript().contains("DoViewChange"));
        assertEquals(Status.VIEW_CHANGE, group.member(0).status().status());
    }

    /** Rule 9. */
    @Test
    void aMessageOfALaterViewIsEvidenceOfIt() {
        group.arrive(new ScriptedGroup.Flight(2, 0, new Message.NewerView(7)));
        assertEquals(Status.VIEW_CHANGE, group.member(0).status().status());
        group.member(0).force();
        assertEquals(7, group.member(0).vote.viewNumber());
        assertEquals(1, group.member(0).vote.logView());
        group.deliverAll();

        List<String> said = group.transcript().lines().toList();
        assertEquals(
                List.of(
                        "2 -> 0  NewerView(v7)",
                        "0 -> 1  DoViewChange(v7, log of v1 to op 3, committed 3)"),
                said.subList(0, 2));
        assertTrue(said.contains("1 -> 0  StartView(v7, op 3, committed 3)"), said::toString);
        group.run(1);
        assertEquals(7, group.member(2).status().viewNumber());
    }

    @Test
    void aMessageOfAnEarlierViewIsAnsweredWithTheNewerOne() {
        die(1);
        group.run(2);
        group.transcript();

        group.arrive(new ScriptedGroup.Flight(1, 0, new Message.StartViewChange(1)));
        group.member(1).start();
        group.run(3);

        assertTrue(group.transcript().contains("0 -> 1  NewerView(v2)"));
        assertEquals(2, group.member(1).status().viewNumber());
        assertEquals(Status.NORMAL, group.member(1).status().status());
    }

    /** Rule 10. */
    @Test
    void onLeavingAViewItsUnsentAcknowledgementsAreDroppedAndTheReportCoversTheirEntries() {
        group.member(0).stalled = true;
        group.submit(1, client.next("climb"));
        group.deliver(flight -> flight.to() == 0); // appended at 0, not forced
        group.lose(flight -> true);
        group.member(1).kill();
        suspect(0, 2);
        group.deliverAll();
        group.transcript();

        group.member(0).stalled = false;
        group.deliverAll();

        assertEquals(
                """
                0 -> 2  DoViewChange(v2, log of v1 to op 4, committed 3)
                2 -> 0  FetchLog(v2, up to op 4, after op 3)
                0 -> 2  LogPiece(v2, COMMAND 4)
                2 -> 0  StartView(v2, op 4, committed 3)
                0 -> 2  PrepareOk(v2, op 4)""",
                withoutTicks(group.transcript()));
    }

    /** Rule 12. */
    @Test
    void whatIsStagedIsNoPartOfTheLogUntilItIsAdopted() {
        beginFetchingAt2();
        group.deliver(flight -> flight.message() instanceof Message.LogPiece);
        assertTrue(lastRecord(2) instanceof JournalRecord.Staged);

        group.member(2).kill();
        group.member(2).start(); // the staged piece is on the disk, LogAdopted is not

        assertEquals(3, group.member(2).status().opNumber());
        assertEquals(1, group.member(2).vote.logView());
        assertEquals(Status.VIEW_CHANGE, group.member(2).status().status());
        group.run(8);
        assertEquals("user1 climb", group.member(2).machine.told.get(1));
    }

    /** Rule 12. */
    @Test
    void anAdoptedLogStandsWhenTheVoteThatFollowsItIsLost() {
        beginFetchingAt2();
        group.deliver(flight -> flight.message() instanceof Message.LogPiece);
        Vote before = group.member(2).vote;
        group.member(2).force(); // Staged; LogAdopted is handed over
        assertTrue(lastRecord(2) instanceof JournalRecord.LogAdopted);

        group.member(2).kill();
        group.member(2).start();

        assertEquals(before, group.member(2).vote);
        assertEquals(4, group.member(2).status().opNumber());
        group.member(2).force();
        assertEquals(2, group.member(2).vote.logView());
        assertEquals(4, group.member(2).vote.adoptedOp());
    }

    /** Rule 13. */
    @Test
    void aLateStartViewTruncatesNothing() {
        die(1);
        group.run(2);
        ScriptedGroup.Flight startView = group.lastArrived(0, Message.StartView.class);
        group.submit(2, client.next("climb"));
        group.deliverAll();
        ReplicaStatus before = group.member(0).status();

        group.arrive(startView);
        group.deliverAll();

        ReplicaStatus after = group.member(0).status();
        assertTrue(before.opNumber() > ((Message.StartView) startView.message()).opNumber());
        assertEquals(before.opNumber(), after.opNumber());
        assertEquals(before.forcedOp(), after.forcedOp());
        assertEquals(Status.NORMAL, after.status());
    }

    /** Rule 14. */
    @Test
    void aPrimaryThatStartsAgainNeverLeadsItsViewAgain() {
        group.member(1).kill();
        group.member(1).start();
        assertFalse(group.member(1).replica().isLeading());
        group.submit(1, client.next("climb"));
        group.transcript();

        group.deliverAll();

        assertEquals(
                """
                1 -> 0  StartViewChange(v1)
                1 -> 2  StartViewChange(v1)""",
                group.transcript().lines().limit(2).reduce((a, b) -> a + "\n" + b).orElse(""));
        assertEquals(2, group.member(0).status().viewNumber());
        group.run(3);
        assertEquals("user1 climb", group.member(1).machine.told.get(1));
    }

    @Test
    void aVoteForALogThatIsNotThereTakesNoPart() {
        commit("climb");
        die(1);
        group.run(2); // 0 has adopted the log of view 2, which ends at op 4
        assertEquals(4, group.member(0).vote.adoptedOp());
        group.member(0).loseLast(2); // LogAdopted, and op 4 before it
        group.transcript();

        group.member(0).start();

        assertEquals(Status.RECOVERING, group.member(0).status().status());
        assertEquals("LOG_LOST", group.member(0).alarms.get(0));
        group.run(30);
        assertEquals(3, group.member(0).status().opNumber());
        assertEquals(Status.RECOVERING, group.member(0).status().status());
        assertTrue(group.member(0).vote.recovering());
        assertTrue(
                group.transcript()
                        .lines()
                        .filter(line -> line.startsWith("0 -> "))
                        .allMatch(line -> line.contains("  Recover(")));
    }

    @Test
    void aGroupOfOneVotesTheNextViewAtEachStart() {
        ScriptedGroup alone = ScriptedGroup.formed(1);
        assertEquals(1, alone.member(0).status().viewNumber());

        alone.member(0).kill();
        alone.member(0).start();
        alone.run(2);

        assertEquals(2, alone.member(0).status().viewNumber());
        assertTrue(alone.member(0).replica().isLeading());
    }

    @Test
    void twoOfFiveMayDieAtOnce() {
        ScriptedGroup five = ScriptedGroup.formed(5);
        ScriptedGroup.Client mine = five.register(0, 1);
        five.submit(0, mine.next("climb"));
        five.deliverAll();
        for (int dead : new int[] {1, 2}) {
            five.member(dead).kill();
        }
        for (int i : new int[] {0, 3, 4}) {
            five.member(i).take(new Input.PeerLost(1, true));
            five.member(i).take(new Input.PeerLost(2, true));
        }
        five.run(5);

        assertTrue(five.member(3).replica().isLeading());
        assertEquals("user1 climb", five.member(4).machine.told.get(1));
    }

    /** 0 holds op 4, 2 does not; 2 is to lead view 2, and has asked 0 for it. */
    private void beginFetchingAt2() {
        group.submit(1, client.next("climb"));
        group.deliver(flight -> flight.to() == 0);
        group.lose(flight -> true);
        group.member(0).force();
        group.lose(flight -> true);
        group.member(1).kill();
        suspect(0, 2);
        for (int i = 0; i < 4; i++) {
            group.deliver(flight -> !(flight.message() instanceof Message.LogPiece));
            forceAll();
        }
        assertEquals(Status.VIEW_CHANGE, group.member(2).status().status());
    }

    private void forceAll() {
        for (int i = 0; i < 3; i++) {
            if (group.member(i).isUp() && group.member(i).hasUnforced()) {
                group.member(i).force();
            }
        }
    }

    private JournalRecord lastRecord(int member) {
        List<JournalRecord> journal = group.member(member).journal;
        return journal.get(journal.size() - 1);
    }

    private void commit(String operation) {
        group.submit(1, client.next(operation));
        group.deliverAll();
        group.transcript();
    }

    private void die(int member) {
        group.member(member).kill();
        suspect(0, 2);
    }

    private void suspect(int... members) {
        for (int i : members) {
            group.member(i).take(new Input.PeerLost(1, true));
        }
    }

    /** The first TICK of a view may come at once or not: the clock decides. */
    private static String withoutTicks(String transcript) {
        return transcript
                .lines()
                .filter(line -> !line.contains("1  ") || !line.contains("-> 1"))
                .filter(line -> !line.contains("TICK") && !line.contains("op 5"))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }
}
