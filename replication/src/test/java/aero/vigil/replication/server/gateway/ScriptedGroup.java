package aero.vigil.replication.server.gateway;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.server.Counters;
import aero.vigil.replication.server.EventLoops;
import aero.vigil.replication.transport.FreePorts;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Real gateways of a group of two whose replicas answer as a test says, so that a client meets what
 * real replicas do only on bad days.
 */
public final class ScriptedGroup implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final List<Integer> ports = FreePorts.take(2);
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Queue<ClientRequest>> taken = new ArrayList<>();
    private final List<Function<ClientRequest, @Nullable ClientReply>> scripts = new ArrayList<>();
    private final AtomicLong opNumber = new AtomicLong(10);
    private final List<Vertx> loops = new ArrayList<>();
    private final CountDownLatch thawed = new CountDownLatch(1);
    private volatile int primary;

    public ScriptedGroup() throws TimeoutException {
        for (int i = 0; i < 2; i++) {
            taken.add(new ConcurrentLinkedQueue<>());
            scripts.add(this::applied);
        }
        for (int i = 0; i < 2; i++) {
            int index = i;
            Vertx own = EventLoops.create(1);
            loops.add(own);
            Gateway gateway =
                    new Gateway(
                            own,
                            new GatewayConfiguration(
                                    "test", Digest.ZERO, i, addresses(), "127.0.0.1", null),
                            request -> take(index, request),
                            new Counters());
            gateway.listen().await(10, TimeUnit.SECONDS);
            gateway.begin(
                    PublishedKeyframe.of(
                            KeyframeMessage.newBuilder()
                                    .setFrameDigest(ByteString.copyFrom(digest(0).bytes()))
                                    .build()));
            gateways.add(gateway);
        }
        vertx.setPeriodic(50, ignored -> tellStatus());
    }

    public List<GatewayAddress> addresses() {
        return ports.stream().map(port -> new GatewayAddress("127.0.0.1", port)).toList();
    }

    /** What this replica does with a request from now on; null: it says nothing. */
    public void script(int replica, Function<ClientRequest, @Nullable ClientReply> script) {
        scripts.set(replica, script);
    }

    public void primary(int index) {
        primary = index;
    }

    /** This replica's gateway stands still until {@link #thaw}, and so do its connections. */
    public void freeze(int replica) {
        loops.get(replica)
                .runOnContext(
                        ignored -> {
                            try {
                                thawed.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** What was frozen goes on. */
    public void thaw() {
        thawed.countDown();
    }

    /** The commands this replica was given. */
    public List<ClientRequest> commands(int replica) {
        return taken.get(replica).stream().filter(r -> r.kind() == EntryKind.COMMAND).toList();
    }

    /** The registrations this replica was given. */
    public List<ClientRequest> registers(int replica) {
        return taken.get(replica).stream().filter(r -> r.kind() == EntryKind.REGISTER).toList();
    }

    public void close(int replica) throws TimeoutException {
        gateways.get(replica).close().await(10, TimeUnit.SECONDS);
    }

    private boolean take(int replica, ClientRequest request) {
        taken.get(replica).add(request);
        ClientReply reply = scripts.get(replica).apply(request);
        if (reply != null) {
            gateways.get(replica).answer(List.of(reply));
        }
        return true;
    }

    public ClientReply applied(ClientRequest request) {
        return reply(request, ClientReply.Outcome.APPLIED);
    }

    public ClientReply reply(ClientRequest request, ClientReply.Outcome outcome) {
        return new ClientReply(
                request.clientId(),
                request.requestNumber(),
                outcome,
                request.operation(),
                opNumber.incrementAndGet(),
                "");
    }

    /** Both replicas cut this frame. */
    public void frame(long number) {
        for (Gateway gateway : gateways) {
            gateway.publish(
                    List.of(
                            new FrameCut(
                                    number,
                                    number,
                                    0,
                                    number,
                                    new byte[] {(byte) number},
                                    digest(number - 1),
                                    new byte[32],
                                    digest(number))));
        }
    }

    private static Digest digest(long number) {
        return number == 0 ? Digest.ZERO : Digest.of(new byte[] {(byte) number});
    }

    private void tellStatus() {
        for (int i = 0; i < gateways.size(); i++) {
            gateways.get(i)
                    .status(
                            Status.newBuilder()
                                    .setReplica(i)
                                    .setStatus("NORMAL")
                                    .setPrimary(primary)
                                    .setFrameDigest(ByteString.EMPTY));
        }
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
        for (Gateway gateway : gateways) {
            gateway.close().await(10, TimeUnit.SECONDS);
        }
    }
}
