package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Linearizable reads at any replica (rule 22; Ongaro's thesis §6.4, whose read index this is).
 *
 * <p>A replica asks the primary up to which op it must have applied before it may answer; all reads
 * that wait share one question, and one that comes while it is out waits for the next. The primary
 * takes its commit-number, and says it when f others have answered a heartbeat that left after the
 * question had come: so no later view can have acknowledged anything before. It takes none before
 * the log that its view began with is committed, for what earlier views have acknowledged may stand
 * there beyond the commit-number it knows.
 *
 * <p>Invariants: at most {@link Limits#MAX_WAITING_QUERIES} wait here, each for a bounded time; at
 * the primary, at most one question a replica.
 */
public class ReadIndex {

    private static final class Waiting {
        final Query query;
        final long sinceTick;

        Waiting(Query query, long tick) {
            this.query = query;
            this.sinceTick = tick;
        }
    }

    /** At the primary: a replica's question. */
    private static final class Asked {
        final long number;

        /** The heartbeat that it waits for; 0 while none has left. */
        long round;

        long commitNumber;

        Asked(long number) {
            this.number = number;
        }
    }

    private final ReplicaState state;

    /** Not yet known up to where to wait, in the order of their numbers. */
    private final Deque<Waiting> unindexed = new ArrayDeque<>();

    /** By the op that must be applied first. */
    private final TreeMap<Long, Deque<Waiting>> indexed = new TreeMap<>();

    private int waiting;

    /** The last number of those that were asked about; 0 when nothing is asked. */
    private long askedNumber;

    private long askedTick;

    private final @Nullable Asked[] asked;

    protected ReadIndex(ReplicaState state) {
        this.state = state;
        this.asked = new @Nullable Asked[state.places];
    }

    // ------------------------------------------------------------------ at the replica that is
    // asked

    /** A client of this replica's own gateway asks. */
    void asked(Query query) {
        if (state.status == ReplicaStatus.Status.RECOVERING) {
            refuse(query, "this replica is recovering: ask another");
        } else if (state.divergence.isDiverged()) {
            refuse(query, "this replica's state is being replaced: ask another");
        } else if (waiting >= Limits.MAX_WAITING_QUERIES) {
            refuse(query, "too many questions wait at this replica");
        } else {
            waiting++;
            state.counters.highWater("queries.waiting", waiting);
            Waiting mine = new Waiting(query, state.tick);
            if (query.linearizable()) {
                unindexed.add(mine);
            } else {
                index(mine, query.leastOp());
            }
        }
    }

    private void index(Waiting each, long opNumber) {
        indexed.computeIfAbsent(opNumber, op -> new ArrayDeque<>()).add(each);
    }

    private void refuse(Query query, String why) {
        state.counters.count("queries.refused");
        state.outputs.answer(
                new QueryAnswer(
                        query.number(),
                        state.execution.appliedOp(),
                        state.execution.frameNumber(),
                        null,
                        why));
    }

    /** At the end of a step: those that came in it ask together, unless others are asking. */
    void askTogether() {
        if (askedNumber == 0 && !unindexed.isEmpty()) {
            askForAll();
        }
        if (state.normalOperation.isLeading() && hasNewQuestion() && !isRoundUnderWay()) {
            state.normalOperation.leadership().beginReadRound();
        }
    }

    private void askForAll() {
        askedNumber = unindexed.getLast().query.number();
        pass();
    }

    private void pass() {
        askedTick = state.tick;
        if (state.normalOperation.isLeading()) {
            arrived(state.index, askedNumber);
        } else if (state.isNormal() && !state.isPrimary()) {
            state.send(state.primary(), new Message.ReadIndex(state.viewNumber, askedNumber));
        }
    }

    /** Primary to the replica that asked: up to where it must have applied. */
    void readIndexOk(int from, Message.ReadIndexOk message) {
        if (from == state.primary()) {
            indexUpTo(message.readNumber(), message.opNumber());
        }
    }

    private void indexUpTo(long readNumber, long opNumber) {
        if (readNumber != askedNumber) {
            return; // the answer to a question of another run, or already answered
        }
        askedNumber = 0;
        while (!unindexed.isEmpty() && unindexed.element().query.number() <= readNumber) {
            Waiting each = unindexed.remove();
            index(each, Math.max(opNumber, each.query.leastOp()));
        }
    }

    /** Whether something can be answered now. */
    boolean hasReady() {
        return !indexed.isEmpty()
                && indexed.firstKey() <= state.execution.appliedOp()
                && !state.divergence.isDiverged();
    }

    /** Answers what has waited for what is applied by now, up to a bounded number. */
    void answerReady() {
        int left = Limits.MAX_ANSWERED_IN_A_STEP;
        while (hasReady()) {
            Map.Entry<Long, Deque<Waiting>> first = indexed.firstEntry();
            Deque<Waiting> those = first.getValue();
            while (!those.isEmpty()) {
                if (left-- == 0) {
                    return;
                }
                waiting--;
                state.outputs.answer(state.execution.answer(those.remove().query));
            }
            indexed.remove(first.getKey());
        }
    }

    /** What is not answered is asked again; what waits too long is given up. */
    void clockTick() {
        if (waiting == 0 || state.tick % Timing.REPEAT_TICKS != 0) {
            return;
        }
        giveUp(unindexed);
        indexed.values().forEach(this::giveUp);
        indexed.values().removeIf(Deque::isEmpty);
        if (askedNumber != 0 && state.tick - askedTick >= Timing.REPEAT_TICKS) {
            pass();
        }
    }

    private void giveUp(Deque<Waiting> those) {
        Iterator<Waiting> all = those.iterator();
        while (all.hasNext()) {
            Waiting each = all.next();
            if (state.tick - each.sinceTick > Timing.FORGET_QUERY_TICKS) {
                all.remove();
                waiting--;
                refuse(each.query, "not answered in time: no primary is followed, or no such op");
            }
        }
    }

    /** A view has begun: its primary is asked. */
    void enterView() {
        if (!unindexed.isEmpty()) {
            askForAll();
        } else {
            askedNumber = 0;
        }
    }

    // ------------------------------------------------------------------ at the primary

    /** Replica to primary: up to where must I have applied? */
    void readIndex(int from, Message.ReadIndex message) {
        if (state.normalOperation.isLeading()) {
            arrived(from, message.readNumber());
        }
    }

    /** A question has come; the same one, repeated, waits for what it waited for. */
    protected void arrived(int from, long readNumber) {
        Asked before = asked[from];
        if (before == null || before.number != readNumber) {
            asked[from] = new Asked(readNumber);
        }
    }

    private boolean hasNewQuestion() {
        for (Asked each : asked) {
            if (each != null && each.round == 0 && isCurrent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isRoundUnderWay() {
        for (Asked each : asked) {
            if (each != null && each.round != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether this primary knows all that earlier views have acknowledged. */
    protected boolean isCurrent() {
        return state.commitNumber >= state.adoptedOp;
    }

    /** A heartbeat leaves: what has been asked by now waits for its answers. */
    void roundBegun(long round) {
        if (!isCurrent()) {
            return;
        }
        for (Asked each : asked) {
            if (each != null && each.round == 0) {
                each.round = round;
                each.commitNumber = state.commitNumber;
            }
        }
        roundHeard();
    }

    /** A heartbeat was answered, by a replica that is NORMAL in this view. */
    void roundHeard() {
        for (int i = 0; i < asked.length; i++) {
            Asked each = asked[i];
            if (each != null
                    && each.round != 0
                    && state.peers.answeredRound(each.round) >= state.quorum() - 1) {
                answer(i, each.number, each.commitNumber);
            }
        }
    }

    /** Says up to where the one who asked must have applied. */
    protected final void answer(int to, long readNumber, long opNumber) {
        asked[to] = null;
        state.counters.count("reads.indexed");
        if (to == state.index) {
            indexUpTo(readNumber, opNumber);
        } else {
            state.send(to, new Message.ReadIndexOk(state.viewNumber, readNumber, opNumber));
        }
    }

    /** What this replica knows to be committed. */
    protected final long commitNumber() {
        return state.commitNumber;
    }

    /** A view was left: those who asked ask the next primary. */
    void leaveView() {
        for (int i = 0; i < asked.length; i++) {
            asked[i] = null;
        }
    }
}
