package aero.vigil.replication.simulation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.simulation.ClientHistory.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories made by hand: those that one ledger can answer, and those that none can. */
class ClientHistoryTest {

    private static final int ANN = 0;
    private static final int BEN = 1;

    private final ClientHistory history = new ClientHistory();

    // ------------------------------------------------------------------ what may be

    @Test
    void oneAfterAnother() {
        registers(ANN, 1);
        writes(ANN, 2, 1);
        reads(BEN, 2, 1);
        writes(BEN, 3, 2);
        reads(ANN, 5, 2);

        assertDoesNotThrow(history::check);
    }

    @Test
    void whatIsAskedAtOnceMayTakeEitherOrder() {
        int first = history.asks(ANN, Kind.WRITE);
        int second = history.asks(BEN, Kind.WRITE);
        history.answered(ANN, first, 3, 2);
        history.answered(BEN, second, 2, 1);

        assertDoesNotThrow(history::check);
    }

    @Test
    void aReadBesideAWriteMayShowItOrNot() {
        int write = history.asks(ANN, Kind.WRITE);
        int without = history.asks(BEN, Kind.READ);
        history.answered(BEN, without, 1, 0);
        int with = history.asks(BEN, Kind.READ);
        history.answered(BEN, with, 2, 1);
        history.answered(ANN, write, 2, 1);

        assertDoesNotThrow(history::check);
    }

    @Test
    void aWriteWithoutAnswerMayHaveHappenedEvenLate() {
        history.asks(ANN, Kind.WRITE);
        writes(BEN, 2, 1);
        writes(BEN, 4, 3); // from here on it is in the ledger
        reads(BEN, 4, 3);

        assertDoesNotThrow(history::check);
    }

    @Test
    void aWriteWithoutAnswerMayNeverHappen() {
        history.asks(ANN, Kind.WRITE);
        writes(BEN, 2, 1);
        reads(BEN, 9, 1);

        assertDoesNotThrow(history::check);
    }

    @Test
    void aReadOfOnesOwnNeedNotShowWhatOthersWrote() {
        writes(ANN, 2, 1);
        writes(BEN, 3, 2);
        reads(ANN, 3, 2);
        readsOwn(ANN, 2, 1);

        assertDoesNotThrow(history::check);
    }

    // ------------------------------------------------------------------ what may not be

    @Test
    void aStaleRead() {
        writes(ANN, 2, 1);
        writes(ANN, 3, 2);
        reads(BEN, 2, 1);

        assertBroken("op 3 had been answered before this was asked");
    }

    @Test
    void aReadOlderThanAnotherRead() {
        history.asks(ANN, Kind.WRITE);
        reads(BEN, 2, 1);
        reads(ANN, 1, 0);

        assertBroken("op 2 had been answered before this was asked");
    }

    @Test
    void aReadOfOnesOwnWithoutIt() {
        writes(ANN, 2, 1);
        readsOwn(ANN, 1, 0);

        assertBroken("op 2 had been answered before this was asked");
    }

    @Test
    void aLostWrite() {
        writes(ANN, 2, 1);
        writes(ANN, 3, 2);
        reads(BEN, 4, 1);

        assertBroken("1 writes are lost, of 2");
    }

    @Test
    void aWriteWithoutAnswerThatWasSeenAndIsLost() {
        history.asks(ANN, Kind.WRITE);
        reads(BEN, 2, 1);
        writes(BEN, 3, 1);

        assertBroken("1 writes are lost, of 2");
    }

    @Test
    void answersInAnotherOrderThanTheyWereAskedIn() {
        writes(ANN, 3, 1);
        writes(BEN, 2, 2);

        assertBroken("op 3 had been answered before this was asked");
    }

    @Test
    void countsInAnotherOrderThanTheOps() {
        int first = history.asks(ANN, Kind.WRITE);
        int second = history.asks(BEN, Kind.WRITE);
        history.answered(ANN, first, 2, 2);
        history.answered(BEN, second, 3, 1);

        assertBroken("writes");
    }

    @Test
    void aWriteDoneTwice() {
        writes(ANN, 2, 1);
        reads(BEN, 4, 2);

        assertBroken("1 writes more than were asked for");
    }

