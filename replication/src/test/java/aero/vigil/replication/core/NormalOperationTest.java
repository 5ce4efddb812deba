package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.ClientReply.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Normal operation (VRR §4.1): view 1, led by replica 1; op 1 is genesis, op 2 a TICK. */
class NormalOperationTest {

    private final ScriptedGroup group = ScriptedGroup.formed(3);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3

    @Test
    void aRequestIsPreparedForcedAcknowledgedCommittedAndAnswered() {
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(
                """
                1 -> 0  Prepare(v1, COMMAND 4, committed 3)
                1 -> 2  Prepare(v1, COMMAND 4, committed 3)
                0 -> 1  PrepareOk(v1, op 4)
                2 -> 1  PrepareOk(v1, op 4)""",
                group.transcript());
        assertEquals(Outcome.APPLIED, group.lastReply(1).outcome());
        for (int i = 0; i < 3; i++) {
            assertEquals(4, group.member(i).status().appliedOp(), "replica " + i);
            assertEquals(List.of("tick 1", "user1 climb"), group.member(i).machine.told, "at " + i);
        }
    }

    @Test
    void anyReplicaTakesARequestAndRepliesWhenItHasAppliedItItself() {
        group.submit(2, client.next("climb"));
        group.deliverAll();

        assertEquals(
                """
                2 -> 1  ForwardedRequests(v1, 1 requests)
                1 -> 0  Prepare(v1, COMMAND 4, committed 3)
                1 -> 2  Prepare(v1, COMMAND 4, committed 3)
                0 -> 1  PrepareOk(v1, op 4)
                2 -> 1  PrepareOk(v1, op 4)""",
                group.transcript());
        assertEquals(4, group.lastReply(2).opNumber());
    }

    @Test
    void noAcknowledgementLeavesBeforeTheForce() {
        group.member(0).stalled = true;
        group.member(2).stalled = true;
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(
                """
                1 -> 0  Prepare(v1, COMMAND 4, committed 3)
                1 -> 2  Prepare(v1, COMMAND 4, committed 3)""",
                group.transcript());
        assertEquals(3, group.member(1).status().commitNumber());
    }

    @Test
    void anyTwoForcesCommitThePrimarysOwnOrNot() {
        group.member(1).stalled = true;
        group.submit(1, client.next("climb"));
        group.deliverAll();

        assertEquals(3, group.member(1).status().forcedOp());
        assertEquals(4, group.member(1).status().commitNumber());
        assertEquals(4, group.lastReply(1).opNumber());
    }

    @Test
    void requestsThatWaitTogetherLeaveTogether() {
        ScriptedGroup.Client other = group.register(1, 2); // op 4
        group.lose(flight -> true);
        group.member(2).take(new Input.Submitted(client.next("climb")));
        group.member(0).take(new Input.Submitted(other.next("descend")));
        group.deliverAll();

        assertEquals(
                List.of("user1 climb", "user2 descend"),
                group.member(0).machine.told.subList(1, 3));
        assertEquals(6, group.member(2).status().appliedOp());
    }

    @Test
    void aLostPrepareIsAskedForAsSoonAsAnythingSaysThatItWasSent() {
        group.submit(1, client.next("climb"));
        group.lose(flight -> flight.to() == 2);
        group.deliverAll();

        assertEquals(
                """
                1 -> 0  Prepare(v1, COMMAND 4, committed 3)
                0 -> 1  PrepareOk(v1, op 4)
                2 -> 1  GetState(v1, after op 3)
                1 -> 2  NewState(v1, COMMAND 4, committed 4)
                2 -> 1  PrepareOk(v1, op 4)""",
                group.transcript());
    }

    @Test
    void aPrepareThatComesTooEarlyWaitsForTheOneBeforeIt() {
        ScriptedGroup.Client other = group.register(1, 2); // op 4
        group.submit(1, client.next("climb"));
        List<ScriptedGroup.Flight> late = group.lose(flight -> flight.to() == 2);
        group.submit(1, other.next("descend"));
        group.deliver(flight -> flight.to() == 2);
        assertEquals(4, group.member(2).status().opNumber());

        late.forEach(group::arrive);

        assertEquals(6, group.member(2).status().opNumber());
        group.deliverAll();
        assertEquals(
                group.member(1).replica().commitNumber(), group.member(2).replica().commitNumber());
    }

