package aero.vigil.replication.server.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.replication.server.Counters;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.GetFrames;
import aero.vigil.wire.gateway.Hello;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.Register;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Request;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.SetMode;
import aero.vigil.wire.gateway.Standing;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.StreamMode;
import aero.vigil.wire.gateway.Subscribe;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real gateway on loopback; the replica behind it only notes what it is given. */
@Tag("slow")
class GatewayTest {

    private final Vertx vertx = Vertx.vertx();
    private final Counters counters = new Counters();
    private final Queue<ClientRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Query> queries = new ConcurrentLinkedQueue<>();
    private final int port = FreePorts.one();
    private final Gateway gateway =
            new Gateway(
                    vertx,
                    new GatewayConfiguration(
                            "test",
                            Digest.of(new byte[] {1}),
                            0,
                            List.of(
                                    new GatewayAddress("127.0.0.1", port),
                                    new GatewayAddress("centre.example", 8_081)),
                            "127.0.0.1",
                            null),
                    new Port(),
                    counters);
    private final WebSocketClient webSockets =
            vertx.createWebSocketClient(
                    new WebSocketClientOptions()
                            .setMaxFrameSize(4 << 20)
                            .setMaxMessageSize(4 << 20));

    /** Of a record of the slow stream. */
    private volatile int recordBytes = 1;

    private final class Port implements ReplicaPort {

        @Override
        public boolean submit(ClientRequest request) {
            return requests.add(request);
        }

        @Override
        public boolean ask(Query query) {
            return queries.add(query);
        }

        @Override
        public byte[] conflate(List<byte[]> bodies) {
            return new byte[recordBytes];
        }
    }

    /** One client's socket and what it was told. */
    private static final class Client {
        final WebSocket socket;
        final List<ServerMessage> heard = Collections.synchronizedList(new ArrayList<>());
        volatile boolean closed;
        volatile boolean pauseAtNotice;

        Client(WebSocket socket) {
            this.socket = socket;
            socket.binaryMessageHandler(this::hear);
            socket.closeHandler(ignored -> closed = true);
            socket.exceptionHandler(ignored -> {});
        }

