package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of what replicas have computed, and what becomes of one that has computed
 * something else (rule 21; seams.md §4).
 *
 * <p>Every acknowledgement carries the last frame's number and digest; the primary compares them,
 * and each heartbeat says the newest frame that f + 1 have cut alike. A replica that has cut that
 * frame otherwise has a corrupted state. It discards its state, never its vote or its journal: it
 * goes on acknowledging, and stops serving and leading, until it has reloaded a vouched checkpoint,
 * replayed its log, and cuts the same frames again.
 *
 * <p>The digest of a frame covers a fresh hash of a 64th of the picture and the digest before it:
 * so corruption shows within 64 frames, and does not go away.
 */
public class Divergence {

    /** Frames whose digests are kept: 25 s. */
    private static final int FRAMES = 256;

    /** A reload that has not helped is tried again, perhaps from a newer checkpoint. */
    private static final int RELOAD_AGAIN_TICKS = 100;

    /** A checkpoint that has not been loaded by then is tried to be loaded anew. */
    private static final int LOAD_TICKS = 1_000;

    private final ReplicaState state;
    private final TreeMap<Long, Digest> own = new TreeMap<>();
    private final TreeMap<Long, AgreedFrame> agreed = new TreeMap<>();

    /** At the primary: what the others have said of each frame. */
    private final TreeMap<Long, @Nullable Report[]> reports = new TreeMap<>();

    /** At the primary: who was named. */
    private final boolean[] named;

    private boolean disputed;

    /** The checkpoint that was taken at one replica's word, and not vouched for since (rule 16). */
    private long borrowedOp;

    private AgreedFrame newest = AgreedFrame.NONE;
    private Phase phase = Phase.SOUND;
    private long phaseTick = -RELOAD_AGAIN_TICKS;

    private record Report(Digest digest, long release) {}

    private enum Phase {
        /** Nothing speaks against the state. */
        SOUND,
        /** It is to be discarded as soon as there is a checkpoint. */
        CORRUPT,
        /** The checkpoint is being read or fetched. */
        LOADING,
        /** The log above it is being applied again. */
        REPLAYING
    }

    protected Divergence(ReplicaState state) {
        this.state = state;
        this.named = new boolean[state.places];
    }

    /** Whether this replica's state is, or may be, another than the others': it must not serve. */
    boolean isDiverged() {
        return phase != Phase.SOUND;
    }

    /** Whether its word alone is no word for its state: that is wrong, disputed, or another's. */
    boolean isDoubtful() {
        return isDiverged() || disputed || isBorrowed();
    }

    /**
     * Whether the state is what one replica alone said: its frames and checkpoints are no second
     * word for that one's.
     */
    boolean isBorrowed() {
        return borrowedOp > 0;
    }

    /** The state is about to be that of a checkpoint from others; perhaps of one alone. */
    void replaced(CheckpointId checkpoint, boolean byOneAlone) {
        borrowedOp = byOneAlone ? checkpoint.opNumber() : 0;
        if (isDiverged()) {
            state.execution.checkpoints().distrustAllBut(checkpoint);
            own.clear();
            phase = Phase.REPLAYING;
        }
    }

    /** A former life has borrowed the state that this one starts from. */
    void startedBorrowed(long opNumber) {
        borrowedOp = opNumber;
        state.alarm(
                "CHECKPOINT_UNVOUCHED",
                "the checkpoint of op "
                        + opNumber
                        + ", which this start goes on from, goes back to what one replica alone"
                        + " said");
    }

    /** What was computed here, or started from, is what the log vouches for. */
    void confirmed(long opNumber) {
        if (opNumber >= borrowedOp) {
            borrowedOp = 0;
        }
    }

    /** The newest frame that f + 1 have cut alike; for the heartbeat. */
    AgreedFrame newestAgreed() {
        return newest;
    }

    /** A view begins with this replica as its primary. */
    void beginView() {
        reports.clear();
        Arrays.fill(named, false);
        disputed = false;
    }

