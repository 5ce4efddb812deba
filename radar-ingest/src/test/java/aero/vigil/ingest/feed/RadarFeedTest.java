package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Command;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Plot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real datagrams over the loopback, unicast and multicast, through a whole feed. */
@Tag("slow")
final class RadarFeedTest {

    private static final int SENSOR = 20 * 256 + 129;
    private static final Set<Integer> SENSORS = Set.of(SENSOR);

    private final Vertx vertx = Vertx.vertx();
    private final RecordingSink sink = new RecordingSink();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @AfterEach
    void closeEverything() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void plotsAndServiceMessagesArriveInTheirOrderAndOnce() throws Exception {
        int port = start(2_000);

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 100; i++) {
                send(socket, port, plot(i));
            }
            sendDatagram(socket, port, sectorCrossing(8));
            send(socket, port, plot(100));
        }

        RecordingSink.await("all plots", () -> sink.plotCount() == 101);
        RecordingSink.await("the crossing", () -> sink.messages().size() == 1);
        assertEquals(numbers(0, 101), sink.plots().stream().map(Plot::getTheta).toList());
        long now = System.currentTimeMillis() * 1_000;
        long received = sink.plots().get(0).getReceiveTimeMicros();
        assertTrue(Math.abs(now - received) < 60_000_000L, "receive time " + received);
    }

    @Test
    void aBurstOfThreeThousandPlotsASecondLosesNone() throws Exception {
        int perSecond = 3_000;
        int all = 3 * perSecond;
        int port = start(2 * perSecond);

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < all; i += 3) {
                // As radars send: some records a datagram, all of a sector at once.
                send(socket, port, plot(i), plot(i + 1), plot(i + 2));
                if (i % 300 == 0) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }

        RecordingSink.await("all plots", () -> sink.plotCount() == all);
        RecordingSink.await("a report of them", () -> sink.report().getRecords() == all);
        assertEquals(0, sink.report().getKernelDrops());
        assertEquals(0, sink.report().getDiscarded());
        assertEquals(List.of(), sink.report().getRejectsList());
        assertEquals(numbers(0, all), sink.plots().stream().map(Plot::getTheta).toList());
    }

    @Test
    void aSecondsWorthOfPlotsAtOnceIsHeldByTheSocket() throws Exception {
        int plots = 3_000;
        int port = start(2 * plots);

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < plots; i += 10) {
                byte[][] ten = new byte[10][];
                for (int k = 0; k < ten.length; k++) {
                    ten[k] = plot(i + k);
                }
                send(socket, port, ten);
            }
        }

        RecordingSink.await("all plots", () -> sink.plotCount() == plots);
    }

    @Test
    void aMulticastGroupIsHeardOnTheInterfaceNamed() throws Exception {
        NetworkInterface on = NetworkInterface.getByInetAddress(loopback);
        InetAddress group = InetAddress.getByName("239.19.7.24");
        InetAddress otherGroup = InetAddress.getByName("239.19.7.25");
        int port = FreePorts.one();
        start(UdpSource.multicast(group, port, on, Set.of()), settings(1_000));

        try (DatagramChannel sender = DatagramChannel.open()) {
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
            ByteBuffer wanted = ByteBuffer.wrap(DataBlock.encode(48, List.of(plot(1))));
            ByteBuffer other = ByteBuffer.wrap(DataBlock.encode(48, List.of(plot(2))));
            sender.send(other, new InetSocketAddress(otherGroup, port));
            sender.send(wanted, new InetSocketAddress(group, port));
        }

        RecordingSink.await("the plot", () -> sink.plotCount() > 0);
        RecordingSink.await("a report", () -> sink.report().getDatagrams() > 0);
        assertEquals(List.of(1), sink.plots().stream().map(Plot::getTheta).toList());
        assertEquals(1, sink.report().getDatagrams());
    }

    @Test
    void severalListenersHearTheSameGroup() throws Exception {
        NetworkInterface on = NetworkInterface.getByInetAddress(loopback);
        InetAddress group = InetAddress.getByName("239.19.7.26");
        int port = FreePorts.one();
        RecordingSink second = new RecordingSink();
        start(UdpSource.multicast(group, port, on, Set.of()), settings(1_000));
        deploy(UdpSource.multicast(group, port, on, Set.of()), settings(1_000), second);

        try (DatagramChannel sender = DatagramChannel.open()) {
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
            ByteBuffer datagram = ByteBuffer.wrap(DataBlock.encode(48, List.of(plot(7))));
            sender.send(datagram, new InetSocketAddress(group, port));
        }

        RecordingSink.await("the first", () -> sink.plotCount() == 1);
        RecordingSink.await("the second", () -> second.plotCount() == 1);
    }

    @Test
    void aFloodOfGarbageStopsNothingAndIsCounted() throws Exception {
        int port = start(2_000);
        SplittableRandom random = new SplittableRandom(48);
        int garbage = 20_000;
        Set<Integer> sent = new HashSet<>();

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < garbage; i++) {
                byte[] junk = new byte[random.nextInt(1, 1_400)];
                random.nextBytes(junk);
                if (i % 3 == 0) {
                    junk[0] = 48;
                }
                sendDatagram(socket, port, junk);
                if (i % 1_000 == 0) {
                    send(socket, port, plot(i));
                    sent.add(i);
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
            for (int i = 0; i < 10; i++) {
                // Whatever the flood cost, the feed hears afterwards.
                send(socket, port, plot(60_000 + i));
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        RecordingSink.await(
                "the last plot",
                () -> sink.plots().stream().anyMatch(plot -> plot.getTheta() == 60_009));
        RecordingSink.await(
                "counts",
                () ->
                        sink.rejects("block truncated") > 1_000
                                && sink.rejects("block length invalid") > 0);
        assertTrue(sink.report().getRejectsCount() <= Command.ReportFeed.MAX_REASONS);
        long heard = sink.plots().stream().filter(plot -> sent.contains(plot.getTheta())).count();
        long drops = sink.report().getKernelDrops();
        assertTrue(heard + drops >= sent.size(), heard + " heard, " + drops + " dropped");
    }

    @Test
    void aSensorThatFloodsIsLimitedToWhatItMayBring() throws Exception {
        int port = start(500);

        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 20_000; i += 20) {
                byte[][] twenty = new byte[20][];
                for (int k = 0; k < twenty.length; k++) {
                    twenty[k] = plot(i + k);
                }
                send(socket, port, twenty);
            }
        }

        RecordingSink.await("flood counted", () -> sink.rejects(CommandQueue.FLOOD) > 10_000);
        RecordingSink.await(
                "the newest",
                () -> sink.plots().stream().anyMatch(plot -> plot.getTheta() == 19_999));
        assertTrue(sink.plotCount() < 10_000, sink.plotCount() + " plots");
    }

    @Test
    void aPortThatIsTakenIsSaidAtOnce() throws Exception {
        int port = start(1_000);
        RadarFeed second =
                new RadarFeed(
                        "B",
                        settings(1_000),
                        UdpSource.unicast(new InetSocketAddress(loopback, port)),
                        sink);

        Throwable cause =
                vertx.deployVerticle(second)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .handle((id, failure) -> failure)
                        .get(10, TimeUnit.SECONDS);

        assertTrue(cause instanceof IOException, "" + cause);
        assertTrue(cause.toString().contains(":" + port), cause.toString());
    }

    private int start(int plotsPerSecond) throws Exception {
        int port = FreePorts.one();
        start(UdpSource.unicast(new InetSocketAddress(loopback, port)), settings(plotsPerSecond));
        return port;
    }

    private void start(DatagramSource source, FeedSettings settings) throws Exception {
        deploy(source, settings, sink);
    }

    private void deploy(DatagramSource source, FeedSettings settings, CommandSink into)
            throws Exception {
        vertx.deployVerticle(new RadarFeed("A", settings, source, into))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static FeedSettings settings(int plotsPerSecond) {
        return new FeedSettings("radar", SENSORS, Set.of(), 256, plotsPerSecond);
    }

    private void send(DatagramSocket socket, int port, byte[]... records) throws IOException {
        sendDatagram(socket, port, DataBlock.encode(48, List.of(records)));
    }

    private void sendDatagram(DatagramSocket socket, int port, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, loopback, port));
    }

    private static byte[] plot(int number) {
        return new RecordWriter(Cat048.CATEGORY)
                .set(Cat048.SAC, 20)
                .set(Cat048.SIC, 129)
                .set(Cat048.TIME_OF_DAY, 128)
                .set(Cat048.DETECTION, 5)
                .set(Cat048.RHO, 256)
                .set(Cat048.THETA, number)
                .set(Cat048.AIRCRAFT_ADDRESS, 1)
                .toOctets();
    }

    private static byte[] sectorCrossing(int sector) {
        return DataBlock.encode(
                34,
                List.of(
                        new RecordWriter(Cat034.CATEGORY)
                                .set(Cat034.SAC, 20)
                                .set(Cat034.SIC, 129)
                                .set(Cat034.MESSAGE_TYPE, Cat034.SECTOR_CROSSING)
                                .set(Cat034.TIME_OF_DAY, 128)
                                .set(Cat034.SECTOR, sector)
                                .toOctets()));
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
