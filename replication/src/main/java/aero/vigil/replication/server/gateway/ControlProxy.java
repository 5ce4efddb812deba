package aero.vigil.replication.server.gateway;

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
 * <p>Bodies are at most 64 KiB either way, so nothing is streamed.
 */
final class ControlProxy {

    private static final int BODY_LIMIT_BYTES = 64 << 10;
    private static final long TIMEOUT_MILLIS = 30_000;

    private final HttpClient client;
    private final ControlAddress control;

    ControlProxy(Vertx vertx, ControlAddress control) {
        this.control = control;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(1_000),
                        new PoolOptions().setHttp1MaxSize(8).setMaxWaitQueueSize(64));
    }

    void pass(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(
                piece -> {
                    if (body.length() + piece.length() <= BODY_LIMIT_BYTES) {
                        body.appendBuffer(piece);
                    }
                });
        request.endHandler(ignored -> forward(request, body));
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
