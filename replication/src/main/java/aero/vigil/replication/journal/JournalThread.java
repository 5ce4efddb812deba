package aero.vigil.replication.journal;

import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointRead;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.Outputs;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Vote;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The thread that makes a replica's promises durable, apart from its loop, so that a slow force
 * stops no heartbeat (rule 1).
 *
 * <p>It takes all that waits at once, appends it, forces once (group commit), then writes the
 * newest vote among it, and reports. A failed write or force is final: it says why, leaves a note
 * for the next start, and writes nothing more.
 */
public final class JournalThread implements AutoCloseable {

    /** Steps whose records wait: more means a disk that has stalled for seconds. */
    private static final int MAX_WAITING_STEPS = 1_024;

    /** Bytes that wait, about. */
    private static final long MAX_WAITING_BYTES = 32L << 20;

    /** A loop that goes on handing in steps without room has forgotten to ask. */
    private static final int SLACK = 8;

    /**
     * Bytes that stay free on the disk: the library notices a full one about a mebibyte late, and a
     * write that was tried and failed would fence the replica. What is not tried can wait.
     */
    static final long RESERVE_BYTES = 16L << 20;

    private static final long SPACE_CHECK_MILLIS = 100;

    /** How much of the journal's end a copy of it may lack without being missed: see the bounds. */
    static final long RECORDS_BETWEEN_NOTES = 4_096;

    private static final long STOP_WAIT_MILLIS = 5_000;

    private final JournalWriter writer;
    private final VoteFile voteFile;
    private final CheckpointFiles checkpoints;
    private final FailureNote failureNote;
    private final ExecutorService background;
    private final History history;
    private final JournalListener listener;
    private final ForceTimes forceTimes = new ForceTimes();
    private final Thread thread;

    // Guarded by this.
    private final Deque<Step> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long letGoBelow;
    private boolean stopping;
    private boolean failed;

    // The thread's own.
    private long forcedSequence;
    private long forcedGeneration;
    private long spaceCheckedNanos = System.nanoTime() - 1_000_000 * SPACE_CHECK_MILLIS;
    private long spaceLeft;

    private record Step(
            List<JournalRecord> records, long journalSequence, @Nullable Vote vote, long bytes) {}

