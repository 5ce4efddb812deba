package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.ingest.flightplan.FlightPlanPort;
import aero.vigil.ingest.flightplan.PlanAnswer;
import aero.vigil.ingest.flightplan.PlanPortLimits;
import aero.vigil.ingest.flightplan.PlanSubmission;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.ReferMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verb {@code simulate} and its process, on real sockets. */
@Timeout(90)
@Tag("slow")
class SimulateCommandTest {

    private static int exitCode(StringWriter err, String... args) {
        return new CommandLine(new SimulateCommand()).setErr(new PrintWriter(err)).execute(args);
    }

    @Test
    void aWrongCallIsAnsweredInAWordAndExitCodeTwo() {
        String region = Regions.file("switzerland").toString();
        StringWriter err = new StringWriter();

        assertEquals(2, exitCode(err));
        assertEquals(2, exitCode(err, "--adaptation", "nowhere.json"));
        assertEquals(2, exitCode(err, "--adaptation", region, "--to-a", "nonsense"));
        assertEquals(2, exitCode(err, "--adaptation", region, "--pilots"));
        assertEquals(2, exitCode(err, "--adaptation", region, "--plots-per-second", "50000"));

        assertTrue(err.toString().contains("there is no adaptation file nowhere.json"));
        assertTrue(err.toString().contains("not host:port: 'nonsense'"));
        assertTrue(err.toString().contains("--pilots, --robots and --colleagues need --at"));
        assertTrue(!err.toString().contains("\tat "), "a stack trace");
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static DatagramSocket listening() throws IOException {
        DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setReceiveBufferSize(4 << 20);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static UdpLines.Destination to(DatagramSocket socket) {
        return new UdpLines.Destination(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()),
                false);
    }

    @Test
    void bothLinesHearTheSameAndPlansAreAcknowledgedAndTruthIsWritten(@TempDir Path directory)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        FlightPlanPort port =
                new FlightPlanPort(
                        "127.0.0.1",
                        0,
                        ALL_ACCEPTED,
                        () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                        PlanPortLimits.STANDARD);
        vertx.deployVerticle(port).toCompletionStage().toCompletableFuture().join();
        Path truth = directory.resolve("truth.jsonl");
        try (DatagramSocket a = listening();
                DatagramSocket b = listening()) {
            SimulatorProcess process =
                    new SimulatorProcess(
                            Regions.switzerland(),
                            new SimulatorProcess.Settings(
                                    Simulation.Options.traffic(5, 20),
                                    List.of(to(a), to(b)),
                                    List.of(new GatewayAddress("127.0.0.1", port.actualPort())),
                                    List.of(),
                                    false,
                                    false,
                                    false,
                                    truth,
                                    false));
            Thread worker =
                    new Thread(
                            () -> {
                                try {
                                    process.run();
                                } catch (IOException failed) {
                                    throw new AssertionError(failed);
                                }
                            });
            worker.start();

            for (int i = 0; i < 100; i++) {
                byte[] onA = receive(a);
                assertArrayEquals(onA, receive(b));
                assertEquals(List.of(), DatagramDecoder.decode(onA).rejects());
            }
            while (port.counts().accepted() < 40) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            process.stop();
            worker.join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        assertTrue(port.counts().rejects().isEmpty(), () -> port.counts().toString());
        List<String> lines = Files.readAllLines(truth);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"kind\":\"state\"")));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"kind\":\"plot\"")));
    }

    @Test
    void aPlanLineSendsAgainWhatWasNotAnsweredWhenItsPortComesBack() throws Exception {
        Vertx vertx = Vertx.vertx();
        int number = FreePorts.one();
        FlightPlanPort first = port(number);
        String deployment =
                vertx.deployVerticle(first).toCompletionStage().toCompletableFuture().join();
        PlanLine line = new PlanLine(vertx, "127.0.0.1", number);
        vertx.runOnContext(go -> line.open());
        String message = PlanText.enveloped(1, 0, "(CNL-SWR7QX-LSGG2010-LFMN-0)");
        vertx.runOnContext(go -> line.send(message));
        while (line.accepted() < 1) {
            TimeUnit.MILLISECONDS.sleep(5);
        }

        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
        vertx.runOnContext(go -> line.send(message));
        FlightPlanPort second = port(number);
        vertx.deployVerticle(second).toCompletionStage().toCompletableFuture().join();
        while (line.accepted() < 2) {
            TimeUnit.MILLISECONDS.sleep(5);
        }

        assertEquals(1, second.counts().accepted());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static final PlanSubmission ALL_ACCEPTED =
            new PlanSubmission() {
                @Override
                public Future<PlanAnswer> submit(FlightPlanMessage message) {
                    return Future.succeededFuture(PlanAnswer.accepted(""));
                }

                @Override
                public Future<Void> refer(ReferMessage message) {
                    return Future.failedFuture(new AssertionError(message.toString()));
                }
            };

    private static FlightPlanPort port(int number) {
        return new FlightPlanPort(
                "127.0.0.1", number, ALL_ACCEPTED, () -> 0, PlanPortLimits.STANDARD);
    }
}
