package aero.vigil.certification.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The loopback port on which a running demo takes its actions: kill a replica, freeze it, cut its
 * network, damage its journal.
 *
 * <p>A replica started with {@code --demo-control} passes a page's {@code POST /demo/...} on to it,
 * with the token that only the demo's own processes know. Anybody else is answered 403.
 */
final class ControlPort implements AutoCloseable {

    /** What the demo can do to a replica; the text says what was done. */
    interface Actions {
        String kill(int replica);

        String freeze(int replica);

        String cut(int replica);

        String damage(int replica);
    }

    /** One who sends half a request holds up one of them only. */
    private static final int THREADS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String token;
    private final Actions actions;

    ControlPort(Actions actions) throws IOException {
        this.actions = actions;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/demo/", this::handle);
        server.setExecutor(
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "demo control");
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String token() {
        return token;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAuthorised(exchange)) {
                answer(exchange, 403, "this port takes actions from the demo's own replicas only");
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "POST /demo/ACTION?replica=N");
                return;
            }
            try {
                int replica = replicaOf(exchange.getRequestURI().getQuery());
                switch (exchange.getRequestURI().getPath()) {
                    case "/demo/kill" -> answer(exchange, 200, actions.kill(replica));
                    case "/demo/freeze" -> answer(exchange, 200, actions.freeze(replica));
                    case "/demo/cut" -> answer(exchange, 200, actions.cut(replica));
                    case "/demo/damage" -> answer(exchange, 200, actions.damage(replica));
                    default ->
                            answer(exchange, 404, "the actions are kill, freeze, cut and damage");
                }
            } catch (IllegalArgumentException wrong) {
                answer(exchange, 400, String.valueOf(wrong.getMessage()));
            } catch (RuntimeException failed) {
                answer(exchange, 500, "not done: " + failed.getMessage());
            }
        }
    }

    private boolean isAuthorised(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static int replicaOf(@Nullable String query) {
        if (query == null || !query.matches("replica=[0-9]")) {
            throw new IllegalArgumentException("say which replica: ?replica=0");
        }
        return query.charAt("replica=".length()) - '0';
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = JSON.writeValueAsBytes(Map.of("text", text));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
