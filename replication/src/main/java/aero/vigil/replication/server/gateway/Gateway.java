package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.MemberRoll;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.server.Counters;
import aero.vigil.replication.server.LatencyWindow;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.DisplayReport;
import aero.vigil.wire.gateway.Genesis;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The door of one replica: takes clients in, streams what is committed, answers requests.
 *
 * <p>Its state belongs to one event loop; the replica calls the public methods from its own
 * threads.
 */
public final class Gateway {

    /** Greatest message either way (seams §3). */
    private static final int MESSAGE_LIMIT_BYTES = 2 << 20;

    /** A client's Java machine that has just started takes half a second on a busy processor. */
    private static final long HELLO_TIMEOUT_MILLIS = 1_000;

    /** The aim of the table is 1,000 subscribers; each display has one connection here. */
    private static final int CONNECTION_LIMIT = 4_096;

    /** Connections that have not said Hello: more than a page reload of all displays. */
    private static final int STRANGER_LIMIT = 1_024;

    /** Displays named in a Status; more are counted only. */
    private static final int DISPLAYS_IN_STATUS = 128;

    private static final long EXPIRY_MILLIS = 1_000;

    /** A socket that has taken nothing for this long is closed: a line too thin for any picture. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * When more sockets than this take nothing, those that have not for {@link #MANY_STUCK_NANOS}
     * are closed: each holds up to a keyframe of memory.
     */
    private static final int STUCK_LIMIT = 64;

    private static final long MANY_STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What the kernel keeps for one who reads late; else it may be 4 MiB for each. */
    static final int SEND_BUFFER_BYTES = 256 << 10;

    /** How long a subscriber may hear nothing that dates itself (rule 23). */
    private static final long STANDING_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final GatewayConfiguration configuration;
    private final ReplicaPort replica;
    private final Counters counters;
    private final FrameHistory history = new FrameHistory();
    private final SlowStream slow;
    private final PendingReplies pending = new PendingReplies();
    private final LatencyWindow latency = new LatencyWindow();
    private final ClientRequests requests;
    private final ClientQueries queries;
    private final Dating dating = new Dating(System.nanoTime());
    private long datedNanos = System.nanoTime();
    private final HttpDoor http;
    private final HttpConnections plain;
    private final Origins origins;
    private final GroupMembers members;
    private final ClientResizes resizes;
    private final HttpServer server;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private @Nullable Status latest;
    private int strangers;

