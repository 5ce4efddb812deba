package aero.vigil.replication.core;

import java.util.List;

/**
 * State transfer within a view (VRR §5.2), and the giving out of entries by hash.
 *
 * <p>A backup that lacks entries of its view asks the primary, and when it hears nothing, the other
 * normal replicas in turn.
 */
final class StateTransfer {

    /** Entries of one answer that are read back from the journal at most. */
    private static final int MAX_REREAD = 128;

    private static final int ASK_AGAIN_TICKS = 2;

    /**
     * So far behind, a checkpoint is fetched though the others' logs reach back: reading them entry
     * by entry would cost those more than pieces of a file.
     */
    private static final int FAR_BEHIND_INTERVALS = 2;

    /** Less than this many ops are quicker had from the log, however short the intervals are. */
    private static final int LEAST_FAR_BEHIND = 2 * Limits.MAX_BATCH_ENTRIES;

    private final ReplicaState state;
    private long askedTick = -ASK_AGAIN_TICKS;
    private long askedFromOp;
    private int attempts;

    /** Who gave the end of the log, and that end: it most likely has what follows too. */
    private int giver;

    private long givenOp = -1;

    StateTransfer(ReplicaState state) {
        this.state = state;
    }

    /** Asks for what follows the log's end, unless that was asked for just now. */
    void ask() {
        if (!state.isNormal() || state.isPrimary() || state.catchUp.isUnderWay()) {
            return;
        }
        boolean progressed = state.log.opNumber() > askedFromOp;
        if (!progressed && state.tick - askedTick < ASK_AGAIN_TICKS) {
            return;
        }
        attempts = progressed ? 0 : attempts + 1;
        askedTick = state.tick;
        askedFromOp = state.log.opNumber();
        state.counters.count("state.asked");
        state.send(whomToAsk(), new Message.GetState(state.viewNumber, askedFromOp));
    }

    /** Who has just answered; else the primary first, and every other time, the others between. */
    private int whomToAsk() {
        if (attempts == 0 && givenOp == state.log.opNumber()) {
            return giver;
        }
        if (attempts % 2 == 0 && !state.suspicion.isPrimarySilent()) {
            return state.primary();
        }
        int other = (state.primary() + 1 + attempts % state.groupSize()) % state.groupSize();
        return other == state.index ? state.primary() : other;
    }

    /** A suspected primary may be unheard here only: others may know more. */
    void clockTick() {
        if (state.isNormal()
                && !state.isPrimary()
                && state.suspicion.isSuspecting()
                && state.tick % Timing.REPEAT_TICKS == 0) {
            ask();
        }
    }

    void getState(int from, Message.GetState message) {
        boolean mayAnswer =
                state.isNormal() && (!state.isPrimary() || state.normalOperation.isLeading());
        if (!mayAnswer) {
            return;
        }
        List<LogEntry> entries = state.log.piece(message.fromOp() + 1, MAX_REREAD);
        state.send(
                from,
                new Message.NewState(
                        state.viewNumber,
                        entries,
                        state.log.opNumber(),
                        state.log.hash(),
                        state.commitNumber,
                        state.log.firstOp()));
    }

    void newState(int from, Message.NewState message) {
        if (!state.isNormal() || state.isPrimary()) {
            return;
        }
        if (isTooFarBehind(message)) {
            state.catchUp.seek(state.log.opNumber());
        }
        List<LogEntry> entries = message.entries();
        if (!entries.isEmpty()) {
            long firstOp = entries.get(0).opNumber();
            long skip = state.log.opNumber() + 1 - firstOp;
            if (skip >= 0 && skip < entries.size()) {
                state.normalOperation.append(entries.subList((int) skip, entries.size()));
                state.normalOperation.takeHeld();
                giver = from;
                givenOp = state.log.opNumber();
            }
        }
        state.learnCommitNumber(message.commitNumber());
        if (message.opNumber() > state.log.opNumber() && !entries.isEmpty()) {
            ask();
        }
    }

    /** Whether a checkpoint is needed, or the quicker way. */
    private boolean isTooFarBehind(Message.NewState message) {
        long end = state.log.opNumber();
        long interval = state.configuration.genesis().checkpointInterval();
        long farBehind = Math.max(LEAST_FAR_BEHIND, FAR_BEHIND_INTERVALS * interval);
        return message.opNumber() > end
                && (message.firstOp() > end + 1 || message.commitNumber() - end > farBehind);
    }

    /** Entries by hash are given out in any status: they promise nothing. */
    void fetchLog(int from, Message.FetchLog message) {
        List<LogEntry> entries = List.of();
        long op = message.opNumber();
        if (state.log.has(op, message.hash())) {
            entries = state.log.pieceUpTo(op, message.afterOp(), MAX_REREAD);
        }
        if (!entries.isEmpty() && message.viewNumber() == state.viewNumber) {
            state.peers.get(from).given(op, state.tick);
        }
        state.send(
                from,
                new Message.LogPiece(
                        state.viewNumber,
                        op,
                        message.hash(),
                        entries,
                        entries.isEmpty() && lacks(op, message.hash()),
                        state.log.firstOp()));
    }

    /**
     * Whether this replica never promised that entry; where its tail is uncertain, or it has lost
     * more, it may have.
     */
    private boolean lacks(long op, Digest hash) {
        if (state.status == ReplicaStatus.Status.RECOVERING) {
            return false;
        }
        return op > state.log.opNumber() ? state.tailCertain : state.log.lacks(op, hash);
    }
}