    @Test
    void anEntryBehindAnotherPredecessorIsNotAppended() {
        LogEntry stray =
                LogEntry.create(
                        EntryKind.TICK,
                        4,
                        1,
                        group.micros() + 1,
                        ClientId.RESERVED,
                        0,
                        0,
                        new byte[0],
                        Digest.of(new byte[] {1}));

        group.arrive(new ScriptedGroup.Flight(1, 2, new Message.Prepare(1, 3, List.of(stray))));

        assertEquals(3, group.member(2).status().opNumber());
        assertEquals(List.of("LOG_CONFLICT"), group.member(2).alarms);
    }

    @Test
    void onlyThePrimaryOfTheViewPrepares() {
        group.submit(1, client.next("climb"));
        List<ScriptedGroup.Flight> prepares = group.lose(flight -> true);

        group.arrive(new ScriptedGroup.Flight(0, 2, prepares.get(0).message()));

        assertEquals(3, group.member(2).status().opNumber());
    }

    @Test
    void anAcknowledgementOfAnotherEntryIsAnAlarmAndCountsForNothing() {
        group.submit(1, client.next("climb"));
        group.lose(flight -> true);
        Health health =
                new Health(
                        3, 0, Digest.ZERO, group.micros(), CheckpointId.NONE, 1, 0, false, false);
        group.arrive(
                new ScriptedGroup.Flight(
                        2, 1, new Message.PrepareOk(1, 4, Digest.of(new byte[] {1}), health)));
        group.member(1).force();

        assertEquals(3, group.member(1).status().commitNumber());
        assertEquals(List.of("LOG_CONFLICT"), group.member(1).alarms);
    }

    @Test
    void whereNothingIsLostNothingIsRepeatedOrAskedForHoweverSlowAnswersAre() {
        for (int i = 0; i < 5; i++) {
            group.submit(1, client.next("climb " + i));
            group.deliver(flight -> flight.from() == 1);
            for (int tick = 0; tick < 6; tick++) {
                group.tick(); // 60 ms in which no answer arrives
                group.deliver(flight -> flight.from() == 1);
            }
            group.deliverAll();
        }

        for (int i = 0; i < 3; i++) {
            assertEquals(0, group.member(i).counter("prepares.repeated"), "repeated at " + i);
            assertEquals(0, group.member(i).counter("state.asked"), "asked at " + i);
        }
        assertEquals(8, group.member(2).status().appliedOp());
    }

    @Test
    void aPrepareThatIsMissingAfterTwoHeartbeatsIsRepeated() {
        group.submit(1, client.next("climb"));
        group.lose(flight -> flight.to() == 2);
        for (int tick = 0; tick < 5; tick++) {
            group.tick();
            group.lose(flight -> flight.message() instanceof Message.GetState);
            group.deliver(flight -> true);
            group.lose(flight -> flight.message() instanceof Message.GetState);
            group.deliverAll();
        }

        assertEquals(1, group.member(1).counter("prepares.repeated"));
        assertEquals(4, group.member(2).status().opNumber());
    }

    @Test
    void aRequestIsRepeatedByItsClientAndPreparedOnce() {
        ClientRequest request = client.next("climb");
        group.submit(1, request);
        group.submit(1, request);
        group.submit(2, request);
        group.deliverAll();
        group.submit(2, request);

        assertEquals(4, group.member(1).status().opNumber());
        assertEquals(4, group.lastReply(2).opNumber());
        assertEquals(List.of("tick 1", "user1 climb"), group.member(2).machine.told);
    }

    @Test
    void anUncommittedRequestOfAFormerPrimaryIsNotPreparedAgain() {
        ClientRequest request = client.next("climb");
        group.submit(1, request);
        group.deliver(flight -> flight.to() == 2); // prepared at 2, and no more
        group.lose(flight -> true);
        group.member(1).kill();
        group.member(0).take(new Input.PeerLost(1, true));
        group.member(2).take(new Input.PeerLost(1, true));
        group.submit(2, request);
        group.run(3);

        assertEquals(2, group.member(2).status().viewNumber());
        assertTrue(group.member(2).replica().isLeading());
        long commands = group.member(0).machine.told.stream().filter("user1 climb"::equals).count();
        assertEquals(1, commands);
        assertEquals(4, group.lastReply(2).opNumber());
    }
}