        private void hear(Buffer bytes) {
            try {
                ServerMessage message = ServerMessage.parseFrom(bytes.getBytes());
                if (pauseAtNotice && message.hasNotice()) {
                    socket.pause();
                }
                heard.add(message);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        Client say(ClientMessage.Builder message) {
            socket.writeBinaryMessage(Buffer.buffer(message.build().toByteArray()));
            return this;
        }

        ServerMessage await(Predicate<ServerMessage> wanted) {
            Eventually.holds(
                    "a message, having heard " + heard.size(),
                    () -> List.copyOf(heard).stream().anyMatch(wanted));
            return List.copyOf(heard).stream().filter(wanted).findFirst().orElseThrow();
        }

        void awaitClose(String noticeCode) {
            await(m -> m.hasNotice() && m.getNotice().getCode().equals(noticeCode));
            Eventually.holds("closed", () -> closed);
        }

        List<Long> frameNumbers() {
            List<Long> numbers = new ArrayList<>();
            for (ServerMessage message : List.copyOf(heard)) {
                for (FrameRecord frame : message.getFrames().getFramesList()) {
                    numbers.add(frame.getNumber());
                }
            }
            return numbers;
        }
    }

    @BeforeEach
    void listen() throws Exception {
        gateway.listen().await(10, TimeUnit.SECONDS);
        gateway.status(Status.newBuilder().setStatus("NORMAL").setView(3).setPrimary(0));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Client connect() {
        return connect(new WebSocketConnectOptions());
    }

    private Client connect(WebSocketConnectOptions options) {
        return new Client(open(options));
    }

    private WebSocket open(WebSocketConnectOptions options) {
        try {
            return webSockets
                    .connect(options.setHost("127.0.0.1").setPort(port).setURI("/v1"))
                    .await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Client greeted() {
        Client client = connect();
        client.say(hello());
        client.await(ServerMessage::hasWelcome);
        return client;
    }

    private static ClientMessage.Builder hello() {
        return ClientMessage.newBuilder()
                .setHello(Hello.newBuilder().setProtocol(1).setName("D1").setUser("anna"));
    }

    private Client subscribed() {
        return greeted().say(subscribe(0, StreamMode.WHOLE));
    }

    private static ClientMessage.Builder subscribe(long from, StreamMode mode) {
        return ClientMessage.newBuilder()
                .setSubscribe(Subscribe.newBuilder().setFromFrame(from).setMode(mode));
    }

    private void publish(long from, long to, int bodyBytes) {
        for (long number = from; number <= to; number++) {
            byte[] body = new byte[bodyBytes];
            body[0] = (byte) number;
            gateway.publish(
                    List.of(
                            new FrameCut(
                                    number,
                                    number * 2,
                                    0,
                                    number * 100_000,
                                    body,
                                    Digest.of(new byte[] {(byte) (number - 1)}),
                                    new byte[32],
                                    Digest.of(new byte[] {(byte) number}))));
        }
    }

    private void publishKeyframe(long number) {
        gateway.publish(
                PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(number).build()));
    }

    @Test
    void aThinLineGetsARecordForTenFramesAndAShortStatusASecond() {
        publish(1, 50, 10);
        publishKeyframe(50);
        publish(51, 65, 10);
        Client thin = greeted().say(subscribe(0, StreamMode.SLOW));
        Client digests = greeted().say(subscribe(51, StreamMode.SLOW_DIGEST));
        thin.await(ServerMessage::hasKeyframe);
        thin.heard.removeIf(ServerMessage::hasStatus);

        for (int i = 0; i < 30; i++) {
            gateway.status(
                    Status.newBuilder()
                            .setStatus("NORMAL")
                            .addCounters(Counter.newBuilder().setName("core.any")));
        }
        publish(66, 85, 10);
        thin.await(m -> m.getFrames().getFramesList().stream().anyMatch(f -> f.getNumber() == 80));
        digests.await(
                m -> m.getDigests().getDigestsList().stream().anyMatch(d -> d.getNumber() == 80));

        assertEquals(List.of(60L, 70L, 80L), thin.frameNumbers());
        ServerMessage status = thin.await(ServerMessage::hasStatus);
        assertEquals(0, status.getStatus().getCountersCount());
        long statuses = List.copyOf(thin.heard).stream().filter(ServerMessage::hasStatus).count();
        assertTrue(statuses <= 3, statuses + " statuses");
        assertEquals(List.of(), digests.frameNumbers());
    }

    /**
     * What the kernel was given cannot be replaced by something newer: here 400 kB, 50 s of 64
     * kbit/s.
     */
    @Test
    void ofWhatAThinLineHasNotCarriedLittleIsOnItsWayAndTheRestIsYetToBeMade() throws Exception {
        recordBytes = 20_000;
        publish(1, 200, 10);

        try (Socket deaf = deaf(subscribe(1, StreamMode.SLOW))) {
            assertTrue(deaf.isConnected());
            Eventually.holds("a record", () -> counters.value("gateway.slow-records") > 0);
            assertEquals(200, get("/healthz").statusCode());
            long made = counters.value("gateway.slow-records");
            assertTrue(made <= 4, made + " records of 20 are on their way");
        }
    }

    /** One that says this, once greeted, and reads nothing. */
    private Socket deaf(ClientMessage.Builder said) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        assertEquals(
                "HTTP/1.1 101 Switching Protocols", handshake(socket, "http://localhost:" + port));
        say(socket, hello());
        say(socket, said);
        return socket;
    }

    /** One binary message, masked with zeros (RFC 6455 section 5.2). */
    private static void say(Socket socket, ClientMessage.Builder message) throws IOException {
        byte[] payload = message.build().toByteArray();
        assertTrue(payload.length < 126, "short messages only");
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    @Test
    void welcomeNamesTheGroup() {
        ServerMessage welcome = greeted().await(ServerMessage::hasWelcome);

        assertEquals(2, welcome.getWelcome().getMembersCount());
        assertEquals("centre.example:8081", welcome.getWelcome().getMembers(1).getAddress());
        assertEquals(3, welcome.getWelcome().getView());
        assertEquals(2, welcome.getWelcome().getQuorum());
    }

    @Test
    void whoSaysNothingIsClosed() {
        connect().awaitClose("HELLO_EXPECTED");

        assertEquals(1, counters.value("gateway.rejected.HELLO_EXPECTED"));
    }

    @Test
    void whoSubscribesWithoutHelloIsClosed() {
        connect().say(subscribe(0, StreamMode.WHOLE)).awaitClose("HELLO_EXPECTED");
    }

    @Test
    void anotherProtocolIsTurnedAwayWithAWord() {
        connect()
                .say(ClientMessage.newBuilder().setHello(Hello.newBuilder().setProtocol(9)))
                .awaitClose("VERSION");
    }

    @Test
    void pagesOfTheGroupMayConnectAndOthersMayNot() throws Exception {
        assertEquals("HTTP/1.1 101 Switching Protocols", handshake("http://localhost:" + port));
        assertEquals("HTTP/1.1 101 Switching Protocols", handshake("http://centre.example:8081"));

        assertEquals("HTTP/1.1 403 Forbidden", handshake("http://evil.example"));
        assertEquals("HTTP/1.1 403 Forbidden", handshake("null"));

        assertEquals(2, counters.value("gateway.rejected.ORIGIN"));
    }

    /** The status line that answers a browser's handshake. */
    private String handshake(String origin) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return handshake(socket, origin);
        }
    }

    private String handshake(Socket socket, String origin) throws IOException {
        String request =
                "GET /v1 HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: "
                        + origin
                        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }

    @Test
    void rubbishClosesItsOwnConnectionOnly() {
        long seed = Long.getLong("vigil.seed", System.nanoTime());
        System.out.println("rubbish at a gateway: seed " + seed + " (-Dvigil.seed)");
        Random random = new Random(seed);
        Client good = greeted();
        good.say(subscribe(0, StreamMode.WHOLE));
        for (int i = 0; i < 100; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(3_000)];
            random.nextBytes(rubbish);
            Client bad = i % 2 == 0 ? connect() : greeted();
            // No message of a greeted client begins like this.
            rubbish[0] = i % 2 == 0 ? rubbish[0] : (byte) 0xff;
            bad.socket.writeBinaryMessage(Buffer.buffer(rubbish));
            Eventually.holds("closed, seed " + seed, () -> bad.closed);
        }
        Client text = greeted();
        text.socket.writeTextMessage("hello?");
        text.awaitClose("MALFORMED");

        publishKeyframe(0);
        publish(1, 1, 10);
        good.await(ServerMessage::hasFrames);
    }

