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

        /** Records are lost between the last batch given and the next. */
        void recordsLost();

        /** Whether nothing has come since that says what the lost records did. */
        boolean endsInLoss();

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
     * @param damage what is wrong with the journal, in order
     * @param firstFile the oldest file in use
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
            Map<Long, Long> highestOps,
            List<Damage> damage,
            long firstFile) {

        /** The same where more was promised than the journal may show. */
        Outcome withUncertainTail() {
            return new Outcome(
                    lastRecord,
                    lastHash,
                    unproven,
                    lastFile,
                    prepared,
                    false,
                    records,
                    highestOps,
                    damage,
                    firstFile);
        }
    }

    private static final long NO_DOUBT = Long.MAX_VALUE;

    private final JournalFiles files;
    private final JournalOwner owner;
    private final JournalBounds bounds;
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
    private final List<Damage> damage = new ArrayList<>();
    private @Nullable RefusalToStart foreign;

    /**
     * @param bounds how far it reaches at least
     * @param keepLastFile count everything in the last file as unproven: a force of it has failed
     */
    JournalScan(
            JournalFiles files,
            JournalOwner owner,
            JournalBounds bounds,
            boolean keepLastFile,
            Sink sink) {
        this.files = files;
        this.owner = owner;
        this.bounds = bounds;
        this.keepLastFile = keepLastFile;
        this.sink = sink;
    }

    Outcome run() throws IOException, RefusalToStart {
        Heads found = readHeads();
        List<FileHead> heads = found.inUse();
        if (heads.isEmpty()) {
            if (foreign != null) {
                throw foreign;
            }
            throw new RefusalToStart(Reason.JOURNAL_MISSING, "the journal has no file in use");
        }
        begin(heads.get(0));
        for (int i = 0; i < heads.size(); i++) {
            FileHead head = heads.get(i);
            long limit = limit(heads, i);
            boolean supersededAsAWhole =
                    head.state() == FileHead.State.TOOK_OVER && head.afterRecord() >= limit;
            if (!supersededAsAWhole) {
                keepAll = i == heads.size() - 1 && keepLastFile;
                try (BlockFile file = files.openToRead(head.fileNumber())) {
                    readFile(head, file, limit);
                }
            }
            highestOps.put(head.fileNumber(), sink.highestOp());
        }
        judgeEnd(heads.get(heads.size() - 1).fileNumber(), found.unreadable());
        return new Outcome(
                lastRecord,
                lastHash,
                List.copyOf(unproven),
                found.lastFile(),
                found.prepared(),
                tailCertain && doubtAfter == NO_DOUBT,
                records,
                highestOps,
                List.copyOf(damage),
                heads.get(0).fileNumber());
    }

    /**
     * What files there are.
     *
     * @param unreadable a file that may have taken over and cannot say so, or 0
     */
    private record Heads(
            List<FileHead> inUse, List<Long> prepared, long lastFile, long unreadable) {}

    private Heads readHeads() throws IOException {
        List<FileHead> heads = new ArrayList<>();
        List<Long> prepared = new ArrayList<>();
        long lastFile = 0;
        long unreadable = 0;
        for (long number : files.numbers()) {
            lastFile = number;
            try (BlockFile file = files.openToRead(number)) {
                FileHead head = FileHead.read(number, file, owner);
                switch (head.state()) {
                    case TOOK_OVER, HEADLESS -> {
                        heads.add(head);
                        unreadable = 0; // it says itself what it continues
                    }
                    case UNREADABLE -> unreadable = number;
                    case PREPARED -> prepared.add(number);
                    case ABANDONED -> {}
                }
            } catch (RefusalToStart refusal) {
                foreign = refusal;
                damage.add(new Damage(number, 0, refusal.getMessage() + "; it is passed over"));
            }
        }
        return new Heads(heads, prepared, lastFile, unreadable);
    }

    private void begin(FileHead first) {
        lastRecord = first.afterRecord();
        lastHash = first.afterHash();
        if (first.fileNumber() > bounds.firstFile()) {
            damage.add(
                    new Damage(
                            bounds.firstFile(),
                            0,
                            "the first files of the journal are lost, up to file "
                                    + (first.fileNumber() - 1)));
            sink.recordsLost();
        }
    }

    /** What the bounds say was there must be there (see {@link JournalBounds}). */
    private void judgeEnd(long lastInUse, long unreadable) {
        tailCertain = tailCertain && !sink.endsInLoss();
        if (unreadable > 0) {
            tailCertain = false;
            damage.add(new Damage(unreadable, 0, "its head is damaged, with nothing behind it"));
        }
        if (lastInUse < bounds.lastFile() || lastRecord < bounds.lastRecord()) {
            tailCertain = false;
            damage.add(
                    new Damage(
                            bounds.lastFile(),
                            0,
                            "the end of the journal is lost: it reached record %d at least, and ends"
                                            .formatted(bounds.lastRecord())
                                    + " at record "
                                    + lastRecord));
        }
    }

    /** The last record of file {@code i} that no later file supersedes. */
    private static long limit(List<FileHead> heads, int i) {
        long limit = Long.MAX_VALUE;
        for (FileHead later : heads.subList(i + 1, heads.size())) {
            if (later.state() == FileHead.State.TOOK_OVER) {
                limit = Math.min(limit, later.afterRecord());
            }
        }
        return limit;
    }

    private void readFile(FileHead head, BlockFile file, long limit)
            throws IOException, RefusalToStart {
        FileScan scan = new FileScan(file);
        if (head.state() == FileHead.State.HEADLESS) {
            doubtAfter = lastRecord; // it cannot say that there is none
            damage.add(new Damage(head.fileNumber(), 0, "the head of the file is damaged"));
            if (!findRecordOf(head, scan)) {
                return;
            }
        } else {
            continueAt(head);
            doubtAfter = head.tailUncertain() ? head.lastCopiedRecord() : NO_DOUBT;
            skipHead(scan);
        }
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

    /** Both excerpts of the head were judged by FileHead. */
    private static void skipHead(FileScan scan) throws IOException {
        for (int i = 0; i < 2; i++) {
            if (scan.next() == null) {
                scan.resynchronise();
            }
        }
    }

    private void continueAt(FileHead head) throws RefusalToStart {
        if (head.afterRecord() == lastRecord && head.afterHash().equals(lastHash)) {
            return;
        }
        if (head.afterRecord() <= lastRecord) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    "journal file %d continues record %d, but what stands before it ends at %d"
                            .formatted(head.fileNumber(), head.afterRecord(), lastRecord));
        }
        lose(head.fileNumber(), 0, head.afterRecord(), head.afterHash());
    }

    /** Finds the next record in a file without a head; it must follow what was read before. */
    private boolean findRecordOf(FileHead head, FileScan scan) throws IOException, RefusalToStart {
        @Nullable Found found;
        while ((found = scan.next()) != null || (found = scan.resynchronise()) != null) {
            if (found.excerpt().recordNumber() > lastRecord) {
                if (follows(found.excerpt())) {
                    take(head.fileNumber(), found);
                    return true;
                }
                break;
            }
        }
        damage.add(new Damage(head.fileNumber(), 0, "nothing in it follows what stands before it"));
        return false;
    }

    /** Records up to this one are lost; what stands behind them says that they were forced. */
    private void lose(long fileNumber, long offset, long upTo, Digest hash) {
        damage.add(
                new Damage(
                        fileNumber,
                        offset,
                        lastRecord + 1 == upTo
                                ? "record %d is damaged or lost".formatted(upTo)
                                : "records %d to %d are damaged or lost"
                                        .formatted(lastRecord + 1, upTo)));
        lastRecord = upTo;
        lastHash = hash;
        provenThrough = Math.max(provenThrough, upTo);
        unproven.clear(); // all before the loss is proven durable
        sink.recordsLost();
    }

    /**
     * What stands behind a place that is no intact excerpt: the next record, if only the framing
     * was hurt or what was lost was promised; null if the journal, or what counts of the file, ends
     * here.
     */
    private @Nullable Found behindDamage(long fileNumber, FileScan scan, long limit)
            throws IOException {
        long offset = scan.position();
        FileScan.End end = scan.end();
        @Nullable Found next = nextRecord(scan);
        if (next != null && follows(next.excerpt())) {
            damage.add(new Damage(fileNumber, offset, "the framing is damaged; nothing is lost"));
            return next;
        }
        long proven = limit == Long.MAX_VALUE ? provenThrough : limit;
        for (Found found = next; found != null; found = nextRecord(scan)) {
            proven = Math.max(proven, found.excerpt().forcedThrough());
        }
        if (next != null && next.excerpt().recordNumber() <= limit && proven > lastRecord) {
            Excerpt excerpt = next.excerpt();
            lose(fileNumber, offset, excerpt.recordNumber() - 1, excerpt.previousHash());
            scan.returnTo(next);
            return scan.next();
        }
        if (limit == Long.MAX_VALUE && (next != null || end == FileScan.End.DAMAGED)) {
            tailCertain = false;
            damage.add(
                    new Damage(
                            fileNumber,
                            offset,
                            "what stands behind record %d is damaged, and may have been promised"
                                    .formatted(lastRecord)));
        }
        return null;
    }

    /** The next intact batch above the last record, wherever it stands. */
    private @Nullable Found nextRecord(FileScan scan) throws IOException {
        @Nullable Found found;
        while ((found = scan.resynchronise()) != null) {
            Excerpt excerpt = found.excerpt();
            if (excerpt.kind() == Excerpt.Kind.BATCH && excerpt.recordNumber() > lastRecord) {
                return found;
            }
        }
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
