package aero.vigil.replication.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link Bytes} wrote. Total: whatever the bytes, it gives values or an
 * IllegalArgumentException, and never allocates more than there is to read.
 */
final class ByteReader {

    private final byte[] bytes;
    private int position;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long getLong() {
        require(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    int getInt() {
        require(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** A count of things that take at least {@code leastBytes} each. */
    int getCount(int leastBytes) {
        int count = getInt();
        if (count < 0 || (long) count * leastBytes > bytes.length - position) {
            throw new IllegalArgumentException("a count of " + count + " does not fit");
        }
        return count;
    }

    byte[] getBlock() {
        int length = getCount(1);
        byte[] block = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return block;
    }

    String getText() {
        return new String(getBlock(), StandardCharsets.UTF_8);
    }

    Digest getDigest() {
        require(Digest.BYTES);
        Digest digest =
                Digest.fromBytes(Arrays.copyOfRange(bytes, position, position + Digest.BYTES));
        position += Digest.BYTES;
        return digest;
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    void expectEnd() {
        if (position != bytes.length) {
            throw new IllegalArgumentException((bytes.length - position) + " bytes too many");
        }
    }

    private void require(int length) {
        if (bytes.length - position < length) {
            throw new IllegalArgumentException("the bytes end too early");
        }
    }
}
