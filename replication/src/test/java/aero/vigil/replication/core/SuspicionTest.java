package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The levels of suspicion (rules 1 and 8): view 1, led by replica 1. */
class SuspicionTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3);

    /** Forming took a view change, since nobody leads the view it starts in (rule 14). */
    private final long[] suspicionsBefore = {
        group.member(0).counter("suspicions"),
        group.member(1).counter("suspicions"),
        group.member(2).counter("suspicions")
    };

    @Test
    void silenceForATimeoutIsSuspicious() {
        long timeout = group.member(0).status().timeoutMicros() / Timing.CLOCK_TICK_MICROS;
        group.member(1).kill();

        group.run((int) timeout - 1);
        assertEquals(1, group.member(0).status().viewNumber());
        group.run(2);

        assertEquals(2, group.member(0).status().viewNumber());
    }

    @Test
    void aViewThatHasNotBegunDoublesTheTimeoutAndTenQuietSecondsHalveIt() {
        group.member(1).kill();
        group.member(2).kill();
        group.arrive(solicitation(1, 0));
        group.run(1);
        assertEquals(2, group.member(0).replica().viewNumber());

        group.member(1).start(); // 2, which was to lead the view, stays away
        group.run(100);
        assertEquals(ReplicaStatus.Status.NORMAL, group.member(0).status().status());
        assertTrue(timeout(0) > 100_000);

        group.run(3 * Timing.QUIET_TICKS);
        assertEquals(100_000, timeout(0));
    }

    /** Whoever leads a view, or is asked by its primary to leave it, learns nothing of timeouts. */
    @Test
    void aPrimaryThatGivesWayLeavesTheTimeoutsAsTheyWere() {
        group.member(1).kill();
        group.run(2 * Timing.BLAMED_TICKS);

        group.member(1).start();
        group.run(Timing.BLAMED_TICKS);

        for (int i = 0; i < 3; i++) {
            assertEquals(2, group.member(i).status().viewNumber());
            assertEquals(100_000, timeout(i), "at " + i);
        }
    }

    @Test
    void aPrimaryThatStaysSilentWasRightlySuspectedAndTheTimeoutStaysAsItWas() {
        group.member(1).kill();

        group.run(Timing.BLAMED_TICKS);

        assertEquals(2, group.member(0).status().viewNumber());
        assertEquals(100_000, timeout(0));
        assertEquals(100_000, timeout(2));
    }

    @Test
    void aPrimaryThatIsHeardSoonAfterItsViewWasLeftDoublesTheTimeout() {
        for (int i = 0; i < 15; i++) {
            missHeartbeat();
        }

        group.run(10);

        assertEquals(2, group.member(0).status().viewNumber());
        assertEquals(200_000, timeout(0));
    }

    @Test
    void whatWasOnItsWayWhenThePrimaryFellSilentDoesNotSayThatItLives() {
        group.member(1).kill();
        group.run(15);

        group.arrive(new ScriptedGroup.Flight(1, 0, new Message.NewerView(1)));

        assertEquals(2, group.member(0).status().viewNumber());
        assertEquals(100_000, timeout(0));
    }

    @Test
    void aViewHasTwiceTheTimeoutToBegin() {
        group.member(1).kill();
        group.member(2).kill();
        group.arrive(solicitation(1, 0));

        assertEquals(2, group.member(0).replica().viewNumber());
        assertEquals(200_000, timeout(0));
    }

    private long timeout(int member) {
        return group.member(member).status().timeoutMicros();
    }

    @Test
    void oneReplicaAloneCannotEndAView() {
        group.member(0).take(new Input.PeerLost(1, true));
        group.lose(flight -> true);
        group.cutOff(0);

        group.run(100);

        assertEquals(1, group.member(0).status().viewNumber());
        assertEquals(1, group.member(2).status().viewNumber());
    }

    @Test
    void aProcessThatRefusesAReconnectIsGoneForSureAndAResetAloneSaysNothing() {
        group.member(0).take(new Input.PeerLost(1, false));
        assertEquals(0, suspicions(0));

        group.member(0).take(new Input.PeerLost(1, true));
        assertEquals(1, suspicions(0));
        assertEquals(1, group.member(0).counter("suspicions.gone"));
    }

    @Test
    void hearingThePrimaryClearsASuspicion() {
        group.member(0).take(new Input.PeerLost(1, true));
        group.lose(flight -> true);

        group.run(10);

        assertEquals(1, group.member(0).counter("suspicions.wrongful"));
        assertEquals(1, group.member(2).status().viewNumber());
    }

    @Test
    void anothersWordIsBelievedOnlyAfterThreeMissedHeartbeats() {
        group.arrive(solicitation(0, 2));
        group.deliverAll();
        assertEquals(0, suspicions(2));

        for (int i = 0; i < Timing.MISSED_HEARTBEATS; i++) {
            missHeartbeat();
        }
        group.arrive(solicitation(0, 2));
        assertEquals(0, suspicions(2), "the third may still be on its way");

        missHeartbeat();
        group.arrive(solicitation(0, 2));

        assertEquals(2, group.member(2).replica().viewNumber());
    }

    private void missHeartbeat() {
        group.tick();
        group.lose(flight -> flight.from() == 1);
        group.deliverAll();
    }

    @Test
    void aPrimaryThatSolicitsItselfIsBelievedAtOnce() {
        group.arrive(solicitation(1, 2));

        assertEquals(2, group.member(2).replica().viewNumber());
    }

    @Test
    void aSolicitationCountsForFiftyMilliseconds() {
        ScriptedGroup five = ScriptedGroup.formed(5);
        five.arrive(solicitation(2, 0));
        for (int i = 0; i <= Timing.SOLICITATION_TICKS; i++) {
            five.pass(Timing.CLOCK_TICK_MICROS);
            five.member(0).take(Input.ClockTick.INSTANCE);
        }

        five.arrive(solicitation(3, 0));
        assertEquals(1, five.member(0).replica().viewNumber());
        five.arrive(solicitation(2, 0));
        assertEquals(2, five.member(0).replica().viewNumber());
    }

    @Test
    void afterAPauseOfItsOwnAReplicaBlamesNobody() {
        for (int pauses = 0; pauses < 3; pauses++) {
            group.pass(500_000); // the whole of member 0 stands still, and the messages with it
            group.member(0).take(Input.ClockTick.INSTANCE);
            for (int i = 0; i < Timing.TIMEOUT_TICKS - 2; i++) {
                group.pass(Timing.CLOCK_TICK_MICROS);
                group.member(0).take(Input.ClockTick.INSTANCE);
            }
        }

        assertEquals(3, group.member(0).counter("pauses"));
        assertEquals(0, suspicions(0));
    }

    @Test
    void disksThatStandStillEverywhereAreNoReasonToGiveWay() {
        ScriptedGroup.Client client = group.register(1, 1);
        for (int i = 0; i < 3; i++) {
            group.member(i).stalled = true;
        }
        group.submit(1, client.next("climb"));
        group.run(300);
        assertEquals(3, group.member(1).status().commitNumber());

        for (int i = 0; i < 3; i++) {
            group.member(i).stalled = false;
        }
        group.run(1);

        assertEquals(4, group.lastReply(1).opNumber());
        assertEquals(1, group.member(1).status().viewNumber());
        assertEquals(0, suspicions(0) + suspicions(1) + suspicions(2));
    }

    @Test
    void anotherPrimaryIsNoUseUnlessAMajorityOfDisksGoesOn() {
        ScriptedGroup.Client client = group.register(1, 1);
        group.member(0).stalled = true;
        group.member(1).stalled = true;
        group.submit(1, client.next("climb"));

        group.run(300);

        assertEquals(0, suspicions(1));
        assertTrue(group.member(1).status().leading());
    }

    @Test
    void aPrimaryWhoseOrdersReachNobodyThoughItsHeartbeatsDoGivesWay() {
        ScriptedGroup.Client client = group.register(1, 1);
        group.swallow(flight -> flight.from() == 1 && carriesEntries(flight.message()));
        group.submit(1, client.next("climb"));

        group.run(25);

        assertEquals(1, group.member(1).counter("suspicions.grey"));
        assertEquals(2, group.member(0).status().viewNumber());
    }

    /** Seed 6093628 of the simulator: two had its orders from the one that heard it, late. */
    @Test
    void aPrimaryThatTooFewHearGivesWayThoughItHearsThem() {
        ScriptedGroup five = ScriptedGroup.formed(5);
        five.member(0).kill();
        five.swallow(flight -> flight.from() == 1 && (flight.to() == 2 || flight.to() == 3));

        five.run(50);

        assertEquals(1, five.member(1).counter("suspicions.unfollowed"));
        assertTrue(five.member(2).status().leading());
    }

    @Test
    void aPrimaryThatEnoughHearGoesOnThoughOneWantsTheNextView() {
        group.swallow(flight -> flight.from() == 1 && flight.to() == 2);

        group.run(50);

        assertEquals(1, suspicions(2));
        assertEquals(0, suspicions(1));
        assertEquals(1, group.member(0).status().viewNumber());
    }

    @Test
    void aPrimaryWhoseDiskLagsCommitsByTheOthersAndGivesWayWhenThatLasts() {
        ScriptedGroup.Client client = group.register(1, 1);
        group.member(1).stalled = true;
        group.submit(1, client.next("climb"));
        group.deliverAll();
        assertEquals(4, group.member(1).status().commitNumber());

        group.run(Timing.MAX_TIMEOUT_TICKS);
        assertTrue(group.member(1).status().leading());
        group.submit(1, client.next("descend"));
        group.deliverAll();
        assertEquals(5, group.member(1).status().commitNumber());
        group.run(25);

        assertEquals(2, group.member(0).status().viewNumber());
        assertTrue(group.member(2).replica().isLeading());
    }

    @Test
    void aPrimaryThatHearsNobodyFallsSilentAndAnswersAgainWhenItIsHeard() {
        group.cutOff(1);
        for (int i = 0; i < 25; i++) {
            group.member(1).take(Input.ClockTick.INSTANCE);
            group.pass(Timing.CLOCK_TICK_MICROS);
        }
        assertTrue(group.member(1).replica().isLeading());
        assertFalse(group.member(1).status().leading());
        assertEquals(1, group.member(1).counter("primary.isolated"));
        group.lose(flight -> true);

        group.mend(1);
        group.member(0).take(Input.ClockTick.INSTANCE);
        group.member(0).take(new Input.PeerLost(1, true)); // it solicits, and so is heard
        group.deliver(flight -> flight.to() == 1);
        group.member(1).take(Input.ClockTick.INSTANCE);

        assertTrue(group.member(1).status().leading());
    }

    @Test
    void ofTwoPrimariesThatNobodyFollowsTheOneOfTheLaterViewIsHeard() {
        ScriptedGroup.Client client = group.register(0, 1);
        group.cutOff(1);
        group.run(100);
        assertTrue(group.member(2).replica().isLeading());
        group.member(0).kill();
        group.run(100);
        assertFalse(group.member(1).status().leading());
        assertFalse(group.member(2).status().leading());

        group.mend(1);
        group.run(100);
        group.submit(2, client.next("climb"));
        group.run(1);

        assertEquals(2, group.member(1).status().viewNumber());
        assertEquals(client.sessionOp + 1, group.lastReply(2).opNumber());
    }

    private static boolean carriesEntries(Message message) {
        return message instanceof Message.Prepare || message instanceof Message.NewState;
    }

    private long suspicions(int member) {
        return group.member(member).counter("suspicions") - suspicionsBefore[member];
    }

    private static ScriptedGroup.Flight solicitation(int from, int to) {
        return new ScriptedGroup.Flight(from, to, new Message.StartViewChange(1));
    }
}
