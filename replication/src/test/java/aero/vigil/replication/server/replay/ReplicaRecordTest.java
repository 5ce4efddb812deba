package aero.vigil.replication.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.SupportedVersions;
import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.DirectoryMaker;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.server.ReplicaOptions;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real replica has shown on a real disk, and what is replayed of its directory while it runs
 * and when it has stopped.
 */
@Timeout(120)
@Tag("slow")
class ReplicaRecordTest {

    private static final long CHECKPOINT_INTERVAL = 100;
    private static final long FRAMES = 45;

    @TempDir private Path folder;
    private final NavigableMap<Long, ByteString> shown = new ConcurrentSkipListMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.one();

    @Test
    void whatIsReplayedIsWhatWasShownWhileItRunsAndWhenItHasStopped() throws Exception {
        Path directory = folder.resolve("replica");
        format(directory, AirspaceModel.VERSION);
        long seenBefore;
        try (ReplicaServer replica = start(directory);
                GroupClient group =
                        GroupClient.connect(
                                vertx,
                                GroupOptions.of(
                                        "test", List.of(new GatewayAddress("127.0.0.1", port))))) {
            group.addListener(new Watch());
            assertEquals(0, replica.index());
            GroupSession session = group.open().await(30, TimeUnit.SECONDS);
            while (shown.isEmpty() || shown.lastKey() < FRAMES) {
                submit(session);
            }

            seenBefore = assertReplayed(directory);
            assertTrue(seenBefore > FRAMES / 2, "only " + seenBefore + " frames were replayed");
            long frame = shown.lastKey();
            submit(session);
            Eventually.holds("the replica goes on", () -> shown.lastKey() > frame + 3);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }

        Map<String, String> before = sums(directory);
        long seen = assertReplayed(directory);
        assertTrue(seen > seenBefore, seen + " frames, and " + seenBefore + " before");
        assertEquals(before, sums(directory));
        aChangedByteOfTheJournalIsNamed(directory);
    }

    /**
     * @return how many frames were compared
     */
    private long assertReplayed(Path directory) throws Exception {
        try (DirectoryRecording recording = DirectoryRecording.open(directory);
                Indexing index = new Indexing(recording)) {
            index.run();

            assertEquals(List.of(), index.findings());
            assertNull(index.proof().contradiction());
            String proof = index.proof().words();
            assertTrue(proof.startsWith("digest"), proof); // of checkpoints, byte for byte
            long compared = 0;
            for (Map.Entry<Long, ByteString> each : shown.entrySet()) {
                Digest replayed = index.frames().digest(each.getKey());
                if (replayed != null) {
                    assertEquals(
                            Digest.fromBytes(each.getValue().toByteArray()),
                            replayed,
                            "frame " + each.getKey());
                    compared++;
                }
            }
            return compared;
        }
    }

    private void aChangedByteOfTheJournalIsNamed(Path directory) throws Exception {
        byte[] said = "filling".getBytes(StandardCharsets.UTF_8);
        Path journal = fileWith(directory.resolve("journal"), said);
        byte[] bytes = Files.readAllBytes(journal);
        int at = indexOf(bytes, said);
        bytes[at] ^= 1;
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes, at, 1), at);
        }

        List<String> findings;
        try (DirectoryRecording recording = DirectoryRecording.open(directory)) {
            findings = recording.findings();
        }
        assertTrue(
                findings.stream().anyMatch(text -> text.contains(journal + ", offset ")),
                String.join("\n", findings));
    }

    private static Path fileWith(Path journal, byte[] wanted) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (indexOf(Files.readAllBytes(file), wanted) >= 0) {
                    return file;
                }
            }
        }
        throw new AssertionError("it is in none");
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void aDirectoryThatIsNoneSaysSoWithARemedy() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Recordings.open(folder));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("is no replica's directory"), said);
        assertTrue(said.contains("Give one"), said);
    }

    @Test
    void aRecordOfAnotherVersionIsRefusedWithARemedy() throws Exception {
        Path directory = folder.resolve("newer");
        format(directory, SupportedVersions.newest() + 1);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Recordings.open(directory));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("replay it with the build that recorded it"),
                refused.getMessage());
    }

    private void submit(GroupSession session) throws Exception {
        Command.Builder command =
                shown.size() % 5 == 0
                        ? Command.newBuilder()
                                .setTakePosition(TakePosition.newBuilder().setPosition("UE"))
                        : Command.newBuilder()
                                .setPing(
                                        Ping.newBuilder()
                                                .setPayload(ByteString.copyFromUtf8("filling")));
        session.submit(command.build().toByteArray()).await(30, TimeUnit.SECONDS);
    }

    private void format(Path directory, int version) throws IOException {
        Member member =
                new Member(
                        0,
                        "127.0.0.1:" + FreePorts.one(),
                        "127.0.0.1:" + port,
                        new Incarnation(0x5eed, 1));
        Genesis genesis =
                new Genesis(
                        List.of(member),
                        new ModelClock(0, 1),
                        100_000,
                        CHECKPOINT_INTERVAL,
                        version,
                        new SeededRecord(1, 0).genesis().adaptation());
        DirectoryMaker.make(
                directory,
                LogEntry.genesis(genesis, System.currentTimeMillis() * 1_000),
                member.incarnation());
    }

    private static ReplicaServer start(Path directory) throws Exception {
        return ReplicaServer.start(
                new ReplicaOptions(directory, Timing.relaxed(), "127.0.0.1", null, History.KEPT),
                text -> {
                    throw new AssertionError(text);
                });
    }

    private static Map<String, String> sums(Path directory) throws Exception {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.put(file.toString(), Digest.fromBytes(sum).hex());
            }
        }
        return sums;
    }

    /** Notes the digest of every frame as it is shown. */
    private final class Watch implements ReplicaListener {

        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            link.send(
                    ClientMessage.newBuilder()
                            .setSubscribe(
                                    Subscribe.newBuilder()
                                            .setFromFrame(1)
                                            .setMode(StreamMode.WHOLE))
                            .build());
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            for (FrameRecord frame : message.getFrames().getFramesList()) {
                shown.put(frame.getNumber(), frame.getDigest());
            }
        }

        @Override
        public void disconnected(ReplicaLink link) {}
    }
}
