package aero.vigil.ingest.adapter;

import aero.vigil.ingest.capture.CaptureFile;
import aero.vigil.ingest.capture.CapturedDatagram;
import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.journal.format.Format;
import aero.vigil.replication.journal.format.GroupPlan;
import aero.vigil.replication.server.ReplicaOptions;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Adaptation;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A recording through everything real: two adapters read it, a replica with its journal orders and
 * applies what they report, and a display follows. Model time runs faster than the wall clock.
 */
final class RecordedGroup {

    /** Wall seconds from formatting to the first datagram: adapters and replica are up by then. */
    private static final double LEAD_SECONDS = 4;

    /** After the last datagram, model time: everything is applied, every sector closed. */
    private static final long TAIL_MICROS = 20_000_000;

    private static final long TICK_PERIOD_MICROS = 20_000;
    private static final long CHECKPOINT_INTERVAL = 2_000;
    private static final int PCAP_HEADER = 24;
    private static final int PCAP_PACKET_HEADER = 16;
    private static final long PATIENCE_SECONDS = 300;

    private RecordedGroup() {}

    /** A part of a recording, in seconds from its first datagram. */
    static Path cut(Path recording, Path target, double from, double seconds) throws IOException {
        if (recording.toString().endsWith(".pcap")) {
            return Files.write(target, pcap(Files.readAllBytes(recording), from, seconds));
        }
        try (CaptureFile capture = CaptureFile.open(recording);
                OutputStream out = Files.newOutputStream(target)) {
            CapturedDatagram datagram = capture.next();
            long first = datagram == null ? 0 : datagram.captureTimeMicros();
            while (datagram != null) {
                double at = (datagram.captureTimeMicros() - first) / 1e6;
                if (at >= from && at < from + seconds) {
                    out.write(datagram.octets());
                }
                datagram = capture.next();
            }
        }
        return target;
    }

    private static byte[] pcap(byte[] all, double from, double seconds) {
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(all, 0, PCAP_HEADER);
        long first = in.getInt(PCAP_HEADER);
        int at = PCAP_HEADER;
        while (at + PCAP_PACKET_HEADER <= all.length) {
            int length = PCAP_PACKET_HEADER + in.getInt(at + 8);
            long second = in.getInt(at) - first;
            if (second >= from && second < from + seconds) {
                part.write(all, at, Math.min(length, all.length - at));
            }
            at += length;
        }
        return part.toByteArray();
    }

    /** Plays a recording to its end; what a display saw of it. */
    static SeenTracks play(
            Path folder, Path adaptationFile, Path recording, RecordedPlots recorded, double rate)
            throws Exception {
        Adaptation region = AdaptationFile.read(adaptationFile);
        Path directory = folder.resolve("replica");
        String gateway = "127.0.0.1:" + FreePorts.one();
        Path ingest =
                Files.writeString(
                        folder.resolve("ingest.json"),
                        String.format(
                                "{\"feeds\": [{\"name\": \"hour\", \"kind\": \"capture\","
                                        + " \"file\": \"%s\", \"sensors\": [\"%d/%d\"]}]}",
                                recording,
                                region.getSensors(0).getSac(),
                                region.getSensors(0).getSic()));
        AtomicReference<@Nullable String> fatal = new AtomicReference<>();
        SeenTracks seen = new SeenTracks();
        Vertx vertx = Vertx.vertx();
        List<GatewayAddress> gateways = GatewayAddress.parseAll(gateway);
        try (Adapter a = Adapter.start("A", gateways, IngestConfiguration.read(ingest, "A"));
                Adapter b = Adapter.start("B", gateways, IngestConfiguration.read(ingest, "B"));
                GroupClient display = GroupClient.connect(vertx, GroupOptions.of("d", gateways))) {
            display.follow(0, seen);
            format(directory, gateway, region, recorded.firstMicros, rate);
            try (ReplicaServer replica =
                    ReplicaServer.start(
                            new ReplicaOptions(
                                    directory, Timing.relaxed(), "127.0.0.1", null, History.KEPT),
                            fatal::set)) {
                awaitEnd(seen, recorded, fatal, a + ", " + b + ", replica " + replica.index());
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        return seen;
    }

    private static void format(
            Path directory, String gateway, Adaptation region, long firstMicros, double rate)
            throws IOException {
        Instant start =
                Instant.EPOCH
                        .plus(firstMicros, ChronoUnit.MICROS)
                        .minusMillis((long) (LEAD_SECONDS * 1_000 * rate));
        Format.newGroup(
                new GroupPlan(
                        List.of(
                                new GroupPlan.PlannedMember(
                                        "127.0.0.1:" + FreePorts.one(), gateway, directory)),
                        region.toByteArray(),
                        java.util.Optional.of(start),
                        rate,
                        TICK_PERIOD_MICROS,
                        CHECKPOINT_INTERVAL));
    }

    /**
     * Until model time is past the last datagram and both feeds have said what they made of all.
     */
    private static void awaitEnd(
            SeenTracks seen,
            RecordedPlots recorded,
            AtomicReference<@Nullable String> fatal,
            String who)
            throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (seen.modelMicros() < recorded.lastMicros + TAIL_MICROS
                || seen.accountedFor("A") < recorded.datagrams
                || seen.accountedFor("B") < recorded.datagrams) {
            if (fatal.get() != null || System.nanoTime() - patience > 0) {
                throw new AssertionError(
                        who
                                + ": "
                                + fatal.get()
                                + "; model time "
                                + seen.modelMicros()
                                + seen.feed("A")
                                + seen.feed("B"));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
