package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * Captures of the whole replicated state at op-number multiples (VRR §5.1): the same op, the same
 * bytes everywhere. A capture is given out only when the own journal is forced through it (rule
 * 15): a checkpoint must never be ahead of its log.
 */
final class Checkpoints {

    private static final int LAYOUT = 1;

    private final ClientTable clientTable;
    private final FrameChain frames;
    private final StateMachine stateMachine;
    private @Nullable CheckpointCapture captured;
    private long publishedOp;

    Checkpoints(ClientTable clientTable, FrameChain frames, StateMachine stateMachine) {
        this.clientTable = clientTable;
        this.frames = frames;
        this.stateMachine = stateMachine;
    }

    long publishedOp() {
        return publishedOp;
    }

    void capture(long appliedOp) {
        ClientTable.Session[] sessions = clientTable.capture();
        Encodable chain = frames.capture();
        Encodable machine = stateMachine.captureState();
        int version = stateMachine.version();
        captured =
                new CheckpointCapture(
                        appliedOp,
                        () -> {
                            Bytes bytes =
                                    new Bytes().putInt(LAYOUT).putInt(version).putLong(appliedOp);
                            bytes.putBlock(chain.encode());
                            ClientTable.encode(sessions, bytes);
                            return bytes.putBlock(machine.encode()).toArray();
                        });
    }

    void release(long forcedOp, Outputs outputs) {
        CheckpointCapture capture = captured;
        if (capture != null && capture.opNumber() <= forcedOp) {
            outputs.checkpoint(capture);
            captured = null;
        }
    }

    void published(long opNumber) {
        publishedOp = Math.max(publishedOp, opNumber);
    }

    /**
     * Takes over a checkpoint's state.
     *
     * @throws IllegalArgumentException if these bytes are not the checkpoint of this op, in this
     *     version
     */
    void restore(long opNumber, byte[] checkpoint) {
        ByteReader reader = new ByteReader(checkpoint);
        int layout = reader.getInt();
        int version = reader.getInt();
        long op = reader.getLong();
        if (layout != LAYOUT || version != stateMachine.version() || op != opNumber) {
            throw new IllegalArgumentException(
                    "a checkpoint of layout "
                            + layout
                            + ", version "
                            + version
                            + ", op "
                            + op
                            + " is not the one of op "
                            + opNumber
                            + ", version "
                            + stateMachine.version());
        }
        frames.restore(reader.getBlock());
        clientTable.restore(reader);
        stateMachine.restore(reader.getBlock());
        reader.expectEnd();
        publishedOp = opNumber;
    }
}