    /** This replica has cut a frame. */
    void cut(long frameNumber, Digest digest) {
        own.put(frameNumber, digest);
        if (own.size() > FRAMES) {
            own.pollFirstEntry();
        }
        if (state.normalOperation.isLeading()) {
            reported(state.index, frameNumber, digest, state.configuration.release());
        }
        compare(frameNumber);
    }

    /** At the primary: a backup acknowledges, and says which frame it has cut. */
    void reported(int replica, Health health) {
        if (health.frameNumber() > 0) {
            reported(replica, health.frameNumber(), health.frameDigest(), health.release());
        }
    }

    private void reported(int replica, long frameNumber, Digest digest, long release) {
        @Nullable Report[] row = reports.get(frameNumber);
        if (row == null) {
            row = new @Nullable Report[state.places];
            reports.put(frameNumber, row);
            if (reports.size() > FRAMES) {
                reports.pollFirstEntry();
            }
            if (reports.get(frameNumber) == null) {
                return; // older than all that are kept
            }
            Digest mine = own.get(frameNumber);
            if (mine != null) {
                row[state.index] = new Report(mine, state.configuration.release());
            }
        }
        Report report = new Report(digest, release);
        if (!report.equals(row[replica])) {
            row[replica] = report;
            judge(frameNumber, row);
        }
    }

    private void judge(long frameNumber, @Nullable Report[] row) {
        boolean different = false;
        for (Report candidate : row) {
            if (candidate == null) {
                continue;
            }
            List<Report> same = likeIt(candidate, row);
            if (same.size() >= state.quorum()) {
                name(row, agreed(frameNumber, same));
                return;
            }
            different |= isContradicted(candidate, row);
        }
        if (different && !disputed) {
            disputed = true;
            state.alarm(
                    "DIGESTS_DIFFER",
                    "frame "
                            + frameNumber
                            + " has different digests, and no majority for one: "
                            + Arrays.toString(row));
        }
    }

    /** Whoever has cut the same, whatever it runs. */
    private static List<Report> likeIt(Report candidate, @Nullable Report[] row) {
        List<Report> same = new ArrayList<>();
        for (Report other : row) {
            if (other != null && other.digest().equals(candidate.digest())) {
                same.add(other);
            }
        }
        return same;
    }

    private static AgreedFrame agreed(long frameNumber, List<Report> same) {
        List<Long> releases = new ArrayList<>();
        for (Report each : same) {
            if (!releases.contains(each.release())) {
                releases.add(each.release());
            }
        }
        return new AgreedFrame(frameNumber, same.get(0).digest(), releases);
    }

    /** Whether one that runs the same has cut something else. */
    private static boolean isContradicted(Report candidate, @Nullable Report[] row) {
        for (Report other : row) {
            if (other != null
                    && other.release() == candidate.release()
                    && !other.digest().equals(candidate.digest())) {
                return true;
            }
        }
        return false;
    }

    /** This is what f + 1 have cut: who should have cut it too, and has not, is named, once. */
    private void name(@Nullable Report[] row, AgreedFrame right) {
        disputed = false;
        for (int i = 0; i < row.length; i++) {
            Report report = row[i];
            if (report == null || !right.bindsRelease(report.release())) {
                continue;
            }
            boolean wrong = !report.digest().equals(right.digest());
            if (wrong && !named[i] && i != state.index) {
                state.alarm(
                        "DIVERGED",
                        i,
                        "replica "
                                + i
                                + " has cut frame "
                                + right.frameNumber()
                                + " as "
                                + report.digest()
                                + ", a majority as "
                                + right.digest());
            }
            named[i] = wrong;
        }
        if (right.frameNumber() >= newest.frameNumber()) {
            newest = right;
        }
        agreed(right);
    }

