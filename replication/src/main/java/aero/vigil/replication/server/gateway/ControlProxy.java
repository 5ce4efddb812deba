package aero.vigil.replication.server.gateway;

import aero.vigil.replication.server.Counters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Passes {@code /demo/*} on to the demo's parent, which owns the processes; adds its token.
 *
 * <p>Bodies are at most 64 KiB either way and come within five seconds, so nothing is streamed.
 */
final class ControlProxy {

    private static final int BODY_LIMIT_BYTES = 64 << 10;
    private static final long BODY_TIMEOUT_MILLIS = 5_000;
    private static final long TIMEOUT_MILLIS = 30_000;

    private final Vertx vertx;
    private final Counters counters;
    private final HttpClient client;
    private final ControlAddress control;

    ControlProxy(Vertx vertx, Counters counters, ControlAddress control) {
        this.vertx = vertx;
        this.counters = counters;
        this.control = control;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(1_000),
                        new PoolOptions().setHttp1MaxSize(8).setMaxWaitQueueSize(64));
    }

    void pass(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        long timer =
                vertx.setTimer(
                        BODY_TIMEOUT_MILLIS,
                        ignored -> refuse(request, 408, "BODY_TOO_SLOW", "the body does not end"));
        request.handler(
                piece -> {
                    if (body.length() + piece.length() <= BODY_LIMIT_BYTES) {
                        body.appendBuffer(piece);
                    } else {
                        refuse(request, 413, "BODY_TOO_LARGE", "a body has at most 64 KiB");
                    }
                });
        request.exceptionHandler(ignored -> vertx.cancelTimer(timer));
        request.endHandler(
                ignored -> {
                    // When it has gone off or been cancelled, the request was refused.
                    if (vertx.cancelTimer(timer) && !request.response().ended()) {
                        forward(request, body);
                    }
                });
    }

    /** Answers before the body has ended, which nobody then reads: so the connection ends too. */
    private void refuse(HttpServerRequest request, int code, String reason, String text) {
        if (!request.response().ended() && !request.response().closed()) {
            counters.count("gateway.rejected." + reason);
            request.response().putHeader("Connection", "close");
            respond(request.response(), code, Buffer.buffer("{\"error\":\"" + text + "\"}"));
            request.connection().close();
        }
    }

    private void forward(HttpServerRequest request, Buffer body) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(request.method())
                        .setHost(control.host())
                        .setPort(control.port())
                        .setURI(request.uri())
                        .setIdleTimeout(TIMEOUT_MILLIS)
                        .putHeader("Authorization", "Bearer " + control.token())
                        .putHeader("Content-Type", "application/json");
        client.request(options)
                .compose(outgoing -> outgoing.send(body))
                .compose(
                        answer ->
                                answer.body()
                                        .map(
                                                content ->
                                                        respond(
                                                                request.response(),
                                                                answer.statusCode(),
                                                                content)))
                .onFailure(
                        failure ->
                                respond(
                                        request.response(),
                                        502,
                                        Buffer.buffer(
                                                "{\"error\":\"the demo's parent does not answer\"}")));
    }

    private static HttpServerResponse respond(
            HttpServerResponse response, int status, Buffer content) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(content);
        }
        return response;
    }
}
