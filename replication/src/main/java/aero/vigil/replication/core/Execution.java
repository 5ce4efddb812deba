package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * Applies committed ops in order (VRR §4.1, step 5): commands through the client table, ticks
 * through the chain of frames; takes checkpoints on the way (VRR §5.1).
 */
public class Execution {

    private final ReplicaState state;
    private final StateMachine stateMachine;
    private final ClientTable clientTable;
    private final FrameChain frames;
    private final Checkpoints checkpoints;
    private final UnappliedEntries unapplied = new UnappliedEntries();
    private long appliedOp;

    /**
     * What is applied a second time is not captured again: the members are those of the log up to
     * here by then, whatever the state is.
     */
    private long capturedThrough;

    /** The state before op 1. */
    private Encodable initial = () -> new byte[0];

    protected Execution(ReplicaState state, StateMachine stateMachine, Assembly assembly) {
        this.frames = assembly.frames();
        this.state = state;
        this.stateMachine = stateMachine;
        this.clientTable = assembly.clientTable();
        this.checkpoints = assembly.checkpoints(state);
    }

    long appliedOp() {
        return appliedOp;
    }

    long frameNumber() {
        return frames.frameNumber();
    }

    Digest frameDigest() {
        return frames.digest();
    }

    long lastTickMicros() {
        return frames.lastTickMicros();
    }

    long checkpointOp() {
        return checkpoints.published().opNumber();
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    FrameChain frames() {
        return frames;
    }

    StateMachine stateMachine() {
        return stateMachine;
    }

    ClientTable clientTable() {
        return clientTable;
    }

    UnappliedEntries unapplied() {
        return unapplied;
    }

    /** The bytes of the state before op 1. */
    byte[] initialState() {
        return initial.encode();
    }

    /** The state is that of a checkpoint behind; what follows is applied again. */
    void reload(long opNumber, byte[] checkpoint) {
        capturedThrough = Math.max(capturedThrough, appliedOp);
        checkpoints.restore(opNumber, checkpoint);
        appliedOp = opNumber;
    }

    /** Restores the checkpoint, if there is one, and applies what is known to be committed. */
    void recover(Recovered recovered) {
        initial = checkpoints.captureInitial();
        StoredCheckpoint checkpoint = recovered.checkpoint();
        if (checkpoint != null) {
            appliedOp = checkpoint.opNumber();
            checkpoints.startFrom(checkpoint);
            if (state.log.firstOp() == appliedOp + 1) {
                state.log.baseTimestamp(Checkpoints.headOf(checkpoint.state()).timestampMicros());
            }
        }
        while (hasMore() && applyNext() != null) {
            if (appliedOp % Limits.MAX_APPLIED_IN_A_STEP == 0) {
                state.outputs.dropReplayed();
            }
        }
        state.outputs.dropReplayed();
        state.log.load(Math.max(appliedOp, state.commitNumber));
        logReplaced();
    }

    boolean hasMore() {
        return appliedOp < state.commitNumber && !state.log.holes().isMissing(appliedOp + 1);
    }

    /** Applies what is committed, up to a tick or as much as one step takes. */
    void applyCommitted() {
        int left = Limits.MAX_APPLIED_IN_A_STEP;
        while (hasMore() && left-- > 0) {
            EntryKind applied = applyNext();
            if (applied == null || applied == EntryKind.TICK) {
                break;
            }
        }
        if (state.divergence.isDiverged()) {
            state.outputs.dropUnserved();
        }
        state.log.evict(Math.min(appliedOp, state.durability.forcedOp()));
    }

    /** Applies the next op, unless its body turns out to be lost: then it waits. */
    private @Nullable EntryKind applyNext() {
        LogEntry entry = state.log.at(appliedOp + 1);
        if (entry == null) {
            return null;
        }
        switch (entry.kind()) {
            case GENESIS -> {}
            case COMMAND -> answer(clientTable.apply(entry, stateMachine));
            case REGISTER -> answer(clientTable.register(entry, stateMachine));
            case CHECKPOINT_VOUCHED -> checkpoints.vouched(CheckpointId.of(entry));
            case UPGRADE -> upgrade(entry);
            case REPLACE_MEMBER -> state.membership.apply(entry);
            case RECONFIGURE -> state.membership.applySize(entry);
            case RESOLVE -> state.alarm("LOG_ENDED_BY_DECISION", Resolution.of(entry).text());
            case TICK -> {
                frames.apply(entry, state.viewNumber, stateMachine, state.outputs);
                state.divergence.cut(frames.frameNumber(), frames.digest());
            }
        }
        appliedOp = entry.opNumber();
        unapplied.applied(entry);
        if (appliedOp > capturedThrough
                && !state.divergence.isDiverged()
                && Checkpoints.isDueAfter(appliedOp, state.configuration.genesis(), stateMachine)) {
            checkpoints.capture(entry);
        }
        return entry.kind();
    }

    private void upgrade(LogEntry entry) {
        if (Upgrades.apply(entry, stateMachine)) {
            state.counters.count("upgrades");
        }
    }

    private void answer(ClientReply reply) {
        if (!state.divergence.isDiverged()) {
            state.outputs.reply(reply);
            state.clientRequests.answered(reply);
        }
    }

    /** Asks the state machine, as it is now. */
    QueryAnswer answer(Query query) {
        Encodable answer = stateMachine.answer(query.question());
        return new QueryAnswer(
                query.number(),
                appliedOp,
                frames.frameNumber(),
                answer,
                answer == null ? "the bytes are no question of this version" : "");
    }

    /** Entries were appended. */
    void appended(LogEntry entry) {
        unapplied.appended(entry);
        state.membership.appended(entry);
    }

    /** The log after appliedOp is another one now. */
    void logReplaced() {
        unapplied.rebuild(state.log, appliedOp, frames.lastTickOp(), frames.lastTickMicros());
        state.membership.rebuild(state.log, appliedOp);
    }

    /** Bodies that were missing are there again. */
    void bodiesRepaired() {
        if (state.isWholeThrough(state.log.opNumber())) {
            logReplaced();
        }
    }

    /** Gives out a checkpoint whose log is forced (rule 15). */
    void releaseCheckpoint() {
        checkpoints.release();
    }

    /** A checkpoint is durable under its name. */
    void checkpointPublished(Input.CheckpointPublished published) {
        CheckpointId checkpoint = new CheckpointId(published.opNumber(), published.digest());
        checkpoints.published(checkpoint);
        state.outputs.write(
                new JournalRecord.CheckpointTaken(published.opNumber(), published.digest()));
        state.durability.recordWritten();
        state.catchUp.published(checkpoint);
    }

    /** The state is that of a checkpoint that was fetched. */
    void takeOver(CheckpointId checkpoint, byte[] bytes) {
        checkpoints.restore(checkpoint.opNumber(), bytes);
        appliedOp = checkpoint.opNumber();
    }

    void keyframeEncoded(Input.KeyframeEncoded encoded) {
        frames.keyframeEncoded(encoded.frameNumber(), encoded.digest());
    }
}
