package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.ReplicaStatus.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recovery and who is a member (VRR §4.3; replication.md §8, §9; rules 19 and 20). */
class RecoveryTest {

    private static final Incarnation NEXT = new Incarnation(9, 2);

    private final ScriptedGroup group = ScriptedGroup.formed(3); // view 1, led by 1
    private final ScriptedGroup.Client client = group.register(0, 1); // op 3

    private void commit(String operation) {
        group.submit(1, client.next(operation));
        group.deliverAll();
        group.run(2);
    }

    private void dieAndLoseDisk(int member) {
        group.member(member).kill();
        group.run(15);
        group.loseDisk(member, NEXT);
        group.transcript();
    }

    @Test
    void anEmptyDiskBecomesTheMemberAndHasTheWholeLog() {
        commit("climb");
        dieAndLoseDisk(2);

        group.member(2).start();
        assertEquals(Status.RECOVERING, group.member(2).status().status());
        group.run(20);

        assertEquals(Status.NORMAL, group.member(2).status().status());
        assertFalse(group.member(2).vote.recovering());
        assertEquals(NEXT, group.member(2).vote.incarnation());
        assertEquals(group.member(1).hashOf(5), group.member(2).hashOf(5));
        assertEquals(1, group.member(1).counter("members.replaced"));
        assertTrue(group.transcript().contains("REPLACE_MEMBER 5"));
        commit("descend");
        assertEquals(6, group.member(2).status().appliedOp());
    }

    @Test
    void aReplacementIsCommittedByOthersThanTheReplacedAlone() {
        dieAndLoseDisk(2);
        group.member(0).stalled = true; // only the primary's disk is left

        group.member(2).start();
        group.run(30);
        assertEquals(3, group.member(1).status().commitNumber());
        assertEquals(4, group.member(1).status().opNumber());
        assertEquals(Status.RECOVERING, group.member(2).status().status());

        group.member(0).stalled = false;
        group.run(150);
        assertEquals(Status.NORMAL, group.member(2).status().status());
    }

    @Test
    void whoIsStillHeardIsNotReplaced() {
        group.arrive(new ScriptedGroup.Flight(2, NEXT, 1, new Message.Recover(0, 7, 1)));
        group.run(5);

        assertEquals(1, group.member(1).counter("members.stillThere"));
        assertEquals(3, group.member(1).status().opNumber());
    }

    @Test
    void theMarkStaysAcrossRestartsUntilTheLogIsThere() {
        commit("climb");
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(1);
        group.member(2).stalled = true;
        group.run(10); // the log is fetched, and not forced
        group.member(2).kill();

        group.member(2).start();
        assertEquals(Status.RECOVERING, group.member(2).status().status());
        assertTrue(group.member(2).vote.recovering());

        group.member(2).stalled = false;
        group.run(20);
        assertEquals(Status.NORMAL, group.member(2).status().status());
    }

    @Test
    void whatTheReplacedDiskSaysIsNotCountedAndItIsTold() {
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(20);
        group.transcript();
        long before = group.member(1).status().viewNumber();
        long unnamed = group.member(1).counter("members.unnamed");

        Incarnation zombie = new Incarnation(1, 2);
        group.arrive(new ScriptedGroup.Flight(2, zombie, 1, new Message.StartViewChange(1)));
        group.arrive(new ScriptedGroup.Flight(2, zombie, 1, new Message.NewerView(9)));
        group.deliverAll();

        assertEquals(before, group.member(1).status().viewNumber());
        assertEquals(unnamed + 2, group.member(1).counter("members.unnamed"));
        assertTrue(group.transcript().contains("1 -> 2  Members"));
    }

    @Test
    void aMachineThatWasReplacedStopsWhenItHears() {
        Message.Members members =
                new Message.Members(
                        1,
                        1,
                        List.of(new Incarnation(1, 0), new Incarnation(1, 1), NEXT),
                        new Incarnation(1, 2));

        group.arrive(new ScriptedGroup.Flight(1, 2, members));

        assertEquals(List.of("MEMBER_REPLACED"), group.member(2).alarms);
        assertEquals(Status.RECOVERING, group.member(2).status().status());
        assertFalse(group.member(2).vote.recovering());
    }

