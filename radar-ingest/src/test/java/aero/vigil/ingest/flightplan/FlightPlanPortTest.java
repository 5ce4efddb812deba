package aero.vigil.ingest.flightplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.ReferMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The flight-plan port over a real socket. */
@Timeout(60)
class FlightPlanPortTest {

    private static final String CANCEL = "(CNL-SWR7QX-LSGG2010-LFMN-DOF/240228)";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<FlightPlanMessage> submitted = new LinkedBlockingQueue<>();
    private final BlockingQueue<ReferMessage> referred = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private FlightPlanPort listening(
            Function<FlightPlanMessage, Future<PlanAnswer>> answer, PlanPortLimits limits) {
        FlightPlanPort port =
                new FlightPlanPort(
                        "127.0.0.1",
                        0,
                        new PlanSubmission() {
                            @Override
                            public Future<PlanAnswer> submit(FlightPlanMessage message) {
                                submitted.add(message);
                                return answer.apply(message);
                            }

                            @Override
                            public Future<Void> refer(ReferMessage message) {
                                referred.add(message);
                                return Future.succeededFuture();
                            }
                        },
                        () -> ReadPlans.NOW,
                        limits);
        vertx.deployVerticle(port).toCompletionStage().toCompletableFuture().join();
        return port;
    }

    private FlightPlanPort accepting() {
        return listening(
                message -> Future.succeededFuture(PlanAnswer.accepted("")),
                PlanPortLimits.STANDARD);
    }

