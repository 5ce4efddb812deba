package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * The chain of frames: the number and digest of the last one, and the keyframe whose digest is to
 * enter it (seams.md §4). Part of every checkpoint.
 */
public class FrameChain {

    static final int KEYFRAME_INTERVAL = 50;
    static final int KEYFRAME_AUDIT_DELAY = 10;

    private long frameNumber;
    private Digest digest = Digest.ZERO;
    private long lastTickOp;
    private long lastTickMicros;

    /** The last keyframe captured, until its digest has entered the chain. */
    private @Nullable PendingKeyframe pending;

    /** Keyframes up to here were captured of a state that is not this one any more (rule 21). */
    private long discardedThrough;

    /** The digest is computed by whoever needs it first; the bytes are the same everywhere. */
    private static final class PendingKeyframe {
        final long frameNumber;
        final Encodable keyframe;
        volatile @Nullable Digest digest;

        PendingKeyframe(long frameNumber, Encodable keyframe) {
            this.frameNumber = frameNumber;
            this.keyframe = keyframe;
        }

        Digest digest() {
            Digest known = digest;
            if (known == null) {
                known = Digest.of(keyframe.encode());
                digest = known;
            }
            return known;
        }
    }

    protected FrameChain() {}

    /** Whether this frame is given out. It is: what was applied is seen. */
    protected boolean isShown(long number) {
        return true;
    }

    long frameNumber() {
        return frameNumber;
    }

    Digest digest() {
        return digest;
    }

    long lastTickOp() {
        return lastTickOp;
    }

    long lastTickMicros() {
        return lastTickMicros;
    }

    /** Applies a tick: cuts the next frame, and a keyframe where one is due. */
    void apply(LogEntry tick, long viewNumber, StateMachine stateMachine, Outputs outputs) {
        long number = frameNumber + 1;
        Cut cut = stateMachine.tick(tick.opNumber(), tick.timestampMicros(), number);
        byte[] audit = audit(number, cut.sliceDigest());
        Digest previous = digest;
        digest = Digest.of(previous.raw(), cut.body(), audit);
        frameNumber = number;
        lastTickOp = tick.opNumber();
        lastTickMicros = tick.timestampMicros();
        FrameCut frame =
                new FrameCut(
                        number,
                        tick.opNumber(),
                        viewNumber,
                        tick.timestampMicros(),
                        cut.body(),
                        previous,
                        audit,
                        digest);
        if (isShown(number)) {
            outputs.frame(frame);
        }
        if (number % KEYFRAME_INTERVAL == 0) {
            Encodable keyframe = stateMachine.captureKeyframe(number);
            pending = new PendingKeyframe(number, keyframe);
            outputs.keyframe(new KeyframeCapture(number, digest, keyframe));
        }
    }

    private byte[] audit(long number, Digest slice) {
        PendingKeyframe keyframe = pending;
        if (keyframe == null || number != keyframe.frameNumber + KEYFRAME_AUDIT_DELAY) {
            return slice.bytes();
        }
        pending = null;
        byte[] audit = new byte[2 * Digest.BYTES];
        System.arraycopy(slice.raw(), 0, audit, 0, Digest.BYTES);
        System.arraycopy(keyframe.digest().raw(), 0, audit, Digest.BYTES, Digest.BYTES);
        return audit;
    }

    /** The keyframe was encoded elsewhere, so that nobody need do it here. */
    void keyframeEncoded(long number, Digest keyframeDigest) {
        PendingKeyframe keyframe = pending;
        if (number > discardedThrough
                && keyframe != null
                && keyframe.frameNumber == number
                && keyframe.digest == null) {
            keyframe.digest = keyframeDigest;
        }
    }

    /** A capture; the pending keyframe, if any, is hashed when it is encoded. */
    Encodable capture() {
        long number = frameNumber;
        Digest frameDigest = digest;
        long tickOp = lastTickOp;
        long tickMicros = lastTickMicros;
        PendingKeyframe keyframe = pending;
        return () ->
                new Bytes()
                        .putLong(number)
                        .putDigest(frameDigest)
                        .putLong(tickOp)
                        .putLong(tickMicros)
                        .putLong(keyframe == null ? 0 : keyframe.frameNumber)
                        .putDigest(keyframe == null ? Digest.ZERO : keyframe.digest())
                        .toArray();
    }

    void restore(byte[] captured) {
        ByteReader reader = new ByteReader(captured);
        discardedThrough = Math.max(discardedThrough, frameNumber);
        frameNumber = reader.getLong();
        digest = reader.getDigest();
        lastTickOp = reader.getLong();
        lastTickMicros = reader.getLong();
        long keyframeNumber = reader.getLong();
        Digest keyframeDigest = reader.getDigest();
        reader.expectEnd();
        pending = null;
        if (keyframeNumber > 0) {
            pending = new PendingKeyframe(keyframeNumber, FrameChain::neverAgain);
            pending.digest = keyframeDigest;
        }
    }

    private static byte[] neverAgain() {
        throw new AssertionError("a keyframe restored by its digest is not encoded again");
    }
}