    /** Else a replica that is the member takes itself for replaced, and is lost to the group. */
    @Test
    void whoCannotReadTheOpThatNamesItIsNotReplaced() {
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(20); // op 4 names it
        commit("climb");
        commit("descend");
        group.member(2).kill();
        group.member(2).damage(4, 4);

        group.member(2).start();
        assertTrue(group.member(2).counter("bodies.missing") > 0);
        assertFalse(group.member(2).alarms.contains("MEMBER_REPLACED"));
        assertEquals(Status.NORMAL, group.member(2).status().status());
        group.run(20);

        assertEquals(0, group.member(2).counter("bodies.missing"));
        assertEquals(Status.NORMAL, group.member(2).status().status());
        commit("turn");
        assertEquals(group.member(1).status().appliedOp(), group.member(2).status().appliedOp());
    }

    /** Else it follows nobody as long as the new member leads, and two of three are no group. */
    @Test
    void whoHasAReplacementAndDoesNotKnowItCommittedAsksWhenTheNewMemberLeads() {
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(20);
        group.member(1).kill();
        group.member(0).kill();
        group.member(0).start();
        assertEquals(3, group.member(0).status().commitNumber(), "op 4 names the new member");

        group.run(300);

        assertTrue(group.member(2).replica().isLeading());
        assertEquals(Status.NORMAL, group.member(0).status().status());
        assertEquals(4, group.member(0).status().commitNumber());
    }

    /**
     * Seed 5068: others told of the replacement before its own, and it took itself for replaced.
     */
    @Test
    void whoHasLostTheBodyOfItsOwnReplacementIsNotReplacedByWhatOthersKnewBefore() {
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(20); // op 4 names NEXT
        group.member(2).kill();
        group.run(15);
        group.loseDisk(2, new Incarnation(9, 3));
        group.member(2).start();
        group.run(30); // op 5 names the next one
        assertEquals(Status.NORMAL, group.member(2).status().status());
        group.member(2).kill();
        group.member(2).damage(4, 5);
        group.member(2).start();

        List<Incarnation> before = List.of(new Incarnation(1, 0), new Incarnation(1, 1), NEXT);
        group.arrive(
                new ScriptedGroup.Flight(
                        0, 2, new Message.Members(1, 1, before, Incarnation.NONE)));
        group.run(40);

        assertFalse(group.member(2).alarms.contains("MEMBER_REPLACED"));
        assertEquals(Status.NORMAL, group.member(2).status().status());
        assertEquals(5, group.member(2).status().appliedOp());
    }

    @Test
    void aReplacedDiskIsNeverNamedAgain() {
        dieAndLoseDisk(2);
        group.member(2).start();
        group.run(20);
        group.member(2).kill();
        group.run(15);

        group.arrive(
                new ScriptedGroup.Flight(
                        2, new Incarnation(1, 2), 1, new Message.Recover(0, 7, 1)));
        group.run(5);

        assertEquals(1, group.member(1).counter("members.retiredAsks"));
        assertEquals(1, group.member(1).counter("members.replaced"));
    }

    @Test
    void anAnswerToAnEarlierStartIsNotTaken() {
        dieAndLoseDisk(2);
        group.member(2).start();
        List<Incarnation> members = List.of(new Incarnation(1, 0), new Incarnation(1, 1), NEXT);
        Digest hash = group.member(1).hashOf(3);

        for (int from = 0; from < 2; from++) {
            long end = from == 1 ? 3 : 0;
            group.arrive(
                    new ScriptedGroup.Flight(
                            from, 2, new Message.RecoverOk(1, 99, 1, end, hash, 3, members)));
        }

        assertEquals(2, group.member(2).counter("recovery.staleAnswers"));
        assertEquals(0, group.member(2).counter("recoveries"));
    }

    @Test
    void anUncertainEndIsCertainOnceEverythingThePrimaryNamedIsHeld() {
        commit("climb");
        group.member(2).kill();
        group.member(2).loseLast(1);
        group.member(2).tailCertain = false;

        group.member(2).start();
        assertEquals(List.of("TAIL_UNCERTAIN"), group.member(2).alarms);
        assertEquals(0, group.member(2).counter("tails.certainAgain"));
        group.run(10);

        assertEquals(4, group.member(2).status().forcedOp());
        assertEquals(1, group.member(2).counter("tails.certainAgain"));
    }
}
