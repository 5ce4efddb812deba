package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The log as a fold over journal records: where each op stands, and what is known about it.
 *
 * <p>Give it every record in order, with the place where it stands (any numbers that grow). While a
 * replica runs the journal goes on adding the records it writes, and so can read any op again.
 * Sparse: it remembers a place for every sixteenth record of a run, and a reader goes on from
 * there, passing over records of other kinds.
 *
 * <p>The log need not begin with op 1: a checkpoint may stand for its beginning, because it was
 * fetched ({@link JournalRecord.LogBegins}, {@link JournalRecord.LogAdopted}) or because the files
 * with the first ops were let go of, so that the first record given stands in the middle.
 *
 * <p>A record that does not follow what was there is an IllegalArgumentException and changes
 * nothing: a damaged journal is for its reader to deal with.
 */
public final class RecoveredLog {

    private static final int STRIDE = 16;

    private long firstOp;
    private Digest baseHash = Digest.ZERO;
    private long opNumber;
    private Digest hash = Digest.ZERO;
    private long commitNumber;
    private long logView;
    private long adoptedOp;
    private Digest adoptedHash = Digest.ZERO;
    private long checkpointOp;
    private Digest checkpointDigest = Digest.ZERO;

    /** Invariant: both grow strictly; the records from one place to the next hold a run of ops. */
    private long[] markOps = new long[64];

    private long[] markPlaces = new long[64];
    private int marks;
    private int recordsSinceMark;
    private boolean runBroken = true;

    private long stagedView = -1;
    private final TreeMap<Long, StagedPiece> staged = new TreeMap<>();

    private record StagedPiece(long lastOp, Digest previousHash, Digest lastHash, long place) {}

    /**
     * Adds the next record.
     *
     * @param place where it stands: greater than every place before
     * @throws IllegalArgumentException if it does not follow
     */
    public void add(long place, JournalRecord record) {
        record.deliverTo(
                new JournalRecord.Handler() {
                    @Override
                    public void entries(JournalRecord.Entries entries) {
                        addEntries(place, entries);
                    }

                    @Override
                    public void staged(JournalRecord.Staged piece) {
                        addStaged(place, piece);
                    }

                    @Override
                    public void logAdopted(JournalRecord.LogAdopted adopted) {
                        adopt(adopted);
                    }

                    @Override
                    public void checkpointTaken(JournalRecord.CheckpointTaken taken) {
                        checkpointOp = taken.opNumber();
                        checkpointDigest = taken.digest();
                    }

                    @Override
                    public void logBegins(JournalRecord.LogBegins begins) {
                        begin(begins.base());
                    }
                });
    }

    private void addEntries(long place, JournalRecord.Entries record) {
        List<LogEntry> entries = record.entries();
        requireChained(entries);
        LogEntry first = entries.get(0);
        LogEntry last = entries.get(entries.size() - 1);
        if (firstOp == 0) {
            firstOp = first.opNumber();
            baseHash = first.previousHash();
        } else if (first.opNumber() != opNumber + 1 || !first.previousHash().equals(hash)) {
            throw new IllegalArgumentException(
                    "entries from op " + first.opNumber() + " do not follow op " + opNumber);
        }
        if (runBroken || ++recordsSinceMark >= STRIDE) {
            mark(first.opNumber(), place);
        }
        opNumber = last.opNumber();
        hash = last.hash();
        logView = Math.max(logView, record.logView());
        commitNumber = Math.max(commitNumber, Math.min(record.commitNumber(), opNumber));
    }

    private void addStaged(long place, JournalRecord.Staged record) {
        List<LogEntry> entries = record.entries();
        requireChained(entries);
        if (record.viewNumber() != stagedView) {
            staged.clear();
            stagedView = record.viewNumber();
        }
        runBroken = true;
        LogEntry first = entries.get(0);
        LogEntry last = entries.get(entries.size() - 1);
        staged.put(
                first.opNumber(),
                new StagedPiece(last.opNumber(), first.previousHash(), last.hash(), place));
    }

    /** Nothing is held of the log up to here, and it ends here. */
    private void begin(LogBase base) {
        if (base.opNumber() < opNumber) {
            throw new IllegalArgumentException(
                    "a log that ends at op "
                            + opNumber
                            + " does not begin anew at op "
                            + base.opNumber());
        }
        truncate(0);
        firstOp = base.opNumber() + 1;
        baseHash = base.hash();
        opNumber = base.opNumber();
        hash = base.hash();
        commitNumber = Math.max(commitNumber, opNumber);
    }

    private void adopt(JournalRecord.LogAdopted record) {
        LogBase base = record.base();
        if (base == null && (firstOp == 0 || record.forkOp() < firstOp - 1)) {
            base = lowestStaged(record);
        }
        adopt(record, base);
    }

    /**
     * Where a log begins whose fork stood in files that were let go of, with perhaps some of its
     * pieces: at the first of those that lead up to its end without a gap.
     */
    private LogBase lowestStaged(JournalRecord.LogAdopted record) {
        long first = record.opNumber() + 1;
        Digest hashBefore = record.hash();
        for (Map.Entry<Long, StagedPiece> piece : staged.descendingMap().entrySet()) {
            if (record.viewNumber() != stagedView
                    || piece.getValue().lastOp() != first - 1
                    || !piece.getValue().lastHash().equals(hashBefore)) {
                break;
            }
            first = piece.getKey();
            hashBefore = piece.getValue().previousHash();
        }
        return new LogBase(first - 1, hashBefore);
    }

