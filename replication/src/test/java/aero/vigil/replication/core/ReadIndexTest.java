package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads at any replica (rule 22): view 1, led by replica 1; op 1 is genesis, op 2 a TICK, op 3 the
 * client's session.
 */
class ReadIndexTest {

    private static final byte[] ALL = {1};

    private final ScriptedGroup group = ScriptedGroup.formed(3);
    private final ScriptedGroup.Client client = group.register(1, 1);

    private void read(int at, long number) {
        group.member(at).take(new Input.Asked(new Query(number, true, 0, ALL)));
    }

    private List<QueryAnswer> answers(int at) {
        return group.member(at).answers;
    }

    private String answered(int at) {
        QueryAnswer answer = answers(at).get(answers(at).size() - 1);
        Encodable state = answer.answer();
        assertNotNull(state, answer.text());
        return new String(state.encode(), StandardCharsets.UTF_8);
    }

    private void loseHeartbeatsAndTheirAnswers() {
        group.lose(
                flight ->
                        flight.message() instanceof Message.Commit
                                || flight.message() instanceof Message.CommitOk);
    }

    @Test
    void aBackupAsksThePrimaryAndAnswersWhenItHasAppliedThatOpItself() {
        group.submit(1, client.next("climb"));
        group.deliverAll();
        group.transcript();

        read(2, 1);
        group.deliverAll();

        assertEquals(
                """
                2 -> 1  ReadIndex(v1, reads to 1)
                1 -> 2  ReadIndexOk(v1, reads to 1 at op 4)""",
                group.transcript());
        assertEquals("tick 1\nuser1 climb", answered(2));
        assertEquals(4, answers(2).get(0).opNumber());
    }

    @Test
    void readsThatComeTogetherAskTogetherAndThoseThatComeLaterAskNext() {
        read(2, 1);
        read(2, 2);
        read(2, 3);
        group.deliverAll();

        assertEquals(
                """
                2 -> 1  ReadIndex(v1, reads to 1)
                1 -> 2  ReadIndexOk(v1, reads to 1 at op 3)
                2 -> 1  ReadIndex(v1, reads to 3)
                1 -> 2  ReadIndexOk(v1, reads to 3 at op 3)""",
                group.transcript());
        assertEquals(List.of(1L, 2L, 3L), answers(2).stream().map(QueryAnswer::number).toList());
    }

    @Test
    void thePrimaryAnswersItsOwnClientsTheSameWay() {
        read(1, 1);
        assertEquals(List.of(), answers(1));

        group.deliverAll();

        assertEquals("tick 1", answered(1));
    }

    @Test
    void aPrimaryThatNobodyAnswersAnswersNoRead() {
        read(1, 1);
        loseHeartbeatsAndTheirAnswers();
        group.deliverAll();

        assertEquals(List.of(), answers(1));
    }

    @Test
    void anAnswerToAnEarlierHeartbeatIsNotEnough() {
        group.tick();
        group.deliver(flight -> flight.message() instanceof Message.Commit);
        read(1, 1); // the answers to the heartbeat before it are on their way

        List<ScriptedGroup.Flight> earlier =
                group.lose(flight -> flight.message() instanceof Message.CommitOk);
        loseHeartbeatsAndTheirAnswers();
        earlier.forEach(group::arrive);

        assertEquals(2, earlier.size());
        assertEquals(List.of(), answers(1));
        group.run(1);
        assertEquals(1, answers(1).size());
    }

