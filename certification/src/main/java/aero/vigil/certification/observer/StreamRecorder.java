package aero.vigil.certification.observer;

import aero.vigil.certification.history.HistoryWriter;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the whole committed stream of every replica and writes it down as it comes, without a vote.
 * After a reconnection it asks for what follows the last frame it has.
 */
public final class StreamRecorder implements ReplicaListener {

    private final HistoryWriter history;
    private final Map<Integer, Long> lastFrame = new HashMap<>();

    public StreamRecorder(HistoryWriter history) {
        this.history = history;
    }

    @Override
    public synchronized void connected(ReplicaLink link, Welcome welcome) {
        history.connected(link.index());
        Long last = lastFrame.get(link.index());
        link.send(
                ClientMessage.newBuilder()
                        .setSubscribe(
                                Subscribe.newBuilder()
                                        .setFromFrame(last == null ? 0 : last + 1)
                                        .setMode(StreamMode.WHOLE))
                        .build());
    }

    @Override
    public synchronized void received(ReplicaLink link, ServerMessage message) {
        if (message.hasKeyframe()) {
            history.keyframe(link.index(), message.getKeyframe());
        } else if (message.hasFrames()) {
            for (FrameRecord frame : message.getFrames().getFramesList()) {
                history.frame(link.index(), frame);
                lastFrame.put(link.index(), frame.getNumber());
            }
        }
    }

    /** The last frame this replica streamed; 0 before the first. */
    public synchronized long lastFrame(int replica) {
        return lastFrame.getOrDefault(replica, 0L);
    }
}