    JournalThread(
            JournalWriter writer,
            VoteFile voteFile,
            CheckpointFiles checkpoints,
            FailureNote failureNote,
            ExecutorService background,
            History history,
            JournalListener listener) {
        this.writer = writer;
        this.voteFile = voteFile;
        this.checkpoints = checkpoints;
        this.failureNote = failureNote;
        this.background = background;
        this.history = history;
        this.listener = listener;
        this.forcedGeneration = voteFile.vote().generation();
        this.thread = new Thread(this::run, "journal");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Hands in what a step wants written. Steps without records and vote are passed over: {@link
     * JournalListener#forced} for what they hold back has come or will come.
     */
    public void submit(Outputs outputs) {
        submit(outputs.write(), outputs.journalSequence(), outputs.vote());
    }

    /** See {@link #submit(Outputs)}. */
    synchronized void submit(
            List<JournalRecord> records, long journalSequence, @Nullable Vote vote) {
        boolean nothing = records.isEmpty() && vote == null;
        if (nothing || failed || stopping) {
            return;
        }
        if (waiting.size() >= SLACK * MAX_WAITING_STEPS) {
            throw new IllegalStateException(waiting.size() + " steps wait for the journal");
        }
        Step step = new Step(List.copyOf(records), journalSequence, vote, bytesOf(records));
        waiting.add(step);
        waitingBytes += step.bytes();
        notifyAll();
    }

    /**
     * Whether the loop may take more that ends in the journal. Without room it lets messages and
     * requests wait; clock ticks and forces go on.
     */
    public synchronized boolean hasRoom() {
        return waiting.size() < MAX_WAITING_STEPS && waitingBytes < MAX_WAITING_BYTES;
    }

    /** Encodes and publishes a checkpoint on another thread. */
    public void publish(CheckpointCapture capture) {
        background.execute(
                () -> {
                    long opNumber = capture.opNumber();
                    try {
                        StoredCheckpoint stored =
                                new StoredCheckpoint(
                                        opNumber,
                                        capture.checkpoint().encode(),
                                        capture.borrowed());
                        Digest digest =
                                capture.fetched()
                                        ? checkpoints.publishFetched(stored, writer.lastOp())
                                        : checkpoints.publish(stored);
                        listener.checkpointPublished(
                                new Input.CheckpointPublished(opNumber, digest));
                    } catch (IOException e) {
                        listener.checkpointFailed(opNumber, String.valueOf(e.getMessage()));
                    } catch (RuntimeException | Error e) {
                        listener.failed("checkpoint " + opNumber + " cannot be encoded: " + e);
                    }
                });
    }

    /** Reads a piece of a checkpoint on another thread, for another replica. */
    public void read(CheckpointRead wanted) {
        background.execute(() -> listener.checkpointPieceRead(readNow(wanted)));
    }

    private Input.CheckpointPieceRead readNow(CheckpointRead wanted) {
        try {
            return wanted.piece() < 0
                    ? new Input.CheckpointPieceRead(
                            wanted, checkpoints.pieces(wanted.checkpoint()), null)
                    : new Input.CheckpointPieceRead(
                            wanted, null, checkpoints.piece(wanted.checkpoint(), wanted.piece()));
        } catch (IOException e) {
            return new Input.CheckpointPieceRead(wanted, null, null); // as if it were not here
        }
    }

    /** Reads an own checkpoint back whole on another thread. */
    public void load(CheckpointId wanted) {
        background.execute(
                () -> {
                    byte[] bytes = null;
                    try {
                        CheckpointFiles.Checkpoint read = checkpoints.read(wanted.opNumber());
                        if (read != null && read.digest().equals(wanted.digest())) {
                            bytes = read.state();
                        }
                    } catch (IOException e) {
                        // As if it were not here: others have it.
                    }
                    listener.checkpointLoaded(new Input.CheckpointLoaded(wanted, bytes));
                });
    }

    /** Removes an own checkpoint that may be of a wrong state, on another thread. */
    public void discard(CheckpointId wrong) {
        background.execute(
                () -> {
                    try {
                        checkpoints.discard(wrong);
                    } catch (IOException e) {
                        listener.checkpointFailed(
                                wrong.opNumber(), "it may be wrong and stays: " + e.getMessage());
                    }
                });
    }

    /** Keeps a piece of a checkpoint that is being fetched, on another thread. */
    public void keep(KeptPiece piece) {
        background.execute(
                () -> {
                    try {
                        checkpoints.keep(piece);
                    } catch (IOException e) {
                        listener.checkpointFailed(
                                piece.checkpoint().opNumber(),
                                "a fetched piece is not kept: " + e.getMessage());
                    }
                });
    }

    /**
     * Lets go of journal files in which everything is below an op that every member has passed, as
     * the directory's {@link History} says; never above the older of the two checkpoints kept.
     */
    public void letGoBelow(long opNumber) {
        if (history.fate() == History.Fate.KEPT) {
            return;
        }
        try {
            List<Long> kept = new ArrayList<>(checkpoints.opNumbers());
            long lastOp = writer.lastOp();
            kept.removeIf(op -> op > lastOp); // fetched, and not reached yet
            if (kept.size() < 2) {
                return;
            }
            synchronized (this) {
                letGoBelow = Math.max(letGoBelow, Math.min(opNumber, kept.get(1)));
                notifyAll();
            }
        } catch (IOException e) {
            listener.checkpointFailed(opNumber, "checkpoints cannot be listed: " + e.getMessage());
        }
    }

    /** How long forces take. */
    public ForceTimes forceTimes() {
        return forceTimes;
    }

    private void run() {
        try {
            List<Step> steps = new ArrayList<>();
            while (take(steps)) {
                if (!steps.isEmpty()) {
                    write(steps);
                }
                steps.clear();
                letGoOfOldFiles();
            }
            voteFile.journalReaches(writer.bounds());
        } catch (IOException | RuntimeException | Error e) {
            synchronized (this) {
                failed = true;
                waiting.clear();
                waitingBytes = 0;
            }
            String reason = "the journal cannot be written: " + e;
            failureNote.leave(reason);
            listener.failed(reason);
        }
    }

    /**
     * Moves all that waits into {@code steps}, nothing if only files are to be let go of; false
     * when there is nothing more to come.
     */
    private synchronized boolean take(List<Step> steps) {
        while (waiting.isEmpty() && letGoBelow == 0 && !stopping) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the journal", e);
            }
        }
        steps.addAll(waiting);
        waiting.clear();
        waitingBytes = 0;
        return !steps.isEmpty() || !stopping;
    }

