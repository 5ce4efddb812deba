package aero.vigil.replication.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.codec.MessageCodec;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.Outgoing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three transports on real sockets of loopback. */
class ReplicaTransportTest {

    private static final Digest CLUSTER = Digest.of(new byte[] {1});

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<Ears> ears = new ArrayList<>();
    private final List<ReplicaTransport> transports = new ArrayList<>();
    private List<Integer> ports = List.of();
    private long instances = 1_000;
    private Genesis genesis = genesis(FreePorts.take(3));

    private static Genesis genesis(List<Integer> ports) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            members.add(
                    new Member(i, "127.0.0.1:" + ports.get(i), "", new Incarnation(7, 100 + i)));
        }
        return new Genesis(members, new ModelClock(0, 1), 100_000, 1_000, 1, new byte[0]);
    }

    @BeforeEach
    void startThree() throws Exception {
        ports = FreePorts.take(3);
        genesis = genesis(ports);
        for (int i = 0; i < 3; i++) {
            start(i, CLUSTER);
        }
        Eventually.holds(
                "all connected", () -> ears.stream().allMatch(e -> e.connected.size() == 2));
    }

    private ReplicaTransport start(int index, Digest cluster) throws Exception {
        return start(index, cluster, "127.0.0.1");
    }

    private ReplicaTransport start(int index, Digest cluster, String bindHost) throws Exception {
        Ears own = new Ears();
        ReplicaTransport transport =
                new ReplicaTransport(
                        vertx,
                        context,
                        new TransportConfiguration(
                                genesis,
                                cluster,
                                index,
                                new Incarnation(7, 100 + index),
                                ++instances,
                                bindHost,
                                5),
                        own);
        ears.add(own);
        transports.add(transport);
        transport.listen().await(10, TimeUnit.SECONDS);
        return transport;
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** A replica that op 1 does not name. */
    private ReplicaTransport startLearner(int index, int port) throws Exception {
        Ears own = new Ears();
        ReplicaTransport transport =
                new ReplicaTransport(
                        vertx,
                        context,
                        new TransportConfiguration(
                                genesis,
                                CLUSTER,
                                new Member(
                                        index,
                                        "127.0.0.1:" + port,
                                        "",
                                        new Incarnation(7, 100 + index)),
                                ++instances,
                                "127.0.0.1",
                                5,
                                Map.of(),
                                null),
                        own);
        ears.add(own);
        transports.add(transport);
        transport.listen().await(10, TimeUnit.SECONDS);
        return transport;
    }

    @Test
    void learnersConnectToAllMembersAndToEachOtherWhenTheLogSaysWhere() throws Exception {
        List<Integer> more = FreePorts.take(2);
        startLearner(3, more.get(0));
        ReplicaTransport fifth = startLearner(4, more.get(1));
        Eventually.holds(
                "heard by all members",
                () -> ears.subList(0, 3).stream().allMatch(e -> e.connected.size() == 4));
        assertFalse(ears.get(4).connected.containsKey(3), "it is known nowhere");

        List<Incarnation> named = new ArrayList<>();
        List<MemberAddresses> addresses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            named.add(new Incarnation(7, 100 + i));
            int port = i < 3 ? ports.get(i) : more.get(0);
            addresses.add(new MemberAddresses("127.0.0.1:" + port, ""));
        }
        long epochOfFour = (1L << 48) | (4L << 40);
        MemberRoll roll = new MemberRoll(named, List.of(), epochOfFour, addresses);
        context.runOnContext(ignored -> fifth.members(roll));

        Eventually.holds("connected", () -> ears.get(4).connected.containsKey(3));
        send(fifth, 3, 10);
        Eventually.holds("heard", () -> ears.get(3).messages.size() == 10);

        context.runOnContext(ignored -> transports.get(0).members(roll));
        Message hint = new Message.Members(0, 1, List.of(), Incarnation.NONE, addresses);
        Eventually.holds("told where", () -> ears.get(4).messages.contains(hint));
        fifth.close();
        ears.get(4).messages.clear();
        startLearner(4, more.get(1));
        Eventually.holds("told again", () -> ears.get(5).messages.contains(hint));
    }

    private void send(ReplicaTransport from, int to, int count) {
        context.runOnContext(
                ignored -> {
                    for (int i = 0; i < count; i++) {
                        from.send(List.of(new Outgoing(to, new Message.StartViewChange(i))));
                    }
                });
    }

    @Test
    void messagesArriveInOrderBetweenEveryPair() {
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                if (from != to) {
                    send(transports.get(from), to, 500);
                }
            }
        }

        for (Ears own : ears) {
            Eventually.holds("1,000 messages", () -> own.messages.size() == 1_000);
            assertTrue(own.counts.isEmpty(), own.counts::toString);
        }
    }

    @Test
    void aPeerThatIsGoneIsReportedAsRefusingByTheDiallerAndByTheDialled() {
        transports.get(1).close();

        Eventually.holds("0 hears", () -> ears.get(0).lost.contains("1 refused"));
        Eventually.holds("2 hears", () -> ears.get(2).lost.contains("1 refused"));
    }

    @Test
    void aPeerThatComesBackIsConnectedAgain() throws Exception {
        transports.get(1).close();
        Eventually.holds("0 hears", () -> ears.get(0).lost.contains("1 refused"));
        ears.forEach(own -> own.connected.clear());

        ReplicaTransport again = start(1, CLUSTER);

        Ears own = ears.get(3);
        Eventually.holds("connected again", () -> own.connected.size() == 2);
        Eventually.holds("0 knows", () -> ears.get(0).connected.containsKey(1));
        send(again, 2, 1);
        Eventually.holds("2 hears it", () -> ears.get(2).messages.size() == 1);
    }

    @Test
    void anotherClusterIsRefusedAndCounted() throws Exception {
        transports.get(2).close();
        Eventually.holds("gone", () -> ears.get(0).lost.contains("2 refused"));
        ears.get(0).connected.clear();

        start(2, Digest.of(new byte[] {2}));

        Eventually.holds("counted", () -> ears.get(0).count("transport.rejected.CLUSTER") > 0);
        assertTrue(ears.get(0).connected.isEmpty());
    }

    @Test
    void whoSpeaksNoVersionOfOursIsRefusedAndCountedAndWhoSpeaksOneIsNot() throws Exception {
        Incarnation second = new Incarnation(7, 102);

        assertClosed(frame(new Introduction(2, 3, 2, second, CLUSTER, 11).encode()));
        assertClosed(frame(new Introduction(0, 0, 2, second, CLUSTER, 11).encode()));
        assertEquals(2, ears.get(0).count("transport.rejected.VERSION"));

        byte[] newer = frame(new Introduction(1, 9, 2, second, CLUSTER, 11).encode());
        byte[] unknown = frame(CODEC.encode(new Message.NewerView(7), 9));
        assertClosed(Buffer.buffer(newer).appendBytes(unknown).getBytes());
        assertEquals(2, ears.get(0).count("transport.rejected.VERSION"));
        Eventually.holds(
                "a message of a version not agreed on",
                () -> ears.get(0).count("transport.rejected.ENVELOPE") == 1);
    }

    @Test
    void anotherIncarnationIsRefusedAndCounted() throws Exception {
        Introduction zombie = new Introduction(1, 1, 2, new Incarnation(7, 999), CLUSTER, 11);

        assertClosed(frame(zombie.encode()));

        assertEquals(1, ears.get(0).count("transport.rejected.INCARNATION"));
    }

    /** A directory that was copied: the second process finds the first where all know it. */
    @Test
    void aSecondProcessOfOneMemberDoesNotStart() {
        TwinException refusal =
                assertThrows(TwinException.class, () -> start(1, CLUSTER, "127.0.0.2"));

        assertTrue(refusal.toString().contains("127.0.0.1:" + ports.get(1)), refusal::toString);
        Eventually.holds(
                "the first knows", () -> ears.get(1).count("transport.rejected.TWO_MACHINES") == 1);
        assertEquals(1, ears.get(1).alarms.size());
    }

    @Test
    void whoWasConnectedBeforeTheProcessThatIsHasATwinUntilThatOneIsGone() throws Exception {
        Ears own = ears.get(0);
        byte[] copy = new Introduction(1, 1, 2, new Incarnation(7, 102), CLUSTER, 11).encode();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            socket.getOutputStream().write(frame(copy));
            Eventually.holds(
                    "2 comes back and is named",
                    () -> own.count("transport.rejected.TWO_MACHINES") > 1);
            assertEquals(1, own.alarms.size(), own.alarms::toString);
            assertTrue(own.alarms.element().startsWith("TWO_MACHINES: member 2 runs twice"));
            own.connected.clear();
        }

        Eventually.holds("2 is connected again", () -> own.connected.containsKey(2));
    }

    @Test
    void anIncarnationThatWasReplacedHearsIt() throws Exception {
        Incarnation next = new Incarnation(7, 202);
        Incarnation former = new Incarnation(7, 102);
        List<Incarnation> named = List.of(new Incarnation(7, 100), new Incarnation(7, 101), next);
        for (int i = 0; i < 2; i++) {
            ReplicaTransport transport = transports.get(i);
            context.runOnContext(
                    ignored ->
                            transport.members(
                                    new MemberRoll(
                                            named,
                                            List.of(former),
                                            0,
                                            MemberRoll.of(genesis).addresses())));
        }
        ears.get(2).messages.clear();
        transports.get(2).close();
        Eventually.holds("gone", () -> ears.get(0).lost.contains("2 refused"));

        start(2, CLUSTER);

        Message told = new Message.Members(0, 0, named, former);
        Eventually.holds("the zombie hears it", () -> ears.get(3).messages.contains(told));
        assertTrue(ears.get(0).count("transport.rejected.REPLACED") > 0);
    }

    @Test
    void rubbishClosesItsOwnConnectionAndNoOther() throws Exception {
        long seed = Long.getLong("vigil.seed", System.nanoTime());
        System.out.println("rubbish at a transport: seed " + seed + " (-Dvigil.seed)");
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] rubbish = new byte[4 + random.nextInt(2_000)];
            random.nextBytes(rubbish);
            assertClosed(rubbish);
        }
        byte[] known = new Introduction(1, 1, 2, new Incarnation(7, 102), CLUSTER, 11).encode();
        assertClosed(Buffer.buffer(frame(known)).appendInt(Integer.MAX_VALUE).getBytes());

        Eventually.holds(
                "counted, seed " + seed,
                () -> ears.get(0).count("transport.rejected.INTRODUCTION") >= 190);
        send(transports.get(1), 0, 10);
        Eventually.holds("1 is heard still", () -> ears.get(0).messages.size() == 10);
    }

    @Test
    void malformedMessagesOfAnIntroducedPeerAreCountedByReason() throws Exception {
        byte[] known = new Introduction(1, 1, 2, new Incarnation(7, 102), CLUSTER, 11).encode();
        byte[] malformed = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

        assertClosed(Buffer.buffer(frame(known)).appendBytes(frame(malformed)).getBytes());

        Eventually.holds(
                "counted", () -> ears.get(0).count("transport.rejected.NOT_PROTOBUF") == 1);
        Eventually.holds("2 connects again", () -> ears.get(0).connected.containsKey(2));
    }

    @Test
    void aMessageOfAnotherGroupOfAnotherMemberOrWithoutIntroductionIsNotHeard() throws Exception {
        Ears own = ears.get(0);
        Incarnation second = new Incarnation(7, 102);
        Message message = new Message.StartViewChange(77);
        Digest other = Digest.of(new byte[] {2});

        assertClosed(frame(CODEC.encode(message, 1)));
        Eventually.holds(
                "no introduction", () -> own.count("transport.rejected.INTRODUCTION") == 1);
        byte[] foreign = frame(new MessageCodec(other, 2, second).encode(message, 1));
        assertClosed(Buffer.buffer(introduction(11)).appendBytes(foreign).getBytes());
        Eventually.holds("a foreign group", () -> own.count("transport.rejected.ENVELOPE") == 1);
        byte[] borrowed =
                frame(new MessageCodec(CLUSTER, 1, new Incarnation(7, 101)).encode(message, 1));
        // A process not met before: one that was would be taken for a twin of the real one.
        assertClosed(Buffer.buffer(introduction(12)).appendBytes(borrowed).getBytes());
        Eventually.holds("another member", () -> own.count("transport.rejected.ENVELOPE") == 2);

        assertTrue(own.messages.isEmpty(), own.messages::toString);
        send(transports.get(1), 0, 10);
        Eventually.holds("1 is heard still", () -> own.messages.size() == 10);
    }

    /** What was recorded of a process that has ended is of no use beside the one after it. */
    @Test
    void aRecordedConnectionThatIsReplayedIsRefusedAndItsMessagesAreNotHeard() throws Exception {
        Ears own = ears.get(0);
        transports.get(2).close();
        Eventually.holds("gone", () -> own.lost.contains("2 refused"));
        Message message = new Message.StartViewChange(77);
        byte[] recorded =
                Buffer.buffer(introduction(11))
                        .appendBytes(frame(CODEC.encode(message, 1)))
                        .getBytes();
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            first.getOutputStream().write(recorded);
            Eventually.holds("heard once", () -> own.messages.size() == 1);
        }
        own.connected.clear();
        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            next.getOutputStream().write(introduction(12));
            Eventually.holds("the next process", () -> own.connected.containsKey(2));

            assertClosed(recorded);

            assertEquals(1, own.count("transport.rejected.TWO_MACHINES"));
            next.getOutputStream().write(frame(CODEC.encode(new Message.StartViewChange(78), 1)));
            Eventually.holds("it is heard", () -> own.messages.size() == 2);
            assertEquals(
                    List.of(message, new Message.StartViewChange(78)), List.copyOf(own.messages));
        }
    }

    /** As after a power cut, or behind a cable that was pulled: TCP says nothing. */
    @Test
    void aPeerThatSaysNothingForSecondsIsTakenForLostAndOneThatOnlyLivesIsNot() throws Exception {
        Ears own = ears.get(0);
        transports.get(2).close();
        Eventually.holds("gone", () -> own.lost.contains("2 refused"));
        own.connected.clear();
        own.lost.clear();
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            silent.getOutputStream().write(introduction(11));
            Eventually.holds("it is connected", () -> own.connected.containsKey(2));

            // As much as fills the socket in time: nobody reads.
            vertx.setPeriodic(10, ignored -> send(transports.get(0), 2, 50));

            Eventually.holds("it is ended", () -> own.count("transport.closed.SILENT") == 1);
            Eventually.holds("it is lost", () -> own.lost.contains("2 refused"));
            assertEquals(
                    List.of(), own.lost.stream().filter(text -> text.startsWith("1")).toList());
        }
    }

    /** A process that was stopped, and goes on. */
    @Test
    void anOwnPauseIsNotTakenForTheOthersSilence() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        context.runOnContext(
                ignored -> {
                    try {
                        Thread.sleep(5_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    over.countDown();
                });
        assertTrue(over.await(30, TimeUnit.SECONDS));

        send(transports.get(0), 1, 10);
        send(transports.get(2), 1, 10);
        Eventually.holds("1 hears both", () -> ears.get(1).messages.size() == 20);
        for (Ears own : ears) {
            assertEquals(0, own.count("transport.closed.SILENT"));
            assertTrue(own.lost.isEmpty(), own.lost::toString);
        }
    }

    private static byte[] introduction(long instance) {
        return frame(
                new Introduction(1, 1, 2, new Incarnation(7, 102), CLUSTER, instance).encode());
    }

    private static final MessageCodec CODEC = new MessageCodec(CLUSTER, 2, new Incarnation(7, 102));

    private static byte[] frame(byte[] message) {
        Buffer buffer = Buffer.buffer();
        MessageSplitter.append(buffer, message);
        return buffer.getBytes();
    }

    /** Sends to replica 0 and reads until it closes. */
    private void assertClosed(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // What it says before it closes does not matter here.
            }
        } catch (java.net.SocketException e) {
            // A reset is a close as well.
        }
    }
}
