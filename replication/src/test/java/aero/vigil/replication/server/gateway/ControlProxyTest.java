package aero.vigil.replication.server.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.server.Counters;
import aero.vigil.replication.transport.FreePorts;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real gateway whose demo has a parent that notes what it is asked. */
@Tag("slow")
class ControlProxyTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Integer> ports = FreePorts.take(2);
    private final AtomicReference<@Nullable String> asked = new AtomicReference<>();
    private final Counters counters = new Counters();
    private final Gateway gateway =
            new Gateway(
                    vertx,
                    new GatewayConfiguration(
                            "test",
                            Digest.ZERO,
                            0,
                            List.of(new GatewayAddress("127.0.0.1", ports.get(0))),
                            "127.0.0.1",
                            ControlAddress.parse("127.0.0.1:" + ports.get(1) + ":secret:token")),
                    request -> true,
                    counters);

    @BeforeEach
    void listen() throws Exception {
        vertx.createHttpServer()
                .requestHandler(
                        request -> {
                            asked.set(
                                    request.method()
                                            + " "
                                            + request.uri()
                                            + " "
                                            + request.getHeader("Authorization"));
                            request.response().setStatusCode(202).end("{\"done\":true}");
                        })
                .listen(ports.get(1), "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        gateway.listen().await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> post(String origin)
            throws ExecutionException, InterruptedException {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + ports.get(0)
                                                        + "/demo/kill?replica=1"))
                                .header("Origin", origin)
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .get();
    }

    @Test
    void aPageOfTheGroupReachesTheParentWithItsToken() throws Exception {
        HttpResponse<String> answer = post("http://localhost:" + ports.get(0));

        assertEquals(202, answer.statusCode());
        assertEquals("{\"done\":true}", answer.body());
        assertEquals("POST /demo/kill?replica=1 Bearer secret:token", asked.get());
        // So that a page of a member that is dead may read the answer of another.
        assertEquals(
                "http://localhost:" + ports.get(0),
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }

    @Test
    void aPageFromElsewhereReachesNobody() throws Exception {
        assertEquals(403, post("http://evil.example").statusCode());

        assertNull(asked.get());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndReachesNobody() throws Exception {
        assertEquals("HTTP/1.1 413 Request Entity Too Large", answerTo(100_000, 70_000));

        assertEquals(1, counters.value("gateway.rejected.BODY_TOO_LARGE"));
        assertNull(asked.get());
    }

    @Test
    void aBodyThatDoesNotEndIsRefusedInTime() throws Exception {
        assertEquals("HTTP/1.1 408 Request Timeout", answerTo(100, 99));

        assertEquals(1, counters.value("gateway.rejected.BODY_TOO_SLOW"));
        assertNull(asked.get());
    }

    /** The status line for a body of which only so much is sent. */
    private String answerTo(int promised, int sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            socket.setSoTimeout(30_000);
            String head =
                    "POST /demo/kill HTTP/1.1\r\nHost: x\r\nContent-Length: "
                            + promised
                            + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[sent]);
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
