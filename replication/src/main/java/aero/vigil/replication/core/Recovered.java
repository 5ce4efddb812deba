package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * What a start found on the disk, all of it forced again before the replica is made (rule 17).
 *
 * @param vote the newest whole vote
 * @param log what the journal folds to; at least op 1
 * @param checkpoint the newest whole checkpoint at or below the end of the log, or null without one
 * @param tailCertain false if something promised may have stood behind the end of the log when this
 *     start or a former one read it, and no log was adopted since (rules 18 and 19); false too when
 *     the last life acknowledged from memory
 */
public record Recovered(
        Vote vote, RecoveredLog log, @Nullable StoredCheckpoint checkpoint, boolean tailCertain) {

    public Recovered {
        long checkpointOp = checkpoint == null ? 0 : checkpoint.opNumber();
        if (checkpointOp > log.opNumber()) {
            throw new IllegalArgumentException(
                    "the checkpoint of op "
                            + checkpointOp
                            + " is ahead of the log, which ends at "
                            + log.opNumber());
        }
        if (log.firstOp() > checkpointOp + 1) {
            throw new IllegalArgumentException(
                    "the log starts at op "
                            + log.firstOp()
                            + ", the checkpoint is of op "
                            + checkpointOp);
        }
    }

    /** The op of the checkpoint, 0 without one. */
    public long checkpointOp() {
        return checkpoint == null ? 0 : checkpoint.opNumber();
    }

    /**
     * Whether a checkpoint ends with the entry that the log has at its op; where that cannot be
     * said, it does, and whoever restores it says what it is. One that was fetched may stand beside
     * a tail that was never committed.
     */
    public static boolean belongs(byte[] checkpoint, RecoveredLog log, LogReader reader) {
        Checkpoints.Head head;
        try {
            head = Checkpoints.headOf(checkpoint);
        } catch (IllegalArgumentException e) {
            return true; // of a layout that this build does not know
        }
        if (head.opNumber() == log.opNumber()) {
            return head.hash().equals(log.hash());
        }
        LogEntry next = reader.read(head.opNumber() + 1);
        return next == null || next.previousHash().equals(head.hash());
    }

    /** What a start found before any checkpoint was taken. */
    public static Recovered ofLogAlone(Vote vote, RecoveredLog log, boolean tailCertain) {
        return new Recovered(vote, log, null, tailCertain);
    }
}