    @Test
    void aNewPrimaryAnswersNoReadBeforeTheLogOfItsViewIsCommitted() {
        group.submit(1, client.next("climb"));
        group.deliverAll();
        group.lose(flight -> true);
        group.submit(1, client.next("descend")); // op 5
        group.deliver(flight -> flight.message() instanceof Message.Prepare);
        group.member(0).force();
        group.member(2).force();
        group.deliver(flight -> flight.message() instanceof Message.PrepareOk);
        assertEquals(5, group.lastReply(1).opNumber(), "acknowledged by the old primary alone");
        group.member(1).kill();
        group.lose(flight -> true);
        read(0, 1);
        for (int i = 0; group.member(2).status().viewNumber() < 2 && i < 60; i++) {
            group.tick();
            group.deliver(flight -> true);
            group.member(0).force();
            group.member(2).force();
        }
        while (!group.member(2).replica().isLeading()) {
            group.deliver(flight -> true);
            group.member(0).force();
            group.member(2).force();
        }
        // The view has begun: op 5 is in its log, and not yet known to be committed.
        assertEquals(4, group.member(2).status().commitNumber());

        group.lose(flight -> flight.message() instanceof Message.PrepareOk);
        for (int i = 0; i < 3; i++) {
            group.tick();
            group.deliver(
                    flight ->
                            flight.message() instanceof Message.ReadIndex
                                    || flight.message() instanceof Message.ReadIndexOk);
        }
        assertEquals(List.of(), answers(0));

        group.run(5);
        assertEquals(
                "tick 1\nuser1 climb\nuser1 descend",
                answered(0).lines().limit(3).collect(Collectors.joining("\n")));
    }

    @Test
    void aReadThatIsNotAnsweredIsAskedAgainAndTheRepeatIsTheSameQuestion() {
        read(2, 7);
        group.lose(flight -> flight.message() instanceof Message.ReadIndex);

        group.run(6);

        assertEquals(1, answers(2).size());
        assertTrue(group.transcript().startsWith("2 -> 1  ReadIndex(v1, reads to 7)"));
    }

    @Test
    void theAnswerToAQuestionOfAnEarlierRunIsNobodys() {
        read(2, 7);
        group.lose(flight -> flight.message() instanceof Message.ReadIndex);
        group.arrive(new ScriptedGroup.Flight(1, 2, new Message.ReadIndexOk(1, 9, 3)));
        group.arrive(new ScriptedGroup.Flight(1, 2, new Message.ReadIndexOk(1, 6, 3)));

        assertEquals(List.of(), answers(2));
    }

    @Test
    void onlyThePrimaryIsBelieved() {
        read(2, 7);
        group.lose(flight -> flight.message() instanceof Message.ReadIndex);
        group.arrive(new ScriptedGroup.Flight(0, 2, new Message.ReadIndexOk(1, 7, 3)));

        assertEquals(List.of(), answers(2));
    }

    @Test
    void whoDemandsAnOpWaitsForItAndAsksNobody() {
        group.cutOff(2);
        group.submit(1, client.next("climb")); // op 4
        group.deliverAll();
        group.member(2).take(new Input.Asked(new Query(1, false, 4, ALL)));
        group.member(2).take(new Input.Asked(new Query(2, false, 3, ALL)));

        assertEquals(List.of(2L), answers(2).stream().map(QueryAnswer::number).toList());
        assertEquals("tick 1", answered(2));

        group.mend(2);
        group.run(1);

        assertEquals("tick 1\nuser1 climb", answered(2));
    }

    @Test
    void whatCannotBeAnsweredInTimeIsRefused() {
        group.member(2).take(new Input.Asked(new Query(1, false, 1_000_000, ALL)));
        group.run(Timing.FORGET_QUERY_TICKS + Timing.REPEAT_TICKS);

        assertEquals(1, answers(2).size());
        assertNull(answers(2).get(0).answer());
        assertTrue(answers(2).get(0).text().startsWith("not answered in time"));
        assertEquals(1, group.member(2).counter("queries.refused"));
    }

    @Test
    void tooManyQuestionsAreRefusedAndCounted() {
        group.cutOff(1);
        for (int i = 1; i <= Limits.MAX_WAITING_QUERIES + 3; i++) {
            read(2, i);
        }

        assertEquals(3, answers(2).size());
        assertEquals("too many questions wait at this replica", answers(2).get(0).text());
    }

    @Test
    void aQuestionThatIsNoneIsSaidToBe() {
        group.member(2).take(new Input.Asked(new Query(1, false, 0, new byte[0])));

        assertNull(answers(2).get(0).answer());
        assertEquals("the bytes are no question of this version", answers(2).get(0).text());
    }

    @Test
    void oneMachineAloneAnswersAtOnce() {
        ScriptedGroup alone = ScriptedGroup.formed(1);
        alone.member(0).take(new Input.Asked(new Query(1, true, 0, ALL)));

        assertEquals(1, alone.member(0).answers.size());
    }
}
