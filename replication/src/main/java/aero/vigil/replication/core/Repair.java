package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fetching of bodies that the journal has lost, by hash, from any replica in any status, in
 * pieces from the top of a hole downwards (replication.md §8). Each piece is journalled and forced
 * before it counts.
 *
 * <p>The lowest hole that applying waits for comes first, then whatever else is missing.
 */
final class Repair {

    /** Pieces written and not forced: what one batch of the journal takes with ease. */
    private static final int MAX_PIECES_IN_FLIGHT = 8;

    private final ReplicaState state;
    private final BodySearch search;

    /** What is asked for now: what is left of a hole. */
    private @Nullable Hole wanted;

    private int source;
    private long askedTick;
    private int unanswered;
    private long counted;
    private final Deque<Piece> written = new ArrayDeque<>();

    private record Piece(long journalSequence, List<LogEntry> entries) {}

    Repair(ReplicaState state) {
        this.state = state;
        this.search = state.assembly.bodySearch(state.places);
        this.source = state.index;
    }

    /** The start says what is missing. */
    void start() {
        long missing = state.log.holes().missingOps();
        if (missing > 0) {
            state.alarm("BODIES_LOST", missing + " bodies are lost: " + state.log.holes().list());
        }
    }

    /** At the end of a step: what is missing now. */
    void count() {
        long missing = state.log.holes().missingOps();
        if (missing != counted) {
            counted = missing;
            state.counters.set("bodies.missing", missing);
        }
    }

    /** A body that was there cannot be read back any more. */
    void found(Hole hole) {
        state.alarm("BODIES_LOST", "the journal has lost " + hole);
    }

    void clockTick() {
        if (wanted == null) {
            wantNext();
        } else if (state.tick - askedTick >= waitTicks()) {
            unanswered++;
            askNext();
        }
    }

    /** What nobody has given yet is asked for ever more seldom. */
    private long waitTicks() {
        return (long) Timing.REPEAT_TICKS << Math.min(5, unanswered / state.reach());
    }

    /** Another view, or another log: a hole may end elsewhere now. */
    void askAnew() {
        wanted = null;
    }

    private void wantNext() {
        if (state.log.holes().isEmpty() || !written.isEmpty() || state.groupSize() == 1) {
            return;
        }
        Hole next = state.log.holes().firstAbove(state.execution.appliedOp());
        want(next == null ? state.log.holes().list().get(0) : next);
    }

    private void want(Hole hole) {
        wanted = hole;
        search.begin(state.groupSize());
        search.hasNot(state.index, false);
        unanswered = 0;
        if (source == state.index) {
            askNext();
        } else {
            ask();
        }
    }

    private void askNext() {
        source = (source + 1) % state.reach();
        if (source == state.index) {
            source = (source + 1) % state.reach();
        }
        ask();
    }

    private void ask() {
        Hole hole = wanted;
        if (hole != null) {
            askedTick = state.tick;
            state.send(
                    source,
                    new Message.FetchLog(
                            state.viewNumber, hole.lastOp(), hole.hash(), hole.firstOp() - 1));
        }
    }

    /** A piece, or the word that the other does not have it. */
    void logPiece(int from, Message.LogPiece message) {
        Hole hole = wanted;
        if (hole == null
                || message.opNumber() != hole.lastOp()
                || !message.hash().equals(hole.hash())) {
            return;
        }
        if (message.entries().isEmpty() && message.firstOp() > hole.lastOp()) {
            letGoOfElsewhere(hole);
            return;
        }
        if (message.entries().isEmpty()) {
            search.hasNot(from, message.lacking());
            if (search.isAbsent(state.quorum())) {
                state.viewChange.bodyAbsent(hole.lastOp());
            } else if (from == source) {
                unanswered++;
                if (unanswered < state.reach()) {
                    askNext();
                }
            }
        } else if (message.endsChain() && written.size() < MAX_PIECES_IN_FLIGHT) {
            take(hole, message.entries());
        }
    }

    /** What is to be applied yet a checkpoint stands for; what is applied is let go of here too. */
    private void letGoOfElsewhere(Hole hole) {
        if (hole.lastOp() > state.execution.appliedOp()) {
            state.catchUp.seek(hole.lastOp() - 1);
        } else {
            state.log.beginBehind(new LogBase(hole.lastOp(), hole.hash()));
            wanted = null;
        }
    }

    private void take(Hole hole, List<LogEntry> entries) {
        long firstOp = entries.get(0).opNumber();
        int from = (int) Math.max(0, hole.firstOp() - firstOp);
        List<LogEntry> bodies = entries.subList(from, entries.size());
        state.outputs.write(new JournalRecord.Repaired(bodies));
        state.durability.recordWritten();
        written.add(new Piece(state.durability.journalSequence(), bodies));
        LogEntry first = bodies.get(0);
        if (first.opNumber() > hole.firstOp()) {
            want(
                    new Hole(
                            hole.firstOp(),
                            first.opNumber() - 1,
                            first.previousHash(),
                            hole.hashBefore()));
        } else {
            wanted = null;
        }
    }

    /** Something became durable: bodies that were written may be read again. */
    void forced() {
        if (written.isEmpty()) {
            return;
        }
        boolean filled = false;
        while (!written.isEmpty()
                && state.durability.isForced(written.element().journalSequence())) {
            List<LogEntry> bodies = written.remove().entries();
            state.log.fill(bodies);
            state.counters.add("bodies.repaired", bodies.size());
            filled = true;
        }
        if (filled) {
            if (state.log.holes().isEmpty()) {
                state.alarm("BODIES_REPAIRED", "every body is there again");
            }
            state.execution.bodiesRepaired();
            state.normalOperation.bodiesRepaired();
        }
    }
}
