package aero.vigil.replication.server.gateway;

import aero.vigil.replication.server.Counters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections at the gateway's port: those of plain HTTP are few, and none stays for nothing;
 * those that became WebSockets are only remembered here, to be cut.
 *
 * <p>A newcomer is always let in: when there are too many, the one that has been quiet longest
 * goes. So whoever opens connections and says nothing keeps no display out.
 */
final class HttpConnections {

    /** Of plain HTTP: a reload of all displays at once, as many as may be without a Hello. */
    static final int LIMIT = 1_024;

    /** Without a request, or with one whose head never ends. */
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** From a request to the end of its answer: longer than the demo's parent may take. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final class Visit {
        final HttpConnection connection;
        long sinceNanos;
        int requests;

        Visit(HttpConnection connection, long nowNanos) {
            this.connection = connection;
            this.sinceNanos = nowNanos;
        }

        boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos > (requests > 0 ? ANSWER_NANOS : IDLE_NANOS);
        }
    }

    private final Counters counters;

    /** By the other end's address; the one that has been quiet longest first. */
    private final Map<SocketAddress, Visit> plain = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<SocketAddress, HttpConnection> webSockets = new HashMap<>();

    HttpConnections(Counters counters) {
        this.counters = counters;
    }

    void connected(HttpConnection connection) {
        SocketAddress from = connection.remoteAddress();
        plain.put(from, new Visit(connection, System.nanoTime()));
        connection.closeHandler(
                ignored -> {
                    plain.remove(from);
                    webSockets.remove(from);
                });
        counters.highWater("gateway.http-connections.most", plain.size());
        if (plain.size() > LIMIT) {
            Map.Entry<SocketAddress, Visit> quietest = plain.entrySet().iterator().next();
            end(quietest.getKey(), quietest.getValue(), "gateway.closed.TOO_MANY_CONNECTIONS");
        }
    }

    /** A request has come; its connection may not go before it is answered. */
    void requested(HttpServerRequest request) {
        Visit visit = plain.get(request.remoteAddress());
        if (visit != null) {
            visit.requests++;
            visit.sinceNanos = System.nanoTime();
            request.response().endHandler(ignored -> answered(visit));
        }
    }

    private static void answered(Visit visit) {
        visit.requests--;
        visit.sinceNanos = System.nanoTime();
    }

    void becameWebSocket(SocketAddress from) {
        Visit visit = plain.remove(from);
        if (visit != null) {
            webSockets.put(from, visit.connection);
        }
    }

    /** Ends a WebSocket whose other end does not read, without waiting for what is not written. */
    void cut(SocketAddress from) {
        HttpConnection connection = webSockets.remove(from);
        if (connection != null) {
            connection.close();
        }
    }

    /** Ends what has been quiet too long. */
    void sweep(long nowNanos) {
        List<Map.Entry<SocketAddress, Visit>> over = new ArrayList<>();
        for (Map.Entry<SocketAddress, Visit> entry : plain.entrySet()) {
            if (entry.getValue().isOver(nowNanos)) {
                over.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        over.forEach(entry -> end(entry.getKey(), entry.getValue(), "gateway.closed.IDLE"));
    }

    private void end(SocketAddress from, Visit visit, String counter) {
        if (plain.remove(from) != null) {
            counters.count(counter);
            visit.connection.close();
        }
    }
}
