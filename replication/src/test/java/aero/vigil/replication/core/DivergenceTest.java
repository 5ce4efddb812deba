package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a replica whose state was corrupted in memory (rule 21; seams.md §4). */
class DivergenceTest {

    private static final int INTERVAL = 10;
    private static final long FRAME_MICROS = 100_000;
    private static final int TICKS_A_FRAME = 10;

    private final ScriptedGroup group = ScriptedGroup.formed(3, FRAME_MICROS, INTERVAL);
    private final ScriptedGroup.Client client = group.register(1, 1);
    private int asked;

    private void commit(int requests) {
        for (int i = 0; i < requests; i++) {
            group.submit(1, client.next("climb " + ++asked));
            group.deliverAll();
        }
    }

    private void corrupt(int member) {
        List<String> told = group.member(member).machine.told;
        told.set(told.size() - 1, "something else");
    }

    private void frames(int count) {
        group.run(count * TICKS_A_FRAME);
    }

    private boolean isDiverged(int member) {
        return group.member(member).status().diverged();
    }

    private void assertSame(int one, int other) {
        assertEquals(group.member(other).machine.told, group.member(one).machine.told);
        assertEquals(
                group.member(other).status().frameDigest(),
                group.member(one).status().frameDigest());
    }

    private void assertServesAll(int member) {
        List<FrameCut> served = group.member(member).frames;
        FrameCut last = served.get(served.size() - 1);
        assertEquals(group.member(member).status().frameNumber(), last.number());
    }

    @Test
    void itIsNamedServesNothingWrongFromThenOnAndIsRightAgain() {
        frames(3);
        corrupt(0);
        frames(2);

        assertTrue(group.member(1).alarms.contains("DIVERGED"), "the primary names it");
        assertTrue(group.member(0).alarms.contains("DIVERGED"));

        frames(3);

        assertFalse(isDiverged(0));
        assertTrue(group.member(0).alarms.contains("CONVERGED"));
        assertSame(0, 1);
        assertServesAll(0);
        assertFalse(group.member(2).alarms.contains("DIVERGED"));
    }

    @Test
    void itKeepsItsVoteAndGoesOnAcknowledging() {
        commit(12);
        for (int i = 0; i < 3; i++) {
            group.member(i).publishCheckpoint();
        }
        frames(2);
        assertTrue(group.member(0).status().vouchedOp() >= INTERVAL);
        group.member(0).othersStalled = true; // its disk takes its time
        corrupt(0);
        frames(2);
        assertTrue(isDiverged(0));
        int served = group.member(0).frames.size();
        int replies = group.member(0).replies.size();

        group.cutOff(2); // now its acknowledgement alone can commit
        long before = group.member(1).status().commitNumber();
        commit(3);
        frames(2);

        assertTrue(group.member(1).status().commitNumber() >= before + 3);
        assertTrue(isDiverged(0));
        assertEquals(served, group.member(0).frames.size(), "it serves no frame");
        assertEquals(replies, group.member(0).replies.size(), "and no reply");
        group.member(0).take(new Input.Asked(new Query(7, false, 0, new byte[] {1})));
        List<QueryAnswer> answers = group.member(0).answers;
        assertNull(answers.get(answers.size() - 1).answer(), "and no answer");

        group.mend(2);
        group.member(0).othersStalled = false;
        frames(3);
        assertFalse(isDiverged(0));
        assertSame(0, 1);
    }

    @Test
    void itReloadsFromOthersWhatItsOwnDiskDoesNotHold() {
        commit(12);
        for (int i = 0; i < 3; i++) {
            group.member(i).publishCheckpoint();
        }
        frames(2);
        group.member(0).checkpoints.clear();
        corrupt(0);

        frames(5);

        assertFalse(isDiverged(0));
        assertSame(0, 1);
        assertTrue(group.member(0).counter("checkpoints.pieces") > 0);
    }

