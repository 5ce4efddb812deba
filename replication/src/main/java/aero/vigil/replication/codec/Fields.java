package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.Digest;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

/** The checks and conversions that fields of all messages share. */
final class Fields {

    /**
     * Numbers of ops, views, requests and rounds stay below this, so that adding to one never
     * overflows.
     */
    static final long MAX_NUMBER = 1L << 60;

    /** A host's name has 253 characters at most. */
    private static final int MOST_ADDRESS = 260;

    private static final int MOST_PORT = 65_535;

    private Fields() {}

    static long number(long value, String field) throws MalformedException {
        return number(value, 0, field);
    }

    static long number(long value, long least, String field) throws MalformedException {
        if (value < least || value > MAX_NUMBER) {
            throw new MalformedException(
                    Reason.NUMBER_OUT_OF_RANGE, field + " " + Long.toUnsignedString(value));
        }
        return value;
    }

    /** A time, microseconds since 1970, negative for recordings older than that. */
    static long micros(long value, String field) throws MalformedException {
        if (value < -MAX_NUMBER || value > MAX_NUMBER) {
            throw new MalformedException(Reason.NUMBER_OUT_OF_RANGE, field + " " + value);
        }
        return value;
    }

    static Digest digest(ByteString bytes, String field) throws MalformedException {
        return digest(bytes.toByteArray(), field);
    }

    /** Of bytes that nobody else knows. */
    static Digest digest(byte[] owned, String field) throws MalformedException {
        if (owned.length != Digest.BYTES) {
            throw new MalformedException(
                    Reason.NOT_A_DIGEST, field + " of " + owned.length + " bytes");
        }
        return Digest.owning(owned);
    }

    /** Host and port, or nothing. */
    static String address(String text, String field) throws MalformedException {
        if (!text.isEmpty() && !isAddress(text)) {
            throw new MalformedException(Reason.NOT_AN_ADDRESS, field + " is no host:port");
        }
        return text;
    }

    private static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return colon > 0
                && text.length() <= MOST_ADDRESS
                && !port.isEmpty()
                && port.length() <= 5
                && port.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= MOST_PORT;
    }

    /** The digest's bytes; {@link Digest#bytes} has made a copy, which nobody else knows. */
    static ByteString bytes(Digest digest) {
        return UnsafeByteOperations.unsafeWrap(digest.bytes());
    }

    /** The bytes themselves, uncopied: values of the core never change. */
    static ByteString bytes(byte[] owned) {
        return UnsafeByteOperations.unsafeWrap(owned);
    }
}