    @Test
    void aMessageBeyondTwoMebibytesClosesItsConnection() {
        Client good = greeted();
        Client bad = greeted();

        bad.socket.writeBinaryMessage(Buffer.buffer(new byte[3 << 20]));

        Eventually.holds("closed", () -> bad.closed);
        assertTrue(
                counters.value("gateway.socket-error") > 0, () -> counters.snapshot().toString());
        good.say(subscribe(0, StreamMode.DIGEST));
        gateway.status(Status.newBuilder().setStatus("NORMAL"));
        good.await(ServerMessage::hasStatus);
    }

    @Test
    void aSubscriberGetsAKeyframeAndThenEveryFrameInOrder() {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        publish(1, 60, 100);
        publishKeyframe(50);
        Client client = greeted().say(subscribe(0, StreamMode.WHOLE));

        client.await(ServerMessage::hasKeyframe);
        publish(61, 80, 100);

        Eventually.holds("frame 80", () -> client.frameNumbers().contains(80L));
        List<Long> expected = new ArrayList<>();
        for (long number = 51; number <= 80; number++) {
            expected.add(number);
        }
        assertEquals(expected, client.frameNumbers());
    }

    private static final Standing STANDING =
            Standing.newBuilder()
                    .setView(3)
                    .setStatus("NORMAL")
                    .setOpNumber(121)
                    .setFrame(60)
                    .setModelTimeMicros(1_780_000_000_000_000L)
                    .setDigest(ByteString.copyFrom(Digest.of(new byte[] {60}).bytes()))
                    .setLagOps(4)
                    .setSinceQuorumMillis(7)
                    .setAgeMillis(30)
                    .build();

