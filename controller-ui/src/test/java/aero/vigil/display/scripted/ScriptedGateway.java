package aero.vigil.display.scripted;

import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.DigestBatch;
import aero.vigil.wire.gateway.DisplayReport;
import aero.vigil.wire.gateway.FrameBatch;
import aero.vigil.wire.gateway.FrameDigest;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.Member;
import aero.vigil.wire.gateway.Registered;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Request;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Welcome;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One gateway of a scripted group: the page's files, and the protocol. */
final class ScriptedGateway {

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "html", "text/html");

    private final ScriptedGroup group;
    private final Vertx vertx;
    private final int index;
    private final Map<ServerWebSocket, StreamMode> streams = new LinkedHashMap<>();
    private final Map<ServerWebSocket, String> users = new LinkedHashMap<>();
    private final Map<String, DisplayReport> displays = new TreeMap<>();
    private @Nullable HttpServer server;
    private final int port = FreePorts.one();
    boolean silent;
    boolean corrupt;
    boolean withholdBodies;

    ScriptedGateway(ScriptedGroup group, Vertx vertx, int index) {
        this.group = group;
        this.vertx = vertx;
        this.index = index;
    }

    int port() {
        return port;
    }

    int wholeSubscribers() {
        return (int) streams.values().stream().filter(StreamMode.WHOLE::equals).count();
    }

    Future<Boolean> listen() {
        HttpServer made =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setMaxWebSocketFrameSize(2 << 20)
                                .setMaxWebSocketMessageSize(2 << 20));
        server = made;
        return made.requestHandler(this::serve)
                .webSocketHandler(this::opened)
                .listen(port, "127.0.0.1")
                .map(listening -> true);
    }

    Future<Boolean> kill() {
        Map.copyOf(streams).keySet().forEach(ServerWebSocket::close);
        streams.clear();
        HttpServer running = server;
        return running == null ? Future.succeededFuture(true) : running.close().map(done -> true);
    }

    private void serve(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith("/demo/")) {
            demo(request, path);
            return;
        }
        if (path.equals("/")) {
            path = "/index.html";
        } else if (path.equals("/supervision")) {
            path = "/supervision.html";
        }
        String resource = path.startsWith("/test/") ? path.substring(6) : "webroot" + path;
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                request.response().setStatusCode(404).end();
                return;
            }
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            request.response()
                    .putHeader("content-type", type == null ? "application/octet-stream" : type)
                    .putHeader("cache-control", "no-cache")
                    .end(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            request.response().setStatusCode(500).end();
        }
    }

    private void demo(HttpServerRequest request, String path) {
        String origin = request.getHeader("origin");
        if (origin != null) {
            request.response().putHeader("access-control-allow-origin", origin);
        }
        request.response().end("{\"text\": \"as asked\"}");
        int replica = Integer.parseInt(request.getParam("replica"));
        switch (path) {
            case "/demo/kill", "/demo/damage" -> group.killSoon(replica);
            case "/demo/freeze", "/demo/cut" -> group.freezeSoon(replica);
            default -> throw new IllegalArgumentException(path);
        }
    }

    private void opened(ServerWebSocket socket) {
        socket.binaryMessageHandler(
                bytes -> {
                    try {
                        received(socket, ClientMessage.parseFrom(bytes.getBytes()));
                    } catch (InvalidProtocolBufferException e) {
                        socket.close();
                    }
                });
        socket.closeHandler(
                closed -> {
                    streams.remove(socket);
                    users.remove(socket);
                });
    }

    private void received(ServerWebSocket socket, ClientMessage message) {
        switch (message.getMessageCase()) {
            case HELLO -> {
                users.put(socket, message.getHello().getUser());
                streams.put(socket, StreamMode.STREAM_MODE_UNSPECIFIED);
                send(socket, ServerMessage.newBuilder().setWelcome(welcome()));
            }
            case SUBSCRIBE -> {
                streams.put(socket, message.getSubscribe().getMode());
                subscribe(socket, message.getSubscribe().getFromFrame());
            }
            case SET_MODE -> {
                streams.put(socket, message.getSetMode().getMode());
                if (message.getSetMode().getMode() == StreamMode.WHOLE) {
                    sendFrom(socket, message.getSetMode().getFromFrame());
                }
            }
            case GET_FRAMES ->
                    sendRange(
                            socket,
                            message.getGetFrames().getFrom(),
                            message.getGetFrames().getTo());
            case GET_KEYFRAME ->
                    send(socket, ServerMessage.newBuilder().setKeyframe(group.latestKeyframe()));
            case REGISTER ->
                    send(
                            socket,
                            ServerMessage.newBuilder()
                                    .setRegistered(
                                            Registered.newBuilder()
                                                    .setClientId(
                                                            message.getRegister().getClientId())
                                                    .setSessionOp(9)));
            case REQUEST -> request(socket, message.getRequest());
            case QUERY ->
                    send(
                            socket,
                            ServerMessage.newBuilder()
                                    .setAnswer(
                                            Answer.newBuilder()
                                                    .setQueryNumber(
                                                            message.getQuery().getQueryNumber())
                                                    .setOutcome(Answer.Outcome.REFUSED)));
            case DISPLAY_REPORT ->
                    displays.put(message.getDisplayReport().getName(), message.getDisplayReport());
            default -> socket.close();
        }
    }

    private void request(ServerWebSocket socket, Request request) {
        if (silent) {
            return;
        }
        String session =
                request.getClientId().toString(java.nio.charset.StandardCharsets.ISO_8859_1);
        String user = users.getOrDefault(socket, "");
        ByteString result;
        try {
            Command command = Command.parseFrom(request.getOperation());
            boolean isNew = group.isNew(session, request.getRequestNumber());
            result = ScriptedOrders.answer(group.picture(), session, user, command, isNew);
        } catch (InvalidProtocolBufferException e) {
            socket.close();
            return;
        }
        send(
                socket,
                ServerMessage.newBuilder()
                        .setReply(
                                Reply.newBuilder()
                                        .setClientId(request.getClientId())
                                        .setRequestNumber(request.getRequestNumber())
                                        .setOutcome(Reply.Outcome.APPLIED)
                                        .setResult(result)
                                        .setOpNumber(1)));
    }

    private Welcome welcome() {
        Welcome.Builder welcome =
                Welcome.newBuilder()
                        .setProtocol(1)
                        .setVersion("scripted")
                        .setClusterId(ByteString.copyFromUtf8("scripted group"))
                        .setReplica(index)
                        .setView(1)
                        .setPrimary(0)
                        .setQuorum(2)
                        .setDemoControl(true);
        for (int member = 0; member < ScriptedGroup.SIZE; member++) {
            welcome.addMembers(
                    Member.newBuilder().setIndex(member).setAddress(group.address(member)));
        }
        return welcome.build();
    }

    private void subscribe(ServerWebSocket socket, long from) {
        if (from == 0 || from < group.frames().firstKey()) {
            send(socket, ServerMessage.newBuilder().setKeyframe(group.latestKeyframe()));
            sendFrom(socket, group.latestKeyframe().getNumber() + 1);
        } else {
            sendFrom(socket, from);
        }
    }

    private void sendFrom(ServerWebSocket socket, long from) {
        for (FrameRecord record : group.frames().tailMap(from, true).values()) {
            send(socket, record);
        }
    }

    private void sendRange(ServerWebSocket socket, long from, long to) {
        FrameBatch.Builder batch = FrameBatch.newBuilder();
        group.frames().subMap(from, true, to, true).values().forEach(batch::addFrames);
        send(socket, ServerMessage.newBuilder().setFrames(batch));
    }

    void send(FrameRecord record) {
        Map.copyOf(streams).keySet().forEach(socket -> send(socket, record));
    }

    private void send(ServerWebSocket socket, FrameRecord whole) {
        FrameRecord record = corrupt ? lie(whole) : whole;
        StreamMode mode = streams.get(socket);
        if (mode == StreamMode.WHOLE && !withholdBodies) {
            send(
                    socket,
                    ServerMessage.newBuilder()
                            .setFrames(FrameBatch.newBuilder().addFrames(record)));
        } else if (mode == StreamMode.DIGEST || mode == StreamMode.WHOLE) {
            send(
                    socket,
                    ServerMessage.newBuilder()
                            .setDigests(
                                    DigestBatch.newBuilder()
                                            .addDigests(
                                                    FrameDigest.newBuilder()
                                                            .setNumber(record.getNumber())
                                                            .setDigest(record.getDigest()))));
        }
    }

    /** The same frame with every track moved by a kilometre: consistent in itself, and wrong. */
    private static FrameRecord lie(FrameRecord record) {
        try {
            var frame = aero.vigil.wire.airspace.Frame.parseFrom(record.getBody()).toBuilder();
            frame.getTracksBuilderList().forEach(track -> track.setX(track.getX() + 2_000));
            frame.setModelTimeMicros(frame.getModelTimeMicros() + 1);
            return ScriptedGroup.record(
                    record.getNumber(),
                    record.getPreviousDigest(),
                    frame.build().toByteString(),
                    record.getAudit());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void sendStatus() {
        long frame = group.frames().lastKey();
        Status status =
                Status.newBuilder()
                        .setReplica(index)
                        .setStatus("NORMAL")
                        .setView(1)
                        .setPrimary(0)
                        .setOpNumber(frame * 3)
                        .setCommitNumber(frame * 3)
                        .setFrame(frame)
                        .setFrameDigest(group.frames().lastEntry().getValue().getDigest())
                        .setUptimeMillis(frame * 100)
                        .setPid(4000 + index)
                        .setCommitP50Micros(640)
                        .setCommitP99Micros(1_900)
                        .setForceP50Micros(210)
                        .setForceP99Micros(700)
                        .setCommitsPerSecond(57)
                        .setJournalFreeBytes(48L << 30)
                        .setSubscribers(streams.size())
                        .addCounters(Counter.newBuilder().setName("gateway.malformed").setValue(2))
                        .addAllDisplays(displays.values())
                        .build();
        for (ServerWebSocket socket : Map.copyOf(streams).keySet()) {
            send(socket, ServerMessage.newBuilder().setStatus(status));
        }
    }

    private void send(ServerWebSocket socket, ServerMessage.Builder message) {
        if (!silent && !socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(message.build().toByteArray()));
        }
    }
}
