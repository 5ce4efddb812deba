package aero.vigil.replication.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.core.ClientReply.Outcome;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.server.gateway.ScriptedGroup;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Welcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client and two real gateways whose replicas behave as each test says. */
class GroupClientTest {

    private final ScriptedGroup replicas;
    private final Vertx vertx = Vertx.vertx();
    private final GroupClient group;

    GroupClientTest() throws TimeoutException {
        replicas = new ScriptedGroup();
        group =
                GroupClient.connect(
                        vertx,
                        GroupOptions.of("test", replicas.addresses().subList(0, 1))
                                .withQueueLimit(3));
    }

    @AfterEach
    void stop() throws Exception {
        group.close();
        vertx.close().await(10, TimeUnit.SECONDS);
        replicas.close();
    }

    private GroupSession session() throws TimeoutException {
        Eventually.holds(
                "both replicas speak",
                () ->
                        group.links().size() == 2
                                && group.links().stream().allMatch(l -> l.status() != null));
        return group.open().await(10, TimeUnit.SECONDS);
    }

    private static Reply await(Future<Reply> reply) throws TimeoutException {
        return reply.await(20, TimeUnit.SECONDS);
    }

    @Test
    void theOtherMembersAreLearnedFromTheFirstOne() throws Exception {
        session();

        assertEquals(
                List.of(0, 1), group.links().stream().map(ReplicaLink::index).sorted().toList());
    }

    @Test
    void operationsAreSubmittedInOrderWithNumbersThatGrowByOne() throws Exception {
        GroupSession session = session();
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            replies.add(session.submit(new byte[] {(byte) i}));
        }
        for (Future<Reply> reply : replies) {
            assertEquals(Reply.Outcome.APPLIED, await(reply).getOutcome());
        }

        List<ClientRequest> commands = replicas.commands(0);
        assertEquals(
                List.of(1L, 2L, 3L), commands.stream().map(ClientRequest::requestNumber).toList());
        assertArrayEquals(new byte[] {2}, commands.get(1).operation());
        assertTrue(replicas.commands(1).isEmpty(), "the primary is preferred");
    }

    @Test
    void whatIsNotAnsweredIsRepeatedThroughAnotherReplicaUnderTheSameNumber() throws Exception {
        GroupSession session = session();
        replicas.script(0, request -> null);

        Reply reply = await(session.submit(new byte[] {7}));

        assertEquals(Reply.Outcome.APPLIED, reply.getOutcome());
        assertEquals(1, replicas.commands(1).get(0).requestNumber());
        assertEquals(
                replicas.commands(0).get(0).clientId(), replicas.commands(1).get(0).clientId());
        assertTrue(session.repeats() > 0);
    }

    @Test
    void aLostReplicaIsReplacedByAnotherAtOnce() throws Exception {
        GroupSession session = session();
        replicas.script(0, request -> null);
        Future<Reply> reply = session.submit(new byte[] {7});
        Eventually.holds("it is there", () -> replicas.commands(0).size() == 1);

        replicas.close(0);

        assertEquals(Reply.Outcome.APPLIED, await(reply).getOutcome());
        assertEquals(1, replicas.commands(1).size());
    }

    @Test
    void aConnectionThatBringsNothingForSecondsIsMadeAnew() throws Exception {
        session();
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        group.addListener(new Connections(events));
        Eventually.holds("both links are told", () -> events.size() == 2);

        replicas.freeze(1);
        Eventually.holds("it is taken for dead", () -> events.contains("lost 1"));
        replicas.thaw();

        Eventually.holds("it is made anew", () -> events.size() == 4);
        assertEquals(List.of("lost 1", "connected 1"), events.subList(2, 4));
    }

    /** A process that was stopped, and goes on. */
    @Test
    void anOwnPauseIsNotTakenForTheReplicasSilence() throws Exception {
        GroupSession session = session();
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        group.addListener(new Connections(events));
        Eventually.holds("both links are told", () -> events.size() == 2);
        group.context()
                .runOnContext(
                        ignored -> {
                            try {
                                Thread.sleep(7_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });

        assertEquals(Reply.Outcome.APPLIED, await(session.submit(new byte[] {1})).getOutcome());
        assertEquals(2, events.size(), events::toString);
    }

    /** Which connections came and went. */
    private record Connections(List<String> events) implements ReplicaListener {
        @Override
        public void connected(ReplicaLink link, Welcome welcome) {
            events.add("connected " + link.index());
        }

        @Override
        public void received(ReplicaLink link, ServerMessage message) {
            // what they say is not asked here
        }

        @Override
        public void disconnected(ReplicaLink link) {
            events.add("lost " + link.index());
        }
    }

    @Test
    void theNewPrimaryIsPreferredAsSoonAsItIsKnown() throws Exception {
        GroupSession session = session();

        replicas.primary(1);
        Eventually.holds("known", () -> group.primary() == 1);
        await(session.submit(new byte[] {1}));

        assertTrue(replicas.commands(0).isEmpty());
        assertEquals(1, replicas.commands(1).size());
    }

    @Test
    void whatIsRefusedForNowIsTriedAgain() throws Exception {
        GroupSession session = session();
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            replicas.script(
                    i,
                    request ->
                            asked.incrementAndGet() < 3
                                    ? replicas.reply(request, Outcome.REFUSED)
                                    : replicas.applied(request));
        }

        assertEquals(Reply.Outcome.APPLIED, await(session.submit(new byte[1])).getOutcome());
        assertEquals(3, asked.get());
    }

    @Test
    void anEvictedSessionMeansThatTheOutcomeIsUnknownAndANewOneIsOpened() throws Exception {
        GroupSession session = session();
        long before = session.sessionOp();
        replicas.script(
                0,
                request ->
                        request.kind() == EntryKind.COMMAND && request.sessionOp() == before
                                ? replicas.reply(request, Outcome.SESSION_EVICTED)
                                : replicas.applied(request));
        Future<Reply> lost = session.submit(new byte[] {1});
        Future<Reply> next = session.submit(new byte[] {2});

        assertEquals(Reply.Outcome.APPLIED, await(next).getOutcome());
        assertInstanceOf(OutcomeUnknownException.class, lost.cause());
        assertTrue(session.sessionOp() > before);
        assertEquals(2, replicas.registers(0).size());
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        GroupSession session = session();
        replicas.script(0, request -> null);
        replicas.script(1, request -> null);
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            replies.add(session.submit(new byte[] {(byte) i}));
        }

        Eventually.holds("the fifth is refused", () -> replies.get(4).failed());
        assertInstanceOf(QueueFullException.class, replies.get(4).cause());
        assertEquals(1, session.notTaken());
        assertEquals(3, session.mostWaiting());
    }

    /** What a follower was given. */
    private static final class Followed implements FrameListener {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void keyframe(KeyframeMessage keyframe) {
            heard.add("K" + keyframe.getNumber());
        }

        @Override
        public void frame(FrameRecord frame) {
            heard.add("F" + frame.getNumber());
        }
    }

    @Test
    void aFollowerGoesOnWithoutAGapWhenItsReplicaIsLost() throws Exception {
        session();
        Followed followed = new Followed();
        FrameFollower follower = group.follow(0, followed);
        replicas.frame(1);
        replicas.frame(2);
        Eventually.holds("two frames", () -> followed.heard.contains("F2"));

        replicas.close(0);
        replicas.frame(3);
        replicas.frame(4);

        Eventually.holds("four frames", () -> followed.heard.contains("F4"));
        assertEquals(List.of("K0", "F1", "F2", "F3", "F4"), followed.heard);
        assertTrue(follower.switches() >= 1);
    }
}
