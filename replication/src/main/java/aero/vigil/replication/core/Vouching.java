package aero.vigil.replication.core;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At the primary: which checkpoint f + 1 replicas report with the same digest, so that it may be
 * logged as vouched (rule 16).
 *
 * <p>Every replica reports the newest it has published, with each acknowledgement; they come to an
 * op one after the other, so what was reported of the last few ops is kept.
 */
public class Vouching {

    /** Ops whose reports are kept: a replica is seldom further behind and still acknowledges. */
    private static final int MOST_OPS = 8;

    private final ReplicaState state;

    /** What each replica reported, by op; bounded. */
    private final TreeMap<Long, @Nullable Digest[]> reports = new TreeMap<>();

    protected Vouching(ReplicaState state) {
        this.state = state;
    }

    /** A replica, perhaps this one, says which checkpoint it has. */
    void reported(int replica, CheckpointId checkpoint) {
        if (checkpoint.opNumber() == 0) {
            return;
        }
        @Nullable Digest[] digests = reports.get(checkpoint.opNumber());
        if (digests == null) {
            digests = new @Nullable Digest[state.places];
            reports.put(checkpoint.opNumber(), digests);
            if (reports.size() > MOST_OPS) {
                reports.pollFirstEntry();
            }
        }
        if (checkpoint.digest().equals(digests[replica])) {
            return;
        }
        digests[replica] = checkpoint.digest();
        for (Digest other : digests) {
            if (other != null && !other.equals(checkpoint.digest())) {
                state.alarm(
                        "CHECKPOINT_DIFFERS",
                        "replicas have different checkpoints of op "
                                + checkpoint.opNumber()
                                + ", "
                                + checkpoint.digest()
                                + " at "
                                + replica);
                return;
            }
        }
    }

    /** The newest checkpoint that enough replicas report and the log does not vouch for yet. */
    @Nullable CheckpointId due() {
        long vouchedOp =
                Math.max(
                        state.execution.unapplied().lastVouchedOp(),
                        state.execution.checkpoints().vouched().opNumber());
        for (long op : reports.descendingKeySet()) {
            if (op <= vouchedOp) {
                return null;
            }
            Digest agreed = agreed(reports.get(op));
            if (agreed != null) {
                return new CheckpointId(op, agreed);
            }
        }
        return null;
    }

    private @Nullable Digest agreed(@Nullable Digest @Nullable [] digests) {
        if (digests == null) {
            return null;
        }
        for (Digest candidate : digests) {
            int same = 0;
            for (Digest other : digests) {
                same += candidate != null && candidate.equals(other) ? 1 : 0;
            }
            if (candidate != null && same >= needed()) {
                return candidate;
            }
        }
        return null;
    }

    /** How many must report the same: then one that is right is among them. */
    protected int needed() {
        return state.quorum();
    }
}
