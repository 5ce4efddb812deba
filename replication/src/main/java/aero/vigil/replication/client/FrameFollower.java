package aero.vigil.replication.client;

import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The committed stream in order and without a gap, taken from one replica at a time.
 *
 * <p>When that replica is lost or silent another continues from the frame after the last; when it
 * no longer keeps that frame, or its chain is another, a keyframe comes first. There is no vote:
 * this is for programs that obey (pilots, robots, tools), never for a controller's picture.
 */
public final class FrameFollower {

    /** Frames come each 100 ms where there is a primary; another replica may have one. */
    private static final long NO_FRAME_NANOS = 1_500_000_000L;

    private final GroupClient group;
    private final FrameListener listener;
    private final ReplicaListener ears = new Ears();
    private @Nullable ReplicaLink source;
    private long nextFrame;
    private @Nullable ByteString lastDigest;
    private long heardNanos;
    private final AtomicLong switches = new AtomicLong();
    private boolean awaitingKeyframe;
    private boolean closed;

    FrameFollower(GroupClient group, long fromFrame, FrameListener listener) {
        this.group = group;
        this.nextFrame = fromFrame;
        this.awaitingKeyframe = fromFrame == 0;
        this.listener = listener;
    }

    /** How often another replica took over. */
    public long switches() {
        return switches.get();
    }

    /** Ends the stream; call on the client's context to hear nothing more at once. */
    public void close() {
        closed = true;
        group.run(() -> group.detach(this));
    }

    ReplicaListener ears() {
        return ears;
    }

    /** Takes the stream from a living replica, other than the present one where possible. */
    void choose() {
        ReplicaLink before = source;
        ReplicaLink chosen = null;
        for (ReplicaLink link : group.links()) {
            if (GroupClient.isAlive(link) && (chosen == null || chosen == before)) {
                chosen = link;
            }
        }
        source = chosen;
        heardNanos = System.nanoTime();
        if (chosen != null) {
            switches.addAndGet(before == null ? 0 : 1);
            subscribe(chosen);
        }
    }

    private void subscribe(ReplicaLink link) {
        link.send(
                ClientMessage.newBuilder()
                        .setSubscribe(
                                Subscribe.newBuilder()
                                        .setFromFrame(nextFrame)
                                        .setMode(StreamMode.WHOLE))
                        .build());
    }

    void turn() {
        ReplicaLink current = source;
        if (closed) {
            return;
        }
        if (current == null
                || !GroupClient.isAlive(current)
                || System.nanoTime() - heardNanos >= NO_FRAME_NANOS) {
            choose();
        }
    }

    private void keyframe(KeyframeMessage keyframe) {
        heardNanos = System.nanoTime();
        awaitingKeyframe = false;
        nextFrame = keyframe.getNumber() + 1;
        lastDigest = keyframe.getFrameDigest();
        listener.keyframe(keyframe);
    }

    private void frame(FrameRecord frame) {
        if (awaitingKeyframe || frame.getNumber() < nextFrame) {
            return;
        }
        boolean continues = lastDigest == null || lastDigest.equals(frame.getPreviousDigest());
        if (frame.getNumber() > nextFrame || !continues) {
            // A gap, or another history: begin again from a keyframe, of another replica if there
            // is
            // one, and not before the next turn.
            nextFrame = 0;
            lastDigest = null;
            awaitingKeyframe = true;
            heardNanos = System.nanoTime() - NO_FRAME_NANOS;
            return;
        }
        heardNanos = System.nanoTime();
        nextFrame = frame.getNumber() + 1;
        lastDigest = frame.getDigest();
        listener.frame(frame);
    }

    private final class Ears implements ReplicaListener {

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            if (source == null) {
                choose();
            }
        }

        @Override
        public void disconnected(ReplicaLink link) {
            if (link == source) {
                choose();
            }
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            if (link != source || closed) {
                return;
            }
            if (message.hasKeyframe()) {
                keyframe(message.getKeyframe());
            } else if (message.hasFrames()) {
                for (FrameRecord frame : message.getFrames().getFramesList()) {
                    frame(frame);
                }
            }
        }
    }
}
