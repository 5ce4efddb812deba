package aero.vigil.replication.server;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.server.command.ReplicaCommand;
import aero.vigil.replication.server.command.StepDownCommand;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Three real processes with real disks and sockets; killed, stopped, and sent rubbish. */
@Timeout(600)
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicaProcessesTest {

    private static final int SESSIONS = 4;

    /** What rubbish at the two ports of a replica is counted as. */
    private static final List<String> RUBBISH_COUNTERS =
            List.of(
                    "transport.rejected.INTRODUCTION",
                    "transport.rejected.SILENT",
                    "gateway.rejected.HTTP",
                    "gateway.rejected.PATH",
                    "gateway.rejected.ORIGIN");

    private final Vertx vertx = Vertx.vertx();
    private final DigestWatch watch = new DigestWatch();
    private final ReplicaProcesses replicas;
    private final GroupClient group;

    ReplicaProcessesTest(@TempDir Path root) throws IOException {
        replicas = ReplicaProcesses.format(root);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
        group.addListener(watch);
    }

    /** One group for all tests: what a test has stopped runs again, and all are well. */
    @BeforeEach
    void allRun() throws IOException {
        replicas.startThoseThatDoNotRun();
        Eventually.holds("all normal", () -> IntStream.range(0, 3).allMatch(watch::isNormal));
        long frame = watch.commonFrame();
        Eventually.holds("frames of all", () -> watch.commonFrame() > frame + 3);
    }

    @AfterAll
    void stop() throws Exception {
        group.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private GroupSession session() throws Exception {
        return group.open().await(30, TimeUnit.SECONDS);
    }

    @Test
    void commandsAreAnsweredAndAllReplicasCutTheSameFrames() throws Exception {
        GroupSession session = session();

        for (int i = 0; i < 50; i++) {
            Reply reply =
                    session.submit(AcknowledgedFlow.ping("ping " + i)).await(30, TimeUnit.SECONDS);
            assertEquals(Reply.Outcome.APPLIED, reply.getOutcome());
            Result result = Result.parseFrom(reply.getResult());
            assertEquals("ping " + i, result.getAccepted().getPayload().toStringUtf8());
        }

        long frame = watch.commonFrame();
        Eventually.holds("ten frames more", () -> watch.commonFrame() > frame + 10);
        watch.requireAgreement();
    }

    @Test
    void aKilledPrimaryCostsNoAcknowledgedCommandAndDoublesNone() throws Exception {
        List<AcknowledgedFlow> flows = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            flows.add(new AcknowledgedFlow(vertx, session(), "session " + i));
        }
        flows.forEach(AcknowledgedFlow::next);
        Eventually.holds("commands flow", () -> flows.stream().allMatch(f -> f.count() > 50));

        int primary = group.primary();
        assertTrue(primary >= 0, "a primary is known");
        int[] before = flows.stream().mapToInt(AcknowledgedFlow::count).toArray();
        replicas.kill(primary);
        Eventually.holds(
                "commands flow without replica " + primary,
                () -> {
                    for (int i = 0; i < SESSIONS; i++) {
                        if (flows.get(i).count() < before[i] + 50) {
                            return false;
                        }
                    }
                    return true;
                });
        replicas.start(primary);
        Eventually.holds("replica " + primary + " is back", () -> watch.isNormal(primary));
        long frame = watch.status(primary).getFrame();
        Eventually.holds("its frames go on", () -> watch.commonFrame() > frame + 5);

        for (AcknowledgedFlow flow : flows) {
            flow.finish();
        }
        watch.requireAgreement();
        Eventually.holds("all have committed all", this::allCommitted);
        replicas.stopAll();
        AcknowledgedFlow.requireInLogs(replicas.directories(), 3, flows);
    }

    private boolean allCommitted() {
        long most = 0;
        for (int i = 0; i < 3; i++) {
            most = Math.max(most, watch.status(i).getOpNumber());
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            least = Math.min(least, watch.status(i).getCommitNumber());
        }
        return most - least < 2;
    }

    @Test
    void aPrimaryThatStepsDownIsFollowedByAnotherWithoutATimeout() throws Exception {
        AcknowledgedFlow flow = new AcknowledgedFlow(vertx, session(), "flow");
        flow.next();
        Eventually.holds("commands flow", () -> flow.count() > 20);
        int former = group.primary();
        StringWriter said = new StringWriter();

        int exit =
                new CommandLine(new StepDownCommand())
                        .setOut(new PrintWriter(said, true))
                        .setErr(new PrintWriter(said, true))
                        .execute("--at", replicas.gateway(0).toString());

        assertEquals(0, exit, said::toString);
        assertTrue(said.toString().contains("in place of replica " + former), said::toString);
        int before = flow.count();
        Eventually.holds("commands flow on", () -> flow.count() > before + 20);
        Eventually.holds("it was asked", () -> watch.counter(former, "core.stepDowns") > 0);
        flow.finish();
        watch.requireAgreement();
    }

    @Test
    void afterAStopOfAllTheSameFramesAreThereAndTheNextOnesFollow() throws Exception {
        GroupSession session = session();
        for (int i = 0; i < 300; i++) {
            session.submit(AcknowledgedFlow.ping("before " + i)).await(30, TimeUnit.SECONDS);
        }
        long frame = watch.commonFrame() + 3;
        Eventually.holds("some frames", () -> watch.commonFrame() > frame);
        ByteString digest = requireNonNull(watch.told(0).get(frame));

        replicas.stopAll();
        for (int i = 0; i < 3; i++) {
            watch.told(i).clear();
        }
        replicas.startAll();

        Eventually.holds("new frames", () -> watch.commonFrame() > frame + 10);
        watch.requireAgreement();
        for (int i = 0; i < 3; i++) {
            int index = i;
            group.links().stream()
                    .filter(link -> link.index() == index)
                    .forEach(link -> link.send(DigestWatch.getFrame(frame)));
            Eventually.holds(
                    "replica " + i + " gives frame " + frame + " again",
                    () -> digest.equals(watch.told(index).get(frame)));
        }
        Reply reply = session.submit(AcknowledgedFlow.ping("after")).await(30, TimeUnit.SECONDS);
        assertEquals(Reply.Outcome.APPLIED, reply.getOutcome());
    }

    @Test
    void rubbishOnEveryPortIsCountedAndStopsNothing() throws Exception {
        long seed = Long.getLong("vigil.seed", System.nanoTime());
        System.out.println("rubbish on every port: seed " + seed + " (-Dvigil.seed)");
        Random random = new Random(seed);
        GroupSession session = session();

        for (int i = 0; i < 60; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(rubbish);
            sendRubbish(replicas.replicaPort(i % 3), rubbish);
            sendRubbish(replicas.gateway(i % 3).port(), rubbish);
        }
        for (int i = 0; i < 3; i++) {
            // Well-formed in part, so that each door's own reasons are met.
            sendRubbish(replicas.gateway(i).port(), ascii("NO HTTP AT ALL\r\n\r\n"));
            sendRubbish(replicas.gateway(i).port(), handshake("/v2", "http://localhost"));
            sendRubbish(replicas.gateway(i).port(), handshake("/v1", "http://evil.example"));
        }

        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), replicas.replicaPort(i)));
        }

        for (int i = 0; i < 3; i++) {
            int index = i;
            assertTrue(replicas.isAlive(i), "replica " + i + ", seed " + seed);
            for (String counter : RUBBISH_COUNTERS) {
                Eventually.holds(
                        counter + " of " + i + ", seed " + seed,
                        () -> watch.counter(index, counter) > 0);
            }
        }
        for (Socket socket : silent) {
            socket.close();
        }
        Reply reply =
                session.submit(AcknowledgedFlow.ping("still there")).await(30, TimeUnit.SECONDS);
        assertEquals(Reply.Outcome.APPLIED, reply.getOutcome());
        watch.requireAgreement();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] handshake(String path, String origin) {
        return ascii(
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Origin: "
                        + origin
                        + "\r\n\r\n");
    }

    private static void sendRubbish(int port, byte[] rubbish) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(rubbish);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Whatever it answers.
            }
        } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
            // Reset, or waiting for more: both are answers.
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedIsRefusedInOneLine(@TempDir Path empty) {
        assertTrue(refusal(replicas.directory(0)).contains("process"));
        assertTrue(refusal(empty).contains("format"));
    }

    /** The one line that says why a replica does not start here. */
    private static String refusal(Path directory) {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new ReplicaCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute("--directory", directory.toString());

        assertEquals(1, exit, err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        return err.toString();
    }
}
