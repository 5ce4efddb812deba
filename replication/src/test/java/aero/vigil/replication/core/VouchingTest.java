package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which checkpoint the log vouches for (replication.md §7, rule 16). */
class VouchingTest {

    private static final int INTERVAL = 10;
    private static final byte[] OTHER_BYTES = {1, 2, 3};

    private final ScriptedGroup group =
            ScriptedGroup.formed(3, ScriptedGroup.HOUR_MICROS, INTERVAL);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3

    @Test
    void whatTwoOfThreeReportIsVouchedForInTheLogAndKnownToAll() {
        commit(8); // to op 11
        group.member(1).publishCheckpoint();
        group.run(2);
        assertEquals(0, group.member(1).status().vouchedOp());

        group.member(0).publishCheckpoint();
        group.run(3);

        for (int i = 0; i < 3; i++) {
            assertEquals(INTERVAL, group.member(i).status().vouchedOp(), "at " + i);
        }
        group.member(2).publishCheckpoint();
        group.run(3);
        assertEquals(12, group.member(1).status().opNumber(), "it is vouched for once");
    }

    @Test
    void thePrimaryIsNotAskedWhereTwoBackupsSayTheSame() {
        commit(8);
        group.member(0).publishCheckpoint();
        group.member(2).publishCheckpoint();
        group.run(3);

        assertEquals(INTERVAL, group.member(1).status().vouchedOp());
    }

    @Test
    void whatAReplicaAloneReportsIsNotVouchedFor() {
        commit(8);
        group.member(1).publishCheckpoint();
        group.member(0).publishCheckpointOf(OTHER_BYTES);
        group.run(3);

        assertEquals(0, group.member(1).status().vouchedOp());
        assertTrue(group.member(1).alarms.contains("CHECKPOINT_DIFFERS"));
    }

    @Test
    void whoFindsItsOwnToBeAnotherSaysSo() {
        commit(8);
        group.member(0).publishCheckpointOf(OTHER_BYTES);
        group.member(1).publishCheckpoint();
        group.member(2).publishCheckpoint();
        group.run(3);

        assertEquals(INTERVAL, group.member(0).status().vouchedOp());
        assertTrue(group.member(0).alarms.contains("DIVERGED"));
    }

    @Test
    void theNextPrimaryKnowsWhatIsVouchedForAndSaysItNoSecondTime() {
        commit(8);
        group.member(0).publishCheckpoint();
        group.member(1).publishCheckpoint();
        group.member(2).publishCheckpoint();
        group.run(3);
        long end = group.member(2).status().opNumber();

        group.member(1).kill();
        group.run(30);

        assertTrue(group.member(2).status().leading());
        assertEquals(INTERVAL, group.member(2).status().vouchedOp());
        assertEquals(end, group.member(2).status().opNumber());
    }

    @Test
    void oneThatAnOpOrdersIsTakenAfterThatOpByAllAndVouchedForLikeTheOthers() {
        commit(2); // to op 5
        group.submit(1, client.next(Recorder.CHECKPOINT)); // op 6
        group.deliverAll();
        commit(2);

        for (int i = 0; i < 3; i++) {
            group.member(i).publishCheckpoint();
        }
        group.run(3);

        for (int i = 0; i < 3; i++) {
            assertEquals(6, group.member(i).status().vouchedOp(), "at " + i);
        }
    }

    @Test
    void everyByteOfACheckpointCounts() {
        byte[] bytes = new byte[1_000];
        Digest whole = CheckpointPieces.digest(bytes, 300);
        CheckpointPieces pieces = CheckpointPieces.of(bytes, 300);

        assertEquals(4, pieces.count());
        assertEquals(100, pieces.length(3));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 1;
            assertTrue(!whole.equals(CheckpointPieces.digest(bytes, 300)), "byte " + i);
            bytes[i] = 0;
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new CheckpointPieces(1_000, 300, pieces.digests().subList(0, 3)));
    }

    private int asked;

    private void commit(int requests) {
        for (int i = 0; i < requests; i++) {
            group.submit(1, client.next("climb " + ++asked));
            group.deliverAll();
        }
    }
}
