package aero.vigil.replication.server.replay;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an exported span: what a file of {@code vigil export} consists of.
 *
 * <pre>
 *  0  8  magic "VIGILSPN"
 *  8  4  layout, 1
 * 12  .  blocks, one behind the other
 *
 * a block:
 *  0  1  kind
 *  1  4  length n of its content
 *  5  4  CRC-32C of the content
 *  9  4  CRC-32C of the 9 bytes before
 * 13  n  content
 * </pre>
 *
 * <p>In this order: ABOUT (text), GENESIS (op 1, a protobuf LogEntry), STATE once or more (op, 8
 * bytes, and a piece of a checkpoint of it), then ENTRY (a protobuf LogEntry) for each op, each
 * TICK followed by FRAME (number, 8 bytes, and the digest of that frame, 32), and END (number of
 * ops and of frames, 8 bytes each, and the SHA-256 of the file up to here). Numbers are big-endian.
 */
final class SpanBlock {

    static final long MAGIC = 0x5649_4749_4C53_504EL;
    static final int LAYOUT = 1;
    static final int FILE_HEAD_BYTES = 12;
    static final int HEAD_BYTES = 13;

    /** No content is longer. */
    static final int MAX_CONTENT_BYTES = 1 << 20;

    private static final int CONTENT_CRC_AT = 5;
    private static final int HEAD_CRC_AT = 9;

    /** What a block holds. */
    enum Kind {
        ABOUT(1),
        GENESIS(2),
        STATE(3),
        ENTRY(4),
        FRAME(5),
        END(6);

        private final byte code;

        /** Codes start at 1: zeros are no block. */
        Kind(int code) {
            this.code = (byte) code;
        }

        static @Nullable Kind ofCode(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    private SpanBlock() {}

    /** A whole block. */
    static byte[] encode(Kind kind, byte[] content) {
        ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + content.length);
        block.put(kind.code).putInt(content.length).putInt(checksum(content, content.length));
        block.putInt(checksum(block.array(), HEAD_CRC_AT));
        return block.put(content).array();
    }

    /** Whether the head of a block is whole. */
    static boolean isHead(ByteBuffer head) {
        byte[] spoken = new byte[HEAD_CRC_AT];
        head.get(0, spoken);
        return head.getInt(HEAD_CRC_AT) == checksum(spoken, HEAD_CRC_AT)
                && Kind.ofCode(head.get(0)) != null
                && length(head) >= 0
                && length(head) <= MAX_CONTENT_BYTES;
    }

    static int length(ByteBuffer head) {
        return head.getInt(1);
    }

    /** Whether this is the content that a whole head speaks of. */
    static boolean isContent(ByteBuffer head, byte[] content) {
        return head.getInt(CONTENT_CRC_AT) == checksum(content, content.length);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /**
     * Which single byte of a content was changed, if one alone was: the offset whose correction
     * gives the checksum again; -1 if no single one does.
     *
     * <p>A checksum is linear: what a change adds to it depends on the change and on how many bytes
     * follow, and not on the content. So each of the 255 changes is followed once through as many
     * bytes of zeros as the content has.
     */
    static int changedByte(ByteBuffer head, byte[] content) {
        int difference = head.getInt(CONTENT_CRC_AT) ^ checksum(content, content.length);
        int[] changes = new int[256];
        byte[] one = new byte[1];
        int ofZero = checksum(one, 1);
        int[] table = new int[256];
        for (int change = 0; change < 256; change++) {
            one[0] = (byte) change;
            table[change] = checksum(one, 1) ^ ofZero;
            changes[change] = table[change];
        }
        for (int at = content.length - 1; at >= 0; at--) {
            for (int change = 1; change < 256; change++) {
                if (changes[change] == difference) {
                    return at;
                }
                changes[change] = changes[change] >>> 8 ^ table[changes[change] & 0xFF];
            }
        }
        return -1;
    }
}
