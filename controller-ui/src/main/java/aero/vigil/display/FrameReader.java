package aero.vigil.display;

import aero.vigil.display.arbiter.ArrivedFrame;
import aero.vigil.display.arbiter.ArrivedKeyframe;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads frames and keyframes from the wire and verifies their digests (seams §4). */
final class FrameReader {

    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGEST_BYTES = 32;

    private final MessageDigest sha256;

    FrameReader() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The frame, or null when its digest is not that of its content. */
    @Nullable ArrivedFrame read(FrameRecord record) {
        sha256.update(record.getPreviousDigest().asReadOnlyByteBuffer());
        sha256.update(record.getBody().asReadOnlyByteBuffer());
        sha256.update(record.getAudit().asReadOnlyByteBuffer());
        if (!record.getDigest().equals(ByteString.copyFrom(sha256.digest()))) {
            return null;
        }
        return new ArrivedFrame(
                record.getNumber(),
                hex(record.getDigest()),
                hex(record.getPreviousDigest()),
                record.getSpans() == 0
                        ? hex(record.getDigest())
                        : hex(firstDigest(record.getAudit())),
                keyframeProof(record.getAudit()),
                record.getBody());
    }

    /** A record of the slow stream tells the digest of the last frame it stands for. */
    private static ByteString firstDigest(ByteString audit) {
        return audit.substring(0, Math.min(DIGEST_BYTES, audit.size()));
    }

    ArrivedKeyframe read(KeyframeMessage message) {
        sha256.update(message.getBody().asReadOnlyByteBuffer());
        return new ArrivedKeyframe(
                message.getNumber(),
                hex(message.getFrameDigest()),
                HEX.formatHex(sha256.digest()),
                message.getBody());
    }

    /** After the 32 bytes of the slice come the 32 of the keyframe ten frames ago, if any. */
    private static @Nullable String keyframeProof(ByteString audit) {
        return audit.size() < 2 * DIGEST_BYTES
                ? null
                : hex(audit.substring(DIGEST_BYTES, 2 * DIGEST_BYTES));
    }

    static String hex(ByteString bytes) {
        return HEX.formatHex(bytes.toByteArray());
    }
}