    private void requireDated(ServerMessage message) {
        Standing standing = message.getStanding();
        assertEquals(
                STANDING,
                standing.toBuilder()
                        .setSinceQuorumMillis(7)
                        .setAgeMillis(30)
                        .clearSinceSaidMillis()
                        .build(),
                message::toString);
        assertEquals(7 + standing.getSinceSaidMillis(), standing.getSinceQuorumMillis());
        assertEquals(30 + standing.getSinceSaidMillis(), standing.getAgeMillis());
    }

    /** Rule 23. */
    @Test
    void everyMessageOfTheStreamSaysHowItsReplicaStands() {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        publish(1, 60, 100);
        publishKeyframe(50);
        gateway.stands(STANDING);
        Client whole = greeted().say(subscribe(0, StreamMode.WHOLE));
        Client digests = greeted().say(subscribe(0, StreamMode.DIGEST));

        requireDated(whole.await(ServerMessage::hasKeyframe));
        requireDated(whole.await(ServerMessage::hasFrames));
        requireDated(digests.await(ServerMessage::hasDigests));
        whole.say(
                ClientMessage.newBuilder()
                        .setGetFrames(GetFrames.newBuilder().setFrom(7).setTo(7)));
        requireDated(
                whole.await(m -> m.hasFrames() && m.getFrames().getFrames(0).getNumber() == 7));
        gateway.status(Status.newBuilder().setStatus("NORMAL").setView(3).setCommitNumber(9));
        requireDated(digests.await(m -> m.getStatus().getCommitNumber() == 9));
    }

    /** Rule 23: a replica that hangs is told by its age from one that lives. */
    @Test
    void whoseReplicaIsSilentIsToldSoTenTimesASecondAndEverOlder() {
        gateway.stands(STANDING);
        Client client = greeted().say(subscribe(0, StreamMode.DIGEST));

        Eventually.holds(
                "three standings alone",
                () ->
                        List.copyOf(client.heard).stream()
                                        .filter(m -> m.hasStanding() && isAlone(m))
                                        .count()
                                >= 3);

        List<ServerMessage> alone =
                List.copyOf(client.heard).stream()
                        .filter(m -> m.hasStanding() && isAlone(m))
                        .toList();
        alone.forEach(this::requireDated);
        for (int i = 1; i < alone.size(); i++) {
            assertTrue(
                    alone.get(i).getStanding().getAgeMillis()
                            > alone.get(i - 1).getStanding().getAgeMillis(),
                    alone::toString);
        }
    }

    private static boolean isAlone(ServerMessage message) {
        return message.getMessageCase() == ServerMessage.MessageCase.MESSAGE_NOT_SET;
    }

    @Test
    void whoSubscribesFromAnOpGetsTheFirstFrameThatShowsIt() {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        publish(1, 30, 10); // frame n is cut at op 2 n
        Client client =
                greeted()
                        .say(
                                ClientMessage.newBuilder()
                                        .setSubscribe(
                                                Subscribe.newBuilder()
                                                        .setFromOp(41)
                                                        .setMode(StreamMode.WHOLE)));
        Client ahead =
                greeted()
                        .say(
                                ClientMessage.newBuilder()
                                        .setSubscribe(
                                                Subscribe.newBuilder()
                                                        .setFromOp(63)
                                                        .setMode(StreamMode.WHOLE)));
        Eventually.holds("frame 30", () -> client.frameNumbers().contains(30L));
        assertEquals(21L, client.frameNumbers().get(0));

        publish(31, 33, 10);

        Eventually.holds("frame 33", () -> ahead.frameNumbers().contains(33L));
        assertEquals(List.of(32L, 33L), ahead.frameNumbers());
        Client old =
                greeted()
                        .say(
                                ClientMessage.newBuilder()
                                        .setSubscribe(
                                                Subscribe.newBuilder()
                                                        .setFromOp(1)
                                                        .setMode(StreamMode.WHOLE)));
        old.await(ServerMessage::hasKeyframe);
        Eventually.holds("all frames", () -> old.frameNumbers().contains(33L));
        assertEquals(1L, old.frameNumbers().get(0));
    }

