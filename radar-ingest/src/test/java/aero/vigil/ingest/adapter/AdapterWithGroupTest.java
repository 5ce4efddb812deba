package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.GroupOfOne;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.DataBlock;
import aero.vigil.ingest.asterix.RecordWriter;
import aero.vigil.replication.client.FrameListener;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Feed;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.airspace.Sensor;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two adapters on two lines and a group of one real replica: everything arrives twice and counts
 * once, and nothing is lost while nobody answers.
 */
@Tag("slow")
final class AdapterWithGroupTest {

    private static final int LAEGERN = 201 * 256 + 1;
    private static final long PATIENCE_MILLIS = 60_000;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, Sensor> sensors = new ConcurrentHashMap<>();
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> unreadable = new AtomicReference<>();

    @TempDir private Path folder;
    private @Nullable GroupOfOne group;
    private int radarA;
    private int radarB;
    private int plansA;
    private int plansB;

    @BeforeEach
    void formatAGroupOfOne() throws IOException {
        group = GroupOfOne.format(folder);
        radarA = FreePorts.one();
        radarB = FreePorts.one();
        plansA = FreePorts.one();
        plansB = FreePorts.one();
    }

    @AfterEach
    void closeEverything() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void everythingArrivesTwiceAndCountsOnceAlsoWhenTheReplicaIsAwayForAWhile() throws Exception {
        int before = 200;
        int during = 300;
        try (Adapter a = adapter("A");
                Adapter b = adapter("B");
                DatagramSocket radar = new DatagramSocket()) {
            assertTrue(a.toString().startsWith("adapter A") && b.toString().contains("B"));
            try (ReplicaServer replica = group().start();
                    GroupClient watching = watch()) {
                assertEquals(0, replica.index());
                send(radar, 0, before);
                await("the plots", () -> plots() == before && duplicates() == before);
                assertTrue(watching.links().size() > 0);
            }
            // Nobody answers: both adapters keep what they hear.
            send(radar, before, during);
            try (ReplicaServer replica = group().start();
                    GroupClient watching = watch()) {
                assertEquals(0, replica.index());
                int all = before + during;
                await("all plots", () -> plots() == all && duplicates() == all);
                await("what A says", () -> feed("A").getRecords() == all);
                await("what B says", () -> feed("B").getRecords() == all);
                assertTrue(watching.links().size() > 0);
            }
            assertEquals(0, feed("A").getDiscarded() + feed("B").getDiscarded());
            assertEquals(List.of(), feed("A").getRejectsList());
        }
        assertEquals(null, unreadable.get());
        assertEquals(null, group().fatal());
    }

