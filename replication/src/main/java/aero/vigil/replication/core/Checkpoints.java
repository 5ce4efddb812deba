package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Captures of the whole replicated state at op-number multiples (VRR §5.1), and where an op orders
 * one: the same op, the same bytes everywhere. A capture is given out only when the own journal is
 * forced through it (rule 15): a checkpoint must never be ahead of its log.
 *
 * <p>Its bytes: layout, version of the state machine, op (4, 4 and 8 bytes), the hash and the stamp
 * of that op's entry, so that a log can go on above it; the checkpoint last vouched for; then frame
 * chain, sessions, and the state machine's state.
 */
public class Checkpoints {

    private static final int LAYOUT = 2;

    /** Checkpoints kept on the disk. */
    private static final int KEPT = 2;

    /** Own digests kept for comparison with what the log vouches for later. */
    private static final int MOST_OWN = 8;

    private final ReplicaState state;
    private @Nullable CheckpointCapture captured;

    /** Own captures given out and not published yet. */
    private final TreeSet<Long> captures = new TreeSet<>();

    /** Own captures given out, not published yet, and of a state that was discarded since. */
    private final TreeSet<Long> disowned = new TreeSet<>();

    /** What came from others, of what is held. */
    private final TreeSet<Long> fetched = new TreeSet<>();

    /** On the disk, and perhaps of a wrong state: gone as soon as the one below is held. */
    private final List<CheckpointId> suspects = new ArrayList<>();

    /** What the state was reloaded from. */
    private CheckpointId reloaded = CheckpointId.NONE;

    private CheckpointId published = CheckpointId.NONE;

    /** What f + 1 replicas have, says the log as far as it is applied; replicated. */
    private CheckpointId vouched = CheckpointId.NONE;

    /** What was computed here, or started from, of the last few ops. */
    private final TreeMap<Long, Digest> own = new TreeMap<>();

    /** What is on this disk, as far as this life knows. */
    private final TreeMap<Long, CheckpointId> held = new TreeMap<>();

    /** The newest that was computed here. */
    private CheckpointId computed = CheckpointId.NONE;

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

    /**
     * The newest that this replica has computed and published, or started from: a former life has
     * computed that, or f + 1 have vouched for it, or it is borrowed, which {@link Divergence}
     * knows. What this life has fetched vouches for nothing.
     */
    CheckpointId computed() {
        return computed;
    }

    /** What can be given out. */
    Collection<CheckpointId> held() {
        return held.values();
    }

    /** Whether it was computed here, or started from. */
    boolean isComputed(CheckpointId checkpoint) {
        return checkpoint.digest().equals(own.get(checkpoint.opNumber()));
    }

    /** The newest that the log vouches for, as far as it is applied. */
    CheckpointId vouched() {
        return vouched;
    }

    /**
     * Whether all replicas take one of the state after this op: each interval, and when ordered.
     */
    static boolean isDueAfter(long opNumber, Genesis genesis, StateMachine stateMachine) {
        return opNumber > 0
                && (opNumber % genesis.checkpointInterval() == 0
                        || opNumber == stateMachine.checkpointOrderedAt());
    }

    void capture(LogEntry last) {
        captured =
                captureOf(new Head(last.opNumber(), last.hash(), last.timestampMicros(), vouched));
    }

    /** The state before op 1, which is the same everywhere without anybody's vouching. */
    Encodable captureInitial() {
        return captureOf(new Head(0, Digest.ZERO, 0, CheckpointId.NONE)).checkpoint();
    }

    private CheckpointCapture captureOf(Head head) {
        Execution execution = state.execution;
        return new CheckpointCapture(
                head.opNumber(),
                captureOf(
                        head,
                        state.membership.capture(),
                        execution.frames(),
                        execution.clientTable(),
                        execution.stateMachine()),
                false,
                state.divergence.isBorrowed());
    }

    /** The bytes of a checkpoint, by a shallow copy of what these parts hold now. */
    static Encodable captureOf(
            Head head,
            Encodable members,
            FrameChain frames,
            ClientTable clientTable,
            StateMachine stateMachine) {
        ClientTable.Session[] sessions = clientTable.capture();
        Encodable chain = frames.capture();
        Encodable machine = stateMachine.captureState();
        int version = stateMachine.version();
        return () -> {
            Bytes bytes = new Bytes().putInt(LAYOUT).putInt(version);
            head.encode(bytes);
            bytes.putBlock(members.encode());
            bytes.putBlock(chain.encode());
            ClientTable.encode(sessions, bytes);
            return bytes.putBlock(machine.encode()).toArray();
        };
    }

    /** Gives out what was captured, once the own log is durable through it (rule 15). */
    void release() {
        CheckpointCapture capture = captured;
        if (capture != null && capture.opNumber() <= releasableOp()) {
            state.outputs.checkpoint(capture);
            captures.add(capture.opNumber());
            captured = null;
        }
    }

    /** Checkpoints up to here may be published. */
    protected long releasableOp() {
        return state.durability.forcedOp();
    }

    /**
     * The state was wrong, nobody knows since when (rule 21): of what was computed here only what
     * it is reloaded from now is right for certain. A later start must not find the others.
     */
    protected void distrustAllBut(CheckpointId right) {
        disowned.addAll(captures);
        reloaded = right;
        computed = CheckpointId.NONE;
        List<CheckpointId> here = List.copyOf(held.values());
        for (CheckpointId each : here) {
            if (!each.equals(right) && !fetched.contains(each.opNumber())) {
                held.remove(each.opNumber());
                suspects.add(each);
            }
        }
        published = held.isEmpty() ? CheckpointId.NONE : held.lastEntry().getValue();
        discardSuspects();
    }