    private static ClientMessage.Builder question(long number, byte[] question) {
        return ClientMessage.newBuilder()
                .setQuery(
                        aero.vigil.wire.gateway.Query.newBuilder()
                                .setQueryNumber(number)
                                .setLeastOp(5)
                                .setQuestion(ByteString.copyFrom(question)));
    }

    @Test
    void questionsReachTheReplicaAndAnswersTheOneWhoAsked() {
        gateway.stands(STANDING);
        Client client = greeted().say(question(1, new byte[] {1}));
        Client other = greeted().say(question(1, new byte[] {2}));
        Eventually.holds("two questions", () -> queries.size() == 2);

        for (Query query : queries) {
            assertTrue(query.linearizable());
            assertEquals(5, query.leastOp());
            byte[] answer = query.question().clone();
            gateway.answerQueries(
                    List.of(new QueryAnswer(query.number(), 17, 3, () -> answer, "")));
        }

        Answer first = client.await(ServerMessage::hasAnswer).getAnswer();
        Answer second = other.await(ServerMessage::hasAnswer).getAnswer();
        assertEquals(ByteString.copyFrom(new byte[] {1}), first.getAnswer());
        assertEquals(ByteString.copyFrom(new byte[] {2}), second.getAnswer());
        assertEquals(17, first.getOpNumber());
        assertEquals(Answer.Outcome.ANSWERED, first.getOutcome());
        requireDated(client.await(ServerMessage::hasAnswer));
    }

    @Test
    void whoAsksWithoutEndIsRefusedByNameAndALongQuestionIsNone() {
        Client client = greeted();
        for (int i = 1; i <= ClientQueries.LIMIT_A_CONNECTION + 5; i++) {
            client.say(question(i, new byte[] {1}));
        }

        Answer refused =
                client.await(m -> m.getAnswer().getOutcome() == Answer.Outcome.REFUSED).getAnswer();
        assertEquals("too many questions wait at this replica", refused.getText());
        Eventually.holds("counted", () -> counters.value("gateway.too-many-queries") == 5);
        assertEquals(ClientQueries.LIMIT_A_CONNECTION, queries.size());

        client.say(question(1, new byte[5_000])).awaitClose("TOO_LARGE");
    }

    @Test
    void whoFloodsWithRequestsIsRefusedByName() {
        Client client = greeted();
        for (int i = 1; i <= 4_096 + 3; i++) {
            client.say(
                    ClientMessage.newBuilder()
                            .setRequest(
                                    Request.newBuilder()
                                            .setClientId(clientId(1))
                                            .setSessionOp(17)
                                            .setRequestNumber(i)));
        }

        Reply refused = client.await(ServerMessage::hasReply).getReply();

        assertEquals(Reply.Outcome.REFUSED, refused.getOutcome());
        assertEquals("too many requests wait at this replica", refused.getText());
        Eventually.holds("counted", () -> counters.value("gateway.too-many-requests") == 3);
    }

    @Test
    void whoSaysHelloTwiceIsClosed() {
        Client client = greeted();
        for (int i = 0; i < 100; i++) {
            client.say(ClientMessage.newBuilder().setHello(Hello.newBuilder().setProtocol(1)));
        }

        client.awaitClose("MALFORMED");
        Client next = greeted();
        next.say(subscribe(0, StreamMode.DIGEST));
        gateway.status(Status.newBuilder().setStatus("NORMAL"));
        next.await(ServerMessage::hasStatus);
        assertEquals(1, counters.value("gateway.rejected.MALFORMED"), "counted once");
    }