    /** The primary says what f + 1 have cut. */
    void agreed(AgreedFrame frame) {
        if (frame.frameNumber() == 0 || !frame.bindsRelease(state.configuration.release())) {
            return;
        }
        agreed.put(frame.frameNumber(), frame);
        if (agreed.size() > FRAMES) {
            agreed.pollFirstEntry();
        }
        compare(frame.frameNumber());
    }

    private void compare(long frameNumber) {
        Digest mine = own.get(frameNumber);
        AgreedFrame right = agreed.get(frameNumber);
        if (mine == null || right == null) {
            return;
        }
        if (!mine.equals(right.digest())) {
            differs("frame " + frameNumber, mine, right.digest());
        } else if (phase == Phase.REPLAYING
                && !state.execution.hasMore()
                && frameNumber == state.execution.frameNumber()) {
            phase = Phase.SOUND;
            state.counters.count("divergence.ended");
            state.alarm("CONVERGED", "frame " + frameNumber + " is the same again as elsewhere");
        }
    }

    /** Something computed here is not what f + 1 others have computed. */
    void differs(String what, Digest mine, Digest right) {
        if (phase == Phase.LOADING || phase == Phase.CORRUPT) {
            return;
        }
        state.counters.count("divergence.found");
        state.alarm(
                "DIVERGED",
                what
                        + " is "
                        + mine
                        + " here and "
                        + right
                        + " at a majority: this replica discards its state, and serves nobody until"
                        + " it has the right one");
        phase = Phase.CORRUPT;
        discard();
    }

    /** The state is worth nothing now; the vote and the journal are what they were. */
    protected void discard() {
        if (state.normalOperation.isLeading()) {
            state.normalOperation.leadership().end();
            state.suspicion.abdicate();
        }
    }

    /** Takes part in no quorum from now on. */
    protected final void takePartNoMore() {
        state.status = ReplicaStatus.Status.RECOVERING;
        state.durability.voteChanged();
    }

    /** What has not come, or has not helped, is tried again. */
    void clockTick() {
        boolean late = phase == Phase.LOADING && state.tick - phaseTick >= LOAD_TICKS;
        if (phase == Phase.CORRUPT || late) {
            reload();
        }
    }

    private void reload() {
        if (state.tick - phaseTick < RELOAD_AGAIN_TICKS) {
            return;
        }
        phaseTick = state.tick;
        CheckpointId from = state.execution.checkpoints().vouched();
        if (from.opNumber() < state.log.firstOp() - 1) {
            return; // the log does not reach back to it: the next that is vouched for
        }
        phase = Phase.LOADING;
        if (from.opNumber() == 0) {
            loaded(from, state.execution.initialState());
        } else if (state.execution.checkpoints().held().contains(from)) {
            state.outputs.loadCheckpoint(from);
        } else {
            state.catchUp.fetchState(from);
        }
    }

    /** A checkpoint was read from the own disk, or could not be. */
    void checkpointLoaded(CheckpointId checkpoint, byte @Nullable [] bytes) {
        if (phase != Phase.LOADING) {
            return;
        }
        if (bytes == null) {
            state.catchUp.fetchState(checkpoint);
        } else {
            loaded(checkpoint, bytes);
        }
    }

    /** The state is discarded, and is now that of a checkpoint that is right. */
    void loaded(CheckpointId checkpoint, byte[] bytes) {
        if (phase != Phase.LOADING) {
            return;
        }
        own.clear();
        borrowedOp = 0;
        phase = Phase.REPLAYING;
        Checkpoints checkpoints = state.execution.checkpoints();
        boolean isHere = checkpoints.held().contains(checkpoint) || checkpoint.opNumber() == 0;
        checkpoints.distrustAllBut(checkpoint);
        state.execution.reload(checkpoint.opNumber(), bytes);
        if (!isHere) {
            state.outputs.checkpoint(
                    new CheckpointCapture(checkpoint.opNumber(), () -> bytes, true, false));
        }
        state.counters.count("divergence.reloads");
    }
}
