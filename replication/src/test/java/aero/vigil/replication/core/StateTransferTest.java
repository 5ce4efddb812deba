package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State transfer by log (VRR §5.2) and checkpoints (VRR §5.1, rule 15). */
class StateTransferTest {

    private static final int INTERVAL = 10;

    private final ScriptedGroup group =
            ScriptedGroup.formed(3, ScriptedGroup.HOUR_MICROS, INTERVAL);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3

    @Test
    void whoWasAwayAsksForWhatItLacksAndHasItAll() {
        group.cutOff(0);
        commit(20); // to op 23
        group.transcript();
        group.mend(0);

        group.run(2);

        assertEquals(
                """
                0 -> 1  GetState(v1, after op 3)
                1 -> 0  NewState(v1, ops 4..23, committed 23)
                0 -> 1  PrepareOk(v1, op 23)""",
                group.transcript());
        assertSame(0, 1);
    }

    @Test
    void whoRestartsGoesOnFromItsOwnLog() {
        group.member(0).kill();
        commit(20);
        group.member(0).start();
        group.run(3);

        assertSame(0, 1);
    }

    @Test
    void entriesOfAnotherChainAreNotTaken() {
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
                        Digest.ZERO);

        group.arrive(
                new ScriptedGroup.Flight(
                        1, 0, new Message.NewState(1, List.of(stray), 4, stray.hash(), 4, 1)));

        assertEquals(3, group.member(0).status().opNumber());
    }

    @Test
    void entriesAreGivenOutByHashAndNothingWhereTheHashIsAnother() {
        commit(3); // to op 6
        group.transcript();

        group.arrive(fetch(group.member(1).hashOf(6)));
        group.arrive(fetch(Digest.ZERO));
        group.deliverAll();

        assertEquals(
                """
                0 -> 2  FetchLog(v1, up to op 6, after op 4)
                0 -> 2  FetchLog(v1, up to op 6, after op 4)
                2 -> 0  LogPiece(v1, ops 5..6)
                2 -> 0  LogPiece(v1, nothing)""",
                group.transcript());
    }

    @Test
    void theCheckpointOfAnOpIsTheSameEverywhere() {
        commit(10); // to op 13

        CheckpointCapture first = assertNotNull(group.member(0));
        for (int i = 1; i < 3; i++) {
            CheckpointCapture other = assertNotNull(group.member(i));
            assertEquals(INTERVAL, other.opNumber());
            assertEquals(
                    Digest.of(first.checkpoint().encode()), Digest.of(other.checkpoint().encode()));
        }
    }

    @Test
    void aCheckpointIsNotGivenOutBeforeItsLogIsForced() {
        group.member(0).stalled = true;
        commit(10);
        group.run(1);
        assertEquals(13, group.member(0).status().appliedOp());
        assertNull(group.member(0).checkpoint);

        group.member(0).stalled = false;
        group.deliverAll();

        assertEquals(INTERVAL, assertNotNull(group.member(0)).opNumber());
    }

    @Test
    void restoredFromACheckpointAReplicaIsAsIfItHadAppliedAll() {
        commit(12); // to op 15
        group.member(0).publishCheckpoint();
        group.deliverAll();
        group.member(0).kill();
        commit(8); // to op 23
        group.member(0).start();

        assertTrue(group.member(0).status().appliedOp() >= INTERVAL);
        group.run(3);
        assertSame(0, 1);
        assertEquals(
                Digest.of(assertNotNull(group.member(1)).checkpoint().encode()),
                Digest.of(assertNotNull(group.member(0)).checkpoint().encode()));
        ClientRequest repeat = client.request(20, "climb 20");
        group.submit(0, repeat);
        assertEquals(23, group.lastReply(0).opNumber());
    }

    @Test
    void aCheckpointOfAnotherOpOrCutShortIsRefused() {
        commit(10);
        byte[] bytes = assertNotNull(group.member(0)).checkpoint().encode();
        Checkpoints empty = group.member(0).emptyCheckpoints();

        assertThrows(IllegalArgumentException.class, () -> empty.restore(11, bytes));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> empty.restore(INTERVAL, cut));
        }
    }

    private static ScriptedGroup.Flight fetch(Digest hash) {
        return new ScriptedGroup.Flight(0, 2, new Message.FetchLog(1, 6, hash, 4));
    }

    private static CheckpointCapture assertNotNull(ScriptedMember member) {
        CheckpointCapture capture = member.checkpoint;
        if (capture == null) {
            throw new AssertionError("replica " + member.index + " gave out no checkpoint");
        }
        return capture;
    }

    private int asked;

    private void commit(int requests) {
        for (int i = 0; i < requests; i++) {
            group.submit(1, client.next("climb " + ++asked));
            group.deliverAll();
        }
    }

    private void assertSame(int one, int other) {
        assertEquals(group.member(other).machine.told, group.member(one).machine.told);
        assertEquals(
                group.member(other).status().appliedOp(), group.member(one).status().appliedOp());
        assertEquals(
                group.member(other).status().frameDigest(),
                group.member(one).status().frameDigest());
    }
}
