package aero.vigil.replication.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value: 32 bytes, compared by value. */
public final class Digest {

    /** The length of a digest in bytes. */
    public static final int BYTES = 32;

    /** Thirty-two zero bytes: what stands before the first link of a chain. */
    public static final Digest ZERO = new Digest(new byte[BYTES]);

    /** Copied for each use: looking for a provider costs more than a block. */
    private static final MessageDigest SHA256 = find();

    private final byte[] value;

    private Digest(byte[] value) {
        this.value = value;
    }

    /** The SHA-256 of the parts, one after the other, with nothing between them. */
    public static Digest of(byte[]... parts) {
        MessageDigest sha256 = sha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return new Digest(sha256.digest());
    }

    /** The SHA-256 of a part of these bytes. */
    static Digest ofPart(byte[] bytes, int offset, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes, offset, length);
        return new Digest(sha256.digest());
    }

    /**
     * A digest whose bytes are already known.
     *
     * @throws IllegalArgumentException unless there are 32 of them
     */
    public static Digest fromBytes(byte[] bytes) {
        return owning(bytes.clone());
    }

    /**
     * A digest of bytes that nobody else knows or changes.
     *
     * @throws IllegalArgumentException unless there are 32 of them
     */
    public static Digest owning(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a digest has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Digest(bytes);
    }

    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA256.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest find() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static Digest finish(MessageDigest sha256) {
        return new Digest(sha256.digest());
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Puts the 32 bytes into an array. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(value, 0, target, offset, BYTES);
    }

    /** The bytes themselves, for readers of this package that do not change them. */
    byte[] raw() {
        return value;
    }

    /** The bytes as 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Digest that && Arrays.equals(value, that.value));
    }

    @Override
    public int hashCode() {
        return (value[0] << 24)
                | ((value[1] & 0xff) << 16)
                | ((value[2] & 0xff) << 8)
                | (value[3] & 0xff);
    }

    /** The first eight digits: enough to tell one from another in a line of text. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(value, 0, 4);
    }
}
