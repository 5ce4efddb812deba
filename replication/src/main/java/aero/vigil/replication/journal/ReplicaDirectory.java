package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.IncomingCheckpoint;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one replica, opened by one process: what it has promised, its log, its newest
 * checkpoint, and the thread that adds to them.
 *
 * <p>When {@link #open} returns, all that {@link #recovered} says has been written and forced anew:
 * nothing of it rests on the page cache of an earlier process (rule 17).
 */
public final class ReplicaDirectory implements AutoCloseable {

    private static final long STOP_WAIT_SECONDS = 10;

    /** Journal files: large enough that making one ready never hurries, small enough to move. */
    public static final long ROLL_BYTES = 64L << 20;

    /** Below this a primary steps down and requests are refused (replication.md §8). */
    public static final long LOW_SPACE_BYTES = 256L << 20;

    private final DirectoryLock lock;
    private final Opened opened;
    private final VoteFile voteFile;
    private final JournalFiles files;
    private final JournalWriter writer;
    private final JournalReader reader;
    private final CheckpointFiles checkpoints;
    private final FailureNote failureNote;
    private final MemoryNote memoryNote;
    private final ExecutorService background;
    private final Recovered recovered;
    private @Nullable JournalThread journalThread;

    /** Who this replica is. */
    private record Opened(
            LogEntry genesisEntry, Genesis genesis, Member member, Optional<String> voteLost) {}

    private ReplicaDirectory(
            DirectoryLock lock,
            Opened opened,
            VoteFile voteFile,
            JournalFiles files,
            JournalWriter writer,
            JournalReader reader,
            CheckpointFiles checkpoints,
            FailureNote failureNote,
            MemoryNote memoryNote,
            ExecutorService background,
            Recovered recovered) {
        this.lock = lock;
        this.opened = opened;
        this.voteFile = voteFile;
        this.files = files;
        this.writer = writer;
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.failureNote = failureNote;
        this.memoryNote = memoryNote;
        this.background = background;
        this.recovered = recovered;
    }

    /** Opens a directory that {@code format} has made. */
    public static ReplicaDirectory open(Path directory) throws RefusalToStart {
        return open(directory, ROLL_BYTES);
    }

    /** Opens a directory whose journal goes to a new file after so many bytes. */
    public static ReplicaDirectory open(Path directory, long rollBytes) throws RefusalToStart {
        Layout layout = new Layout(directory);
        if (!Files.exists(layout.genesis())) {
            throw new RefusalToStart(
                    Reason.NOT_FORMATTED,
                    directory + " is no replica's directory: make it with 'vigil format'");
        }
        try {
            DirectoryLock lock = DirectoryLock.take(layout.lock());
            try {
                return open(layout, rollBytes, lock);
            } catch (IOException | RefusalToStart | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RefusalToStart(
                    Reason.UNREADABLE, directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static ReplicaDirectory open(Layout layout, long rollBytes, DirectoryLock lock)
            throws IOException, RefusalToStart {
        LogEntry genesisEntry = readGenesis(layout.genesis());
        Genesis genesis = genesisOf(genesisEntry);
        OwnVote own = OwnVote.open(layout, genesisEntry, genesis);
        VoteFile voteFile = own.file();
        int index = own.member().index();
        ChronicleJournalFiles files = ChronicleJournalFiles.of(layout);
        JournalIndex journalIndex = new JournalIndex();
        FailureNote failureNote = new FailureNote(layout.failureNote());
        JournalOwner owner = new JournalOwner(genesisEntry.hash(), index);
        JournalScan.Outcome found =
                new JournalScan(
                                files,
                                owner,
                                voteFile.bounds(),
                                failureNote.exists(),
                                new IndexingSink(journalIndex))
                        .run();
        MemoryNote memoryNote = new MemoryNote(layout.memoryNote());
        if (memoryNote.exists()) {
            found = found.withUncertainTail();
        }
        CheckpointFiles checkpoints =
                new CheckpointFiles(layout.checkpoints(), genesisEntry.hash());
        JournalReader reader = new JournalReader(files, journalIndex);
        Recovered recovered =
                recovered(voteFile.vote(), journalIndex, checkpoints, reader, found.tailCertain());
        if (genesis.members().size() == 1) {
            requireNoHole(journalIndex.log());
        }
        ExecutorService background = Executors.newSingleThreadExecutor(BackgroundThread::new);
        JournalWriter writer =
                JournalWriter.goOn(files, owner, journalIndex, rollBytes, background, found);
        voteFile.journalReaches(writer.bounds());
        failureNote.remove();
        return new ReplicaDirectory(
                lock,
                new Opened(genesisEntry, genesis, own.member(), own.lost()),
                voteFile,
                files,
                writer,
                reader,
                checkpoints,
                failureNote,
                memoryNote,
                background,
                recovered);
    }

    static LogEntry readGenesis(Path file) throws IOException, RefusalToStart {
        try {
            LogEntry entry = RecordCodec.decodeEntry(Files.readAllBytes(file));
            if (entry.kind() == EntryKind.GENESIS && entry.opNumber() == 1) {
                return entry;
            }
            throw new RefusalToStart(Reason.GENESIS_DAMAGED, file + " holds " + entry);
        } catch (MalformedException e) {
            throw new RefusalToStart(
                    Reason.GENESIS_DAMAGED,
                    file
                            + " cannot be read ("
                            + e.malformed().text()
                            + "): copy it from another"
                            + " member's directory, all have the same",
                    e);
        }
    }

    static Genesis genesisOf(LogEntry entry) throws RefusalToStart {
        try {
            return Genesis.decode(entry.operation());
        } catch (IllegalArgumentException e) {
            throw new RefusalToStart(
                    Reason.GENESIS_DAMAGED, "op 1 is no genesis: " + e.getMessage(), e);
        }
    }

    private static Recovered recovered(
            Vote vote,
            JournalIndex index,
            CheckpointFiles checkpoints,
            LogReader reader,
            boolean tailCertain)
            throws IOException, RefusalToStart {
        Optional<CheckpointFiles.Checkpoint> checkpoint =
                checkpoints.newest(
                        index.log().opNumber(),
                        found -> Recovered.belongs(found.state(), index.log(), reader));
        long checkpointOp = checkpoint.map(CheckpointFiles.Checkpoint::opNumber).orElse(0L);
        index.log().beginBehind(checkpointOp);
        try {
            return new Recovered(
                    vote,
                    index.log(),
                    checkpoint.map(CheckpointFiles.Checkpoint::stored).orElse(null),
                    tailCertain);
        } catch (IllegalArgumentException e) {
            throw new RefusalToStart(Reason.CHECKPOINT_MISSING, String.valueOf(e.getMessage()), e);
        }
    }

    /** A group of one has nobody to fetch a lost body from. */
    private static void requireNoHole(RecoveredLog log) throws RefusalToStart {
        for (Hole hole : log.holes()) {
            throw new RefusalToStart(
                    Reason.JOURNAL_DAMAGED,
                    ("ops %d to %d are damaged, and no other replica has them: restore this"
                                    + " directory from a backup")
                            .formatted(hole.firstOp(), hole.lastOp()));
        }
    }

    /** Op 1 of the group. */
    public LogEntry genesisEntry() {
        return opened.genesisEntry();
    }

    /** What op 1 says. */
    public Genesis genesis() {
        return opened.genesis();
    }

    /** The hash of op 1. */
    public Digest clusterId() {
        return opened.genesisEntry().hash();
    }

    /** Which member of the group this directory is. */
    public int index() {
        return opened.member().index();
    }

    /** Which member it is, of which incarnation, and where it is reached. */
    public Member member() {
        return opened.member();
    }

    /** What was lost with the vote, and what follows, when this start found it so. */
    public Optional<String> voteLost() {
        return opened.voteLost();
    }

    /** The ops of checkpoints that this start found damaged: an older one was taken, or the log. */
    public List<Long> damagedCheckpoints() {
        return checkpoints.passedOver();
    }

    /** What a replica goes on from. To be handed to it before {@link #start}. */
    public Recovered recovered() {
        return recovered;
    }

    /** Reads ops that the replica no longer holds in memory. */
    public LogReader logReader() {
        return reader;
    }

    /** Why the last op that could not be read back could not; null if all could. */
    public @Nullable String readFailure() {
        return reader.lastFailure();
    }

    /**
     * Notes whether this start acknowledges entries before they are forced: the next one will take
     * the end of the log for uncertain then. Durable when this returns; before {@link #start}.
     */
    public void acknowledgesInMemory(boolean inMemory) throws IOException {
        if (inMemory) {
            memoryNote.leave();
        } else {
            memoryNote.remove();
        }
    }

    /** What a former life had fetched of a checkpoint from other replicas. */
    public Optional<IncomingCheckpoint> incoming() {
        try {
            return checkpoints.incoming();
        } catch (IOException e) {
            return Optional.empty(); // then it is fetched again
        }
    }

    /** Starts the thread that writes; once. */
    public JournalThread start(JournalListener listener) {
        return start(listener, History.KEPT);
    }

    /** Starts the thread that writes, and says what becomes of old files; once. */
    public JournalThread start(JournalListener listener, History history) {
        if (journalThread != null) {
            throw new IllegalStateException("the journal was started before");
        }
        JournalThread started =
                new JournalThread(
                        writer, voteFile, checkpoints, failureNote, background, history, listener);
        journalThread = started;
        return started;
    }

    /** Bytes left on the disk. */
    public long freeBytes() {
        try {
            return files.freeBytes();
        } catch (IOException e) {
            return 0; // a disk that does not answer has no room
        }
    }

    /** Stops the thread when it has written what waits, and frees the directory. */
    @Override
    public void close() throws IOException {
        if (journalThread != null) {
            journalThread.close();
        }
        endBackground();
        reader.close();
        writer.close();
        voteFile.close();
        lock.close();
    }

    /** A checkpoint or a file still being made belongs to this process: the lock waits for it. */
    private void endBackground() {
        background.shutdown();
        try {
            background.awaitTermination(STOP_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forwards batches to the index, and its complaints to the scan. */
    record IndexingSink(JournalIndex index) implements JournalScan.Sink {

        @Override
        public void batch(JournalScan.Place place, List<JournalRecord> records)
                throws RefusalToStart {
            try {
                index.add(place.fileNumber(), place.position(), records);
            } catch (IllegalArgumentException e) {
                throw new RefusalToStart(
                        Reason.JOURNAL_DAMAGED,
                        "in journal file %d, record %d: %s"
                                .formatted(
                                        place.fileNumber(), place.recordNumber(), e.getMessage()),
                        e);
            }
        }

        @Override
        public void recordsLost() {
            index.recordsLost();
        }

        @Override
        public boolean endsInLoss() {
            return index.log().endsInLoss();
        }

        @Override
        public long highestOp() {
            return index.highestOp();
        }
    }

    /** Makes journal files and checkpoints ready. */
    private static final class BackgroundThread extends Thread {
        BackgroundThread(Runnable work) {
            super(work, "journal-background");
            setDaemon(true);
        }
    }
}
