package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.wire.gateway.StreamMode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Many subscribers of one group, spread over its replicas: of ten, five take frames, four digests,
 * and one takes frames but reads only now and then.
 */
final class Crowd {

    /** Connections that are opened at once: a reload of a centre's displays. */
    private static final int AT_ONCE = 50;

    private static final long SLEEP_MILLIS = 7_000;
    private static final long AWAKE_MILLIS = 300;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final List<GatewayAddress> gateways;
    private final List<Subscriber> all = new ArrayList<>();
    private final List<Subscriber> slow = new ArrayList<>();
    private boolean over;

    Crowd(Vertx vertx, List<GatewayAddress> gateways, int count) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.gateways = gateways;
        this.client = client(vertx, count + AT_ONCE);
    }

    static WebSocketClient client(Vertx vertx, int connections) {
        return vertx.createWebSocketClient(
                new WebSocketClientOptions()
                        .setMaxConnections(connections)
                        .setMaxFrameSize(GroupClient.MESSAGE_LIMIT_BYTES)
                        .setMaxMessageSize(GroupClient.MESSAGE_LIMIT_BYTES)
                        .setConnectTimeout(5_000)
                        .setTcpNoDelay(true));
    }

    static Future<WebSocket> connect(WebSocketClient client, GatewayAddress gateway) {
        return client.connect(
                new WebSocketConnectOptions()
                        .setHost(gateway.host())
                        .setPort(gateway.port())
                        .setURI("/v1")
                        .setAllowOriginHeader(false));
    }

    /** Opens this many; returns when all are subscribed. */
    void open(int count) throws InterruptedException {
        for (int from = 0; from < count; from += AT_ONCE) {
            List<Future<Void>> opened = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                opened.add(openOne(i));
            }
            Waiting.orFail(Future.all(opened), "fifty subscribers");
        }
        context.runOnContext(ignored -> sleep());
    }

    private Future<Void> openOne(int number) {
        Promise<Void> opened = Promise.promise();
        context.runOnContext(
                ignored ->
                        connect(client, gateways.get(number % gateways.size()))
                                .onSuccess(
                                        socket -> {
                                            begin(socket, number);
                                            opened.complete();
                                        })
                                .onFailure(opened::fail));
        return opened.future();
    }

    private void begin(WebSocket socket, int number) {
        int kind = number / gateways.size() % 10;
        Subscriber subscriber =
                new Subscriber(socket, kind >= 6 ? StreamMode.DIGEST : StreamMode.WHOLE);
        all.add(subscriber);
        if (kind == 5) {
            slow.add(subscriber);
        }
        subscriber.begin();
    }

    private void sleep() {
        if (!over) {
            slow.forEach(Subscriber::sleep);
            vertx.setTimer(SLEEP_MILLIS, ignored -> wake());
        }
    }

    private void wake() {
        slow.forEach(Subscriber::wake);
        vertx.setTimer(AWAKE_MILLIS, ignored -> sleep());
    }

    /** What they were given so far. */
    Map<String, Object> figures() throws InterruptedException {
        Promise<Map<String, Object>> told = Promise.promise();
        context.runOnContext(
                ignored -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    List<Subscriber> quick = new ArrayList<>(all);
                    quick.removeAll(slow);
                    long newest = quick.stream().mapToLong(Subscriber::lastFrame).max().orElse(0);
                    json.put("open", all.stream().filter(each -> !each.isClosed()).count());
                    json.put("frames", sum(Subscriber::frames));
                    json.put("missingFrames", sum(Subscriber::missing));
                    json.put("undatedMessages", sum(Subscriber::undated));
                    json.put("keyframes", sum(Subscriber::keyframes));
                    json.put(
                            "framesBehindMost",
                            newest
                                    - quick.stream()
                                            .mapToLong(Subscriber::lastFrame)
                                            .min()
                                            .orElse(0));
                    told.complete(json);
                });
        return Waiting.orFail(told.future(), "the subscribers' figures");
    }

    private long sum(ToLongFunction<Subscriber> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    void close() {
        context.runOnContext(
                ignored -> {
                    over = true;
                    all.forEach(Subscriber::close);
                });
    }
}
