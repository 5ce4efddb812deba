package aero.vigil.replication.journal;

/**
 * Where a record stands, as the one number that {@link aero.vigil.replication.core.RecoveredLog}
 * keeps: file, position of the excerpt's document, index of the record in its batch. Grows with
 * each record.
 */
final class Places {

    private static final int INDEX_BITS = 10;
    private static final int POSITION_BITS = 28; // in words of 4 bytes: files up to 1 GiB

    /** Records in one excerpt. */
    static final int MAX_RECORDS = 1 << INDEX_BITS;

    /** Length of a file. */
    static final long MAX_FILE_BYTES = 4L << POSITION_BITS;

    private Places() {}

    static long of(long fileNumber, long position, int index) {
        if (index >= MAX_RECORDS || position >= MAX_FILE_BYTES || (position & 3) != 0) {
            throw new IllegalArgumentException(
                    "no place: file " + fileNumber + ", position " + position + ", " + index);
        }
        return (fileNumber << POSITION_BITS | position >>> 2) << INDEX_BITS | index;
    }

    static long fileNumber(long place) {
        return place >>> (POSITION_BITS + INDEX_BITS);
    }

    static long position(long place) {
        return (place >>> INDEX_BITS & ((1L << POSITION_BITS) - 1)) << 2;
    }

    static int index(long place) {
        return (int) place & (MAX_RECORDS - 1);
    }
}
