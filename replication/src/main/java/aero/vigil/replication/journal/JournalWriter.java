package aero.vigil.replication.journal;

import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.journal.JournalFiles.AppendableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the journal, file after file. Used by one thread at a time.
 *
 * <p>Invariant: a file is left only when it has been forced through its last record, so that the
 * current file's force covers everything unforced.
 */
final class JournalWriter implements Closeable {

    private final JournalFiles files;
    private final JournalOwner owner;
    private final JournalIndex index;
    private final long rollBytes;
    private final Executor preparer;

    private AppendableFile file;
    private long fileNumber;
    private @Nullable NextFile nextFile;
    private long lastRecord;
    private Digest lastHash;
    private long forcedThrough;

    /** Whether a start found doubt about the end of the log, and no log was adopted since. */
    private boolean tailUncertain;

    private long firstFile = 1;

    /** For each file left, an op that no record in it is above. */
    private final NavigableMap<Long, Long> highestOps = new TreeMap<>();

    private JournalWriter(
            JournalFiles files,
            JournalOwner owner,
            JournalIndex index,
            long rollBytes,
            Executor preparer,
            AppendableFile file,
            long fileNumber,
            long lastRecord,
            Digest lastHash) {
        if (rollBytes <= 0 || rollBytes > Places.MAX_FILE_BYTES / 4) {
            throw new IllegalArgumentException("files of " + rollBytes + " bytes");
        }
        this.files = files;
        this.owner = owner;
        this.index = index;
        this.rollBytes = rollBytes;
        this.preparer = preparer;
        this.file = file;
        this.fileNumber = fileNumber;
        this.lastRecord = lastRecord;
        this.lastHash = lastHash;
        this.forcedThrough = lastRecord;
    }

    /** The first file of a new journal. */
    static JournalWriter begin(
            JournalFiles files,
            JournalOwner owner,
            JournalIndex index,
            long rollBytes,
            Executor preparer)
            throws IOException {
        AppendableFile first = startFile(files, 1, owner);
        first.append(FileHead.fileContinues(0, Digest.ZERO, 0, false));
        first.force();
        return new JournalWriter(
                files, owner, index, rollBytes, preparer, first, 1, 0, Digest.ZERO);
    }

    /**
     * Goes on where a scan has ended: in a new file that begins with copies of everything that is
     * not provably durable, forced when this returns (rule 17).
     */
    static JournalWriter goOn(
            JournalFiles files,
            JournalOwner owner,
            JournalIndex index,
            long rollBytes,
            Executor preparer,
            JournalScan.Outcome found)
            throws IOException {
        for (long unused : found.prepared()) {
            files.remove(unused);
        }
        long number = found.lastFile() + 1;
        AppendableFile file = startFile(files, number, owner);
        long copies = found.unproven().size();
        file.append(
                FileHead.fileContinues(
                        found.lastRecord() - copies,
                        copies == 0 ? found.lastHash() : found.unproven().get(0).previousHash(),
                        copies,
                        !found.tailCertain()));
        file.force(); // before any copy: a torn head has nothing behind it
        for (Excerpt copy : found.unproven()) {
            file.append(copy);
        }
        file.force();
        JournalWriter writer =
                new JournalWriter(
                        files,
                        owner,
                        index,
                        rollBytes,
                        preparer,
                        file,
                        number,
                        found.lastRecord(),
                        found.lastHash());
        writer.tailUncertain = !found.tailCertain();
        writer.highestOps.putAll(found.highestOps());
        writer.firstFile = found.firstFile();
        writer.prepareNext();
        return writer;
    }

    /** Appends records; what they promise may leave after {@link #force}. */
    void append(List<JournalRecord> records) throws IOException {
        for (List<JournalRecord> batch : RecordSplitter.pack(records)) {
            Excerpt excerpt =
                    Excerpt.batch(
                            lastRecord + 1,
                            forcedThrough,
                            lastHash,
                            RecordCodec.encodeBatch(batch));
            long position = file.append(excerpt);
            lastRecord++;
            lastHash = excerpt.hash();
            index.add(fileNumber, position, batch);
            tailUncertain = tailUncertain && !JournalScan.isLogAdoptedIn(batch);
        }
    }

