package aero.vigil.replication.server;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.Question;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.replication.server.command.QueryCommand;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Register;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Reply.Outcome;
import aero.vigil.wire.gateway.Request;
import aero.vigil.wire.gateway.ServerMessage;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reads at every replica of a real group, and clients that do not keep the rules of a session. */
@Timeout(120)
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesAndBadInputTest {

    private static final Question POSITIONS =
            Question.linearizable(
                    PictureQuery.newBuilder().setPositions(true).build().toByteArray());

    private final Vertx vertx = Vertx.vertx();
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final DigestWatch watch = new DigestWatch();
    private final Queue<ServerMessage> heard = new ConcurrentLinkedQueue<>();
    private ReplicaProcesses replicas;
    private GroupClient group;

    @BeforeAll
    void start(@TempDir Path root) throws Exception {
        replicas = ReplicaProcesses.format(root);
        replicas.startAll();
        group =
                GroupClient.connect(
                        vertx, GroupOptions.of("test", replicas.gateways()).withUser("anna"));
        group.addListener(watch);
        group.addListener(
                new ReplicaListener() {
                    @Override
                    public void received(ReplicaLink link, ServerMessage message) {
                        if (message.hasReply() || message.hasRegistered()) {
                            heard.add(message);
                        }
                    }
                });
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
    }

    @AfterAll
    void stop() throws Exception {
        group.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Answer ask(Question question, int replica) throws TimeoutException {
        return group.ask(question, replica).await(15, TimeUnit.SECONDS);
    }

    private static Command command(String position) {
        return Command.newBuilder()
                .setTakePosition(TakePosition.newBuilder().setPosition(position))
                .build();
    }

    @Test
    void whatIsAcknowledgedIsReadAtEveryReplicaFromThenOn() throws Exception {
        GroupSession session = group.open().await(30, TimeUnit.SECONDS);
        String position = Frame.parseFrom(ask(POSITIONS, 0).getAnswer()).getPositions(0).getId();

        Reply reply = session.submit(command(position).toByteArray()).await(30, TimeUnit.SECONDS);

        assertTrue(Result.parseFrom(reply.getResult()).hasAccepted());
        for (int i = 0; i < 3; i++) {
            Answer answer = ask(POSITIONS, i);
            assertTrue(answer.getOpNumber() >= reply.getOpNumber(), "at replica " + i);
            assertEquals(
                    "anna",
                    Frame.parseFrom(answer.getAnswer()).getPositions(0).getUser(),
                    "at replica " + i);
            Answer own = ask(new Question(POSITIONS.bytes(), true, reply.getOpNumber()), i);
            assertTrue(own.getOpNumber() >= reply.getOpNumber(), "at replica " + i);
        }
    }

    @Test
    void theVerbPrintsWhatAReplicaAnswersAndRefusesWhatIsNoQuestion() {
        StringWriter out = new StringWriter();
        String gateways = replicas.gateways().stream().map(Object::toString).collect(joining(","));

        assertEquals(0, query(out, "--at", gateways, "--replica", "2", "positions"));
        assertTrue(out.toString().matches("(?s)\\{\"opNumber\":\\d+,\"frame\":\\d+,.*positions.*"));
        for (List<String> wrong :
                List.of(List.of("weather"), List.of("track"), List.of("track", "nine"))) {
            List<String> words = new ArrayList<>(List.of("--at", gateways));
            words.addAll(wrong);
            assertEquals(2, query(new StringWriter(), words.toArray(new String[0])), "" + wrong);
        }
    }

    /** The launcher turns an illegal argument into its word and exit code 2. */
    private static int query(StringWriter out, String... arguments) {
        return new CommandLine(new QueryCommand())
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler(
                        (thrown, line, parsed) ->
                                thrown instanceof IllegalArgumentException ? 2 : 1)
                .execute(arguments);
    }

    @Test
    void aQuestionThatIsNoneIsRefusedWithAWord() {
        String failure =
                group.ask(Question.linearizable(new byte[] {7}), 1)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .handle((answer, cause) -> String.valueOf(cause))
                        .join();

        assertTrue(failure.contains("no question of this version"), failure);
    }

    @Test
    void whoReusesSkipsOrInventsNumbersIsToldByName() {
        ByteString client = clientId(1);
        long session = register(client);

        assertEquals(Outcome.APPLIED, request(client, session, 1, "one"));
        assertEquals(Outcome.APPLIED, request(client, session, 1, "one"), "the same again");
        assertEquals(Outcome.REQUEST_NUMBER_REUSED, request(client, session, 1, "another"));
        assertEquals(Outcome.REQUEST_NUMBER_SKIPPED, request(client, session, 9, "nine"));
        assertEquals(Outcome.APPLIED, request(client, session, 2, "two"));
        assertEquals(Outcome.SUPERSEDED, request(client, session, 1, "one"));
        assertEquals(Outcome.SESSION_EVICTED, request(clientId(99), session, 1, "one"));
    }

    @Test
    void whoFloodsIsRefusedByNameAndHoldsUpNobody() throws Exception {
        ByteString client = clientId(2);
        long session = register(client);
        heard.clear();
        ReplicaLink link = group.links().get(0);

        // Far more than one connection may wait for, in one go and without reading.
        int flood = 20_000;
        for (int i = 1; i <= flood; i++) {
            link.send(message(client, session, i, "flood"));
        }

        Eventually.holds(
                "a named answer",
                () ->
                        heard.stream()
                                .filter(ServerMessage::hasReply)
                                .anyMatch(m -> m.getReply().getOutcome() == Outcome.REFUSED));
        Eventually.holds(
                "counted", () -> watch.counter(link.index(), "gateway.too-many-requests") > 0);
        GroupSession other = group.open().await(30, TimeUnit.SECONDS);
        byte[] ping = Command.newBuilder().setPing(Ping.getDefaultInstance()).build().toByteArray();
        assertEquals(Outcome.APPLIED, other.submit(ping).await(30, TimeUnit.SECONDS).getOutcome());
        watch.requireAgreement();
    }

    private static ByteString clientId(int low) {
        byte[] bytes = new byte[16];
        bytes[0] = 77;
        bytes[15] = (byte) low;
        return ByteString.copyFrom(bytes);
    }

    private long register(ByteString client) {
        return answerTo(
                        ClientMessage.newBuilder()
                                .setRegister(Register.newBuilder().setClientId(client))
                                .build())
                .getRegistered()
                .getSessionOp();
    }

    /** As every client does: what is refused, or falls into a view change, is sent again. */
    private ServerMessage answerTo(ClientMessage asked) {
        heard.clear();
        AtomicLong sentNanos = new AtomicLong();
        Eventually.holds(
                "an answer",
                () -> {
                    if (sentNanos.get() == 0
                            || System.nanoTime() - sentNanos.get() > REPEAT_NANOS) {
                        sentNanos.set(System.nanoTime());
                        primary().send(asked);
                    }
                    return heard.stream().anyMatch(QueriesAndBadInputTest::isAnswer);
                });
        return heard.stream().filter(QueriesAndBadInputTest::isAnswer).findFirst().orElseThrow();
    }

    private static boolean isAnswer(ServerMessage message) {
        return message.getRegistered().getSessionOp() > 0
                || (message.hasReply() && message.getReply().getOutcome() != Outcome.REFUSED);
    }

    /** While a view changes there is none. */
    private ReplicaLink primary() {
        Eventually.holds("a primary", () -> linkToPrimary().isPresent());
        return linkToPrimary().orElseThrow();
    }

    private Optional<ReplicaLink> linkToPrimary() {
        int primary = group.primary();
        return group.links().stream().filter(link -> link.index() == primary).findFirst();
    }

    private Outcome request(ByteString client, long session, long number, String text) {
        return answerTo(message(client, session, number, text)).getReply().getOutcome();
    }

    private static ClientMessage message(
            ByteString client, long session, long number, String text) {
        return ClientMessage.newBuilder()
                .setRequest(
                        Request.newBuilder()
                                .setClientId(client)
                                .setSessionOp(session)
                                .setRequestNumber(number)
                                .setOperation(
                                        Command.newBuilder()
                                                .setPing(
                                                        Ping.newBuilder()
                                                                .setPayload(
                                                                        ByteString.copyFromUtf8(
                                                                                text)))
                                                .build()
                                                .toByteString()))
                .build();
    }
}
