package aero.vigil.replication.core;

/**
 * The whole picture after a frame, to be encoded off the loop; {@link Input.KeyframeEncoded}
 * reports its digest.
 *
 * @param frameNumber the frame, divisible by 50
 * @param frameDigest the digest of that frame
 * @param keyframe its bytes to be
 */
public record KeyframeCapture(long frameNumber, Digest frameDigest, Encodable keyframe) {}