    private void discardSuspects() {
        if (reloaded.opNumber() == 0 || reloaded.equals(held.get(reloaded.opNumber()))) {
            suspects.forEach(state.outputs::discardCheckpoint);
            suspects.clear();
        }
    }

    /** A checkpoint is durable under its name. */
    void published(CheckpointId checkpoint) {
        if (disowned.remove(checkpoint.opNumber())) {
            suspects.add(checkpoint);
            discardSuspects();
            return;
        }
        if (checkpoint.opNumber() > published.opNumber()) {
            published = checkpoint;
        }
        held.put(checkpoint.opNumber(), checkpoint);
        discardSuspects();
        if (!captures.remove(checkpoint.opNumber())) {
            fetched.add(checkpoint.opNumber());
            keepReachedAnd(checkpoint);
            return; // a copy vouches for nothing
        }
        while (held.size() > KEPT) {
            fetched.remove(held.pollFirstEntry().getKey());
        }
        computed = checkpoint;
        own.put(checkpoint.opNumber(), checkpoint.digest());
        if (own.size() > MOST_OWN) {
            own.pollFirstEntry();
        }
        report(checkpoint);
        compare();
    }

    /** For the own counting, should this replica lead: of a borrowed state it is no witness. */
    private void report(CheckpointId checkpoint) {
        if (!state.divergence.isBorrowed()) {
            state.vouching.reported(state.index, checkpoint);
        }
    }

    /** Of those that the log has not reached only this is of use; of the others the newest two. */
    private void keepReachedAnd(CheckpointId newest) {
        long reached = state.log.opNumber();
        held.keySet().removeIf(op -> op > reached && op < newest.opNumber());
        while (held.headMap(reached, true).size() > KEPT) {
            held.pollFirstEntry();
        }
        fetched.retainAll(held.keySet());
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
        if (mine != null && mine.equals(vouched.digest())) {
            state.divergence.confirmed(vouched.opNumber());
        } else if (mine != null) {
            own.remove(vouched.opNumber());
            state.divergence.differs(
                    "the checkpoint of op " + vouched.opNumber(), mine, vouched.digest());
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

    /** The members at a checkpoint's op, as {@link Membership#capture} encodes them. */
    static byte[] membersOf(byte[] checkpoint) {
        headOf(checkpoint);
        ByteReader reader = new ByteReader(checkpoint);
        reader.getInt();
        reader.getInt();
        Head.decode(reader);
        return reader.getBlock();
    }

    /**
     * Takes over a checkpoint's state.
     *
     * @throws IllegalArgumentException if these bytes are not the checkpoint of this op, in this
     *     version
     */
    void restore(long opNumber, byte[] checkpoint) {
        Execution execution = state.execution;
        Contents contents =
                restore(
                        opNumber,
                        checkpoint,
                        execution.frames(),
                        execution.clientTable(),
                        execution.stateMachine());
        if (opNumber >= execution.appliedOp()) {
            state.membership.restore(contents.members());
        } // else it knows more, and all of that is committed
        vouched = contents.head().vouched();
        captured = null;
        captures.clear(); // of the state that was before
        own.clear();
    }

    /**
     * What a checkpoint holds beside the state of its parts.
     *
     * @param members as {@link Membership#capture} encodes them
     */
    record Contents(Head head, byte[] members) {}

    /**
     * Gives each part what a checkpoint holds of it, and the rest back.
     *
     * @throws IllegalArgumentException if these bytes are not the checkpoint of this op, in this
     *     version
     */
    static Contents restore(
            long opNumber,
            byte[] checkpoint,
            FrameChain frames,
            ClientTable clientTable,
            StateMachine stateMachine) {
        ByteReader reader = new ByteReader(checkpoint);
        int layout = reader.getInt();
        int version = reader.getInt();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("this build knows no checkpoint layout " + layout);
        }
        if (version < stateMachine.oldestVersion() || version > stateMachine.newestVersion()) {
            throw new UnsupportedVersionException(
                    "the checkpoint of op " + opNumber, version, stateMachine);
        }
        Head head = Head.decode(reader);
        if (head.opNumber() != opNumber) {
            throw new IllegalArgumentException(
                    "a checkpoint of op " + head.opNumber() + " is not the one of op " + opNumber);
        }
        byte[] members = reader.getBlock();
        frames.restore(reader.getBlock());
        clientTable.restore(reader);
        stateMachine.restore(reader.getBlock());
        reader.expectEnd();
        return new Contents(head, members);
    }

    /**
     * A start goes on from this checkpoint, and answers for it as a former life has: else nobody
     * would vouch for any after a start of all, until the next.
     */
    void startFrom(StoredCheckpoint checkpoint) {
        long opNumber = checkpoint.opNumber();
        restore(opNumber, checkpoint.state());
        published =
                new CheckpointId(
                        opNumber,
                        CheckpointPieces.digest(
                                checkpoint.state(), state.bounds.checkpointPieceBytes()));
        held.put(opNumber, published);
        own.put(opNumber, published.digest());
        computed = published;
        if (checkpoint.borrowed()) {
            state.divergence.startedBorrowed(opNumber);
        }
        report(published);
    }
}