    @Test
    void whoResumesGetsWhatWasMissedWithoutAKeyframe() {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        publish(1, 300, 10);
        Client client = greeted().say(subscribe(20, StreamMode.WHOLE));

        Eventually.holds("frame 300", () -> client.frameNumbers().contains(300L));

        assertEquals(20L, client.frameNumbers().get(0));
        assertEquals(281, client.frameNumbers().size());
    }

    @Test
    void digestsTurnIntoFramesFromTheOneAskedFor() {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        publish(1, 10, 10);
        Client client = greeted().say(subscribe(1, StreamMode.DIGEST));
        client.await(m -> m.hasDigests() && m.getDigests().getDigests(0).getNumber() == 10);
        assertTrue(client.frameNumbers().isEmpty());

        client.say(
                ClientMessage.newBuilder()
                        .setSetMode(
                                SetMode.newBuilder().setMode(StreamMode.WHOLE).setFromFrame(8)));
        publish(11, 12, 10);

        Eventually.holds("frame 12", () -> client.frameNumbers().contains(12L));
        assertEquals(List.of(8L, 9L, 10L, 11L, 12L), client.frameNumbers());
    }

    @Test
    void framesAreGivenByNumber() {
        publish(1, 30, 10);
        Client client = greeted();

        client.say(
                ClientMessage.newBuilder()
                        .setGetFrames(GetFrames.newBuilder().setFrom(7).setTo(9)));

        Eventually.holds("three frames", () -> client.frameNumbers().size() == 3);
        assertEquals(List.of(7L, 8L, 9L), client.frameNumbers());
    }

    @Test
    void aSlowReaderIsGivenAKeyframeInsteadOfABacklog() throws Exception {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        Client client = greeted().say(subscribe(0, StreamMode.WHOLE));
        client.await(ServerMessage::hasKeyframe);
        client.socket.pause();

        for (int hundred = 0; hundred < 4; hundred++) {
            publish(hundred * 100 + 1, hundred * 100 + 100, 200_000);
            publishKeyframe(hundred * 100 + 100);
        }
        // Answered on the gateway's event loop: all that was published is in the history now.
        assertEquals(200, get("/healthz").statusCode());
        client.socket.resume();

        client.await(m -> m.hasNotice() && m.getNotice().getCode().equals("BACKLOG_REPLACED"));
        publish(401, 410, 10);
        Eventually.holds("frame 410", () -> client.frameNumbers().contains(410L));
        long keyframe =
                List.copyOf(client.heard).stream()
                        .mapToLong(m -> m.getKeyframe().getNumber())
                        .max()
                        .orElseThrow();
        assertTrue(keyframe > 0 && keyframe % 100 == 0, "a later keyframe: " + keyframe);
        assertEquals(
                LongStream.rangeClosed(keyframe + 1, 410).boxed().toList(),
                client.frameNumbers().stream().filter(n -> n > keyframe).toList());
        assertTrue(client.frameNumbers().size() < 300, "the backlog was not sent");
        assertTrue(counters.value("gateway.backlog-replaced") > 0);
        assertEquals(0, counters.value("gateway.closed.NOT_READING"));
    }

    /** A keyframe that was given instead of a backlog begins no backlog of its own. */
    @Test
    void whoFallsBehindAgainIsGivenTheNextKeyframe() throws Exception {
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        Client client = greeted().say(subscribe(0, StreamMode.WHOLE));
        client.await(ServerMessage::hasKeyframe);
        client.socket.pause();
        publish(1, 200, 200_000);
        publishKeyframe(200);
        assertEquals(200, get("/healthz").statusCode());
        client.pauseAtNotice = true;
        client.socket.resume();
        client.await(m -> m.hasNotice() && m.getNotice().getCode().equals("BACKLOG_REPLACED"));

        publish(201, 500, 100_000);
        publishKeyframe(500);
        assertEquals(200, get("/healthz").statusCode());
        client.pauseAtNotice = false;
        client.socket.resume();

        publish(501, 510, 10);
        Eventually.holds("frame 510", () -> client.frameNumbers().contains(510L));
        assertEquals(2, counters.value("gateway.backlog-replaced"));
        assertFalse(client.frameNumbers().contains(490L), "the backlog was not sent");
    }

