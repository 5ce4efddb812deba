package aero.vigil.display.arbiter;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A frame with its body as one replica sent it, its digest verified.
 *
 * @param digest of this frame, in hexadecimal; it covers {@code previous}, body and audit
 * @param previous digest of the frame before
 * @param proof the SHA-256 this frame's audit gives of the keyframe ten frames earlier, if it does
 * @param body a {@code vigil.airspace.Frame}, opaque here
 */
public record ArrivedFrame(
        long number, String digest, String previous, @Nullable String proof, ByteString body) {}
