package aero.vigil.replication.journal.format;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.GetGenesis;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.Peer;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running group as its members describe it: op 1, who they are, and who is there beside them.
 *
 * <p>A member is believed as far as the hash goes: what it gives as op 1 must have the hash that
 * every member that answers names as the cluster's id.
 *
 * @param entry op 1
 * @param groupSize how many members there are
 * @param gateways of the members, by index
 * @param answering the members that answered, by index
 * @param learners places behind the members in which somebody is connected
 */
record GroupFound(
        LogEntry entry,
        int groupSize,
        NavigableMap<Integer, String> gateways,
        NavigableSet<Integer> answering,
        NavigableSet<Integer> learners) {

    private static final long LOOK_MILLIS = 20;

    /** Once one has answered, so long for the others: each is asked within a few milliseconds. */
    private static final long SETTLE_MILLIS = 1_000;

    /**
     * Asks all members of a group.
     *
     * @throws IOException if none answers in time, or what they say does not fit together
     */
    static GroupFound ask(List<GatewayAddress> gateways, Duration patience)
            throws IOException, InterruptedException {
        Asked asked = new Asked();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (GroupClient client = GroupClient.connect(vertx, GroupOptions.of("format", gateways))) {
            client.addListener(asked);
            asked.await(patience.toNanos());
        } finally {
            close(vertx);
        }
        return asked.found();
    }

    private static void close(Vertx vertx) throws InterruptedException {
        try {
            vertx.close().await(2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It ends with the process.
        }
    }

    /** What has been answered up to now. */
    private static final class Asked implements ReplicaListener {

        private final NavigableMap<Integer, ByteString> given = new ConcurrentSkipListMap<>();
        private final NavigableMap<Integer, ByteString> clusters = new ConcurrentSkipListMap<>();
        private final NavigableMap<Integer, Status> statuses = new ConcurrentSkipListMap<>();
        private volatile Welcome group = Welcome.getDefaultInstance();

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            if (group.getMembersCount() == 0 || welcome.getEpoch() > group.getEpoch()) {
                group = welcome;
            }
            clusters.put(link.index(), welcome.getClusterId());
            link.send(
                    ClientMessage.newBuilder()
                            .setGetGenesis(GetGenesis.getDefaultInstance())
                            .build());
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            if (message.hasGenesis()) {
                given.put(link.index(), message.getGenesis().getEntry());
            } else if (message.hasStatus()) {
                statuses.put(link.index(), message.getStatus());
            }
        }

        void await(long patienceNanos) throws InterruptedException {
            long deadline = System.nanoTime() + patienceNanos;
            long settled = Long.MAX_VALUE;
            while (System.nanoTime() - deadline < 0 && !isAnsweredByAll()) {
                if (!given.isEmpty() && settled == Long.MAX_VALUE) {
                    settled = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
                }
                if (settled != Long.MAX_VALUE && System.nanoTime() - settled > 0) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }

        private boolean isAnsweredByAll() {
            int members = group.getMembersCount();
            return members > 0 && Math.min(given.size(), statuses.size()) >= members;
        }

        GroupFound found() throws IOException {
            if (clusters.values().stream().distinct().count() > 1) {
                throw new IOException("the gateways named are of different groups");
            }
            if (given.isEmpty()) {
                throw new IOException(
                        "no member of the group gives its op 1: is it running, and of this"
                                + " release? (./vigil status --at ...)");
            }
            NavigableMap<Integer, String> gateways = new TreeMap<>();
            for (Member member : group.getMembersList()) {
                gateways.put(member.getIndex(), member.getAddress());
            }
            int size = gateways.isEmpty() ? 0 : gateways.lastKey() + 1;
            NavigableSet<Integer> learners = new TreeSet<>();
            for (Status status : statuses.values()) {
                for (Peer peer : status.getPeersList()) {
                    if (peer.getConnected() && peer.getIndex() >= size) {
                        learners.add(peer.getIndex());
                    }
                }
            }
            return new GroupFound(
                    genesis(),
                    size,
                    gateways,
                    new TreeSet<>(clusters.navigableKeySet().headSet(size, false)),
                    learners);
        }

        private LogEntry genesis() throws IOException {
            int first = given.firstKey();
            try {
                LogEntry entry =
                        RecordCodec.decodeEntry(given.firstEntry().getValue().toByteArray());
                ByteString hash = ByteString.copyFrom(entry.hash().bytes());
                if (entry.kind() != EntryKind.GENESIS || !hash.equals(clusters.get(first))) {
                    throw new IOException(
                            "replica " + first + " gives as op 1 what is none: " + entry);
                }
                return entry;
            } catch (MalformedException e) {
                throw new IOException(
                        "replica " + first + " gives as op 1: " + e.malformed().text(), e);
            }
        }
    }
}
