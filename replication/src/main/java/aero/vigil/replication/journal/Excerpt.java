package aero.vigil.replication.journal;

import aero.vigil.replication.core.Digest;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One excerpt of the queue as our bytes: a header with checksum, number and the hash of the excerpt
 * before, then a payload. Chronicle Queue itself has no checksums.
 *
 * <pre>
 *  0  4  magic "VGJ1"
 *  4  4  CRC32C of all bytes from 8 on
 *  8  4  length of the payload
 * 12  1  kind
 * 13  1  {@link #NO_ZERO_RUN} or {@link #ZERO_RUN}
 * 14  2  0
 * 16  8  record number, 0 but for a BATCH
 * 24  8  forced through: every record up to this number had been forced when this one was written
 * 32 32  hash of the record before, zeros but for a BATCH
 * 64  n  payload
 * 64+n 1 terminator, not zero
 * </pre>
 *
 * Terminator and zero-run mark serve rule 18: an intact excerpt has no sector that reads as zeros
 * unless it says so, and a piece of one that does read as zeros was never written.
 *
 * @param kind what the payload is
 * @param recordNumber 1, 2, 3, ... over all files for a BATCH, else 0
 * @param forcedThrough the greatest record number proven durable by this excerpt
 * @param previousHash hash of the excerpt of record {@code recordNumber - 1}
 * @param bytes the whole excerpt, never modified
 */
record Excerpt(
        Kind kind, long recordNumber, long forcedThrough, Digest previousHash, byte[] bytes) {

    static final int MAGIC = 0x5647_4A31;
    static final int HEADER_BYTES = 64;
    static final byte TERMINATOR = 0x5A;

    /** Where the mark of zero runs stands. */
    static final int MARK_OFFSET = 13;

    /** The payload has no {@value #SECTOR_BYTES} zeros in a row. */
    static final byte NO_ZERO_RUN = 0x33;

    /** It has. Neither mark is zero, nor one flipped bit away from the other. */
    static final byte ZERO_RUN = (byte) 0xCC;

    static final int SECTOR_BYTES = 512;

    /**
     * Greatest payload: Chronicle refuses excerpts above a quarter of its block of 4 MiB, and one
     * op of 256 KiB with its envelope must fit.
     */
    static final int MAX_PAYLOAD_BYTES = 768 * 1024;

    static final int MAX_BYTES = HEADER_BYTES + MAX_PAYLOAD_BYTES + 1;

    /** What an excerpt carries. */
    enum Kind {
        /** A {@code FileStart}, the first of its file. */
        FILE_START(1),
        /** A {@code FileContinues}, the second: from here on this file is the journal. */
        FILE_CONTINUES(2),
        /** A {@code JournalBatch}. */
        BATCH(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        static @Nullable Kind ofCode(byte code) {
            return switch (code) {
                case 1 -> FILE_START;
                case 2 -> FILE_CONTINUES;
                case 3 -> BATCH;
                default -> null;
            };
        }
    }

    static Excerpt fileHead(Kind kind, byte[] payload) {
        return create(kind, 0, 0, Digest.ZERO, payload);
    }

    static Excerpt batch(
            long recordNumber, long forcedThrough, Digest previousHash, byte[] payload) {
        return create(Kind.BATCH, recordNumber, forcedThrough, previousHash, payload);
    }

    private static Excerpt create(
            Kind kind, long recordNumber, long forcedThrough, Digest previousHash, byte[] payload) {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + payload.length + 1);
        buffer.putInt(MAGIC).putInt(0).putInt(payload.length);
        buffer.put(kind.code);
        buffer.put(hasZeroRun(payload) ? ZERO_RUN : NO_ZERO_RUN);
        buffer.putShort((short) 0).putLong(recordNumber).putLong(forcedThrough);
        buffer.put(previousHash.bytes()).put(payload).put(TERMINATOR);
        buffer.putInt(4, checksum(buffer.array(), 0, buffer.capacity()));
        return new Excerpt(kind, recordNumber, forcedThrough, previousHash, buffer.array());
    }

    /**
     * Reads an excerpt from exactly these bytes.
     *
     * @return null when they are not one, or a damaged one
     */
    static @Nullable Excerpt read(byte[] bytes) {
        int length = declaredBytes(bytes, 0, bytes.length);
        if (length != bytes.length
                || ByteBuffer.wrap(bytes).getInt(4) != checksum(bytes, 0, length)) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Kind kind = Kind.ofCode(bytes[12]);
        long recordNumber = buffer.getLong(16);
        long forcedThrough = buffer.getLong(24);
        if (kind == null
                || recordNumber < 0
                || forcedThrough < 0
                || (kind == Kind.BATCH) != (recordNumber > 0)
                || (forcedThrough > 0 && forcedThrough >= recordNumber)) {
            return null;
        }
        byte[] previous = new byte[Digest.BYTES];
        buffer.get(32, previous);
        return new Excerpt(kind, recordNumber, forcedThrough, Digest.fromBytes(previous), bytes);
    }

    /**
     * The length an excerpt at {@code offset} says it has.
     *
     * @return -1 when no excerpt starts there or its length is out of range
     */
    static int declaredBytes(byte[] bytes, int offset, int available) {
        if (available < HEADER_BYTES + 1) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int payload = buffer.getInt(offset + 8);
        if (buffer.getInt(offset) != MAGIC || payload < 0 || payload > MAX_PAYLOAD_BYTES) {
            return -1;
        }
        return HEADER_BYTES + payload + 1;
    }

    Digest hash() {
        return Digest.of(bytes);
    }

    ByteBuffer payload() {
        return ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES - 1);
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset + 8, length - 8);
        return (int) crc.getValue();
    }

    /** A run of 512 zeros covers a byte whose index is a multiple of 511; look only there. */
    private static boolean hasZeroRun(byte[] payload) {
        int stride = SECTOR_BYTES - 1;
        for (int probe = 0; probe < payload.length; probe += stride) {
            if (payload[probe] != 0) {
                continue;
            }
            int from = probe;
            while (from > 0 && payload[from - 1] == 0) {
                from--;
            }
            int to = probe + 1;
            while (to < payload.length && payload[to] == 0) {
                to++;
            }
            if (to - from >= SECTOR_BYTES) {
                return true;
            }
        }
        return false;
    }
}