    private void write(List<Step> steps) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        @Nullable Vote vote = null;
        for (Step step : steps) {
            records.addAll(step.records());
            vote = step.vote() == null ? vote : step.vote();
        }
        if (!records.isEmpty()) {
            if (!awaitSpace(bytesOf(records))) {
                return;
            }
            writer.append(records);
            long start = System.nanoTime();
            writer.force();
            forceTimes.add(System.nanoTime() - start, entriesIn(records));
            noteBounds();
        }
        forcedSequence = steps.get(steps.size() - 1).journalSequence();
        if (!records.isEmpty()) {
            listener.forced(new Input.Forced(forcedSequence, forcedGeneration));
        }
        if (vote != null) {
            // Of several votes only the newest need be written: what the others promise is held
            // until a generation at least theirs is durable.
            voteFile.write(vote);
            forcedGeneration = vote.generation();
            listener.forced(new Input.Forced(forcedSequence, forcedGeneration));
        }
    }

    /**
     * Waits as long as the disk is full.
     *
     * @return false when the journal is to stop: what waits was never promised
     */
    private boolean awaitSpace(long bytes) throws IOException {
        long now = System.nanoTime();
        if (now - spaceCheckedNanos >= 1_000_000 * SPACE_CHECK_MILLIS
                || spaceLeft < RESERVE_BYTES + 4 * bytes) {
            spaceCheckedNanos = now;
            spaceLeft = writer.freeBytes();
        }
        spaceLeft -= 2 * bytes;
        if (spaceLeft >= RESERVE_BYTES) {
            return true;
        }
        listener.waitingForSpace(true);
        synchronized (this) {
            while (!stopping && writer.freeBytes() < RESERVE_BYTES + 2 * bytes) {
                try {
                    wait(SPACE_CHECK_MILLIS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts the journal", e);
                }
            }
            if (stopping) {
                return false;
            }
        }
        listener.waitingForSpace(false);
        return true;
    }

    /** A new file is noted before anything in it is promised; in between, now and then. */
    private void noteBounds() throws IOException {
        JournalBounds noted = voteFile.bounds();
        JournalBounds now = writer.bounds();
        if (now.lastFile() != noted.lastFile()
                || now.lastRecord() - noted.lastRecord() >= RECORDS_BETWEEN_NOTES) {
            voteFile.journalReaches(now);
        }
    }

    private static int entriesIn(List<JournalRecord> records) {
        int entries = 0;
        for (JournalRecord journalRecord : records) {
            if (journalRecord instanceof JournalRecord.Entries appended) {
                entries += appended.entries().size();
            }
        }
        return entries;
    }

    private void letGoOfOldFiles() throws IOException {
        long below;
        synchronized (this) {
            below = letGoBelow;
            letGoBelow = 0;
        }
        if (below > 0) {
            letGoThrough(writer.lastBelow(below, history, System.currentTimeMillis()));
        }
    }

    /** That a file is gone is noted before it goes. */
    private void letGoThrough(long fileNumber) throws IOException {
        if (fileNumber > 0) {
            voteFile.journalReaches(writer.boundsBehind(fileNumber));
            listener.logLetGo(new Input.LogLetGo(writer.letGoThrough(fileNumber, history)));
        }
    }

    private static long bytesOf(List<JournalRecord> records) {
        RecordBytes bytes = new RecordBytes();
        records.forEach(journalRecord -> journalRecord.deliverTo(bytes));
        return bytes.total();
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        try {
            thread.join(STOP_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
