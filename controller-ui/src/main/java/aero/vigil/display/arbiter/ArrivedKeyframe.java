package aero.vigil.display.arbiter;

import com.google.protobuf.ByteString;

/**
 * A whole picture as one replica sent it, not yet proven.
 *
 * @param number the frame after which the picture stood so
 * @param frameDigest the digest of that frame
 * @param sha256 of the body, in hexadecimal: what the audit of frame number + 10 must say
 * @param body a {@code vigil.airspace.Keyframe}, opaque here
 */
public record ArrivedKeyframe(long number, String frameDigest, String sha256, ByteString body) {

    /** The same under the number that an arbiter counts by. */
    public ArrivedKeyframe at(long count) {
        return new ArrivedKeyframe(count, frameDigest, sha256, body);
    }
}