    @Test
    void aFlightPlanIsAcknowledgedByTheModel() throws Exception {
        String offBlock =
                DateTimeFormatter.ofPattern("HHmm")
                        .format(LocalTime.now(ZoneOffset.UTC).plusHours(1));
        String plan =
                "(FPL-SWR123-IS-A320/M-SDFGRWY/S-LSZH" + offBlock + "-N0430F350 DCT-LFPG0110-0)";
        try (Adapter a = adapter("A");
                ReplicaServer replica = group().start();
                Socket planner = new Socket(loopback, plansA);
                OutputStreamWriter out =
                        new OutputStreamWriter(
                                planner.getOutputStream(), StandardCharsets.US_ASCII);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        planner.getInputStream(), StandardCharsets.US_ASCII))) {
            planner.setSoTimeout((int) PATIENCE_MILLIS);
            out.write(plan);
            out.flush();

            String first = in.readLine();
            out.write("(CNL-NOBODY1-LSZH1200-LFPG-0)");
            out.flush();
            String second = in.readLine();

            assertTrue(first.startsWith("ACK 1"), first);
            assertTrue(second.startsWith("REJ 2"), second);
            assertEquals(0, replica.index());
            assertTrue(a.toString().contains("1 feeds"), a.toString());
        }
    }

    @Test
    void whatTheFlightPlanPortRefusesIsInTheFramesByReason() throws Exception {
        try (Adapter a = adapter("A");
                ReplicaServer replica = group().start();
                GroupClient watching = watch();
                Socket planner = new Socket(loopback, plansA);
                OutputStreamWriter out =
                        new OutputStreamWriter(
                                planner.getOutputStream(), StandardCharsets.US_ASCII)) {
            out.write("(FPL-SWR123-IS-A320/M-SDFGRWY/S-NOWHERE-N0450F350 DCT-LFPG0110-0)");
            out.write("(CNL-NOBODY1-LSZH1200-LFPG-0)");
            out.write("(" + "X".repeat(11_000) + ")");
            out.flush();

            await("the refusals", () -> planFeed().getRejectsCount() == 3);

            assertEquals(
                    "plan-field-13b 1, plan-oversize 1, plan-refused 1",
                    planFeed().getRejectsList().stream()
                            .map(count -> count.getReason() + " " + count.getCount())
                            .collect(Collectors.joining(", ")));
            assertEquals(3, planFeed().getDatagrams());
            assertEquals(0, planFeed().getRecords());
            assertEquals(0, replica.index());
            assertTrue(watching.links().size() > 0);
            assertTrue(a.toString().startsWith("adapter A"));
        }
    }

    private Adapter adapter(String name) throws IOException {
        String json =
                String.format(
                        "{\"feeds\": [{\"name\": \"radars\", \"kind\": \"udp\", \"port\":"
                                + " {\"A\": %d, \"B\": %d}, \"sensors\": [\"201/1\"]}],"
                                + " \"flightPlans\": {\"port\": {\"A\": %d, \"B\": %d}}}",
                        radarA, radarB, plansA, plansB);
        Path file = Files.writeString(folder.resolve("ingest.json"), json);
        return Adapter.start(name, group().gateways(), IngestConfiguration.read(file, name));
    }

    private GroupOfOne group() {
        return Objects.requireNonNull(group);
    }

    private GroupClient watch() {
        GroupClient watching =
                GroupClient.connect(vertx, GroupOptions.of("watch", group().gateways()));
        watching.follow(
                0,
                new FrameListener() {
                    @Override
                    public void keyframe(KeyframeMessage keyframe) {
                        try {
                            see(Keyframe.parseFrom(keyframe.getBody()).getPicture());
                        } catch (InvalidProtocolBufferException e) {
                            unreadable.set(e.toString());
                        }
                    }

                    @Override
                    public void frame(FrameRecord frame) {
                        try {
                            see(Frame.parseFrom(frame.getBody()));
                        } catch (InvalidProtocolBufferException e) {
                            unreadable.set(e.toString());
                        }
                    }
                });
        return watching;
    }

    private void see(Frame frame) {
        frame.getSensorsList().forEach(sensor -> sensors.put(sensor.getSacSic(), sensor));
        frame.getFeedsList()
                .forEach(feed -> feeds.put(feed.getAdapter() + " " + feed.getFeed(), feed));
    }

    private long plots() {
        return sensors.getOrDefault(LAEGERN, Sensor.getDefaultInstance()).getPlots();
    }

    private long duplicates() {
        return sensors.getOrDefault(LAEGERN, Sensor.getDefaultInstance()).getDuplicates();
    }

    private Feed feed(String adapter) {
        return feeds.getOrDefault(adapter + " radars", Feed.getDefaultInstance());
    }

    private Feed planFeed() {
        return feeds.getOrDefault("A " + PlanFeedReports.FEED, Feed.getDefaultInstance());
    }

    /** Plots that differ, as a radar would send them, on both lines. */
    private void send(DatagramSocket radar, int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            byte[] record =
                    new RecordWriter(Cat048.CATEGORY)
                            .set(Cat048.SAC, 201)
                            .set(Cat048.SIC, 1)
                            .setQuantity(Cat048.TIME_OF_DAY, secondsOfDay())
                            .set(Cat048.DETECTION, 5)
                            .setQuantity(Cat048.RHO, 20 + i % 100)
                            .set(Cat048.THETA, i * 128 % 65_536)
                            .set(Cat048.MODE_3A, 01000)
                            .set(Cat048.FLIGHT_LEVEL, 1_000)
                            .set(Cat048.AIRCRAFT_ADDRESS, 0x4B0000 + i)
                            .toOctets();
            byte[] datagram = DataBlock.encode(Cat048.NUMBER, List.of(record));
            radar.send(new DatagramPacket(datagram, datagram.length, loopback, radarA));
            radar.send(new DatagramPacket(datagram, datagram.length, loopback, radarB));
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The radar of Lägern takes 0.6 s from detection to the adapter. */
    private static double secondsOfDay() {
        double seconds = LocalTime.now(ZoneOffset.UTC).toNanoOfDay() / 1e9 - 0.6;
        return seconds < 0 ? seconds + 86_400 : seconds;
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "waited in vain for " + what + ": " + sensors + feeds + unreadable.get());
            }
            Thread.sleep(10);
        }
    }
}
