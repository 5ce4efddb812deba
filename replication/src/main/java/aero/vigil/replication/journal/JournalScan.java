package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.journal.FileScan.Found;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a whole journal at a start: every record that counts, in order, and a judgement of
 * its end. Pure over {@link JournalFiles}; changes nothing.
 *
 * <p>Not thread-safe; one use.
 */
final class JournalScan {

    /** Receives each batch that counts, in order. */
    interface Sink {
        void batch(Place place, List<JournalRecord> records) throws RefusalToStart;

        /** An op that no record given up to now is above. */
        long highestOp();
    }

    /**
     * Where a batch stands.
     *
     * @param fileNumber the file
     * @param position of its document in the file, bytes
     * @param recordNumber its number
     * @param bytes its length with header
     */
    record Place(long fileNumber, long position, long recordNumber, int bytes) {}

    /**
     * What was found.
     *
     * @param lastRecord the greatest record number that counts
     * @param lastHash its hash
     * @param unproven the last records, in order: all that no record proves durable, at least two
     * @param lastFile the greatest file number in use, of whatever state
     * @param prepared files made ready and never used
     * @param tailCertain false if something that may have been promised could stand behind the last
     *     record (rule 18)
     * @param records how many batches count
     * @param highestOps for each file in use, an op that no record in it is above
     */
    record Outcome(
            long lastRecord,
            Digest lastHash,
            List<Excerpt> unproven,
            long lastFile,
            List<Long> prepared,
            boolean tailCertain,
            long records,
            Map<Long, Long> highestOps) {}

    private static final long NO_DOUBT = Long.MAX_VALUE;

    private final JournalFiles files;
    private final Digest clusterId;
    private final boolean keepLastFile;
    private final Sink sink;
    private final Map<Long, Long> highestOps = new TreeMap<>();

    private long lastRecord;
    private Digest lastHash = Digest.ZERO;
    private long provenThrough;
    private long records;

    /** Whether anything spoke against the end of what was read. */
    private boolean tailCertain = true;

    /** After which record a former start was in doubt; as long as no log was adopted since. */
    private long doubtAfter = NO_DOUBT;

    private final Deque<Excerpt> unproven = new ArrayDeque<>();
    private boolean keepAll;

    /**
     * @param keepLastFile count everything in the last file as unproven: a force of it has failed
     */
    JournalScan(JournalFiles files, Digest clusterId, boolean keepLastFile, Sink sink) {
        this.files = files;
        this.clusterId = clusterId;
        this.keepLastFile = keepLastFile;
        this.sink = sink;
    }

    Outcome run() throws IOException, RefusalToStart {
        List<FileHead> heads = new ArrayList<>();
        List<Long> prepared = new ArrayList<>();
        long lastFile = 0;
        boolean unreadable = false;
        for (long number : files.numbers()) {
            lastFile = number;
            try (BlockFile file = files.openToRead(number)) {
                FileHead head = FileHead.read(number, file, clusterId);
                switch (head.state()) {
                    case TOOK_OVER -> {
                        heads.add(head);
                        unreadable = false; // it says itself what it continues
                    }
                    case UNREADABLE -> unreadable = true;
                    case PREPARED -> prepared.add(number);
                    case ABANDONED -> {}
                }
            }
        }
        if (heads.isEmpty()) {
            throw new RefusalToStart(Reason.JOURNAL_MISSING, "the journal has no file in use");
        }
        lastRecord = heads.get(0).afterRecord();
        lastHash = heads.get(0).afterHash();
        for (int i = 0; i < heads.size(); i++) {
            long limit = limit(heads, i);
            if (heads.get(i).afterRecord() >= limit) {
                highestOps.put(heads.get(i).fileNumber(), sink.highestOp());
                continue; // superseded as a whole
            }
            keepAll = i == heads.size() - 1 && keepLastFile;
            try (BlockFile file = files.openToRead(heads.get(i).fileNumber())) {
                readFile(heads.get(i), file, limit);
                highestOps.put(heads.get(i).fileNumber(), sink.highestOp());
            }
        }
        tailCertain = tailCertain && !unreadable;
        return new Outcome(
                lastRecord,
                lastHash,
                List.copyOf(unproven),
                lastFile,
                prepared,
                tailCertain && doubtAfter == NO_DOUBT,
                records,
                highestOps);
    }

