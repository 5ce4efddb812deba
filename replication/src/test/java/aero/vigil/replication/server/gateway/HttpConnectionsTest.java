package aero.vigil.replication.server.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plain TCP against a real gateway: whoever comes and stays for nothing. */
@Tag("slow")
class HttpConnectionsTest {

    private static final String GET = "GET /js/page.js HTTP/1.1\r\nHost: x\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final Counters counters = new Counters();
    private final int port = FreePorts.one();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        new Gateway(
                        vertx,
                        new GatewayConfiguration(
                                "test",
                                Digest.ZERO,
                                0,
                                List.of(new GatewayAddress("127.0.0.1", port)),
                                "127.0.0.1",
                                null),
                        request -> true,
                        counters)
                .listen()
                .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        sockets.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        return new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }

    private static boolean isClosed(Socket socket) {
        try {
            byte[] ignored = new byte[4_096];
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(ignored);
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoStaysForNothingIsClosedAndAWebSocketIsNot() throws Exception {
        Socket silent = connect();
        Socket endless = connect();
        say(endless, GET + "X: never ending");
        Socket answered = connect();
        say(answered, GET + "\r\n");

        assertTrue(isClosed(silent));
        assertTrue(isClosed(endless));
        assertTrue(isClosed(answered));
        Eventually.holds("counted", () -> counters.value("gateway.closed.IDLE") == 3);
        assertEquals("HTTP/1.1 200 OK", answerOf(GET + "\r\n"));
    }

    private String answerOf(String request) throws IOException {
        Socket socket = connect();
        say(socket, request);
        return answer(socket);
    }

    @Test
    void aNewcomerIsLetInAndTheQuietestGoes() throws Exception {
        Socket first = connect();
        Socket second = connect();
        Eventually.holds("two", () -> most() == 2);
        say(first, GET + "\r\n");
        assertEquals("HTTP/1.1 200 OK", answer(first));

        for (int i = 2; i < HttpConnections.LIMIT; i++) {
            connect();
        }
        Eventually.holds("all that may be", () -> most() == HttpConnections.LIMIT);
        assertEquals(0, counters.value("gateway.closed.TOO_MANY_CONNECTIONS"));

        assertEquals("HTTP/1.1 200 OK", answerOf(GET + "\r\n"));
        assertTrue(counters.value("gateway.closed.TOO_MANY_CONNECTIONS") >= 1);
        assertTrue(isClosed(second));
    }

    private long most() {
        return counters.snapshot().getOrDefault("gateway.http-connections.most", 0L);
    }
}
