package aero.vigil.replication.core;

/**
 * One link of the chain of frames; digest = SHA-256(previousDigest, body, audit).
 *
 * @param number the number of ticks applied, from 1
 * @param opNumber the op of its tick
 * @param viewNumber the view in which this replica applied it; not part of the digest
 * @param timestampMicros the stamp of its tick
 * @param body what changed
 * @param previousDigest of the frame before; {@link Digest#ZERO} before frame 1
 * @param audit the slice digest (32 bytes), followed in frame n + 10 by the SHA-256 of the keyframe
 *     of frame n, for each n divisible by 50
 * @param digest of this frame
 */
public record FrameCut(
        long number,
        long opNumber,
        long viewNumber,
        long timestampMicros,
        byte[] body,
        Digest previousDigest,
        byte[] audit,
        Digest digest) {}