    /** The last record of file {@code i} that no later file supersedes. */
    private static long limit(List<FileHead> heads, int i) {
        long limit = Long.MAX_VALUE;
        for (FileHead later : heads.subList(i + 1, heads.size())) {
            limit = Math.min(limit, later.afterRecord());
        }
        return limit;
    }

    private void readFile(FileHead head, BlockFile file, long limit)
            throws IOException, RefusalToStart {
        if (head.afterRecord() != lastRecord || !head.afterHash().equals(lastHash)) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    "journal file %d continues record %d, but what stands before it ends at %d"
                            .formatted(head.fileNumber(), head.afterRecord(), lastRecord));
        }
        doubtAfter = head.tailUncertain() ? head.lastCopiedRecord() : NO_DOUBT;
        FileScan scan = new FileScan(file);
        scan.next();
        scan.next(); // both judged by FileHead
        while (lastRecord < limit) {
            @Nullable Found found = scan.next();
            if (found == null) {
                found = behindDamage(head.fileNumber(), scan, limit);
                if (found == null) {
                    return;
                }
            }
            take(head.fileNumber(), found);
        }
    }

    /**
     * What stands behind a place that is no intact excerpt: the very next record, if only the
     * framing was hurt; null if the journal ends here.
     */
    private @Nullable Found behindDamage(long fileNumber, FileScan scan, long limit)
            throws IOException, RefusalToStart {
        FileScan.End end = scan.end();
        @Nullable Found found = scan.resynchronise();
        if (found != null && follows(found.excerpt())) {
            return found;
        }
        boolean somethingAfter = found != null;
        long proven = limit == Long.MAX_VALUE ? provenThrough : limit;
        while (found != null) {
            proven = Math.max(proven, found.excerpt().forcedThrough());
            found = scan.resynchronise();
        }
        if (proven > lastRecord) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    ("in journal file %d, record %d is damaged although record %d was promised:"
                                    + " restore this directory from a backup, or format the member"
                                    + " anew when the other replicas are up")
                            .formatted(fileNumber, lastRecord + 1, proven));
        }
        tailCertain = !somethingAfter && end != FileScan.End.DAMAGED;
        return null;
    }

    private boolean follows(Excerpt excerpt) {
        return excerpt.kind() == Excerpt.Kind.BATCH
                && excerpt.recordNumber() == lastRecord + 1
                && excerpt.previousHash().equals(lastHash);
    }

    private void take(long fileNumber, Found found) throws RefusalToStart {
        Excerpt excerpt = found.excerpt();
        if (!follows(excerpt)) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    "in journal file %d, %s %d stands where record %d should"
                            .formatted(
                                    fileNumber,
                                    excerpt.kind(),
                                    excerpt.recordNumber(),
                                    lastRecord + 1));
        }
        lastRecord = excerpt.recordNumber();
        lastHash = excerpt.hash();
        provenThrough = Math.max(provenThrough, excerpt.forcedThrough());
        records++;
        unproven.addLast(excerpt);
        while (!keepAll
                && unproven.size() > 2
                && unproven.getFirst().recordNumber() <= provenThrough) {
            unproven.removeFirst();
        }
        try {
            List<JournalRecord> batch = RecordCodec.decodeBatch(excerpt.payload());
            if (lastRecord > doubtAfter && isLogAdoptedIn(batch)) {
                doubtAfter = NO_DOUBT;
            }
            sink.batch(
                    new Place(fileNumber, found.position(), lastRecord, excerpt.bytes().length),
                    batch);
        } catch (MalformedException e) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    "in journal file %d, record %d cannot be read: %s"
                            .formatted(fileNumber, lastRecord, e.malformed().text()),
                    e);
        }
    }

    /** An adopted log ends doubt about the end of the one before (rule 19). */
    static boolean isLogAdoptedIn(List<JournalRecord> batch) {
        for (JournalRecord record : batch) {
            if (record instanceof JournalRecord.LogAdopted) {
                return true;
            }
        }
        return false;
    }
}
