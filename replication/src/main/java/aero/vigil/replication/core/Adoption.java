package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adoption of a view's log, the same for its primary and its backups (rule 12).
 *
 * <p>What is missing is fetched backwards, by hash, from anybody; each piece goes into the journal
 * as {@link JournalRecord.Staged}, which is no part of the log. When the fork is found and all of
 * it is forced, one small {@link JournalRecord.LogAdopted} makes it the log, and then comes the
 * vote. Until then the old log and log view stand, across restarts too.
 */
public class Adoption {

    private final ReplicaState state;
    private @Nullable Target target;

    private record Target(long opNumber, Digest hash, long commitNumber) {}

    private enum Phase {
        IDLE,
        /** Pieces are on their way. */
        FETCHING,
        /** All pieces are in the journal, not all forced. */
        STAGING,
        /** The primary waits for bodies that its own log has lost (rule 11). */
        REPAIRING,
        /** LogAdopted and vote are on their way to the disk; the log is the new one. */
        CONCLUDING
    }

    private Phase phase = Phase.IDLE;
    private long wantedOp;
    private Digest wantedHash = Digest.ZERO;
    private Digest forkHash = Digest.ZERO;
    private final BodySearch search;
    private int source;
    private long askedTick;
    private long progressTick;
    private long stagedSequence;

    /** The checkpoint at which the new log begins, if it does. */
    private Checkpoints.@Nullable Head base;

    /** The end of what was staged, in order; bounded by the log's window. */
    private final Deque<LogEntry> tail = new ArrayDeque<>();

    /** What of that says who the members are; little, however much is staged. */
    private final List<LogEntry> stagedReplacements = new ArrayList<>();

    private long tailBytes;
    private boolean tailComplete = true;

    protected Adoption(ReplicaState state) {
        this.state = state;
        this.search = state.assembly.bodySearch(state.places);
    }

    boolean isUnderWay() {
        return phase != Phase.IDLE;
    }

    /** The view was left. What is staged in the journal is worth nothing now. */
    void cancel() {
        phase = Phase.IDLE;
        target = null;
        base = null;
        tail.clear();
        stagedReplacements.clear();
        tailBytes = 0;
        tailComplete = true;
    }

    /** Begins to adopt the log that ends with this entry; somebody is known to hold it. */
    protected void begin(long opNumber, Digest hash, long commitNumber, int holder) {
        cancel();
        target = new Target(opNumber, hash, commitNumber);
        if (opNumber <= state.log.opNumber() && isOwn(opNumber, hash)) {
            wantedOp = opNumber;
            forkHash = hash;
            concludeWhole(target);
            return;
        }
        phase = Phase.FETCHING;
        progressTick = state.tick;
        source = holder;
        want(opNumber, hash);
        checkpointFetched();
    }

    private void want(long opNumber, Digest hash) {
        wantedOp = opNumber;
        wantedHash = hash;
        search.begin(state.groupSize());
        boolean certain = opNumber > state.log.opNumber() ? state.tailCertain : true;
        search.hasNot(state.index, certain && state.log.lacks(opNumber, hash));
        ask();
        checkpointFetched();
    }

    private void ask() {
        askedTick = state.tick;
        if (source == state.index) {
            source = (source + 1) % state.reach();
        }
        state.send(
                source,
                new Message.FetchLog(state.viewNumber, wantedOp, wantedHash, state.commitNumber));
    }

    /** Whether nothing has come for so long. */
    boolean isStuck(long ticks) {
        return phase == Phase.FETCHING
                && !state.catchUp.isUnderWay()
                && state.tick - progressTick >= ticks;
    }

    void clockTick() {
        if (phase == Phase.FETCHING && state.tick - askedTick >= Timing.REPEAT_TICKS) {
            source = (source + 1) % state.reach();
            ask();
        }
    }

    void logPiece(int from, Message.LogPiece message) {
        if (phase != Phase.FETCHING
                || target == null
                || message.opNumber() != wantedOp
                || !message.hash().equals(wantedHash)) {
            return;
        }
        if (message.entries().isEmpty() && message.firstOp() > wantedOp) {
            state.catchUp.seek(Math.max(state.commitNumber, message.firstOp() - 2));
            return;
        }
        if (message.entries().isEmpty()) {
            search.hasNot(from, message.lacking());
            if (search.isAbsent(state.quorum())) {
                state.viewChange.bodyAbsent(wantedOp);
            }
            return;
        }
        if (!message.endsChain()) {
            return;
        }
        progressTick = state.tick;
        List<LogEntry> entries = message.entries();
        int common = 0;
        while (common < entries.size()
                && state.log.has(entries.get(common).opNumber(), entries.get(common).hash())) {
            common++;
        }
        List<LogEntry> missing = entries.subList(common, entries.size());
        stage(missing);
        LogEntry first = missing.get(0);
        long before = first.opNumber() - 1;
        if (common > 0 || isOwn(before, first.previousHash())) {
            phase = Phase.STAGING;
            wantedOp = before;
            forkHash = first.previousHash();
            stagedSequence = state.durability.journalSequence();
            forced();
        } else {
            if (before <= state.commitNumber) {
                throw new AssertionError(
                        "the log of view "
                                + state.viewNumber
                                + " lacks op "
                                + before
                                + ", which is committed");
            }
            want(before, first.previousHash());
            checkpointFetched();
        }
    }

