package aero.vigil.replication.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A growing row of bytes in the fixed, big-endian layout of hashes, genesis and checkpoints. */
final class Bytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final byte[] scratch = new byte[8];

    static void putLong(byte[] target, int offset, long value) {
        for (int i = 0; i < 8; i++) {
            target[offset + i] = (byte) (value >>> (56 - 8 * i));
        }
    }

    static void putInt(byte[] target, int offset, int value) {
        for (int i = 0; i < 4; i++) {
            target[offset + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    Bytes putLong(long value) {
        putLong(scratch, 0, value);
        bytes.write(scratch, 0, 8);
        return this;
    }

    Bytes putInt(int value) {
        putInt(scratch, 0, value);
        bytes.write(scratch, 0, 4);
        return this;
    }

    Bytes putRaw(byte[] value) {
        bytes.write(value, 0, value.length);
        return this;
    }

    Bytes putBlock(byte[] value) {
        putInt(value.length);
        return putRaw(value);
    }

    Bytes putText(String value) {
        return putBlock(value.getBytes(StandardCharsets.UTF_8));
    }

    Bytes putDigest(Digest value) {
        return putRaw(value.raw());
    }

    /** Bytes in a transcript: how many, and which by their digest. */
    static String toText(byte[] bytes) {
        return bytes.length == 0 ? "no bytes" : bytes.length + " bytes " + Digest.of(bytes);
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
