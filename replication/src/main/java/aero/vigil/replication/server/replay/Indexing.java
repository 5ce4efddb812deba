package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Playback;
import aero.vigil.replication.core.UnsupportedVersionException;
import aero.vigil.replication.server.AirspaceStateMachine;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The one pass over a record that everything else goes by: applies every op once, notes every frame
 * with its digest, keeps a state every few seconds of the record, writes the time line, and
 * compares what it computes with what was written down. What it has passed can be shown while it
 * goes on.
 */
final class Indexing implements Runnable, Closeable {

    /**
     * A state is kept when so much work lies behind the last one: to go to any moment takes that
     * and what it takes to restore a state, whatever the traffic.
     */
    private static final long WORK_BETWEEN_STATES_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** And never further apart than this: a quarter of an hour of an empty sky. */
    private static final int MOST_FRAMES_BETWEEN_STATES = 9_000;

    private final Recording recording;
    private final States states;
    private final RecordedFrames frames = new RecordedFrames();
    private final TimelineOfRecord timeline = new TimelineOfRecord();
    private final Proof proof = new Proof();
    private final List<String> findings = new ArrayList<>();
    private final AirspaceStateMachine stateMachine;
    private final Playback playback;
    private final EventReader events;
    private final LogReader reader;
    private final long workBetweenStatesNanos;
    private long workSinceStateNanos;
    private long framesSinceState;
    private long workNanos;
    private volatile long op;
    private volatile boolean over;
    private volatile boolean stopped;

    Indexing(Recording recording) throws IOException {
        this(recording, WORK_BETWEEN_STATES_NANOS);
    }

    /** The same with states further apart or nearer. */
    Indexing(Recording recording, long workBetweenStatesNanos) throws IOException {
        this.recording = recording;
        this.workBetweenStatesNanos = workBetweenStatesNanos;
        this.stateMachine = AirspaceStateMachine.of(recording.genesisEntry(), recording.genesis());
        this.playback = new Playback(recording.genesis(), stateMachine);
        this.events = new EventReader(timeline, stateMachine.clock());
        this.reader = recording.reader();
        this.states = States.create();
        this.findings.addAll(recording.findings());
        this.op = recording.bases().firstKey();
    }

    RecordedFrames frames() {
        return frames;
    }

    States states() {
        return states;
    }

    TimelineOfRecord timeline() {
        return timeline;
    }

    Proof proof() {
        return proof;
    }

    /** What is wrong with the record, as far as it has been read. */
    List<String> findings() {
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    /** Whether there is nothing more to come. */
    boolean isOver() {
        return over;
    }

    /** How much of the record is passed, 0 to 100. */
    int percent() {
        long first = recording.bases().firstKey();
        return over || recording.lastOp() <= first
                ? 100
                : (int) (100 * (op - first) / (recording.lastOp() - first));
    }

    /** What applying a frame with its ops has taken on average, nanoseconds. */
    synchronized long nanosPerFrame() {
        return frames.count() == 0 ? 0 : workNanos / frames.count();
    }

    /** Ends the pass where it is. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            startFrom(recording.bases().firstEntry());
            long last = recording.lastOp();
            while (op < last && !stopped) {
                LogEntry entry = reader.read(op + 1);
                if (entry != null) {
                    take(entry);
                } else if (!passOver(op + 1)) {
                    break;
                }
            }
        } catch (IOException e) {
            found("indexing has ended: " + e.getMessage());
        } catch (UnsupportedVersionException | IllegalArgumentException e) {
            found("indexing has ended at op " + (op + 1) + ": " + e.getMessage());
        }
        over = true;
    }

    /** The body of an op is lost: it goes on from the next state that the record holds. */
    private boolean passOver(long lostOp) throws IOException {
        Map.Entry<Long, byte[]> next = recording.bases().ceilingEntry(lostOp);
        found(
                "op "
                        + lostOp
                        + " cannot be read"
                        + (next == null
                                ? ": nothing behind it can be shown"
                                : ": nothing can be shown from there to op " + next.getKey()));
        if (next == null) {
            return false;
        }
        startFrom(next);
        return true;
    }

    private void startFrom(Map.Entry<Long, byte[]> base) throws IOException {
        if (base.getKey() > 0) {
            playback.restore(base.getKey(), base.getValue());
        }
        op = base.getKey();
        events.begin(playback.captureKeyframe().encode());
        keep(playback.capture().encode());
    }

    private void take(LogEntry entry) throws IOException {
        long began = System.nanoTime();
        Playback.Step step = playback.apply(entry);
        long took = System.nanoTime() - began;
        workSinceStateNanos += took;
        op = entry.opNumber();
        ClientReply reply = step.reply();
        if (reply != null) {
            events.command(entry, reply, playback.userOf(entry));
        }
        FrameCut frame = step.frame();
        if (frame != null) {
            take(frame);
        }
        synchronized (this) {
            workNanos += took;
        }
        compare(entry);
    }

    private void take(FrameCut frame) throws IOException {
        events.frame(frame);
        framesSinceState++;
        if (workSinceStateNanos >= workBetweenStatesNanos
                || framesSinceState >= MOST_FRAMES_BETWEEN_STATES) {
            keep(playback.capture().encode());
        }
        Digest carried = recording.digestOf(frame.number());
        if (carried != null) {
            proof.carried(frame, carried);
        }
        // The last: from now on it can be shown.
        frames.add(
                frame.number(), stateMachine.clock().at(frame.timestampMicros()), frame.digest());
    }

    private void keep(byte[] state) throws IOException {
        states.add(new States.State(playback.frameNumber(), playback.appliedOp(), state));
        workSinceStateNanos = 0;
        framesSinceState = 0;
    }

    private void compare(LogEntry entry) {
        if (playback.isAtCheckpoint()) {
            byte[] checkpoint = playback.capture().encode();
            proof.computed(op, digest(checkpoint));
            byte[] written = recording.bases().get(op);
            if (written != null) {
                proof.written(op, digest(written));
            }
        }
        if (entry.kind() == EntryKind.CHECKPOINT_VOUCHED) {
            proof.vouched(CheckpointId.of(entry));
        }
    }

    private static Digest digest(byte[] checkpoint) {
        return CheckpointPieces.digest(checkpoint, Limits.CHECKPOINT_PIECE_BYTES);
    }

    private void found(String finding) {
        synchronized (findings) {
            findings.add(finding);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        states.close();
    }
}
