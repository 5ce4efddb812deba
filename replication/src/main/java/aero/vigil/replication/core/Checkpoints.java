package aero.vigil.replication.core;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Captures of the whole replicated state at op-number multiples (VRR §5.1): the same op, the same
 * bytes everywhere. A capture is given out only when the own journal is forced through it (rule
 * 15): a checkpoint must never be ahead of its log.
 *
 * <p>Its bytes: layout, version of the state machine, op (4, 4 and 8 bytes), the hash and the stamp
 * of that op's entry, so that a log can go on above it; the checkpoint last vouched for; then frame
 * chain, sessions, and the state machine's state.
 */
public class Checkpoints {

    private static final int LAYOUT = 2;

    /** Own digests kept for comparison with what the log vouches for later. */
    private static final int MOST_OWN = 8;

    private final ReplicaState state;
    private @Nullable CheckpointCapture captured;
    private CheckpointId published = CheckpointId.NONE;

    /** What f + 1 replicas have, says the log as far as it is applied; replicated. */
    private CheckpointId vouched = CheckpointId.NONE;

    private final TreeMap<Long, Digest> own = new TreeMap<>();

    protected Checkpoints(ReplicaState state) {
        this.state = state;
    }

    /**
     * What stands before the state in a checkpoint.
     *
     * @param opNumber the last op applied
     * @param hash of its entry
     * @param timestampMicros its stamp
     * @param vouched the checkpoint last vouched for when it was applied
     */
    record Head(long opNumber, Digest hash, long timestampMicros, CheckpointId vouched) {

        private void encode(Bytes bytes) {
            bytes.putLong(opNumber)
                    .putDigest(hash)
                    .putLong(timestampMicros)
                    .putLong(vouched.opNumber())
                    .putDigest(vouched.digest());
        }

        private static Head decode(ByteReader reader) {
            return new Head(
                    reader.getLong(),
                    reader.getDigest(),
                    reader.getLong(),
                    new CheckpointId(reader.getLong(), reader.getDigest()));
        }
    }

    /** The newest that is durable here. */
    CheckpointId published() {
        return published;
    }

    /** The newest that the log vouches for, as far as it is applied. */
    CheckpointId vouched() {
        return vouched;
    }

    void capture(LogEntry last) {
        Execution execution = state.execution;
        Encodable members = state.membership.capture();
        ClientTable.Session[] sessions = execution.clientTable().capture();
        Encodable chain = execution.frames().capture();
        Encodable machine = execution.stateMachine().captureState();
        int version = execution.stateMachine().version();
        Head head = new Head(last.opNumber(), last.hash(), last.timestampMicros(), vouched);
        captured =
                new CheckpointCapture(
                        last.opNumber(),
                        () -> {
                            Bytes bytes = new Bytes().putInt(LAYOUT).putInt(version);
                            head.encode(bytes);
                            bytes.putBlock(members.encode());
                            bytes.putBlock(chain.encode());
                            ClientTable.encode(sessions, bytes);
                            return bytes.putBlock(machine.encode()).toArray();
                        });
    }

    /** Gives out what was captured, once the own log is durable through it (rule 15). */
    void release() {
        CheckpointCapture capture = captured;
        if (capture != null && capture.opNumber() <= releasableOp()) {
            state.outputs.checkpoint(capture);
            captured = null;
        }
    }

    /** Checkpoints up to here may be published. */
    protected long releasableOp() {
        return state.durability.forcedOp();
    }

    /** A checkpoint is durable under its name. */
    void published(CheckpointId checkpoint) {
        if (checkpoint.opNumber() > published.opNumber()) {
            published = checkpoint;
        }
        own.put(checkpoint.opNumber(), checkpoint.digest());
        if (own.size() > MOST_OWN) {
            own.pollFirstEntry();
        }
        state.vouching.reported(state.index, checkpoint);
        compare();
    }

    /** The log says what f + 1 replicas have. */
    void vouched(CheckpointId checkpoint) {
        if (checkpoint.opNumber() > vouched.opNumber()) {
            vouched = checkpoint;
            state.counters.count("checkpoints.vouched");
            compare();
        }
    }

    private void compare() {
        Digest mine = own.get(vouched.opNumber());
        if (mine != null && !mine.equals(vouched.digest())) {
            state.alarm(
                    "CHECKPOINT_DIFFERS",
                    "the checkpoint of op "
                            + vouched.opNumber()
                            + " is "
                            + mine
                            + " here, "
                            + vouched.digest()
                            + " at a majority");
        }
    }

    /**
     * What a checkpoint says of itself.
     *
     * @throws IllegalArgumentException if these bytes are none of this layout
     */
    static Head headOf(byte[] checkpoint) {
        ByteReader reader = new ByteReader(checkpoint);
        int layout = reader.getInt();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("this build knows no checkpoint layout " + layout);
        }
        reader.getInt(); // the version of the state machine
        return Head.decode(reader);
    }

    /**
     * Takes over a checkpoint's state.
     *
     * @throws IllegalArgumentException if these bytes are not the checkpoint of this op, in this
     *     version
     */
    void restore(long opNumber, byte[] checkpoint) {
        Execution execution = state.execution;
        ByteReader reader = new ByteReader(checkpoint);
        int layout = reader.getInt();
        int version = reader.getInt();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("this build knows no checkpoint layout " + layout);
        }
        if (version < execution.stateMachine().oldestVersion()
                || version > execution.stateMachine().newestVersion()) {
            throw new UnsupportedVersionException(
                    "the checkpoint of op " + opNumber, version, execution.stateMachine());
        }
        Head head = Head.decode(reader);
        if (head.opNumber() != opNumber) {
            throw new IllegalArgumentException(
                    "a checkpoint of op " + head.opNumber() + " is not the one of op " + opNumber);
        }
        state.membership.restore(reader.getBlock());
        execution.frames().restore(reader.getBlock());
        execution.clientTable().restore(reader);
        execution.stateMachine().restore(reader.getBlock());
        reader.expectEnd();
        vouched = head.vouched();
        captured = null;
    }

    /** A start goes on from this checkpoint. */
    void startFrom(long opNumber, byte[] checkpoint) {
        restore(opNumber, checkpoint);
        published =
                new CheckpointId(
                        opNumber,
                        CheckpointPieces.digest(checkpoint, state.bounds.checkpointPieceBytes()));
        own.put(opNumber, published.digest());
        state.vouching.reported(state.index, published);
    }
}
