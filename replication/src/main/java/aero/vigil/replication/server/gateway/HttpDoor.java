package aero.vigil.replication.server.gateway;

import aero.vigil.wire.gateway.Status;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Plain HTTP at the gateway: the page's files, {@code /healthz}, {@code /status.json}, the demo.
 */
final class HttpDoor {

    private static final String DEMO = "/demo/";

    /** Zeros are facts too. */
    private static final JsonFormat.Printer STATUS_FORMAT =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

    private final Vertx vertx;
    private final Gateway gateway;
    private final Origins origins;
    private final PageFiles files = new PageFiles(HttpDoor.class.getClassLoader());
    private final @Nullable ControlProxy control;

    HttpDoor(Vertx vertx, Gateway gateway, Origins origins, @Nullable ControlAddress control) {
        this.vertx = vertx;
        this.gateway = gateway;
        this.origins = origins;
        this.control =
                control == null ? null : new ControlProxy(vertx, gateway.counters(), control);
    }

    void serve(HttpServerRequest request) {
        String path = request.path();
        if (path == null) {
            refuse(request);
        } else if (path.startsWith(DEMO)) {
            demo(request);
        } else if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)) {
            end(request.response(), 405, "text/plain", "GET only\n");
        } else {
            switch (path) {
                case "/healthz" -> health(request);
                case "/status.json" -> status(request);
                default -> file(request, path);
            }
        }
    }

    /** What is no HTTP is counted and closed. */
    void refuse(HttpServerRequest request) {
        gateway.counters().count("gateway.rejected.HTTP");
        request.response().setStatusCode(400).end();
        request.connection().close();
    }

    private void demo(HttpServerRequest request) {
        ControlProxy proxy = control;
        if (proxy == null) {
            end(request.response(), 404, "text/plain", "this group is not a demo\n");
        } else if (!origins.admits(request.getHeader("Origin"))) {
            gateway.counters().count("gateway.rejected.ORIGIN");
            end(request.response(), 403, "text/plain", "not from that page\n");
        } else {
            // A page of another member asks here when its own is dead.
            String origin = request.getHeader("Origin");
            if (origin != null) {
                request.response()
                        .putHeader("Access-Control-Allow-Origin", origin)
                        .putHeader("Vary", "Origin");
            }
            proxy.pass(request);
        }
    }

    private void health(HttpServerRequest request) {
        Status status = gateway.latest();
        boolean normal = status != null && status.getStatus().equals("NORMAL");
        String word = status == null ? "STARTING" : status.getStatus();
        end(request.response(), normal ? 200 : 503, "text/plain", word + "\n");
    }

    private void status(HttpServerRequest request) {
        Status status = gateway.latest();
        try {
            String json = status == null ? "{}" : STATUS_FORMAT.print(status);
            end(request.response(), 200, "application/json", json + "\n");
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a Status holds no Any", e);
        }
    }

    private void file(HttpServerRequest request, String path) {
        PageFile kept = files.kept(path);
        if (kept != null) {
            send(request, kept);
        } else {
            vertx.executeBlocking(() -> files.read(path), false)
                    .onSuccess(file -> send(request, file))
                    .onFailure(failure -> end(request.response(), 500, "text/plain", "error\n"));
        }
    }

    private void send(HttpServerRequest request, @Nullable PageFile file) {
        HttpServerResponse response = request.response();
        if (file == null) {
            end(response, 404, "text/plain", "no such page\n");
            return;
        }
        secure(response)
                .putHeader("Content-Security-Policy", origins.contentSecurityPolicy(file))
                .putHeader("Cache-Control", file.cacheControl())
                .putHeader("ETag", file.entityTag())
                .putHeader("Content-Type", file.contentType());
        if (file.entityTag().equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(file.content().length())).end();
        } else {
            response.end(file.content());
        }
    }

    private static void end(HttpServerResponse response, int code, String type, String text) {
        if (!response.ended() && !response.closed()) {
            secure(response)
                    .setStatusCode(code)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("Content-Type", type + "; charset=utf-8")
                    .end(Buffer.buffer(text));
        }
    }

    private static HttpServerResponse secure(HttpServerResponse response) {
        return response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