    /** Makes everything appended durable, and goes to the next file if this one is full. */
    void force() throws IOException {
        file.force();
        forcedThrough = lastRecord;
        if (file.lengthBytes() >= rollBytes) {
            roll();
        }
    }

    private void roll() throws IOException {
        AppendableFile next = takeNext();
        next.append(FileHead.fileContinues(lastRecord, lastHash, 0, tailUncertain));
        next.force(); // before any record: a torn head has nothing behind it
        AppendableFile full = file;
        preparer.execute(() -> closeQuietly(full));
        highestOps.put(fileNumber, index.highestOp());
        file = next;
        fileNumber++;
        prepareNext();
    }

    private AppendableFile takeNext() throws IOException {
        NextFile next = nextFile;
        nextFile = null;
        if (next != null) {
            try {
                return next.take();
            } catch (IOException e) {
                // There may have been no room then: whatever was made of it, another is tried.
                files.remove(fileNumber + 1);
            }
        }
        return startFile(files, fileNumber + 1, owner);
    }

    /** Makes the next file ready on another thread: new file and directory take 6 to 18 ms. */
    private void prepareNext() {
        long number = fileNumber + 1;
        NextFile next = new NextFile(() -> startFile(files, number, owner));
        nextFile = next;
        preparer.execute(next);
    }

    private static AppendableFile startFile(JournalFiles files, long number, JournalOwner owner)
            throws IOException {
        AppendableFile file = files.create(number);
        file.append(FileHead.fileStart(number, owner));
        file.force();
        return file;
    }

    /** How far the journal reaches, durably, without the files that are about to go. */
    JournalBounds boundsBehind(long lastGone) {
        return new JournalBounds(Math.max(firstFile, lastGone + 1), fileNumber, forcedThrough);
    }

    /** How far the journal reaches, durably. */
    JournalBounds bounds() {
        return new JournalBounds(firstFile, fileNumber, forcedThrough);
    }

    /**
     * The last of the oldest files in which every record is about ops below this one, and which are
     * old enough; 0 if there is none.
     */
    long lastBelow(long opNumber, History history, long nowMillis) throws IOException {
        long last = 0;
        for (Map.Entry<Long, Long> file : highestOps.entrySet()) {
            long ageMillis = nowMillis - files.lastWrittenMillis(file.getKey());
            if (file.getValue() >= opNumber || ageMillis < history.age().toMillis()) {
                break;
            }
            last = file.getKey();
        }
        return last;
    }

    /**
     * Lets go of the oldest files up to this one.
     *
     * @return where the log begins then
     */
    long letGoThrough(long lastGone, History history) throws IOException {
        long firstOp = index.letGoBefore(lastGone + 1); // first: a reader is told, not left to fail
        while (!highestOps.isEmpty() && highestOps.firstKey() <= lastGone) {
            long number = highestOps.pollFirstEntry().getKey();
            firstFile = Math.max(firstFile, number + 1);
            switch (history.fate()) {
                case KEPT -> throw new IllegalArgumentException("files that are kept stay");
                case ARCHIVED -> files.archive(number);
                case REMOVED -> files.remove(number);
            }
        }
        return firstOp;
    }

    /** The last op of the log. */
    long lastOp() {
        return index.lastOp();
    }

    long freeBytes() throws IOException {
        return files.freeBytes();
    }

    long lastRecord() {
        return lastRecord;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (nextFile != null) {
            closeQuietly(nextFile.take());
        }
    }

    /** Nothing unforced is lost with a file that does not close. */
    private static void closeQuietly(AppendableFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // Its descriptor is gone with the process.
        }
    }
}
