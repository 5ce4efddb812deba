package aero.vigil.ingest.capture;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Octets of a file in order, taken in pieces whose size is checked before it is believed. */
final class OctetSource {

    private final InputStream in;

    OctetSource(InputStream in) {
        this.in = in;
    }

    /** So many octets, or null when the file ends before. */
    byte @Nullable [] take(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        return octets.length == count ? octets : null;
    }

    /** Leaves so many octets out; false when the file ends before. */
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped == 0) {
                if (in.read() < 0) {
                    return false;
                }
                skipped = 1;
            }
            left -= skipped;
        }
        return true;
    }

    static int int16(byte[] octets, int at, boolean littleEndian) {
        int first = octets[at] & 0xFF;
        int second = octets[at + 1] & 0xFF;
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    static int int32(byte[] octets, int at, boolean littleEndian) {
        int first = int16(octets, at, littleEndian);
        int second = int16(octets, at + 2, littleEndian);
        return littleEndian ? second << 16 | first : first << 16 | second;
    }

    static long unsigned32(byte[] octets, int at, boolean littleEndian) {
        return int32(octets, at, littleEndian) & 0xFFFF_FFFFL;
    }
}
