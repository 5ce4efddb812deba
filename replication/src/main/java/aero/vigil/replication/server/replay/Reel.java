package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.KeyframeCapture;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Playback;
import aero.vigil.replication.server.AirspaceStateMachine;
import aero.vigil.replication.server.gateway.PublishedKeyframe;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the frames of a record, one after the other or from any place on: goes to a state that the
 * indexing has kept and applies again what follows. Frames that were given lately are kept, so that
 * a step back costs nothing.
 *
 * <p>Every frame is compared with the digest that it had when it was indexed.
 */
final class Reel {

    /** At each of these a whole picture is taken, as replicas take it. */
    static final int KEYFRAME_INTERVAL = 50;

    /** The digest of a whole picture stands in the chain so many frames later. */
    static final int PROOF_DISTANCE = 10;

    /** A display draws where a track was in the last 25 s. */
    private static final int HISTORY_FRAMES = 260;

    /** Where frames are dear, less of that is shown at first: a seek is to take a moment. */
    private static final long HISTORY_NANOS = 500_000_000L;

    private static final int FRAMES_KEPT = 1_200;

    private final Indexing index;
    private final LogReader reader;
    private final Playback playback;
    private final TreeMap<Long, FrameCut> window = new TreeMap<>();
    private final TreeMap<Long, PublishedKeyframe> keyframes = new TreeMap<>();

    /**
     * A stretch of frames that shows a moment: its last frame, with what a display needs before.
     *
     * @param keyframe the picture before the first of the frames
     * @param frames at least as many as prove the keyframe
     */
    record Stretch(PublishedKeyframe keyframe, List<FrameCut> frames) {

        FrameCut last() {
            return frames.get(frames.size() - 1);
        }
    }

    Reel(Recording recording, Indexing index) {
        this.index = index;
        this.reader = recording.reader();
        this.playback =
                new Playback(
                        recording.genesis(),
                        AirspaceStateMachine.of(recording.genesisEntry(), recording.genesis()));
    }

    /**
     * What shows this frame, or the first one after it that can be shown; null when none can.
     *
     * @param frame one that is indexed
     */
    @Nullable Stretch at(long frame) throws IOException {
        long run = index.frames().runOf(frame);
        long first =
                run == 1
                        ? 0
                        : (run + KEYFRAME_INTERVAL - 1) / KEYFRAME_INTERVAL * KEYFRAME_INTERVAL;
        long wanted = Math.max(frame, first == 0 ? 1 : first + PROOF_DISTANCE);
        long begin = Math.max(first, keyframeBefore(wanted - historyFrames()));
        if (wanted > index.frames().last()) {
            return null;
        }
        Stretch kept = kept(begin, wanted);
        return kept != null ? kept : played(begin, wanted);
    }

    private static long keyframeBefore(long frame) {
        return Math.floorDiv(frame, KEYFRAME_INTERVAL) * KEYFRAME_INTERVAL;
    }

    private long historyFrames() {
        long affordable = HISTORY_NANOS / Math.max(1, index.nanosPerFrame());
        return Math.max(PROOF_DISTANCE, Math.min(HISTORY_FRAMES, affordable));
    }

    private @Nullable Stretch kept(long begin, long wanted) {
        Map.Entry<Long, PublishedKeyframe> keyframe = keyframes.floorEntry(begin);
        if (keyframe == null
                || !window.containsKey(wanted)
                || !window.containsKey(keyframe.getKey() + 1)) {
            return null;
        }
        return stretch(keyframe.getValue(), wanted);
    }

    private Stretch stretch(PublishedKeyframe keyframe, long wanted) {
        return new Stretch(
                keyframe,
                List.copyOf(window.subMap(keyframe.number() + 1, true, wanted, true).values()));
    }

    private @Nullable Stretch played(long begin, long wanted) throws IOException {
        States.State state = index.states().before(Math.max(1, begin));
        if (state == null) {
            return null;
        }
        playback.restore(state.opNumber(), state.bytes());
        window.clear();
        keyframes.clear();
        if (begin == 0) {
            keep(new KeyframeCapture(0, Digest.ZERO, playback.captureKeyframe()));
        }
        while (playback.frameNumber() < wanted) {
            if (cut() == null) {
                return null;
            }
        }
        PublishedKeyframe keyframe = keyframes.get(begin);
        return keyframe == null ? null : stretch(keyframe, wanted);
    }

    /** The frame after this one; null when it is not indexed, or not in the record. */
    @Nullable FrameCut after(long frame) {
        FrameCut kept = window.get(frame + 1);
        return kept != null || playback.frameNumber() != frame ? kept : cut();
    }

    /** A whole picture that was proven by now: so many frames after it. */
    @Nullable PublishedKeyframe provenBy(long frame) {
        return keyframes.get(frame - PROOF_DISTANCE);
    }

    /** Applies what follows, up to the next frame. */
    private @Nullable FrameCut cut() {
        if (playback.frameNumber() >= index.frames().last()) {
            return null;
        }
        while (true) {
            LogEntry entry = reader.read(playback.appliedOp() + 1);
            if (entry == null) {
                return null;
            }
            Playback.Step step = playback.apply(entry);
            KeyframeCapture keyframe = step.keyframe();
            if (keyframe != null) {
                keep(keyframe);
            }
            FrameCut frame = step.frame();
            if (frame != null) {
                keep(frame);
                return frame;
            }
        }
    }

    private void keep(FrameCut frame) {
        if (!frame.digest().equals(index.frames().digest(frame.number()))) {
            index.proof().differs(frame.number());
        }
        window.put(frame.number(), frame);
        while (window.size() > FRAMES_KEPT) {
            window.pollFirstEntry();
        }
        while (!keyframes.isEmpty() && keyframes.firstKey() + 1 < window.firstKey()) {
            keyframes.pollFirstEntry();
        }
    }

    private void keep(KeyframeCapture capture) {
        keyframes.put(
                capture.frameNumber(),
                PublishedKeyframe.of(
                        KeyframeMessage.newBuilder()
                                .setNumber(capture.frameNumber())
                                .setBody(
                                        UnsafeByteOperations.unsafeWrap(
                                                capture.keyframe().encode()))
                                .setFrameDigest(ByteString.copyFrom(capture.frameDigest().bytes()))
                                .build()));
    }
}
