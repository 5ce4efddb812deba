package aero.vigil.replication.journal;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.journal.FileScan.Found;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a journal file begins, and whether it ever took over from the one before.
 *
 * @param fileNumber its number
 * @param state whether it counts
 * @param afterRecord the record it continues; records of earlier files above it are superseded
 * @param afterHash that record's hash
 * @param copiedRecords how many records at its start are copies
 * @param tailUncertain whether something promised may have stood behind those, and no log had been
 *     adopted since (rule 19): a restart must not forget it
 */
record FileHead(
        long fileNumber,
        State state,
        long afterRecord,
        Digest afterHash,
        long copiedRecords,
        boolean tailUncertain) {

    /** Since 2 a file names the member it belongs to. */
    static final int FORMAT_VERSION = 2;

    /** What has become of the file. */
    enum State {
        /** It holds the journal from {@code afterRecord} on. */
        TOOK_OVER,
        /** Made ready ahead of need and never used. */
        PREPARED,
        /** A start that did not finish its copies: nothing in it was promised. */
        ABANDONED,
        /**
         * What says what it continues cannot be read, and nothing stands behind that: the power
         * failed while it was written, or the disk lost it.
         */
        UNREADABLE,
        /** Its head is damaged, with records behind it: they say themselves what they continue. */
        HEADLESS
    }

    private static FileHead unused(long fileNumber, State state) {
        return new FileHead(fileNumber, state, 0, Digest.ZERO, 0, false);
    }

    static Excerpt fileStart(long fileNumber, JournalOwner owner) {
        return Excerpt.fileHead(
                Excerpt.Kind.FILE_START,
                Wire.FileStart.newBuilder()
                        .setFileNumber(fileNumber)
                        .setClusterId(ByteString.copyFrom(owner.clusterId().bytes()))
                        .setMember(owner.member())
                        .setFormatVersion(FORMAT_VERSION)
                        .build()
                        .toByteArray());
    }

    static Excerpt fileContinues(
            long afterRecord, Digest afterHash, long copiedRecords, boolean tailUncertain) {
        return Excerpt.fileHead(
                Excerpt.Kind.FILE_CONTINUES,
                Wire.FileContinues.newBuilder()
                        .setAfterRecord(afterRecord)
                        .setAfterHash(ByteString.copyFrom(afterHash.bytes()))
                        .setCopiedRecords(copiedRecords)
                        .setTailUncertain(tailUncertain)
                        .build()
                        .toByteArray());
    }

    /** The last record that was written before the file was. */
    long lastCopiedRecord() {
        return afterRecord + copiedRecords;
    }

    /** Reads the head of file {@code number} and walks its copies. */
    static FileHead read(long number, BlockFile file, JournalOwner owner)
            throws IOException, RefusalToStart {
        FileScan scan = new FileScan(file);
        @Nullable Found start = scan.next();
        if (start == null) {
            boolean neverBegun = scan.end() != FileScan.End.DAMAGED || scan.isUnmade();
            start = scan.resynchronise();
            if (start == null) {
                if (neverBegun) {
                    return unused(number, State.ABANDONED);
                }
                throw new RefusalToStart(
                        Reason.FOREIGN_FILE,
                        "journal file " + number + " does not begin as one of ours");
            }
        }
        if (start.excerpt().kind() != Excerpt.Kind.FILE_START) {
            return beheaded(number, start, scan);
        }
        checkStart(number, start.excerpt(), owner);
        @Nullable Found second = scan.next();
        if (second == null) {
            FileScan.End end = scan.end();
            second = scan.resynchronise();
            if (second == null) {
                return unused(
                        number, end == FileScan.End.DAMAGED ? State.UNREADABLE : State.PREPARED);
            }
        }
        if (second.excerpt().kind() != Excerpt.Kind.FILE_CONTINUES) {
            return beheaded(number, second, scan);
        }
        FileHead head = continuing(number, second.excerpt());
        return head.copiesAreWhole(scan) ? head : unused(number, State.ABANDONED);
    }

    /** Whether records stand behind a head that cannot be read. */
    private static FileHead beheaded(long number, Found found, FileScan scan) throws IOException {
        @Nullable Found next = found;
        while (next != null && next.excerpt().kind() != Excerpt.Kind.BATCH) {
            next = scan.resynchronise();
        }
        return unused(number, next == null ? State.UNREADABLE : State.HEADLESS);
    }

    private static void checkStart(long number, Excerpt excerpt, JournalOwner owner)
            throws RefusalToStart {
        try {
            Wire.FileStart start = Wire.FileStart.parseFrom(excerpt.payload());
            if (start.getFileNumber() != number || start.getFormatVersion() != FORMAT_VERSION) {
                throw new RefusalToStart(
                        Reason.FOREIGN_FILE,
                        "journal file %d begins as file %d, format %d; expected format %d"
                                .formatted(
                                        number,
                                        start.getFileNumber(),
                                        start.getFormatVersion(),
                                        FORMAT_VERSION));
            }
            if (!start.getClusterId().equals(ByteString.copyFrom(owner.clusterId().bytes()))) {
                throw new RefusalToStart(
                        Reason.JOURNAL_OF_ANOTHER_GROUP,
                        "journal file " + number + " belongs to another cluster");
            }
            if (start.getMember() != owner.member()) {
                throw new RefusalToStart(
                        Reason.FOREIGN_FILE,
                        "journal file %d belongs to member %d, this is member %d"
                                .formatted(number, start.getMember(), owner.member()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new RefusalToStart(
                    Reason.FOREIGN_FILE, "journal file " + number + " has no head of ours", e);
        }
    }

    private static FileHead continuing(long number, Excerpt excerpt) throws RefusalToStart {
        try {
            Wire.FileContinues continues = Wire.FileContinues.parseFrom(excerpt.payload());
            if (continues.getAfterRecord() < 0
                    || continues.getCopiedRecords() < 0
                    || continues.getAfterHash().size() != Digest.BYTES) {
                throw damaged(number, "the excerpt that says what the file continues");
            }
            return new FileHead(
                    number,
                    State.TOOK_OVER,
                    continues.getAfterRecord(),
                    Digest.fromBytes(continues.getAfterHash().toByteArray()),
                    continues.getCopiedRecords(),
                    continues.getTailUncertain());
        } catch (InvalidProtocolBufferException e) {
            throw damaged(number, "the excerpt that says what the file continues");
        }
    }

    /** The file counts once its last copy is whole: only then was anything in it promised. */
    private boolean copiesAreWhole(FileScan scan) throws IOException {
        long expected = afterRecord + 1;
        long lastCopy = lastCopiedRecord();
        while (expected <= lastCopy) {
            @Nullable Found found = scan.next();
            if (found == null || found.excerpt().recordNumber() != expected) {
                break;
            }
            expected++;
        }
        if (expected > lastCopy) {
            return true;
        }
        @Nullable Found later;
        while ((later = scan.resynchronise()) != null) {
            if (later.excerpt().recordNumber() > lastCopy) {
                return true; // what stands behind the copies was written when they were forced
            }
        }
        return false;
    }

    private static RefusalToStart damaged(long number, String what) {
        return new RefusalToStart(
                Reason.FOREIGN_FILE,
                "in journal file " + number + ", " + what + " is none of ours");
    }
}
