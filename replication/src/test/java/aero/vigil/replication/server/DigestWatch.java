package aero.vigil.replication.server;

import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.GetFrames;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Takes the digests of all replicas and notes who said what of which frame. */
final class DigestWatch implements ReplicaListener {

    private final Map<Integer, NavigableMap<Long, ByteString>> told = new ConcurrentHashMap<>();
    private final Map<Integer, Status> statuses = new ConcurrentHashMap<>();

    NavigableMap<Long, ByteString> told(int replica) {
        return told.computeIfAbsent(replica, ignored -> new ConcurrentSkipListMap<>());
    }

    boolean isNormal(int replica) {
        Status status = statuses.get(replica);
        return status != null && status.getStatus().equals("NORMAL");
    }

    Status status(int replica) {
        return statuses.getOrDefault(replica, Status.getDefaultInstance());
    }

    long counter(int replica, String name) {
        return status(replica).getCountersList().stream()
                .filter(counter -> counter.getName().equals(name))
                .mapToLong(counter -> counter.getValue())
                .findFirst()
                .orElse(0);
    }

    /** The newest frame that all three have told, or 0. */
    long commonFrame() {
        long newest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            newest = told(i).isEmpty() ? 0 : Math.min(newest, told(i).lastKey());
        }
        return newest;
    }

    void requireAgreement() {
        for (Map.Entry<Long, ByteString> entry : told(0).entrySet()) {
            for (int i = 1; i < 3; i++) {
                ByteString other = told(i).get(entry.getKey());
                if (other != null && !other.equals(entry.getValue())) {
                    throw new AssertionError(
                            "replicas 0 and " + i + " differ in frame " + entry.getKey());
                }
            }
        }
    }

    @Override
    public void connected(ReplicaLink link, Welcome welcome) {
        link.send(
                ClientMessage.newBuilder()
                        .setSubscribe(
                                Subscribe.newBuilder().setFromFrame(1).setMode(StreamMode.DIGEST))
                        .build());
    }

    static ClientMessage getFrame(long number) {
        return ClientMessage.newBuilder()
                .setGetFrames(GetFrames.newBuilder().setFrom(number).setTo(number))
                .build();
    }

    @Override
    public void received(ReplicaLink link, ServerMessage message) {
        if (message.hasStatus()) {
            statuses.put(link.index(), message.getStatus());
        }
        for (FrameDigest digest : message.getDigests().getDigestsList()) {
            told(link.index()).put(digest.getNumber(), digest.getDigest());
        }
        for (FrameRecord frame : message.getFrames().getFramesList()) {
            told(link.index()).put(frame.getNumber(), frame.getDigest());
        }
    }

    @Override
    public void disconnected(ReplicaLink link) {
        statuses.remove(link.index());
    }
}