    @Test
    void requestsReachTheReplicaAndRepliesTheOneWhoAsked() {
        Client client = greeted();
        ByteString id =
                ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
        client.say(ClientMessage.newBuilder().setRegister(Register.newBuilder().setClientId(id)));
        Eventually.holds("a register", () -> requests.size() == 1);
        ClientRequest register = requests.remove();
        assertTrue(gateway.pending().isAwaited(register.clientId(), 0));

        gateway.answer(
                List.of(
                        new ClientReply(
                                register.clientId(),
                                0,
                                ClientReply.Outcome.APPLIED,
                                new byte[0],
                                17,
                                "")));
        assertEquals(17, client.await(ServerMessage::hasRegistered).getRegistered().getSessionOp());
        client.say(
                ClientMessage.newBuilder()
                        .setRequest(
                                Request.newBuilder()
                                        .setClientId(id)
                                        .setSessionOp(17)
                                        .setRequestNumber(1)
                                        .setOperation(ByteString.copyFromUtf8("op"))));
        Eventually.holds("a request", () -> requests.size() == 1);
        ClientRequest request = requests.remove();
        assertArrayEquals(new byte[] {'o', 'p'}, request.operation());
        gateway.answer(
                List.of(
                        new ClientReply(
                                request.clientId(),
                                1,
                                ClientReply.Outcome.APPLIED,
                                new byte[] {9},
                                18,
                                "")));

        Reply reply = client.await(ServerMessage::hasReply).getReply();
        assertEquals(Reply.Outcome.APPLIED, reply.getOutcome());
        assertEquals(ByteString.copyFrom(new byte[] {9}), reply.getResult());
    }

    @Test
    void whoDoesNotReadItsRepliesIsClosedAndMayAskElsewhere() {
        Client good = greeted();
        Client deaf = greeted();
        deaf.socket.pause();

        // What the kernel's buffers hold is read for all the gateway knows.
        for (long number = 1; !isClosedForNotReading(); number++) {
            assertTrue(number < 100_000, "never closed");
            deaf.say(
                    ClientMessage.newBuilder()
                            .setRequest(
                                    Request.newBuilder()
                                            .setClientId(clientId(1))
                                            .setSessionOp(17)
                                            .setRequestNumber(number)));
            Eventually.holds(
                    "taken, or closed", () -> !requests.isEmpty() || isClosedForNotReading());
            ClientRequest request = requests.poll();
            if (request != null) {
                gateway.answer(List.of(applied(request, new byte[1 << 19])));
            }
        }

        assertEquals(1, counters.value("gateway.closed.NOT_READING"));
        good.say(ClientMessage.newBuilder().setRegister(register(2)));
        Eventually.holds("the other is served", () -> !requests.isEmpty());
        gateway.answer(List.of(applied(requests.remove(), new byte[0])));
        good.await(ServerMessage::hasRegistered);
        deaf.socket.resume();
        Eventually.holds("closed", () -> deaf.closed);
        Client again = greeted();
        again.say(ClientMessage.newBuilder().setRegister(register(1)));
        Eventually.holds("it asks again", () -> !requests.isEmpty());
    }

    /** A line too thin for any picture: what waits for it holds memory (60 s). */
    @Test
    void whoseSocketTakesNothingForAMinuteIsCutAndNobodyElse() throws Exception {
        long before = System.nanoTime();
        gateway.begin(PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(0).build()));
        Client good = subscribed();
        Client deaf = subscribed();
        good.await(ServerMessage::hasKeyframe);
        deaf.await(ServerMessage::hasKeyframe);
        deaf.socket.pause();
        long last = 0;
        while (counters.snapshot().getOrDefault("gateway.stuck.most", 0L) == 0) {
            assertTrue(last < 2_000, "its socket takes everything");
            long next = ++last;
            publish(next, next, 1 << 18);
            Eventually.holds("the other reads", () -> good.frameNumbers().contains(next));
            gateway.cutStuckAt(before); // takes note of it
            gateway.cutStuckAt(before + 1);
        }

