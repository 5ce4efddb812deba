package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Catching up by a checkpoint, where the others' logs do not reach back (§7, rule 16). */
class CatchUpTest {

    private static final int INTERVAL = 1_000;

    /** An operation so long that a checkpoint, which tells it, takes several pieces. */
    private static final String LONG = "x".repeat(2_000);

    private final ScriptedGroup group =
            ScriptedGroup.formed(3, ScriptedGroup.HOUR_MICROS, INTERVAL);
    private final ScriptedGroup.Client client = group.register(1, 1); // op 3
    private int asked;

    private void commitTo(long op) {
        while (group.member(1).status().opNumber() < op) {
            group.submit(1, client.next(LONG + ++asked));
            group.deliverAll();
        }
    }

    /** Member 0 is away while the others pass two checkpoints and let go of what is before. */
    private void leaveBehind() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        publish();
        commitTo(2 * INTERVAL + 1);
        publish();
        commitTo(2 * INTERVAL + 10);
        group.member(1).letGoBelow(INTERVAL + 1);
        group.member(2).letGoBelow(INTERVAL + 1);
        group.transcript();
    }

    private void publish() {
        group.member(1).publishCheckpoint();
        group.member(2).publishCheckpoint();
        group.run(3);
    }

    private void assertWhole(int member) {
        ReplicaStatus status = group.member(member).status();
        ReplicaStatus other = group.member(1).status();
        assertEquals(ReplicaStatus.Status.NORMAL, status.status());
        assertEquals(other.opNumber(), status.appliedOp());
        assertEquals(other.frameDigest(), status.frameDigest());
        assertEquals(group.member(1).machine.told, group.member(member).machine.told);
    }

    @Test
    void whoseLogEndsBeforeTheOthersBeginTakesACheckpointAndTheLogAboveIt() {
        leaveBehind();

        group.member(0).start();
        group.run(100);

        assertWhole(0);
        assertEquals(1, group.member(0).counter("checkpoints.taken"));
        assertTrue(group.member(0).kept.size() > 3, "it came in pieces");
        assertEquals(List.of(), group.member(0).alarms);
    }

    /** Rules 19 and 20: what recovery is to adopt does not begin at op 1 any more. */
    @Test
    void anEmptyDiskRecoversByACheckpointWhereNobodysLogReachesBack() {
        leaveBehind();
        group.run(15);
        group.loseDisk(0, new Incarnation(9, 0));

        group.member(0).start();
        assertEquals(ReplicaStatus.Status.RECOVERING, group.member(0).status().status());
        group.run(150);

        assertWhole(0);
        assertFalse(group.member(0).vote.recovering());
        assertEquals(1, group.member(0).counter("checkpoints.taken"));
    }

    @Test
    void whatItHoldsThenIsThereAfterARestart() {
        leaveBehind();
        group.member(0).start();
        group.run(100);

        group.member(0).kill();
        commitTo(2 * INTERVAL + 20);
        group.member(0).start();
        group.run(10);

        assertWhole(0);
        assertEquals(0, group.member(0).counter("checkpoints.taken"));
    }

    @Test
    void aRestartGoesOnWithThePiecesItHas() {
        leaveBehind();
        group.member(0).start();
        group.run(10);
        int kept = group.member(0).kept.size();
        assertTrue(kept > 1);
        assertEquals(0, group.member(0).counter("checkpoints.taken"));

        group.member(0).kill();
        group.run(3);
        group.member(0).start();
        group.run(100);

        assertWhole(0);
        assertTrue(group.member(0).counter("checkpoints.piecesKept") >= kept - 1);
    }

    @Test
    void aLostSourceIsReplacedByAnother() {
        leaveBehind();
        group.member(0).start();
        group.run(10);
        assertEquals(0, group.member(0).counter("checkpoints.taken"));

        group.member(2).kill(); // it gave the pieces: the primary is spared
        group.run(300);

        assertWhole(0);
        assertEquals(1, group.member(0).counter("checkpoints.taken"));
    }

    @Test
    void aViewChangeInBetweenDoesNoHarm() {
        leaveBehind();
        group.member(0).start();
        group.run(10);

        group.member(1).kill();
        group.run(300);

        assertTrue(group.member(2).status().leading());
        assertEquals(group.member(2).status().opNumber(), group.member(0).status().appliedOp());
        assertEquals(group.member(2).machine.told, group.member(0).machine.told);
    }

    @Test
    void aDamagedPieceIsRefusedAndComesFromAnother() {
        leaveBehind();
        byte[] rotten = group.member(2).checkpoints.lastEntry().getValue().state();
        group.member(0).start();
        group.run(6);
        rotten[rotten.length - 7]++;

        group.run(300);

        assertWhole(0);
        assertTrue(group.member(0).counter("checkpoints.piecesRefused") > 0);
    }

    @Test
    void whatNobodyVouchesForIsTakenFromOneOnlyIfTooFewAnswerAndThenSaid() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        group.member(1).publishCheckpoint(); // alone: the log vouches for nothing
        group.member(1).letGoBelow(INTERVAL - 100);
        group.cutOff(2);
        group.member(0).start();
        group.run(20);
        assertEquals(0, group.member(0).counter("checkpoints.taken"));

        group.run(200);

        assertWhole(0);
        assertTrue(group.member(0).alarms.contains("CHECKPOINT_UNVOUCHED"));
    }

    /** Rules 16 and 21 together: what was taken from one is no second witness for that one. */
    @Test
    void whoHasBorrowedAStateVouchesForNothingUntilTheLogDoes() {
        borrow();

        assertNoWitnessUntilTheLogVouches();
    }

    /** Nor does a later life, from the borrowed checkpoint or from one of its own above it. */
    @Test
    void whoHasBorrowedAStateVouchesForNothingAfterARestart() {
        borrow();
        restart(0);
        assertTrue(group.member(0).alarms.contains("CHECKPOINT_UNVOUCHED"));
        assertNoWitnessUntilTheLogVouches();
        restart(0);
        assertWhole(0);
    }

    /** Nor does it count itself where it leads. */
    @Test
    void whoLeadsWithABorrowedStateDoesNotCountItself() {
        borrow();
        restart(1);
        group.run(100);
        assertTrue(group.member(0).status().leading());
        assertNoWitnessUntilTheLogVouches();
    }

    /** Member 0 takes a checkpoint of member 1 at its word. */
    private void borrow() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        group.member(1).publishCheckpoint();
        group.member(1).letGoBelow(INTERVAL - 100);
        group.cutOff(2);
        group.member(0).start();
        group.run(220);
        assertWhole(0);
    }

    private void restart(int member) {
        group.member(member).kill();
        group.run(1);
        group.member(member).start();
        group.run(20);
    }

    private void assertNoWitnessUntilTheLogVouches() {
        commitTo(2 * INTERVAL + 1);
        group.member(0).publishCheckpoint();
        group.member(1).publishCheckpoint();
        group.run(5);
        assertEquals(0, group.member(1).status().vouchedOp(), "two of one state are one");

        group.mend(2);
        group.run(20);
        group.member(2).publishCheckpoint();
        group.run(5);
        assertEquals(2 * INTERVAL, group.member(0).status().vouchedOp());

        commitTo(3 * INTERVAL + 1);
        group.member(0).publishCheckpoint();
        group.member(1).publishCheckpoint();
        group.run(5);
        assertEquals(3 * INTERVAL, group.member(1).status().vouchedOp(), "now it counts");
    }

    /** Nobody's word was logged before all went down, and nobody's log reaches back. */
    @Test
    void afterAStartOfAllTheCheckpointTheyStartedFromIsVouchedFor() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        group.member(1).publishCheckpoint();
        group.member(2).publishCheckpoint();
        assertEquals(0, group.member(1).status().vouchedOp());
        group.member(1).kill();
        group.member(2).kill();

        group.member(1).start();
        group.member(2).start();
        group.member(1).letGoBelow(INTERVAL - 100);
        group.member(2).letGoBelow(INTERVAL - 100);
        group.run(100);
        assertEquals(INTERVAL, group.member(1).status().vouchedOp(), "logged in the new view");

        group.member(0).start();
        group.run(100);
        assertWhole(0);
        assertFalse(group.member(0).alarms.contains("CHECKPOINT_UNVOUCHED"));
    }

    @Test
    void aCheckpointBesideATailThatWasNeverCommittedIsNotStartedFrom() {
        commitTo(INTERVAL + 1);
        byte[] right = encoded(1);
        RecoveredLog own = group.member(1).recoveredLog();
        assertTrue(Recovered.belongs(right, own, group.member(1)));

        byte[] other = right.clone();
        other[4 + 4 + 8]++; // the hash of the last entry, behind layout, version and op
        assertFalse(Recovered.belongs(other, own, group.member(1)));
        assertTrue(Recovered.belongs(new byte[] {9}, own, group.member(1)), "no layout of ours");
    }

    private byte[] encoded(int member) {
        CheckpointCapture capture = group.member(member).checkpoint;
        if (capture == null) {
            throw new AssertionError("nothing was captured");
        }
        return capture.checkpoint().encode();
    }

    @Test
    void whileEnoughAnswerAnUnvouchedOneIsNotTaken() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        group.member(1).publishCheckpoint();
        group.member(1).letGoBelow(INTERVAL - 100);
        group.member(2).letGoBelow(INTERVAL - 100);
        group.member(0).start();
        group.run(300);

        assertEquals(0, group.member(0).counter("checkpoints.taken"));

        group.member(2).publishCheckpoint();
        group.run(300);

        assertWhole(0);
        assertFalse(group.member(0).alarms.contains("CHECKPOINT_UNVOUCHED"));
    }

    @Test
    void aLogThatReachesBackIsTakenInsteadIfTheGapIsSmall() {
        group.member(0).kill();
        commitTo(INTERVAL + 1);
        publish();

        group.member(0).start();
        group.run(100);

        assertWhole(0);
        assertEquals(0, group.member(0).counter("checkpoints.taken"));
    }

    @Test
    void farBehindACheckpointIsTakenThoughTheLogReachesBack() {
        group.member(0).kill();
        commitTo(3 * INTERVAL + 1);
        publish();

        group.member(0).start();
        group.run(150);

        assertWhole(0);
        assertEquals(1, group.member(0).counter("checkpoints.taken"));
    }
}
