package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups that grow and shrink (VRR §7). */
class GrowthTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3); // view 1, led by 1
    private final ScriptedGroup.Client client = group.register(0, 1); // op 3

    private static Epoch epochOf(ScriptedMember member) {
        return Epoch.of(member.status().viewNumber(), 3);
    }

    private void assertAllIn(long epoch, int groupSize, int machines) {
        for (int i = 0; i < machines; i++) {
            assertEquals(new Epoch(epoch, groupSize), epochOf(group.member(i)), "at " + i);
            assertEquals(ReplicaStatus.Status.NORMAL, group.member(i).status().status());
            assertEquals(leader().status().opNumber(), group.member(i).status().opNumber());
            assertEquals(leader().status().commitNumber(), group.member(i).status().commitNumber());
        }
    }

    private ScriptedMember leader() {
        for (int i = 0; i < 3; i++) {
            if (group.member(i).isUp() && group.member(i).replica().isLeading()) {
                return group.member(i);
            }
        }
        throw new AssertionError("nobody leads");
    }

    private void addLearners(int learners) {
        for (int i = 0; i < learners; i++) {
            group.addLearner();
        }
        group.run(40);
    }

    private void resizeTo(int groupSize) {
        leader().take(new Input.Reconfigure(groupSize));
        group.run(20);
    }

    private void apply(String operation) {
        group.submit(0, client.next(operation));
        group.run(2);
    }

    @Test
    void aLearnerFollowsAndCountsForNothing() {
        addLearners(1);
        assertAllIn(0, 3, 4);

        group.cutOff(0);
        group.cutOff(2);
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(4, group.member(3).status().forcedOp());
        assertEquals(3, group.member(1).status().commitNumber());
    }

    /**
     * Wishes may be taken back; nobody would follow it, as a learner's view is evidence to none.
     */
    @Test
    void aLearnerLeavesItsViewAfterAMemberAndNotForWishes() {
        addLearners(1);
        wishForTheNextView(0);
        wishForTheNextView(2);
        group.run(2);
        assertEquals(1, group.member(3).status().viewNumber());
        assertEquals(ReplicaStatus.Status.NORMAL, group.member(3).status().status());

        group.member(1).kill();
        group.run(40);
        assertEquals(2, group.member(3).status().viewNumber());
        assertEquals(ReplicaStatus.Status.NORMAL, group.member(3).status().status());
    }

    private void wishForTheNextView(int member) {
        group.arrive(new ScriptedGroup.Flight(member, 3, new Message.StartViewChange(1)));
    }

    @Test
    void aLearnerThatFollowsBecomesAMemberAndItsForcesCount() {
        addLearners(1);

        resizeTo(4); // op 4
        assertAllIn(1, 4, 4);
        assertTrue(group.member(1).replica().isLeading());
        assertEquals(4, group.member(0).status().commitNumber());

        group.cutOff(0);
        group.submit(1, client.next("climb"));
        group.deliverAll();
        assertEquals(5, group.member(1).status().commitNumber());
    }

    @Test
    void ofFourTwoAreNoMajority() {
        addLearners(1);
        resizeTo(4);

        group.cutOff(0);
        group.cutOff(2);
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(5, group.member(3).status().forcedOp());
        assertEquals(4, group.member(1).status().commitNumber());
    }

    @Test
    void nothingIsOrderedBehindTheLastOpOfAnEpoch() {
        addLearners(1);
        group.member(0).stalled = true;
        group.member(2).stalled = true;
        leader().take(new Input.Reconfigure(4)); // op 4
        group.deliverAll();
        group.submit(1, client.next("climb"));
        group.deliverAll();
        assertEquals(4, group.member(1).status().opNumber());
        assertAllIn(0, 3, 4);

        group.member(0).stalled = false;
        group.run(40);
        assertEquals(1, epochOf(group.member(0)).number());
        assertEquals(5, group.member(0).status().commitNumber());
        assertEquals(5, group.lastReply(1).opNumber());
    }

    @Test
    void whatItsPrimaryCouldNotCommitTheNextOneDoes() {
        addLearners(1);
        group.member(0).stalled = true;
        group.member(2).stalled = true;
        leader().take(new Input.Reconfigure(4)); // op 4
        group.deliverAll();
        group.member(1).kill();
        group.member(0).stalled = false;
        group.member(2).stalled = false;

        group.run(100);

        assertEquals(new Epoch(1, 4), epochOf(group.member(0)));
        assertEquals(new Epoch(1, 4), epochOf(group.member(3)));
        apply("climb");
        assertEquals(5, group.member(0).status().commitNumber());
    }

    @Test
    void aGroupGrowsToFiveAndShrinksToThree() {
        addLearners(2);

        resizeTo(4);
        resizeTo(5);
        assertAllIn(2, 5, 5);
        group.cutOff(0);
        group.cutOff(4);
        group.submit(1, client.next("climb"));
        group.deliverAll();
        assertEquals(6, group.member(1).status().commitNumber());
        group.mend(0);
        group.mend(4);
        group.run(20);

        resizeTo(4);
        resizeTo(3);
        assertAllIn(4, 3, 5);
        assertFalse(group.member(3).replica().isLeading());
    }

    @Test
    void aMemberThatIsTakenOutCountsForNothingAnyMore() {
        addLearners(1);
        resizeTo(4);
        resizeTo(3);

        group.cutOff(0);
        group.cutOff(2);
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(leader().status().opNumber(), group.member(3).status().forcedOp());
        assertEquals(5, group.member(1).status().commitNumber());
    }

    @Test
    void whoSleptThroughEpochsFollowsAgain() {
        addLearners(2);
        group.cutOff(0);
        resizeTo(4);
        resizeTo(5);
        assertEquals(0, epochOf(group.member(0)).number());

        group.mend(0);
        group.run(60);

        assertAllIn(2, 5, 5);
    }

    @Test
    void whoSleptThroughEpochsHearsOfThemFromNewMembersAlone() {
        addLearners(2);
        group.member(0).kill();
        resizeTo(4);
        resizeTo(5);
        group.member(1).kill();
        group.run(100);
        group.member(2).kill();
        group.member(0).start();

        group.run(200); // with 3 and 4

        assertEquals(new Epoch(2, 5), epochOf(group.member(0)));
        assertEquals(ReplicaStatus.Status.NORMAL, group.member(0).status().status());
    }

    @Test
    void theEpochIsKnownAfterARestart() {
        addLearners(1);
        resizeTo(4);
        for (int i = 0; i < 4; i++) {
            group.member(i).kill();
        }
        for (int i = 0; i < 4; i++) {
            group.member(i).start();
        }

        group.run(100);

        assertAllIn(1, 4, 4);
        apply("climb");
        assertEquals(5, group.member(0).status().commitNumber());
    }

    @Test
    void aDiskThatIsLostInAnEpochOfFourIsReplaced() {
        addLearners(1);
        resizeTo(4);
        group.member(3).kill();
        group.loseDisk(3, new Incarnation(2, 3));
        group.run(20);
        group.member(3).start();

        group.run(200);

        assertAllIn(1, 4, 4);
        assertEquals(1, group.member(0).counter("members.replaced"));
    }

    @Test
    void whatCannotBeIsRefused() {
        leader().take(new Input.Reconfigure(4)); // nobody is there
        addLearners(2);
        leader().take(new Input.Reconfigure(5)); // by two
        leader().take(new Input.Reconfigure(2)); // it could replace nobody
        leader().take(new Input.Reconfigure(3)); // it is
        group.member(0).take(new Input.Reconfigure(4)); // it leads nothing
        group.run(20);

        assertEquals(4, group.member(1).counter("reconfigurations.refused"));
        assertEquals(1, group.member(0).counter("reconfigurations.refused"));
        assertAllIn(0, 3, 5);
    }

    private @Nullable ResizeRefusal refusal(int member, int groupSize) {
        return group.member(member).replica().refusal(new Input.Reconfigure(groupSize));
    }

    @Test
    void aPersonIsToldWhy() {
        assertEquals(ResizeRefusal.LEARNER_ABSENT, refusal(1, 4));
        addLearners(2);
        assertEquals(ResizeRefusal.NOT_PRIMARY, refusal(0, 4));
        assertEquals(ResizeRefusal.NOT_BY_ONE, refusal(1, 5));
        assertEquals(ResizeRefusal.OUT_OF_BOUNDS, refusal(1, 2));
        assertEquals(ResizeRefusal.OUT_OF_BOUNDS, refusal(1, 6));
        Input.Reconfigure another =
                new Input.Reconfigure(4, new Incarnation(9, 9), MemberAddresses.NONE);
        assertEquals(ResizeRefusal.LEARNER_ABSENT, group.member(1).replica().refusal(another));
        assertNull(refusal(1, 4));

        leader().take(new Input.Reconfigure(4));
        assertEquals(ResizeRefusal.CHANGE_UNDER_WAY, refusal(1, 5));
    }

    @Test
    void nobodyIsLeftWithAGroupThatStandsStill() {
        addLearners(2);
        resizeTo(4);
        resizeTo(5);
        group.cutOff(0);
        group.cutOff(2);
        group.run(10 * Timing.TIMEOUT_TICKS);

        assertEquals(ResizeRefusal.TOO_FEW_HEARD, refusal(1, 4));
    }

    @Test
    void whoIsAddedIsReachedWhereTheLogSaysAndWhoReadsACheckpointLearnsIt() {
        addLearners(1);
        MemberAddresses where = new MemberAddresses("there:1", "there:2");
        leader().take(new Input.Reconfigure(4, Incarnation.NONE, where));
        group.run(20);

        MemberRoll roll = group.member(0).roll;
        assertEquals(4, roll.groupSize());
        assertEquals(1, roll.epoch());
        assertEquals(where, roll.addresses(3));
        assertEquals(roll, MemberRoll.decode(roll.encode()));

        group.member(0).kill();
        group.member(0).start();
        group.run(20);
        assertEquals(where, group.member(0).roll.addresses(3));
    }

    @Test
    void whoHasSleptTriesTheAddressesThatOthersTellUntilItsOwnLogSaysAsMuch() {
        addLearners(1);
        MemberAddresses where = new MemberAddresses("there:1", "there:2");
        List<MemberAddresses> told = new ArrayList<>(Collections.nCopies(3, MemberAddresses.NONE));
        told.add(where);

        ScriptedMember learner = group.member(3);
        learner.take(
                new Input.Received(
                        0,
                        new Incarnation(1, 0),
                        new Message.Members(0, 1, List.of(), Incarnation.NONE, told)));
        assertEquals(where, learner.roll.addresses(3));
        assertEquals(3, learner.roll.groupSize());

        MemberAddresses logged = new MemberAddresses("elsewhere:1", "elsewhere:2");
        leader().take(new Input.Reconfigure(4, Incarnation.NONE, logged));
        group.run(20);
        assertEquals(logged, learner.roll.addresses(3));
    }

    @Test
    void whoIsTakenOutIsNeededNoMoreWhenTheOthersHaveGoneOn() {
        addLearners(1);
        resizeTo(4);
        assertFalse(group.member(3).replica().isTakenOut());

        resizeTo(3);
        apply("climb");
        group.run(20);

        assertTrue(group.member(3).replica().isTakenOut());
        assertFalse(group.member(0).replica().isTakenOut());
    }

    /** It was added and taken out while it slept, and never was a member in its own eyes. */
    @Test
    void whoSleptThroughItsWholeMembershipLearnsOfItsEndFromTheLog() {
        addLearners(1);
        assertFalse(group.member(3).replica().isTakenOut());
        leader().take(new Input.Reconfigure(4));
        group.cutOff(3);
        group.run(20);
        resizeTo(3);
        apply("climb");
        group.mend(3);

        group.run(100);
        apply("descend");
        group.run(20);

        assertTrue(group.member(3).replica().isTakenOut());
    }

    /** Its directory may be kept to add it again. */
    @Test
    void whoIsStartedAfterItWasTakenOutWaitsToBeAdded() {
        addLearners(1);
        resizeTo(4);
        resizeTo(3);
        apply("climb");
        group.run(20);

        group.member(3).kill();
        group.member(3).start();
        group.run(100);

        assertFalse(group.member(3).replica().isTakenOut());
    }

    @Test
    void aLearnerThatLagsIsNoMember() {
        addLearners(1);
        group.member(3).stalled = true;
        group.cutOff(3);
        group.run(10 * Timing.TIMEOUT_TICKS);

        resizeTo(4);

        assertEquals(1, group.member(1).counter("reconfigurations.refused"));
    }
}
