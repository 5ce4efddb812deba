package aero.vigil.replication.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    private final Holes holes = new Holes();

    /** Where bodies stand that were fetched again, by first op. */
    private final RepairedPieces repaired = new RepairedPieces();

    /** Whether records were lost behind the last one given, and what they did is not known yet. */
    private boolean lossPending;

    /** The log view of the last entries or adoption. */
    private long lastLogView;

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

                    @Override
                    public void repaired(JournalRecord.Repaired piece) {
                        addRepaired(place, piece);
                    }
                });
    }

    /**
     * Records are lost here, below intact ones that follow. What they did to the log is read off
     * those: a log view that has not changed says that nothing was adopted, and else only what was
     * known to be committed is certain to be what it was.
     */
    public void recordsLost() {
        lossPending = true;
        runBroken = true;
    }

    /**
     * The log is to begin behind this op, which a checkpoint covers, at the latest; what the
     * journal lacks from there on is a hole.
     */
    public void beginBehind(long op) {
        Hole beginning = holes.covering(firstOp);
        if (beginning != null && op >= firstOp) {
            firstOp = Math.min(beginning.lastOp(), op) + 1;
            baseHash = firstOp > beginning.lastOp() ? beginning.hash() : Digest.ZERO;
            holes.cutBefore(firstOp);
        } else if (firstOp > op + 1) {
            long last = beginning == null ? firstOp - 1 : beginning.lastOp();
            Digest lastHash = beginning == null ? baseHash : beginning.hash();
            if (beginning != null) {
                holes.remove(beginning);
            }
            holes.add(new Hole(op + 1, last, lastHash, Digest.ZERO));
            firstOp = op + 1;
            baseHash = Digest.ZERO; // of no op but 0: it is not known here
            passOverRepaired();
        }
    }

    /** Of the hole at the beginning, what was fetched again from its end downwards is there. */
    private void passOverRepaired() {
        Hole beginning = holes.covering(firstOp);
        while (beginning != null) {
            Hole hole = beginning;
            RepairedPieces.Piece piece = repaired.covering(hole.lastOp());
            if (piece == null) {
                return;
            }
            holes.remove(hole);
            beginning = null;
            if (piece.firstOp() > hole.firstOp()) {
                beginning =
                        new Hole(
                                hole.firstOp(),
                                piece.firstOp() - 1,
                                piece.previousHash(),
                                hole.hashBefore());
                holes.add(beginning);
            }
        }
    }

    private void addEntries(long place, JournalRecord.Entries record) {
        List<LogEntry> entries = record.entries();
        requireChained(entries);
        LogEntry first = entries.get(0);
        LogEntry last = entries.get(entries.size() - 1);
        if (firstOp == 0) {
            firstOp = first.opNumber();
            baseHash = first.previousHash();
            lossPending = false;
        } else if (lossPending) {
            bridge(record, first);
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
        lastLogView = Math.max(lastLogView, record.logView());
        commitNumber = Math.max(commitNumber, Math.min(record.commitNumber(), opNumber));
    }

    /** What was lost is known by what follows it. */
    private void bridge(JournalRecord.Entries record, LogEntry first) {
        boolean adoptionLost = record.logView() > lastLogView;
        long before = first.opNumber() - 1;
        boolean same = before == opNumber && first.previousHash().equals(hash); // one chain
        long kept = adoptionLost && !same ? Math.min(opNumber, commitNumber) : opNumber;
        boolean follows = kept == opNumber && before == kept && first.previousHash().equals(hash);
        if (record.logView() < lastLogView
                || before < kept
                || (before == opNumber && kept == opNumber && !follows)) {
            throw new IllegalArgumentException(
                    "behind lost records, entries from op "
                            + first.opNumber()
                            + " of log view "
                            + record.logView()
                            + " do not follow op "
                            + kept
                            + " of log view "
                            + lastLogView);
        }
        if (before > kept) {
            lose(kept, before, first.previousHash());
        } else if (kept < opNumber) {
            truncate(kept, first.previousHash());
        }
        beginBy(first.opNumber(), first.previousHash());
        if (adoptionLost) {
            logView = record.logView();
            adoptedOp = before; // or less
            adoptedHash = first.previousHash();
            staged.clear();
            stagedView = -1;
        }
        lossPending = false;
    }

    /** What began behind this op is not in the log any more. */
    private void beginBy(long op, Digest hashBefore) {
        if (op < firstOp) {
            firstOp = op;
            baseHash = hashBefore;
        }
    }

    /** The log is what it was up to an op, then a hole to the other. */
    private void lose(long lastKept, long lastOp, Digest lastHash) {
        if (lastKept < firstOp - 1) { // nothing of what is held is certain
            truncate(0, Digest.ZERO);
            firstOp = lastKept + 1;
            baseHash = Digest.ZERO;
        }
        long kept = lastKept;
        Digest before = kept == opNumber ? hash : Digest.ZERO;
        Hole around = holes.covering(kept + 1) == null ? null : holes.covering(kept);
        if (around != null) {
            kept = around.firstOp() - 1;
            before = around.hashBefore();
        }
        truncate(kept, before);
        holes.add(new Hole(kept + 1, lastOp, lastHash, before));
        if (firstOp == 0) {
            firstOp = 1;
        }
    }

    private void addRepaired(long place, JournalRecord.Repaired record) {
        List<LogEntry> entries = record.entries();
        requireChained(entries);
        runBroken = true;
        long last = entries.get(entries.size() - 1).opNumber();
        if (last <= opNumber) {
            holes.fill(entries);
            repaired.add(entries, place);
        }
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
        if (base.opNumber() < opNumber && !lossPending) {
            throw new IllegalArgumentException(
                    "a log that ends at op "
                            + opNumber
                            + " does not begin anew at op "
                            + base.opNumber());
        }
        truncate(0, Digest.ZERO);
        lossPending = false;
        firstOp = base.opNumber() + 1;
        baseHash = base.hash();
        opNumber = base.opNumber();
        hash = base.hash();
        commitNumber = Math.max(commitNumber, opNumber);
    }

    private void adopt(JournalRecord.LogAdopted record) {
        if (lossPending) {
            adoptBehindLoss(record);
            return;
        }
        LogBase base = record.base();
        if (firstOp == 0 || (base == null && record.forkOp() < firstOp - 1)) {
            LogBase lowest = lowestStaged(record);
            base = base == null || base.opNumber() < lowest.opNumber() ? lowest : base;
        }
        adopt(record, base);
    }

    /**
     * Where a log begins whose fork stood in files that were let go of, with perhaps some of its
     * pieces: at the first of those that lead up to its end without a gap.
     */
    private LogBase lowestStaged(JournalRecord.LogAdopted record) {
        Map.Entry<Long, Digest> lowest = leadingUpTo(record).firstEntry();
        return new LogBase(lowest.getKey() - 1, lowest.getValue());
    }

    /**
     * Where pieces begin that lead up to the end of an adopted log without a gap, with the hash
     * before each; and what follows the end. A former life may have cut the same ops otherwise.
     */
    private NavigableMap<Long, Digest> leadingUpTo(JournalRecord.LogAdopted record) {
        NavigableMap<Long, Digest> hashBefore = new TreeMap<>();
        hashBefore.put(record.opNumber() + 1, record.hash());
        if (record.viewNumber() == stagedView) {
            for (Map.Entry<Long, StagedPiece> each : staged.descendingMap().entrySet()) {
                StagedPiece piece = each.getValue();
                if (piece.lastHash().equals(hashBefore.get(piece.lastOp() + 1))) {
                    hashBefore.put(each.getKey(), piece.previousHash());
                }
            }
        }
        return hashBefore;
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
            StagedPiece piece = stagedWith(record, reached + 1, base);
            boolean begins = piece != null && piece.equals(staged.get(reached + 1));
            if (piece == null
                    || (begins
                            && reachedHash != null
                            && !piece.previousHash().equals(reachedHash))) {
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
        if (base == null) {
            StagedPiece fork = pieces == 0 ? null : staged.get(forkOp + 1);
            truncate(forkOp, fork == null ? record.hash() : fork.previousHash());
        } else {
            truncate(0, Digest.ZERO);
            firstOp = base.opNumber() + 1;
            baseHash = base.hash();
        }
        for (int i = 0; i < pieces; i++) {
            mark(pieceOps[i], piecePlaces[i]);
        }
        takeOver(record);
    }

    /** Pieces or a whole adoption may be lost: the log's end is known, and what was committed. */
    private void adoptBehindLoss(JournalRecord.LogAdopted record) {
        LogBase base = record.base();
        if (base != null) {
            truncate(0, Digest.ZERO);
            firstOp = base.opNumber() + 1;
            baseHash = base.hash();
            opNumber = base.opNumber();
            hash = base.hash();
            commitNumber = Math.max(commitNumber, opNumber);
        }
        boolean same = record.opNumber() == opNumber && record.hash().equals(hash);
        long kept = same ? opNumber : Math.min(Math.min(opNumber, commitNumber), record.forkOp());
        if (record.opNumber() > kept) {
            lose(kept, record.opNumber(), record.hash());
        } else {
            truncate(kept, record.hash());
            beginBy(kept + 1, record.hash());
        }
        lossPending = false;
        takeOver(record);
    }

    /** The piece that begins with an op; the first above a base may have begun before it. */
    private @Nullable StagedPiece stagedWith(
            JournalRecord.LogAdopted record, long op, @Nullable LogBase base) {
        if (record.viewNumber() != stagedView) {
            return null;
        }
        if (base == null || op != base.opNumber() + 1) {
            return staged.get(op);
        }
        for (long first : leadingUpTo(record).headMap(op, true).descendingKeySet()) {
            StagedPiece piece = staged.get(first);
            if (piece != null && piece.lastOp() >= op) {
                return piece;
            }
        }
        return null;
    }

    private void takeOver(JournalRecord.LogAdopted record) {
        opNumber = record.opNumber();
        hash = record.hash();
        logView = record.viewNumber();
        lastLogView = logView;
        adoptedOp = record.opNumber();
        adoptedHash = record.hash();
        commitNumber = Math.max(commitNumber, Math.min(record.commitNumber(), opNumber));
        staged.clear();
        stagedView = -1;
        runBroken = true;
    }

    private void truncate(long lastKept, Digest hashOfLastKept) {
        holes.cutAfter(lastKept, hashOfLastKept);
        repaired.cutAfter(lastKept);
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

    /** The next entries are marked, wherever they stand: a file begins. */
    public void fileBegins() {
        runBroken = true;
    }

    /**
     * The records before this place are gone: the log begins behind the last op marked before it,
     * with entries that are the first of a file or a piece of an adoption, or with a hole or what
     * was fetched again for one.
     */
    public void letGoBefore(long place) {
        int gone = marks; // pieces of one adoption stand the last first
        while (gone > 0 && markPlaces[gone - 1] >= place) {
            gone--;
        }
        long first = gone < marks ? markOps[gone] : opNumber + 1;
        first = Math.max(firstOp, firstWithoutMark(first, place));
        baseHash = first > firstOp ? Digest.ZERO : baseHash; // it is not known here
        firstOp = first;
        holes.cutBefore(firstOp);
        marks -= gone;
        System.arraycopy(markOps, gone, markOps, 0, marks);
        System.arraycopy(markPlaces, gone, markPlaces, 0, marks);
    }

    /** Where what leads up to an op begins of holes, and of bodies that stand behind a place. */
    private long firstWithoutMark(long op, long place) {
        long first = op;
        while (true) {
            Hole hole = holes.covering(first - 1);
            RepairedPieces.Piece piece = repaired.covering(first - 1);
            if (hole != null) {
                first = hole.firstOp();
            } else if (piece != null && piece.place() >= place) {
                first = piece.firstOp();
            } else {
                return first;
            }
        }
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
        RepairedPieces.Piece piece = repaired.covering(op);
        if (piece != null) {
            return piece.place();
        }
        if (isMissing(op)) {
            throw new IllegalArgumentException("the body of op " + op + " is lost");
        }
        int found = Arrays.binarySearch(markOps, 0, marks, op);
        int mark = found >= 0 ? found : -found - 2;
        if (mark < 0) {
            throw new AssertionError(
                    "op %d of a log from op %d to %d stands nowhere; holes %s, marks from %d"
                            .formatted(
                                    op,
                                    firstOp,
                                    opNumber,
                                    holes.list(),
                                    marks == 0 ? 0 : markOps[0]));
        }
        return markPlaces[mark];
    }

    /** Whether the journal has lost the body of an op of the log. */
    public boolean isMissing(long op) {
        return holes.isMissing(op);
    }

    /** The ops without a body, in order. */
    public List<Hole> holes() {
        return holes.list();
    }

    /** Whether records are lost behind the last that is known, with no entries behind them. */
    public boolean endsInLoss() {
        return lossPending;
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
