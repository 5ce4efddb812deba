package aero.vigil.replication.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed log applied again, op by op, by nobody's clock: what a replica has done when it
 * applied the same ops (VRR §4.1, step 5), without any of the protocol. The same parts do it, so
 * that the same frames, replies and checkpoints come of it, byte for byte.
 *
 * <p>Everything that it is given must be committed and follow what it has, by op-number and hash.
 */
public final class Playback {

    private final Genesis genesis;
    private final StateMachine stateMachine;
    private final ClientTable clientTable = new ClientTable();
    private final FrameChain frames = new FrameChain();
    private MemberRoll members;
    private CheckpointId vouched = CheckpointId.NONE;
    private long appliedOp;
    private Digest appliedHash = Digest.ZERO;
    private long appliedMicros;

    /**
     * What applying one op has brought about.
     *
     * @param frame that was cut; only a TICK cuts one
     * @param keyframe that the frame is the moment of; of every fiftieth frame
     * @param reply to who asked; only for COMMAND and REGISTER
     */
    public record Step(
            @Nullable FrameCut frame,
            @Nullable KeyframeCapture keyframe,
            @Nullable ClientReply reply) {

        private static final Step NOTHING = new Step(null, null, null);
    }

    /**
     * Before op 1.
     *
     * @param stateMachine as op 1 configures it, with nothing applied
     */
    public Playback(Genesis genesis, StateMachine stateMachine) {
        this.genesis = genesis;
        this.stateMachine = stateMachine;
        this.members = MemberRoll.of(genesis);
    }

    /** The last op applied; 0 before op 1. */
    public long appliedOp() {
        return appliedOp;
    }

    /** The number of the last frame cut; 0 before the first. */
    public long frameNumber() {
        return frames.frameNumber();
    }

    /** The digest of the last frame cut: of the whole chain up to it. */
    public Digest frameDigest() {
        return frames.digest();
    }

    /**
     * Applies the next op.
     *
     * @throws IllegalArgumentException if it does not follow the last one
     * @throws UnsupportedVersionException if it goes over to a version that this build does not run
     */
    public Step apply(LogEntry entry) {
        if (entry.opNumber() != appliedOp + 1 || !entry.previousHash().equals(appliedHash)) {
            throw new IllegalArgumentException(
                    entry + " does not follow op " + appliedOp + " " + appliedHash);
        }
        Step step =
                switch (entry.kind()) {
                    case GENESIS, RESOLVE -> Step.NOTHING;
                    case COMMAND -> new Step(null, null, clientTable.apply(entry, stateMachine));
                    case REGISTER ->
                            new Step(null, null, clientTable.register(entry, stateMachine));
                    case CHECKPOINT_VOUCHED -> vouch(CheckpointId.of(entry));
                    case UPGRADE -> upgrade(entry);
                    case REPLACE_MEMBER, RECONFIGURE -> {
                        members = members.after(entry);
                        yield Step.NOTHING;
                    }
                    case TICK -> tick(entry);
                };
        appliedOp = entry.opNumber();
        appliedHash = entry.hash();
        appliedMicros = entry.timestampMicros();
        return step;
    }

    private Step vouch(CheckpointId checkpoint) {
        if (checkpoint.opNumber() > vouched.opNumber()) {
            vouched = checkpoint;
        }
        return Step.NOTHING;
    }

    private Step upgrade(LogEntry entry) {
        Upgrades.apply(entry, stateMachine);
        return Step.NOTHING;
    }

    private Step tick(LogEntry entry) {
        Outputs outputs = new Outputs();
        frames.apply(entry, entry.viewNumber(), stateMachine, outputs);
        List<KeyframeCapture> keyframes = outputs.keyframes();
        return new Step(
                outputs.frames().get(0), keyframes.isEmpty() ? null : keyframes.get(0), null);
    }

    /** Who is behind an entry's session, as far as it is open now; empty when it is not. */
    public String userOf(LogEntry entry) {
        ClientTable.Session session = clientTable.find(entry.clientId(), entry.sessionOp());
        return session == null ? "" : session.identity().user();
    }

    /** Whether replicas take a checkpoint of the state after the last op. */
    public boolean isAtCheckpoint() {
        return Checkpoints.isDueAfter(appliedOp, genesis, stateMachine);
    }

    /** The state after the last op, as a replica's checkpoint of that op has it. */
    public Encodable capture() {
        return Checkpoints.captureOf(
                new Checkpoints.Head(appliedOp, appliedHash, appliedMicros, vouched),
                members::encode,
                frames,
                clientTable,
                stateMachine);
    }

    /**
     * The op after which a state is that {@link #capture} has taken.
     *
     * @throws IllegalArgumentException if these bytes are none
     */
    public static long opOf(byte[] captured) {
        return Checkpoints.headOf(captured).opNumber();
    }

    /** The picture after the last frame. */
    public Encodable captureKeyframe() {
        return stateMachine.captureKeyframe(frames.frameNumber());
    }

    /**
     * Goes to the state of a checkpoint, forwards or backwards.
     *
     * @throws IllegalArgumentException if these bytes are not the checkpoint of this op
     * @throws UnsupportedVersionException if it is of a version that this build does not run
     */
    public void restore(long opNumber, byte[] checkpoint) {
        Checkpoints.Contents contents =
                Checkpoints.restore(opNumber, checkpoint, frames, clientTable, stateMachine);
        Checkpoints.Head head = contents.head();
        members = MemberRoll.decode(contents.members());
        vouched = head.vouched();
        appliedOp = head.opNumber();
        appliedHash = head.hash();
        appliedMicros = head.timestampMicros();
    }
}
