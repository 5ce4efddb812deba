package aero.vigil.ingest.flightplan;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP port for flight-plan messages: AFTN envelopes or bare {@code (FPL-…)} messages in, one
 * line out for each, in order:
 *
 * <pre>
 * ACK 1
 * REJ 2 FIELD 15 COLUMN 48: speed and level must come first, as in N0450F350, not 'DCT'
 * </pre>
 *
 * The number is the message's position on its connection, from 1. ACK means committed: a sender who
 * got none sends again, and the model knows the copy. All is bounded by {@link PlanPortLimits}.
 */
public final class FlightPlanPort extends VerticleBase implements PlanConnection.Port {

    private static final Logger log = LoggerFactory.getLogger(FlightPlanPort.class);

    private final String host;
    private final int port;
    private final PlanSubmission submission;
    private final LongSupplier utcMicros;
    private final PlanPortLimits limits;

    private final Set<PlanConnection> connections = new LinkedHashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder messages = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final Map<String, LongAdder> rejects = new ConcurrentSkipListMap<>();
    private @Nullable NetServer server;

    /**
     * Makes a port that listens once deployed.
     *
     * @param port 0 for any free one: see {@link #actualPort}
     * @param utcMicros the clock by which times without a date are read, UTC microseconds since
     *     1970
     */
    public FlightPlanPort(
            String host,
            int port,
            PlanSubmission submission,
            LongSupplier utcMicros,
            PlanPortLimits limits) {
        this.host = host;
        this.port = port;
        this.submission = submission;
        this.utcMicros = utcMicros;
        this.limits = limits;
    }

    @Override
    public Future<?> start() {
        NetServerOptions options =
                new NetServerOptions()
                        .setHost(host)
                        .setPort(port)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) limits.idle().toMillis());
        NetServer listening = vertx.createNetServer(options).connectHandler(this::onConnect);
        server = listening;
        return listening
                .listen()
                .onSuccess(
                        up -> log.info("flight plans: listening on {}:{}", host, up.actualPort()));
    }

    @Override
    public Future<?> stop() {
        NetServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.close();
    }

    /** The port listened on. */
    public int actualPort() {
        NetServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("the flight-plan port is not deployed");
        }
        return listening.actualPort();
    }

    /** What was counted since the start; may be called from any thread. */
    public PlanPortCounts counts() {
        SortedMap<String, Long> byReason = new TreeMap<>();
        rejects.forEach((reason, count) -> byReason.put(reason, count.sum()));
        return new PlanPortCounts(open.get(), messages.sum(), accepted.sum(), byReason);
    }

    private void onConnect(NetSocket socket) {
        if (connections.size() >= limits.connections()) {
            onRejected("plan-too-many-connections");
            socket.end(
                    Buffer.buffer("REJ 0 FIELD 3 COLUMN 1: too many connections, close one\r\n"));
            return;
        }
        PlanConnection connection =
                new PlanConnection(vertx, socket, submission, utcMicros, limits, this);
        connections.add(connection);
        open.set(connections.size());
        connection.open();
    }

    @Override
    public void onMessage() {
        messages.increment();
    }

    @Override
    public void onAccepted() {
        accepted.increment();
    }

    @Override
    public void onRejected(String reason) {
        rejects.computeIfAbsent(reason, first -> new LongAdder()).increment();
    }

    @Override
    public void onClosed(PlanConnection connection) {
        connections.remove(connection);
        open.set(connections.size());
    }
}