    @Test
    void theKeyframeOfADiscardedStateIsNotTakenForOneOfTheRightState() {
        frames((int) (FrameChain.KEYFRAME_INTERVAL - group.member(0).status().frameNumber() - 1));
        corrupt(0);
        frames(1);
        Digest wrong = Digest.of(new byte[] {1});
        frames(3);
        assertFalse(isDiverged(0));

        group.member(0).take(new Input.KeyframeEncoded(FrameChain.KEYFRAME_INTERVAL, wrong));
        frames(FrameChain.KEYFRAME_AUDIT_DELAY + 2);

        assertEquals(1, group.member(0).counter("divergence.found"));
        assertSame(0, 1);
    }

    @Test
    void noStartFindsACheckpointOfTheWrongState() {
        commit(12);
        for (int i = 0; i < 3; i++) {
            group.member(i).publishCheckpoint();
        }
        frames(2);
        corrupt(0);
        commit(10);
        group.member(0).publishCheckpoint();
        commit(10);
        CheckpointCapture inTheMaking = group.member(0).checkpoint;
        assertEquals(2, group.member(0).checkpoints.size());

        frames(5);
        assertFalse(isDiverged(0));
        assertSame(0, 1);
        assertEquals(1, group.member(0).checkpoints.size(), "the one that was vouched for");

        group.member(0).checkpoint = inTheMaking;
        group.member(0).publishCheckpoint();
        assertEquals(1, group.member(0).checkpoints.size(), "nor one that comes late");

        group.member(0).kill();
        group.member(0).start();
        frames(2);
        assertSame(0, 1);
        assertEquals(0, group.member(0).counter("divergence.found"));
    }

    @Test
    void whatIsAppliedAgainIsNotCapturedAgain() {
        commit(12);
        group.member(0).checkpoint = null;
        corrupt(0);
        frames(5);

        assertEquals(1, group.member(0).counter("divergence.reloads"));
        CheckpointCapture capture = group.member(0).checkpoint;
        assertTrue(capture == null || capture.opNumber() > INTERVAL, "captured: " + capture);
    }

    @Test
    void aPrimaryStopsLeading() {
        frames(3);
        corrupt(1);
        frames(6);

        assertFalse(group.member(1).status().leading());
        assertTrue(group.member(2).status().leading());
        assertFalse(isDiverged(1));
        assertSame(1, 2);
    }

    @Test
    void oneAgainstOneIsAnAlarmAndNobodyStops() {
        frames(2);
        group.cutOff(2);
        frames(1);
        corrupt(0);
        frames(3);

        assertTrue(group.member(1).alarms.contains("DIGESTS_DIFFER"));
        assertFalse(isDiverged(0));
        assertFalse(isDiverged(1));

        group.mend(2);
        frames(5);
        assertFalse(isDiverged(0));
        assertTrue(group.member(0).alarms.contains("DIVERGED"));
        assertSame(0, 1);
    }

    @Test
    void anotherReleaseIsNotCompared() {
        group.member(0).kill();
        group.member(0).release = 7;
        group.member(0).start();
        frames(2);
        corrupt(0);
        frames(3);

        assertFalse(isDiverged(0));
        assertFalse(group.member(1).alarms.contains("DIVERGED"));
    }

    /** Two that agree are a majority, whatever they run; one of them runs what the third runs. */
    @Test
    void whoRunsAnotherReleaseAndCutsTheSameIsAWordForIt() {
        group.member(2).kill();
        group.member(2).release = 7;
        group.member(2).start();
        frames(2);
        corrupt(0);
        frames(5);

        assertTrue(group.member(1).alarms.contains("DIVERGED"), "the primary names it");
        assertTrue(group.member(0).alarms.contains("DIVERGED"));
        assertFalse(isDiverged(0));
        assertSame(0, 1);
    }

    @Test
    void aPrimaryIsToldByOneOfItsOwnReleaseAndOneOfAnother() {
        group.member(2).kill();
        group.member(2).release = 7;
        group.member(2).start();
        frames(2);
        corrupt(1);
        frames(6);

        assertTrue(group.member(1).alarms.contains("DIVERGED"));
        assertFalse(group.member(1).status().leading());
        assertFalse(isDiverged(1));
        assertSame(1, 0);
    }
}
