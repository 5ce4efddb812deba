package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * What a start found on the disk, all of it forced again before the replica is made (rule 17).
 *
 * @param vote the newest whole vote
 * @param log what the journal folds to; at least op 1
 * @param checkpointOp the op of the checkpoint, 0 without one
 * @param checkpoint the bytes of the newest whole checkpoint at or below the end of the log, or
 *     null without one
 * @param tailCertain false if something promised may have stood behind the end of the log when this
 *     start or a former one read it, and no log was adopted since (rules 18 and 19); false too when
 *     the last life acknowledged from memory
 */
public record Recovered(
        Vote vote,
        RecoveredLog log,
        long checkpointOp,
        byte @Nullable [] checkpoint,
        boolean tailCertain) {

    public Recovered {
        if (checkpoint == null ? checkpointOp != 0 : checkpointOp < 1) {
            throw new IllegalArgumentException("a checkpoint needs its op-number");
        }
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

    /** What a start found before any checkpoint was taken. */
    public static Recovered ofLogAlone(Vote vote, RecoveredLog log, boolean tailCertain) {
        return new Recovered(vote, log, 0, null, tailCertain);
    }
}
