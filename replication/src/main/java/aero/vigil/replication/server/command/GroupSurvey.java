package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.Peer;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What all members of a group say of themselves within a short time, with the digests of their
 * frames and the totals of the picture.
 */
final class GroupSurvey {

    /** After the last member has answered, for frames to arrive and meet. */
    private static final long SETTLE_MILLIS = 350;

    private final NavigableMap<Integer, String> members = new ConcurrentSkipListMap<>();
    private final NavigableMap<Integer, Status> statuses = new ConcurrentSkipListMap<>();
    private final Map<Integer, NavigableMap<Long, ByteString>> digests = new ConcurrentHashMap<>();
    private final PictureTotals totals = new PictureTotals();
    private volatile int quorum;

    /** Of the members that were told; the newest are believed. */
    private volatile long epoch;

    private GroupSurvey() {}

    /** Asks all members; those who do not answer in time are missing from the result. */
    static GroupSurvey take(List<GatewayAddress> gateways, Duration patience)
            throws InterruptedException {
        GroupSurvey survey = new GroupSurvey();
        Vertx vertx = EventLoops.create(1);
        try (GroupClient group = GroupClient.connect(vertx, GroupOptions.of("status", gateways))) {
            long deadline = System.nanoTime() + patience.toNanos();
            CountDownLatch all = new CountDownLatch(1);
            group.addListener(survey.new Ears(all));
            group.follow(0, totalsListener(survey.totals));
            if (all.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            }
        } finally {
            close(vertx);
        }
        return survey;
    }

    private static aero.vigil.replication.client.FrameListener totalsListener(PictureTotals to) {
        return new aero.vigil.replication.client.FrameListener() {
            @Override
            public void keyframe(aero.vigil.wire.gateway.KeyframeMessage keyframe) {
                to.keyframe(keyframe.getBody());
            }

            @Override
            public void frame(FrameRecord frame) {
                to.frame(frame.getBody());
            }
        };
    }

    private static void close(Vertx vertx) throws InterruptedException {
        try {
            vertx.close().await(2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It ends with the process.
        }
    }

    /** Gateway addresses by index, as the members advertise them. */
    NavigableMap<Integer, String> members() {
        return members;
    }

    /** What those who answered say, by index. */
    NavigableMap<Integer, Status> statuses() {
        return statuses;
    }

    PictureTotals totals() {
        return totals;
    }

    /** Who follows behind the members, as this one hears them. */
    List<Peer> learners(int heardBy) {
        Status status = statuses.getOrDefault(heardBy, Status.getDefaultInstance());
        return status.getPeersList().stream()
                .filter(peer -> peer.getConnected() && peer.getIndex() >= members.size())
                .toList();
    }

    /** f + 1. */
    int quorum() {
        return quorum;
    }

    /** The newest frame that all who answered have told the digest of, or 0. */
    long commonFrame() {
        long newest = Long.MAX_VALUE;
        for (Integer index : statuses.keySet()) {
            NavigableMap<Long, ByteString> told = digests.get(index);
            if (told == null || told.isEmpty()) {
                return 0;
            }
            newest = Math.min(newest, told.lastKey());
        }
        for (Integer index : statuses.keySet()) {
            if (!digests.getOrDefault(index, new TreeMap<>()).containsKey(newest)) {
                return 0;
            }
        }
        return newest;
    }

    /** That replica's digest of that frame; of its newest one, when it told none of that. */
    ByteString digest(int index, long frame) {
        ByteString told = digests.getOrDefault(index, new TreeMap<>()).get(frame);
        Status status = statuses.get(index);
        return told != null ? told : status == null ? ByteString.EMPTY : status.getFrameDigest();
    }

    private final class Ears implements ReplicaListener {

        private final CountDownLatch all;

        Ears(CountDownLatch all) {
            this.all = all;
        }

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            if (members.isEmpty() || welcome.getEpoch() > epoch) {
                epoch = welcome.getEpoch();
                quorum = welcome.getQuorum();
                members.clear();
                for (Member member : welcome.getMembersList()) {
                    members.put(member.getIndex(), member.getAddress());
                }
            }
            link.send(
                    ClientMessage.newBuilder()
                            .setSubscribe(Subscribe.newBuilder().setMode(StreamMode.DIGEST))
                            .build());
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            NavigableMap<Long, ByteString> told =
                    digests.computeIfAbsent(link.index(), i -> new ConcurrentSkipListMap<>());
            if (message.hasStatus()) {
                statuses.put(link.index(), message.getStatus());
                if (statuses.keySet().containsAll(members.keySet())) {
                    all.countDown();
                }
            } else if (message.hasDigests()) {
                for (FrameDigest digest : message.getDigests().getDigestsList()) {
                    told.put(digest.getNumber(), digest.getDigest());
                }
            } else if (message.hasFrames()) {
                for (FrameRecord frame : message.getFrames().getFramesList()) {
                    told.put(frame.getNumber(), frame.getDigest());
                }
            }
        }
    }
}