    @Test
    void aWriteWithoutAnswerDoneTwice() {
        history.asks(ANN, Kind.WRITE);
        reads(BEN, 4, 2);

        assertBroken("1 writes more than were asked for");
    }

    @Test
    void aWriteSeenBeforeItWasAskedFor() {
        reads(BEN, 2, 1);
        history.asks(ANN, Kind.WRITE);

        assertBroken("1 writes more than were asked for");
    }

    @Test
    void oneOpForTwo() {
        int first = history.asks(ANN, Kind.WRITE);
        int second = history.asks(BEN, Kind.WRITE);
        history.answered(ANN, first, 2, 1);
        history.answered(BEN, second, 2, 1);

        assertBroken("one op for two");
    }

    @Test
    void anAnswerToOneWhoNeverAsked() {
        assertTold("never asked", () -> history.answered(ANN, 0, 2, 1));
    }

    @Test
    void anAnswerToAnothersQuestion() {
        int question = history.asks(ANN, Kind.WRITE);

        assertTold("what another asked", () -> history.answered(BEN, question, 2, 1));
    }

    @Test
    void aSecondAnswer() {
        int question = history.asks(ANN, Kind.WRITE);
        history.answered(ANN, question, 2, 1);

        assertTold("answered again", () -> history.answered(ANN, question, 3, 2));
    }

    // ------------------------------------------------------------------ both, by seed

    /** A true history, of which one answer is then falsified by one op or one write. */
    @Test
    void aTrueHistoryIsFoundTrueAndOneFalseAnswerInItIsFound() {
        long seed = Long.getLong("vigil.seed", 20_261_129L);
        for (int round = 0; round < 500; round++) {
            List<long[]> answers = trueAnswers(new Random(seed + round));
            assertDoesNotThrow(() -> replay(answers).check(), "seed " + (seed + round));

            long[] falsified = answers.get(new Random(~seed - round).nextInt(answers.size()));
            falsified[3] += falsified[3] > 0 && (falsified[2] & 1) == 0 ? -1 : 1;
            assertThrows(
                    InvariantViolation.class,
                    () -> replay(answers).check(),
                    "seed " + (seed + round));
        }
    }

    /** Client, kind, op and count of one after another; every op is a write. */
    private static List<long[]> trueAnswers(Random random) {
        List<long[]> answers = new ArrayList<>();
        long op = 1;
        long count = 0;
        for (int i = 0; i < 40; i++) {
            boolean write = random.nextBoolean();
            op += write ? 1 + random.nextInt(2) : 0;
            count += write ? 1 : 0;
            Kind kind = write ? Kind.WRITE : Kind.READ;
            answers.add(new long[] {random.nextInt(2), kind == Kind.WRITE ? 1 : 0, op, count});
        }
        return answers;
    }

    private static ClientHistory replay(List<long[]> answers) {
        ClientHistory made = new ClientHistory();
        for (long[] each : answers) {
            int question = made.asks((int) each[0], each[1] == 1 ? Kind.WRITE : Kind.READ);
            made.answered((int) each[0], question, each[2], each[3]);
        }
        return made;
    }

    // ------------------------------------------------------------------ words

    private void registers(int client, long op) {
        history.answered(client, history.asks(client, Kind.REGISTER), op, ClientHistory.NO_COUNT);
    }

    private void writes(int client, long op, long count) {
        history.answered(client, history.asks(client, Kind.WRITE), op, count);
    }

    private void reads(int client, long op, long count) {
        history.answered(client, history.asks(client, Kind.READ), op, count);
    }

    private void readsOwn(int client, long op, long count) {
        history.answered(client, history.asks(client, Kind.READ_OWN), op, count);
    }

    private void assertBroken(String words) {
        assertTold(words, history::check);
    }

    private static void assertTold(String words, Runnable told) {
        InvariantViolation violation = assertThrows(InvariantViolation.class, told::run);
        assertEquals(ClientHistory.INVARIANT, violation.invariant());
        assertTrue(String.valueOf(violation.getMessage()).contains(words), violation::getMessage);
    }
}
