package aero.vigil.replication.core;

/**
 * What a backup says of itself with each acknowledgement.
 *
 * @param commitNumber what it knows to be committed
 * @param frameNumber the last frame it has cut
 * @param frameDigest the digest of that frame
 * @param wallClockMicros its wall clock when it wrote this
 * @param checkpoint the newest checkpoint that it has published
 * @param newestVersion of the state machine, that its build can run
 * @param release the software that it runs: see {@link AgreedFrame}
 * @param lowSpace whether its disk is nearly full
 * @param catchingUp whether a checkpoint is coming to it, piece by piece
 */
public record Health(
        long commitNumber,
        long frameNumber,
        Digest frameDigest,
        long wallClockMicros,
        CheckpointId checkpoint,
        int newestVersion,
        long release,
        boolean lowSpace,
        boolean catchingUp) {}