    /** A checkpoint is durable here: once the pieces lead down to it, the new log begins there. */
    void checkpointFetched() {
        Checkpoints.Head head = state.catchUp.ready(state.commitNumber);
        Target wanted = target;
        if (phase != Phase.FETCHING
                || wanted == null
                || head == null
                || head.opNumber() < wantedOp) {
            return;
        }
        if (head.opNumber() > wanted.opNumber()) {
            target = new Target(head.opNumber(), head.hash(), head.opNumber());
        }
        while (!tail.isEmpty() && tail.getFirst().opNumber() <= head.opNumber()) {
            requireSame(head, tail.removeFirst());
        }
        base = head;
        phase = Phase.STAGING;
        wantedOp = head.opNumber();
        forkHash = head.hash();
        stagedSequence = state.durability.journalSequence();
        forced();
    }

    private static void requireSame(Checkpoints.Head head, LogEntry entry) {
        if (entry.opNumber() == head.opNumber() && !entry.hash().equals(head.hash())) {
            throw new AssertionError(
                    entry + " is not what the checkpoint of that op ends with: " + head.hash());
        }
    }

    /** What is committed and lost here is what everybody has there. */
    private boolean isOwn(long op, Digest hash) {
        return state.log.has(op, hash)
                || (op <= state.commitNumber && state.log.hashAt(op) == null);
    }

    private void stage(List<LogEntry> missing) {
        state.outputs.write(new JournalRecord.Staged(state.viewNumber, missing));
        state.durability.recordWritten();
        for (LogEntry entry : missing) {
            if (Membership.concerns(entry)) {
                stagedReplacements.add(entry);
            }
        }
        for (int i = missing.size() - 1; i >= 0 && tailComplete; i--) {
            LogEntry entry = missing.get(i);
            if (tailBytes + entry.sizeBytes() > state.bounds.logWindowBytes() && !tail.isEmpty()) {
                tailComplete = false;
            } else {
                tail.addFirst(entry);
                tailBytes += entry.sizeBytes();
            }
        }
    }

    /** Something became durable. */
    void forced() {
        if (phase == Phase.STAGING && target != null && state.durability.isForced(stagedSequence)) {
            concludeWhole(target);
        } else if (phase == Phase.REPAIRING && target != null) {
            concludeWhole(target);
        } else if (phase == Phase.CONCLUDING && state.durability.isAllForced()) {
            cancel();
            state.viewChange.adopted();
        }
    }

    /** What the log names that is about to be adopted; null if a body cannot be read. */
    private @Nullable List<Incarnation> namedByAdopted() {
        if (base != null) {
            return state.membership.namedBehind(state.catchUp.members(), stagedReplacements);
        }
        return state.isWholeThrough(wantedOp)
                ? state.membership.namedBy(
                        state.log, state.execution.appliedOp(), wantedOp, stagedReplacements)
                : null;
    }

    /**
     * A primary leads no view while bodies are missing that it must give and apply (rule 11), and
     * none whose log names others than those by whose reports it was chosen (rule 20).
     */
    private void concludeWhole(Target adopted) {
        if (!state.isPrimary()) {
            conclude(adopted, wantedOp);
            return;
        }
        List<Incarnation> named = namedByAdopted();
        if (named == null) {
            phase = Phase.REPAIRING;
        } else if (state.viewChange.stands(named)) {
            conclude(adopted, wantedOp);
        }
    }

    /** All of it is durable: the log is the new one from this record on. */
    private void conclude(Target adopted, long forkOp) {
        if (forkOp < state.commitNumber) {
            throw new AssertionError(
                    "the log of view "
                            + state.viewNumber
                            + " forks at op "
                            + forkOp
                            + ", but ops to "
                            + state.commitNumber
                            + " are committed");
        }
        phase = Phase.CONCLUDING;
        Checkpoints.Head begins = base;
        if (begins != null) {
            state.catchUp.takeState(begins);
            state.commitNumber = Math.max(state.commitNumber, begins.opNumber());
        }
        state.log.adopt(
                forkOp, forkHash, adopted.opNumber(), adopted.hash(), new ArrayList<>(tail));
        state.membership.adopted(forkOp, stagedReplacements);
        promise(adopted.opNumber(), adopted.hash());
        state.tailCertain = true;
        state.learnCommitNumber(adopted.commitNumber());
        state.outputs.write(
                new JournalRecord.LogAdopted(
                        state.viewNumber,
                        forkOp,
                        adopted.opNumber(),
                        adopted.hash(),
                        state.commitNumber,
                        begins == null ? null : new LogBase(begins.opNumber(), begins.hash())));
        state.durability.logAdopted(forkOp, adopted.opNumber());
        if (begins != null) {
            state.catchUp.taken();
        }
    }

    /** From now on the log is that of this view. */
    protected final void promise(long opNumber, Digest hash) {
        state.logView = state.viewNumber;
        state.adoptedOp = opNumber;
        state.adoptedHash = hash;
        state.recoveringMark = false;
        state.durability.voteChanged();
    }
}
