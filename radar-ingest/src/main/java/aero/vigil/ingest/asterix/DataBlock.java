package aero.vigil.ingest.asterix;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A data block of ASTERIX within a datagram: category (one octet), length of the whole block (two)
 * and records of that category.
 *
 * @param category 0..255
 * @param offset of its first octet in the datagram
 * @param length of the whole block, at least {@link #HEADER_OCTETS}
 */
public record DataBlock(int category, int offset, int length) {

    /** Category and length. */
    public static final int HEADER_OCTETS = 3;

    /** LEN has two octets. */
    public static final int GREATEST_LENGTH = 0xFFFF;

    /**
     * The octets of a data block of these records.
     *
     * @param records as {@link RecordWriter#toOctets} made them, of the given category
     */
    public static byte[] encode(int category, List<byte[]> records) {
        int length = HEADER_OCTETS;
        for (byte[] octets : records) {
            length += octets.length;
        }
        if (length > GREATEST_LENGTH) {
            throw new IllegalArgumentException("a block of " + length + " octets");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        out.write(category);
        out.write(length >> 8);
        out.write(length);
        for (byte[] octets : records) {
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }
}