        gateway.cutStuckAt(before + TimeUnit.SECONDS.toNanos(59));
        assertEquals(200, get("/healthz").statusCode()); // behind it on the gateway's event loop
        assertEquals(0, counters.value("gateway.closed.NOT_READING"));
        AtomicLong now = new AtomicLong(before + TimeUnit.SECONDS.toNanos(59));
        AtomicLong frame = new AtomicLong(last);

        // Its kernel may take a little more at first: then its minute begins anew.
        Eventually.holds(
                "cut",
                () -> {
                    long next = frame.incrementAndGet();
                    publish(next, next, 1 << 18);
                    Eventually.holds("the other reads", () -> good.frameNumbers().contains(next));
                    gateway.cutStuckAt(now.addAndGet(TimeUnit.SECONDS.toNanos(61)));
                    return isClosedForNotReading();
                });
        deaf.socket.resume();
        Eventually.holds("it sees that", () -> deaf.closed);
        assertEquals(1, counters.value("gateway.closed.NOT_READING"));
        long after = frame.incrementAndGet();
        publish(after, after, 10);
        Eventually.holds("the other is served", () -> good.frameNumbers().contains(after));
    }

    private boolean isClosedForNotReading() {
        return counters.value("gateway.closed.NOT_READING") > 0;
    }

    private static ByteString clientId(int low) {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) low;
        bytes[0] = 1;
        return ByteString.copyFrom(bytes);
    }

    private static Register register(int low) {
        return Register.newBuilder().setClientId(clientId(low)).build();
    }

    private static ClientReply applied(ClientRequest request, byte[] result) {
        return new ClientReply(
                request.clientId(),
                request.requestNumber(),
                ClientReply.Outcome.APPLIED,
                result,
                18,
                "");
    }

    @Test
    void aClientIdOfZerosIsRefused() {
        Client client = greeted();

        client.say(
                ClientMessage.newBuilder()
                        .setRegister(
                                Register.newBuilder()
                                        .setClientId(ByteString.copyFrom(new byte[16]))));

        client.awaitClose("MALFORMED");
        assertTrue(requests.isEmpty());
    }

    @Test
    void filesOfTheClassPathAreServedWithAStrictPolicy() throws Exception {
        HttpResponse<String> index = get("/");
        assertEquals(200, index.statusCode());
        assertTrue(index.body().contains("A page for tests"));
        String policy = index.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("'sha256-"), policy);
        assertTrue(policy.contains("ws://centre.example:8081"), policy);
        String tag = index.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = get("/", "If-None-Match", tag);
        HttpResponse<String> script = get("/js/page.js");

        assertEquals(304, again.statusCode());
        assertEquals(
                "text/javascript; charset=utf-8",
                script.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void nothingElseIsServed() throws Exception {
        for (String path :
                List.of(
                        "/js",
                        "/js/",
                        "/../webroot/index.html",
                        "/%2e%2e/logback.xml",
                        "/logback.xml",
                        "/aero/vigil/Nothing.class",
                        "//etc/passwd",
                        "/demo/kill")) {
            assertEquals(404, get(path).statusCode(), path);
        }
        HttpClient client = vertx.createHttpClient();
        assertEquals(
                405,
                client.request(HttpMethod.POST, port, "127.0.0.1", "/")
                        .compose(request -> request.send())
                        .await(10, TimeUnit.SECONDS)
                        .statusCode());
    }

    @Test
    void healthIsTheReplicasStatus() throws Exception {
        assertEquals(200, get("/healthz").statusCode());

        gateway.status(Status.newBuilder().setStatus("VIEW_CHANGE"));

        Eventually.holds("503", () -> code("/healthz") == 503);
        assertTrue(get("/status.json").body().contains("VIEW_CHANGE"));
    }

    private int code(String path) {
        try {
            return get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path, String... headers)
            throws InterruptedException, ExecutionException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return java.net.http.HttpClient.newHttpClient()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .get();
    }
}
