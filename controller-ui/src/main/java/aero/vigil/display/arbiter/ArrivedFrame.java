package aero.vigil.display.arbiter;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A frame with its body as one replica sent it, its digest verified.
 *
 * @param digest of this frame, in hexadecimal; it covers {@code previous}, body and audit
 * @param previous what the frame before must give as its link
 * @param link what the frame after this must name as previous: the digest, or, in the slow stream,
 *     that of the last frame it stands for
 * @param proof the SHA-256 this frame's audit gives of the keyframe ten frames earlier, if it does
 * @param body a {@code vigil.airspace.Frame}, opaque here
 */
public record ArrivedFrame(
        long number,
        String digest,
        String previous,
        String link,
        @Nullable String proof,
        ByteString body) {

    /** The same under the number that an arbiter counts by. */
    public ArrivedFrame at(long count) {
        return new ArrivedFrame(count, digest, previous, link, proof, body);
    }
}
