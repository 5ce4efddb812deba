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

    static final int FORMAT_VERSION = 1;

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
        UNREADABLE
    }

    private static FileHead unused(long fileNumber, State state) {
        return new FileHead(fileNumber, state, 0, Digest.ZERO, 0, false);
    }

    static Excerpt fileStart(long fileNumber, Digest clusterId) {
        return Excerpt.fileHead(
                Excerpt.Kind.FILE_START,
                Wire.FileStart.newBuilder()
                        .setFileNumber(fileNumber)
                        .setClusterId(ByteString.copyFrom(clusterId.bytes()))
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
    static FileHead read(long number, BlockFile file, Digest clusterId)
            throws IOException, RefusalToStart {
        FileScan scan = new FileScan(file);
        @Nullable Found start = scan.next();
        if (start == null) {
            FileScan.End end = scan.end();
            boolean neverBegun = end != FileScan.End.DAMAGED || scan.isUnmade();
            if (!neverBegun || scan.resynchronise() != null) {
                throw new RefusalToStart(
                        Reason.FOREIGN_FILE,
                        "journal file " + number + " does not begin as one of ours");
            }
            return unused(number, State.ABANDONED);
        }
        checkStart(number, start.excerpt(), clusterId);
        @Nullable Found second = scan.next();
        if (second == null) {
            FileScan.End end = scan.end();
            if (scan.resynchronise() != null) {
                throw damaged(number, "the excerpt that says what the file continues");
            }
            return unused(number, end == FileScan.End.DAMAGED ? State.UNREADABLE : State.PREPARED);
        }
        FileHead head = continuing(number, second.excerpt());
        return head.copiesAreWhole(scan) ? head : unused(number, State.ABANDONED);
    }

    private static void checkStart(long number, Excerpt excerpt, Digest clusterId)
            throws RefusalToStart {
        try {
            Wire.FileStart start = Wire.FileStart.parseFrom(excerpt.payload());
            if (excerpt.kind() != Excerpt.Kind.FILE_START
                    || start.getFileNumber() != number
                    || start.getFormatVersion() != FORMAT_VERSION) {
                throw new RefusalToStart(
                        Reason.FOREIGN_FILE,
                        "journal file %d begins as file %d, format %d; expected format %d"
                                .formatted(
                                        number,
                                        start.getFileNumber(),
                                        start.getFormatVersion(),
                                        FORMAT_VERSION));
            }
            if (!start.getClusterId().equals(ByteString.copyFrom(clusterId.bytes()))) {
                throw new RefusalToStart(
                        Reason.JOURNAL_OF_ANOTHER_GROUP,
                        "journal file " + number + " belongs to another cluster");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new RefusalToStart(
                    Reason.FOREIGN_FILE, "journal file " + number + " has no head of ours", e);
        }
    }

    private static FileHead continuing(long number, Excerpt excerpt) throws RefusalToStart {
        try {
            Wire.FileContinues continues = Wire.FileContinues.parseFrom(excerpt.payload());
            if (excerpt.kind() != Excerpt.Kind.FILE_CONTINUES
                    || continues.getAfterRecord() < 0
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
    private boolean copiesAreWhole(FileScan scan) throws IOException, RefusalToStart {
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
                throw damaged(fileNumber, "record " + expected);
            }
        }
        return false;
    }

    private static RefusalToStart damaged(long number, String what) {
        return new RefusalToStart(
                Reason.JOURNAL_DAMAGED, "in journal file " + number + ", " + what + " is damaged");
    }
}