    /** A sender as simple as a terminal. */
    private static final class Sender implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Sender(FlightPlanPort port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port.actualPort());
            socket.setSoTimeout(20_000);
            answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Nullable String answer() throws IOException {
            return answers.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void bareMessagesAndEnvelopesAreAcknowledgedByPosition() throws Exception {
        try (Sender sender = new Sender(accepting())) {
            sender.send(CANCEL);
            sender.send(
                    "\r\nZCZC ABC0123 151159\r\nFF LSAZZQZX\r\n151159 LSZHZPZX\r\n"
                            + CANCEL
                            + "\r\n\n\n\nNNNN\r\n");

            assertEquals("ACK 1", sender.answer());
            assertEquals("ACK 2", sender.answer());
        }

        assertEquals("", submitted.take().getOriginator());
        FlightPlanMessage enveloped = submitted.take();
        assertEquals("LSZHZPZX", enveloped.getOriginator());
        assertEquals(CANCEL, enveloped.getText());
    }

    @Test
    void aMistakeIsAnsweredWithFieldAndColumnAndTheNextMessageIsTaken() throws Exception {
        FlightPlanPort port = accepting();
        try (Sender sender = new Sender(port)) {
            sender.send("(CNL-SWR7QX-LSGG2560-LFMN-0)" + CANCEL);

            assertEquals(
                    "REJ 1 FIELD 13b COLUMN 17: a time must be HHMM, 0000 to 2359, not '2560'",
                    sender.answer());
            assertEquals("ACK 2", sender.answer());
        }

        assertEquals(1, port.counts().accepted());
        assertEquals(1, port.counts().rejects().get("plan-field-13b"));
    }

    @Test
    void whatCannotBeReadIsReferredAsItCameWithItsMistake() throws Exception {
        try (Sender sender = new Sender(accepting())) {
            sender.send("(CNL-SWR7QX-LSGG2560-LFMN-0)");
            sender.answer();
        }

        ReferMessage message = referred.take();
        assertEquals("(CNL-SWR7QX-LSGG2560-LFMN-0)", message.getText());
        assertEquals("13b", message.getField());
        assertEquals(17, message.getColumn());
        assertTrue(message.getReason().contains("2560"), message.getReason());
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsCommitted() throws Exception {
        Promise<PlanAnswer> commit = Promise.promise();
        FlightPlanPort port = listening(message -> commit.future(), PlanPortLimits.STANDARD);
        try (Sender sender = new Sender(port)) {
            sender.send(CANCEL + CANCEL);
            submitted.take();

            assertNull(submitted.poll(100, TimeUnit.MILLISECONDS), "the second waits its turn");
            assertEquals(0, sender.socket.getInputStream().available());
            commit.complete(PlanAnswer.accepted("route expanded to element 3"));

            assertEquals("ACK 1: route expanded to element 3", sender.answer());
            assertEquals("ACK 2: route expanded to element 3", sender.answer());
        }
    }

    @Test
    void theModelsRefusalNamesTheColumnOfItsField() throws Exception {
        FlightPlanPort port =
                listening(
                        message ->
                                Future.succeededFuture(
                                        PlanAnswer.refused("16a", "there is no such plan")),
                        PlanPortLimits.STANDARD);
        try (Sender sender = new Sender(port)) {
            sender.send(CANCEL);

            assertEquals("REJ 1 FIELD 16a COLUMN 22: there is no such plan", sender.answer());
        }
    }

    @Test
    void whatWasNotTakenIsToBeSentAgain() throws Exception {
        FlightPlanPort port =
                listening(
                        message -> Future.failedFuture("no primary answers"),
                        PlanPortLimits.STANDARD);
        try (Sender sender = new Sender(port)) {
            sender.send(CANCEL);

            assertEquals(
                    "REJ 1 FIELD 3 COLUMN 1: not taken now, send it again: no primary answers",
                    sender.answer());
        }
    }

    @Test
    void garbageAndOversizeAreCountedAndAnsweredAndTheNextMessageIsTaken() throws Exception {
        FlightPlanPort port = accepting();
        try (Sender sender = new Sender(port)) {
            sender.send("GET / HTTP/1.1\r\n");
            sender.send("(FPL-" + "A".repeat(20_000) + ")");
            sender.send("(CNL-WMT" + CANCEL);
            sender.send("ZCZC NO MESSAGE NNNN");
            sender.send(CANCEL);

            List<String> reasons = List.of("plan-garbage", "plan-oversize", "plan-unfinished");
            for (int i = 1; i <= reasons.size(); i++) {
                assertTrue(String.valueOf(sender.answer()).startsWith("REJ " + i));
            }
            assertEquals("ACK 4", sender.answer());
            assertTrue(String.valueOf(sender.answer()).startsWith("REJ 5"));
            assertEquals("ACK 6", sender.answer());
            reasons.forEach(reason -> assertEquals(1, port.counts().rejects().get(reason)));
        }
    }

    @Test
    void aSenderThatDribblesIsClosedHoweverOftenItSendsAByte() throws Exception {
        FlightPlanPort port =
                listening(
                        message -> Future.succeededFuture(PlanAnswer.accepted("")),
                        new PlanPortLimits(
                                4, 4, Duration.ofMillis(200), Duration.ofSeconds(30), 100));
        try (Sender sender = new Sender(port)) {
            sender.send("(CNL-");
            String answer = null;
            while (answer == null) {
                sender.send("A");
                TimeUnit.MILLISECONDS.sleep(10);
                answer = sender.socket.getInputStream().available() > 0 ? sender.answer() : null;
            }

            assertEquals("REJ 1 FIELD 3 COLUMN 1: the message was not finished in time", answer);
        }

        assertEquals(1, port.counts().rejects().get("plan-too-slow"));
    }

    @Test
    void oneConnectionTooManyIsToldSo() throws Exception {
        FlightPlanPort port =
                listening(
                        message -> Future.succeededFuture(PlanAnswer.accepted("")),
                        new PlanPortLimits(
                                1, 4, Duration.ofSeconds(30), Duration.ofSeconds(30), 100));
        try (Sender first = new Sender(port)) {
            first.send(CANCEL);
            assertEquals("ACK 1", first.answer());
            try (Sender second = new Sender(port)) {
                assertEquals(
                        "REJ 0 FIELD 3 COLUMN 1: too many connections, close one", second.answer());
                assertNull(second.answer());
            }
            first.send(CANCEL);
            assertEquals("ACK 2", first.answer());
        }
    }

    @Test
    void aSenderOfNothingButFaultsIsClosedInTheEnd() throws Exception {
        FlightPlanPort port =
                listening(
                        message -> Future.succeededFuture(PlanAnswer.accepted("")),
                        new PlanPortLimits(
                                4, 4, Duration.ofSeconds(30), Duration.ofSeconds(30), 10));
        try (Sender sender = new Sender(port)) {
            sender.send("RUBBISH\n".repeat(10));

            for (int i = 1; i <= 10; i++) {
                assertTrue(String.valueOf(sender.answer()).startsWith("REJ " + i + " "));
            }
            assertNull(sender.answer());
        }
    }

    @Test
    void aThousandMessagesAtOnceAreAnsweredInOrder() throws Exception {
        FlightPlanPort port = accepting();
        try (Sender sender = new Sender(port)) {
            sender.send(CANCEL.repeat(1_000));

            for (int i = 1; i <= 1_000; i++) {
                assertEquals("ACK " + i, sender.answer());
            }
        }
    }
}