    private void adopt(JournalRecord.LogAdopted record, @Nullable LogBase base) {
        long forkOp = base == null ? record.forkOp() : base.opNumber();
        if ((base == null && forkOp > opNumber) || record.opNumber() < forkOp) {
            throw new IllegalArgumentException(
                    "a log adopted from op "
                            + forkOp
                            + " to "
                            + record.opNumber()
                            + " does not follow op "
                            + opNumber);
        }
        long[] pieceOps = new long[8];
        long[] piecePlaces = new long[8];
        int pieces = 0;
        long reached = forkOp;
        @Nullable Digest reachedHash =
                base != null ? base.hash() : forkOp == opNumber ? hash : null;
        while (reached < record.opNumber()) {
            StagedPiece piece = record.viewNumber() == stagedView ? staged.get(reached + 1) : null;
            if (piece == null
                    || (reachedHash != null && !piece.previousHash().equals(reachedHash))) {
                throw new IllegalArgumentException(
                        "op "
                                + (reached + 1)
                                + " of the log adopted for view "
                                + record.viewNumber()
                                + " was not staged");
            }
            if (pieces == pieceOps.length) {
                pieceOps = Arrays.copyOf(pieceOps, 2 * pieces);
                piecePlaces = Arrays.copyOf(piecePlaces, 2 * pieces);
            }
            pieceOps[pieces] = reached + 1;
            piecePlaces[pieces++] = piece.place();
            reached = piece.lastOp();
            reachedHash = piece.lastHash();
        }
        if (reached != record.opNumber()
                || (reachedHash != null && !reachedHash.equals(record.hash()))) {
            throw new IllegalArgumentException(
                    "the log adopted for view "
                            + record.viewNumber()
                            + " ends at op "
                            + reached
                            + " and not at "
                            + record.opNumber()
                            + " "
                            + record.hash());
        }
        truncate(base == null ? forkOp : 0);
        if (base != null) {
            firstOp = base.opNumber() + 1;
            baseHash = base.hash();
        }
        for (int i = 0; i < pieces; i++) {
            mark(pieceOps[i], piecePlaces[i]);
        }
        takeOver(record);
    }

    private void takeOver(JournalRecord.LogAdopted record) {
        opNumber = record.opNumber();
        hash = record.hash();
        logView = record.viewNumber();
        adoptedOp = record.opNumber();
        adoptedHash = record.hash();
        commitNumber = Math.max(commitNumber, Math.min(record.commitNumber(), opNumber));
        staged.clear();
        stagedView = -1;
        runBroken = true;
    }

    private void truncate(long lastKept) {
        while (marks > 0 && markOps[marks - 1] > lastKept) {
            marks--;
        }
        runBroken = true;
    }

    private void mark(long op, long place) {
        if (marks == markOps.length) {
            markOps = Arrays.copyOf(markOps, 2 * marks);
            markPlaces = Arrays.copyOf(markPlaces, 2 * marks);
        }
        markOps[marks] = op;
        markPlaces[marks++] = place;
        recordsSinceMark = 0;
        runBroken = false;
    }

    private static void requireChained(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a record without entries");
        }
        for (int i = 1; i < entries.size(); i++) {
            LogEntry before = entries.get(i - 1);
            LogEntry entry = entries.get(i);
            if (entry.opNumber() != before.opNumber() + 1
                    || !entry.previousHash().equals(before.hash())) {
                throw new IllegalArgumentException(
                        "op " + entry.opNumber() + " does not follow op " + before.opNumber());
            }
        }
    }

    /**
     * Where to start reading for an op: its record, or one of at most sixteen before it.
     *
     * @throws IllegalArgumentException unless the op is in the log
     */
    public long placeAtOrBefore(long op) {
        if (op < firstOp || op > opNumber) {
            throw new IllegalArgumentException(
                    "op " + op + " is not in the log of " + firstOp + " to " + opNumber);
        }
        int found = Arrays.binarySearch(markOps, 0, marks, op);
        return markPlaces[found >= 0 ? found : -found - 2];
    }

    /** The first op kept; 0 as long as there is none. */
    public long firstOp() {
        return firstOp;
    }

    /** The hash of the op before the first one kept. */
    public Digest baseHash() {
        return baseHash;
    }

    /** The last op of the log. */
    public long opNumber() {
        return opNumber;
    }

    /** The hash of the last op. */
    public Digest hash() {
        return hash;
    }

    /** The greatest commit-number that any record knew. */
    public long commitNumber() {
        return commitNumber;
    }

    /** The view whose log this is, as far as the records say; 0 as long as they say nothing. */
    public long logView() {
        return logView;
    }

    /** The end of the last log adopted; 0 as long as there is none. */
    public long adoptedOp() {
        return adoptedOp;
    }

    /** The hash of {@link #adoptedOp()}. */
    public Digest adoptedHash() {
        return adoptedHash;
    }

    /** The op of the last checkpoint that was published; 0 as long as there is none. */
    public long checkpointOp() {
        return checkpointOp;
    }

    /** The SHA-256 of the bytes of that checkpoint. */
    public Digest checkpointDigest() {
        return checkpointDigest;
    }
}
