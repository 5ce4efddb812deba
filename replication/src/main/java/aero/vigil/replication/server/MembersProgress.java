package aero.vigil.replication.server;

import aero.vigil.replication.client.GatewayAddress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Asks all members, now and then, how far each has committed: below the least of them nobody needs
 * the log any more.
 *
 * <p>A member that does not answer holds everything: it may need it all when it comes back.
 */
final class MembersProgress {

    private static final long PERIOD_MILLIS = 10_000;

    private final Vertx vertx;
    private final List<GatewayAddress> members;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    MembersProgress(Vertx vertx, List<GatewayAddress> members) {
        this.vertx = vertx;
        this.members = members;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(1_000).setIdleTimeout(5),
                        new PoolOptions().setHttp1MaxSize(1).setMaxWaitQueueSize(1));
    }

    /** Tells, whenever all have answered, the op that all have committed. */
    void watch(LongConsumer passedByAll) {
        vertx.setPeriodic(
                PERIOD_MILLIS,
                ignored ->
                        Future.all(members.stream().map(this::commitNumber).toList())
                                .onSuccess(
                                        all ->
                                                passedByAll.accept(
                                                        all.<Long>list().stream()
                                                                .mapToLong(Long::longValue)
                                                                .min()
                                                                .orElse(0))));
    }

    private Future<Long> commitNumber(GatewayAddress member) {
        return client.request(HttpMethod.GET, member.port(), member.host(), "/status.json")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .compose(this::read);
    }

    private Future<Long> read(Buffer body) {
        try {
            JsonNode status = json.readTree(body.getBytes());
            return status.hasNonNull("commitNumber")
                    ? Future.succeededFuture(status.get("commitNumber").asLong())
                    : Future.failedFuture("it says nothing of its commit-number");
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
