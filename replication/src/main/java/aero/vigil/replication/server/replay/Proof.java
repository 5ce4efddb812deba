package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.FrameCut;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What shows that the frames replayed are those that were shown. A frame's digest covers that of
 * the frame before, so that one equal digest proves all frames before it; a checkpoint's covers the
 * digest of the last frame and the whole state. Compared with what is computed here: checkpoints
 * that the log itself says f + 1 replicas had, checkpoints that the replica has written, digests
 * that an exported span carries. Any thread may ask.
 */
final class Proof {

    /** As many own digests are kept as replicas keep for the same comparison. */
    private static final int OWN_KEPT = 8;

    private final TreeMap<Long, Digest> own = new TreeMap<>();
    private long vouchedOp;
    private long checkpointOp;
    private long frames;
    private long lastFrame;
    private @Nullable String contradiction;

    /** The state after an op, computed here. */
    synchronized void computed(long opNumber, Digest digest) {
        own.put(opNumber, digest);
        if (own.size() > OWN_KEPT) {
            own.pollFirstEntry();
        }
    }

    /** The log says what f + 1 replicas had. */
    synchronized void vouched(CheckpointId checkpoint) {
        Digest mine = own.get(checkpoint.opNumber());
        if (mine == null) {
            return; // from before the record begins
        }
        if (mine.equals(checkpoint.digest())) {
            vouchedOp = checkpoint.opNumber();
        } else {
            contradict(
                    "the state after op "
                            + checkpoint.opNumber()
                            + " is another than a majority of replicas had");
        }
    }

    /** The replica has written down this state. */
    synchronized void written(long opNumber, Digest digest) {
        Digest mine = own.get(opNumber);
        if (mine != null && mine.equals(digest)) {
            checkpointOp = opNumber;
        } else if (mine != null) {
            contradict(
                    "the state after op "
                            + opNumber
                            + " is another than this replica's checkpoint of it");
        }
    }

    /** The record carries the digest that a frame had. */
    synchronized void carried(FrameCut frame, Digest digest) {
        if (frame.digest().equals(digest)) {
            frames++;
            lastFrame = frame.number();
        } else {
            contradict(
                    "frame "
                            + frame.number()
                            + " is another than the one that was shown: its digest"
                            + " is "
                            + frame.digest()
                            + ", and was "
                            + digest);
        }
    }

    /** A second pass over the same ops gives other frames. */
    synchronized void differs(long frameNumber) {
        contradict("frame " + frameNumber + " is another than when it was indexed");
    }

    private void contradict(String what) {
        if (contradiction == null) {
            contradiction = what;
        }
    }

    /** What contradicts; null when nothing does. */
    synchronized @Nullable String contradiction() {
        return contradiction;
    }

    /** In a sentence. */
    synchronized String words() {
        if (contradiction != null) {
            return "NOT WHAT WAS SHOWN: " + contradiction;
        }
        if (frames > 0) {
            return "all " + frames + " digests of frames agree, the last of frame " + lastFrame;
        }
        if (vouchedOp > 0) {
            return "digest agreed by a majority of replicas at op " + vouchedOp;
        }
        if (checkpointOp > 0) {
            return "digest of the replica's checkpoint at op " + checkpointOp;
        }
        return "hash chain of the log; no checkpoint of it is reached yet";
    }
}
