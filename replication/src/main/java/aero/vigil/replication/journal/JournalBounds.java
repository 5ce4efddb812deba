package aero.vigil.replication.journal;

import java.nio.ByteBuffer;

/**
 * How far the journal reaches at least, kept beside the vote: so that a first or last file that is
 * gone, cut, emptied or replaced by an older copy of itself is missed. Nothing in the journal
 * itself can say that.
 *
 * @param firstFile the oldest file kept
 * @param lastFile a file that took over, durably
 * @param lastRecord a record that was forced
 */
record JournalBounds(long firstFile, long lastFile, long lastRecord) {

    static final int BYTES = 3 * Long.BYTES;

    /** What a new directory's vote says. */
    static final JournalBounds FIRST = new JournalBounds(1, 1, 1);

    void putInto(ByteBuffer buffer) {
        buffer.putLong(firstFile).putLong(lastFile).putLong(lastRecord);
    }

    static JournalBounds readFrom(ByteBuffer buffer) {
        return new JournalBounds(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
