package aero.vigil.replication.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the excerpts of one queue file, by the file's framing alone: it goes on where the
 * library would refuse.
 *
 * <p>Framing of Chronicle Queue 5 and later, binary wire: documents one behind the other, each with
 * a little-endian word before it, aligned to 4 bytes. Low 30 bits: length. Bit 31: not complete.
 * Bit 30: metadata (the queue's header and its index pages). Word 0: nothing here yet.
 *
 * <p>Not thread-safe.
 */
final class FileScan {

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int METADATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int WORD_BYTES = 4;

    /** Chronicle maps whole pages; a file of another length was cut. */
    private static final int PAGE_BYTES = 4096;

    /**
     * The first document of every queue file is a field of this name, a type and a length before.
     */
    private static final String QUEUE_HEADER = "header";

    private static final int QUEUE_HEADER_OFFSET = 6;
    private static final int HEADER_PROBE_BYTES = 512;

    private final FileWindow window;
    private long position;

    FileScan(BlockFile file) throws IOException {
        this(file, 0);
    }

    /** A walk that starts at a document known to start at {@code position}. */
    FileScan(BlockFile file, long position) throws IOException {
        this.window = new FileWindow(file);
        this.position = position;
    }

    /**
     * An intact excerpt.
     *
     * @param position of its document, in bytes from the start of the file
     */
    record Found(long position, Excerpt excerpt) {}

    /** The next intact excerpt that follows without damage before it; null at the {@link #end}. */
    @Nullable Found next() throws IOException {
        while (position + WORD_BYTES <= window.size()) {
            int word = window.wordAt(position);
            // An excerpt that is whole counts, whatever its word says: a writer killed between its
            // last byte and the word, or a word that was damaged.
            @Nullable Excerpt excerpt = window.excerptAt(position + WORD_BYTES);
            if (excerpt != null) {
                Found found = new Found(position, excerpt);
                position = aligned(position + WORD_BYTES + excerpt.bytes().length);
                return found;
            }
            boolean metadata = (word & (NOT_COMPLETE | METADATA)) == METADATA;
            int length = word & LENGTH_MASK;
            if (!metadata
                    || length == 0
                    || length > window.size() - position - WORD_BYTES
                    || window.declaredBytesAt(position + WORD_BYTES) >= 0) {
                return null;
            }
            position = aligned(position + WORD_BYTES + length);
        }
        return null;
    }

    /**
     * After {@link #next} has returned null: goes on behind the damage at the next intact excerpt
     * anywhere in the rest of the file, found by its magic and checksum.
     */
    @Nullable Found resynchronise() throws IOException {
        long from = position + WORD_BYTES;
        while (true) {
            long magic = window.nextMagic(from);
            if (magic < 0) {
                return null;
            }
            @Nullable Excerpt excerpt = window.excerptAt(magic);
            if (excerpt != null) {
                position = aligned(magic + excerpt.bytes().length);
                return new Found(magic - WORD_BYTES, excerpt);
            }
            from = magic + WORD_BYTES;
        }
    }

    /** Goes back to where an excerpt was found. */
    void returnTo(Found found) {
        position = found.position();
    }

    /** Where the last intact excerpt ended. */
    long position() {
        return position;
    }

    /** What stands behind the last intact excerpt. */
    enum End {
        /** Nothing. */
        CLEAN,
        /**
         * The beginning of one excerpt, whose missing part reads as zeros: never promised (rule
         * 18).
         */
        TORN,
        /** Something else: it may have been promised. */
        DAMAGED
    }

    /**
     * Whether the file begins as one that the library was still making (its first word says nothing
     * yet then, see {@link #NOT_COMPLETE}), or had not begun to make: in such a file nothing of
     * ours can have been forced.
     */
    boolean isUnmade() throws IOException {
        if (window.size() < HEADER_PROBE_BYTES || window.isZero(0, HEADER_PROBE_BYTES)) {
            return true;
        }
        return window.nextMagic(0) < 0 && hasQueueHeader();
    }

    /** The name of the queue's first document stands behind its word, or is not written yet. */
    private boolean hasQueueHeader() throws IOException {
        for (int i = 0; i < QUEUE_HEADER.length(); i++) {
            int at = window.byteAt(QUEUE_HEADER_OFFSET + i);
            if (at != QUEUE_HEADER.charAt(i) && at != 0) {
                return false;
            }
        }
        return true;
    }

    /** Judges what stands from {@link #position} on, provided nothing intact is there. */
    End end() throws IOException {
        if (window.size() % PAGE_BYTES != 0) {
            return End.DAMAGED;
        }
        if (window.isZero(position, window.size())) {
            return End.CLEAN;
        }
        long excerptAt = position + WORD_BYTES;
        int declared = window.declaredBytesAt(excerptAt);
        boolean torn =
                declared < 0
                        ? startsWithZeros() || isHardlyBegun(excerptAt)
                        : lacksAPart(excerptAt, excerptAt + declared);
        return torn ? End.TORN : End.DAMAGED;
    }

    /** An excerpt of which a part reads as zeros that no intact one has, with nothing after it. */
    private boolean lacksAPart(long excerptAt, long end) throws IOException {
        if (!window.isZero(aligned(end), window.size())) {
            return false;
        }
        int mark = window.byteAt(excerptAt + Excerpt.MARK_OFFSET);
        boolean hasNoZeroRun = mark == Excerpt.NO_ZERO_RUN;
        return mark == 0
                || window.isZero(end - 1, end) // the terminator
                || (hasNoZeroRun && hasZeroSector(end));
    }

    /** Not even the length was written. */
    private boolean isHardlyBegun(long excerptAt) throws IOException {
        return window.isZero(excerptAt + Excerpt.MARK_OFFSET - 1, window.size());
    }

    /** The first piece of the excerpt, up to the end of its sector, reads as zeros: no magic. */
    private boolean startsWithZeros() throws IOException {
        long excerptAt = position + WORD_BYTES;
        long sectorEnd = (excerptAt / Excerpt.SECTOR_BYTES + 1) * Excerpt.SECTOR_BYTES;
        return window.isZero(excerptAt, sectorEnd);
    }

    /** Whether a sector, or the excerpt's piece of one, reads as zeros; an intact one has none. */
    private boolean hasZeroSector(long end) throws IOException {
        long from = position;
        while (from < end) {
            long sectorEnd = (from / Excerpt.SECTOR_BYTES + 1) * Excerpt.SECTOR_BYTES;
            long to = Math.min(sectorEnd, end);
            if (window.isZero(from, to)) {
                return true;
            }
            from = to;
        }
        return false;
    }

    private static long aligned(long position) {
        return (position + 3) & ~3L;
    }
}