    public Gateway(
            Vertx vertx,
            GatewayConfiguration configuration,
            ReplicaPort replica,
            Counters counters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.configuration = configuration;
        this.replica = replica;
        this.counters = counters;
        this.slow = new SlowStream(history, replica, counters);
        this.requests = new ClientRequests(this, replica, pending);
        this.queries = new ClientQueries(this, replica);
        this.members = new GroupMembers(configuration);
        this.origins = new Origins(members.gateways());
        this.resizes = new ClientResizes(context, members, replica);
        this.http = new HttpDoor(vertx, this, origins, configuration.control());
        this.plain = new HttpConnections(counters);
        this.server = vertx.createHttpServer(options());
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxWebSocketFrameSize(MESSAGE_LIMIT_BYTES)
                .setMaxWebSocketMessageSize(MESSAGE_LIMIT_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(1)
                // Else a connection is not seen before its first bytes.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(2_048)
                .setMaxHeaderSize(16 << 10)
                .setAcceptBacklog(1_024)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setReuseAddress(true)
                .setTcpNoDelay(true);
    }

    /** Starts to listen; fails when the port is taken. */
    public Future<Void> listen() {
        Promise<Void> listening = Promise.promise();
        server.connectionHandler(plain::connected);
        server.requestHandler(
                request -> {
                    plain.requested(request);
                    http.serve(request);
                });
        server.invalidRequestHandler(http::refuse);
        server.webSocketHandshakeHandler(this::shakeHands);
        server.webSocketHandler(this::accept);
        server.exceptionHandler(ignored -> counters.count("gateway.socket-error"));
        context.runOnContext(
                ignored ->
                        server.listen(configuration.port(), configuration.bindHost())
                                .onSuccess(
                                        started -> {
                                            vertx.setPeriodic(EXPIRY_MILLIS, tick -> expire());
                                            vertx.setPeriodic(
                                                    STANDING_MILLIS, tick -> tellStanding());
                                            listening.complete();
                                        })
                                .onFailure(listening::fail));
        return listening.future();
    }

    private void expire() {
        pending.expire(System.nanoTime());
        queries.expire(System.nanoTime());
        plain.sweep(System.nanoTime());
        cutStuck(System.nanoTime());
    }

    /** Closes those whose sockets have taken nothing for too long; on the context. */
    private void cutStuck(long nowNanos) {
        List<ClientConnection> stuck = new ArrayList<>();
        for (ClientConnection connection : connections) {
            if (connection.stuckNanos(nowNanos) > 0) {
                stuck.add(connection);
            }
        }
        counters.highWater("gateway.stuck.most", stuck.size());
        long patience = stuck.size() > STUCK_LIMIT ? MANY_STUCK_NANOS : STUCK_NANOS;
        for (ClientConnection connection : stuck) {
            if (connection.stuckNanos(nowNanos) > patience) {
                connection.cutUnread();
            }
        }
    }

    /** Looks for them now, as if it were so late. */
    void cutStuckAt(long nowNanos) {
        context.runOnContext(ignored -> cutStuck(nowNanos));
    }

    /** Stops listening and closes all connections. */
    public Future<Void> close() {
        return server.shutdown(Duration.ZERO);
    }

    // ------------------------------------------------------------------ from the replica's threads

    /** Begins the stream with the picture of the state that was restored. */
    public void begin(PublishedKeyframe keyframe) {
        context.runOnContext(ignored -> history.begin(keyframe));
    }

    /** How the replica stands: said before what it is to date. */
    public void stands(Standing standing) {
        context.runOnContext(ignored -> dating.said(standing, System.nanoTime()));
    }

    /** The replica's loop is silent: its subscribers are told how old all is that they have. */
    private void tellStanding() {
        long now = System.nanoTime();
        if (now - datedNanos >= TimeUnit.MILLISECONDS.toNanos(STANDING_MILLIS)) {
            counters.count("gateway.standing-alone");
            datedNanos = now;
            Buffer standing = dating.alone(now);
            forEach(connection -> connection.status(standing));
        }
    }

    /** Whom the log names: told to everybody when the members are others than before. */
    public void members(MemberRoll roll) {
        context.runOnContext(
                ignored -> {
                    if (members.change(roll)) {
                        origins.admit(members.gateways());
                        Buffer message = Buffer.buffer(members.message().toByteArray());
                        forEach(connection -> connection.tell(message));
                    }
                });
    }

    /** Streams these frames, which follow the last one. */
    public void publish(List<FrameCut> frames) {
        context.runOnContext(
                ignored -> {
                    for (FrameCut frame : frames) {
                        history.add(PublishedFrame.of(frame));
                    }
                    datedNanos = System.nanoTime();
                    forEach(ClientConnection::pump);
                });
    }

    /** Keeps this keyframe for those who come or fall behind. */
    public void publish(PublishedKeyframe keyframe) {
        context.runOnContext(
                ignored -> {
                    history.add(keyframe);
                    forEach(ClientConnection::pump);
                });
    }

    /**
     * Begins the stream anew, elsewhere in time: a replay may go back. Who has subscribed hears the
     * word and subscribes again.
     *
     * @param keyframe the picture before the first of the frames
     * @param word with which all are told
     */
    public void beginAnew(PublishedKeyframe keyframe, List<FrameCut> frames, ServerMessage word) {
        context.runOnContext(
                ignored -> {
                    history.begin(keyframe);
                    frames.forEach(frame -> history.add(PublishedFrame.of(frame)));
                    connections.forEach(ClientConnection::unsubscribe);
                    tellAll(word);
                });
    }

    /** Tells everybody that is connected and reads; who does not is told the next time. */
    public void tell(ServerMessage word) {
        context.runOnContext(ignored -> tellAll(word));
    }

    private void tellAll(ServerMessage word) {
        Buffer message = Buffer.buffer(word.toByteArray());
        forEach(connection -> connection.status(message));
    }

    @Nullable ReplayPort replay() {
        return replica.replay();
    }

    /** Which replies somebody waits for here. */
    public PendingReplies pending() {
        return pending;
    }

    /** Gives these replies to those who wait. */
    public void answer(List<ClientReply> replies) {
        context.runOnContext(ignored -> requests.answer(replies));
    }

    /** Gives these answers to those who asked. */
    public void answerQueries(List<QueryAnswer> answers) {
        context.runOnContext(ignored -> queries.answer(answers));
    }

    /** Tells everybody how this replica is. */
    public void status(Status.Builder status) {
        context.runOnContext(ignored -> broadcast(status));
    }

    private void broadcast(Status.Builder status) {
        if (status.getDiverged()) {
            history.clear(); // what it has cut may be wrong (rule 21)
        }
        int subscribers = 0;
        for (ClientConnection connection : connections) {
            subscribers += connection.isSubscribed() ? 1 : 0;
            DisplayReport report = connection.report();
            if (report != null && status.getDisplaysCount() < DISPLAYS_IN_STATUS) {
                status.addDisplays(report);
            }
        }
        status.setSubscribers(subscribers);
        counters.highWater("gateway.connections.most", connections.size());
        counters.highWater("gateway.pending-requests.most", pending.size());
        counters.highWater("gateway.pending-queries.most", queries.size());
        addCounters(status);
        Status now = status.build();
        latest = now;
        datedNanos = System.nanoTime();
        Buffer message =
                dating.dated(
                        Buffer.buffer(
                                ServerMessage.newBuilder().setStatus(now).build().toByteArray()),
                        datedNanos);
        forEach(connection -> connection.status(message));
        Buffer brief = dating.dated(inShort(now), datedNanos);
        forEach(connection -> connection.shortStatus(brief, datedNanos));
    }

    /** What a display goes by. */
    private static Buffer inShort(Status status) {
        Status brief =
                Status.newBuilder()
                        .setReplica(status.getReplica())
                        .setStatus(status.getStatus())
                        .setView(status.getView())
                        .setPrimary(status.getPrimary())
                        .setOpNumber(status.getOpNumber())
                        .setCommitNumber(status.getCommitNumber())
                        .setFrame(status.getFrame())
                        .setSinceQuorumMillis(status.getSinceQuorumMillis())
                        .setAgeMillis(status.getAgeMillis())
                        .setDiverged(status.getDiverged())
                        .build();
        return Buffer.buffer(ServerMessage.newBuilder().setStatus(brief).build().toByteArray());
    }

    /** A connection that breaks under the action is closed; the others have theirs. */
    private void forEach(Consumer<ClientConnection> action) {
        for (ClientConnection connection : List.copyOf(connections)) {
            try {
                action.accept(connection);
            } catch (IllegalStateException e) {
                counters.count("gateway.socket-error");
                connection.close();
            }
        }
    }

    private void addCounters(Status.Builder status) {
        NavigableMap<String, Long> all = counters.snapshot();
        status.getCountersList().forEach(counter -> all.put(counter.getName(), counter.getValue()));
        status.clearCounters();
        all.forEach(
                (name, value) ->
                        status.addCounters(Counter.newBuilder().setName(name).setValue(value)));
    }

    // ------------------------------------------------------------------ on the event loop

    private void shakeHands(ServerWebSocketHandshake handshake) {
        if (!"/v1".equals(handshake.path())) {
            counters.count("gateway.rejected.PATH");
            handshake.reject(404);
        } else if (!origins.admits(handshake.headers().get("Origin"))) {
            counters.count("gateway.rejected.ORIGIN");
            handshake.reject(403);
        } else if (connections.size() >= CONNECTION_LIMIT || strangers >= STRANGER_LIMIT) {
            counters.count("gateway.rejected.TOO_MANY_CONNECTIONS");
            handshake.reject(503);
        } else {
            handshake.accept();
        }
    }

    private void accept(ServerWebSocket socket) {
        ClientConnection connection = new ClientConnection(this, socket);
        connections.add(connection);
        plain.becameWebSocket(socket.remoteAddress());
        strangers++;
        vertx.setTimer(
                HELLO_TIMEOUT_MILLIS,
                ignored -> {
                    if (!connection.isGreeted()) {
                        connection.reject("HELLO_EXPECTED", "no Hello within 1 s");
                    }
                });
    }

    /** Ends a connection whose other end does not read. */
    void cut(ServerWebSocket socket) {
        plain.cut(socket.remoteAddress());
    }

    void greeted() {
        strangers--;
    }

    void closed(ClientConnection connection) {
        if (connections.remove(connection)) {
            strangers -= connection.isGreeted() ? 0 : 1;
            pending.forget(connection);
            queries.forget(connection);
        }
    }

    ServerMessage welcome() {
        Welcome.Builder welcome =
                Welcome.newBuilder()
                        .setProtocol(ClientConnection.PROTOCOL)
                        .setVersion(configuration.version())
                        .setClusterId(ByteString.copyFrom(configuration.clusterId().bytes()))
                        .setReplica(configuration.index())
                        .setDemoControl(configuration.control() != null)
                        .setReplay(replica.replay() != null);
        members.addTo(welcome);
        Status status = latest;
        if (status != null) {
            welcome.setView(status.getView()).setPrimary(status.getPrimary());
        }
        return ServerMessage.newBuilder().setWelcome(welcome).build();
    }

    /** Whether this replica leads, as it last said, and has been asked to give way. */
    boolean stepDown() {
        Status said = latest;
        return said != null
                && said.getStatus().equals("NORMAL")
                && said.getPrimary() == configuration.index()
                && replica.stepDown();
    }

    ServerMessage genesis() {
        return ServerMessage.newBuilder()
                .setGenesis(Genesis.newBuilder().setEntry(configuration.genesis()))
                .build();
    }

    /** In development anybody may take any position. */
    List<String> roles(String user) {
        return List.of("development");
    }

    FrameHistory history() {
        return history;
    }

    SlowStream slow() {
        return slow;
    }

    ClientResizes resizes() {
        return resizes;
    }

    ClientQueries queries() {
        return queries;
    }

    /** This encoded message, with how the replica stands now. */
    Buffer dated(Buffer message) {
        return dating.dated(message, System.nanoTime());
    }

    ClientRequests requests() {
        return requests;
    }

    /** From a request's arrival here to its reply. */
    public LatencyWindow latency() {
        return latency;
    }

    Counters counters() {
        return counters;
    }

    @Nullable Status latest() {
        return latest;
    }
}
