package aero.vigil.replication.client;

import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Register;
import aero.vigil.wire.gateway.Registered;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Request;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A registered submitter, whose operations are each applied once and in order.
 *
 * <p>One operation is outstanding; others wait in a bounded queue. One that is not answered in 300
 * ms, whose connection is lost, or that waits while another replica becomes primary, is repeated
 * under the same request number (seams §5), so that it takes effect once whatever dies.
 */
public final class GroupSession {

    /** An operation, its number and the one who waits for it. */
    private static final class Pending {
        final byte[] operation;
        final Promise<Reply> promise = Promise.promise();

        Pending(byte[] operation) {
            this.operation = operation;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without an answer for this long a request is repeated through another replica. */
    private static final long REPEAT_NANOS = 300_000_000L;

    /** A replica that refuses for now (no primary, queue full) is asked again after this long. */
    private static final long REFUSED_PAUSE_NANOS = 20_000_000L;

    /** Greatest operation (replication §4). */
    public static final int OPERATION_LIMIT_BYTES = 256 << 10;

    private final GroupClient group;
    private final int queueLimit;
    private final Promise<GroupSession> opened;
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();

    private ByteString clientId = ByteString.EMPTY;
    private volatile long sessionOp;
    private long requestNumber;
    private @Nullable Pending outstanding;
    private @Nullable ClientMessage message;
    private @Nullable ReplicaLink sentTo;
    private long dueNanos;
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong notTaken = new AtomicLong();
    private volatile int mostWaiting;
    private boolean closed;

    GroupSession(GroupClient group, int queueLimit, Promise<GroupSession> opened) {
        this.group = group;
        this.queueLimit = queueLimit;
        this.opened = opened;
    }

    /**
     * Submits one operation.
     *
     * @param operation at most 256 KiB; not changed afterwards by anybody
     * @return the reply, which may also say that the operation was not applied (its outcome); fails
     *     with {@link OutcomeUnknownException} when nobody can know, and with {@link
     *     QueueFullException} when it was not taken at all
     */
    public Future<Reply> submit(byte[] operation) {
        if (operation.length > OPERATION_LIMIT_BYTES) {
            throw new IllegalArgumentException(
                    "an operation has at most 256 KiB, this one " + operation.length + " bytes");
        }
        Pending pending = new Pending(operation);
        group.run(() -> enqueue(pending));
        return pending.promise.future();
    }

    /** The op of this session's registration; 0 while it is being registered. */
    public long sessionOp() {
        return sessionOp;
    }

    /** How often a request was sent again since this session was opened. */
    public long repeats() {
        return repeats.get();
    }

    /** How many operations were not taken because the queue was full. */
    public long notTaken() {
        return notTaken.get();
    }

    /** The most operations that have waited at once. */
    public int mostWaiting() {
        return mostWaiting;
    }

    /** Operations waiting or outstanding; call on the client's context. */
    public int backlog() {
        return queue.size() + (outstanding == null ? 0 : 1);
    }

    /** Ends the session here; the replicas forget it in time. */
    public void close() {
        group.run(this::abandon);
    }

    private void enqueue(Pending pending) {
        if (closed) {
            pending.promise.fail(new IllegalStateException("the session is closed"));
        } else if (queue.size() >= queueLimit) {
            notTaken.incrementAndGet();
            pending.promise.fail(new QueueFullException(queueLimit));
        } else {
            queue.add(pending);
            mostWaiting = Math.max(mostWaiting, queue.size());
            next();
        }
    }

    private void next() {
        if (outstanding != null || sessionOp == 0 || queue.isEmpty()) {
            return;
        }
        Pending pending = queue.remove();
        outstanding = pending;
        requestNumber++;
        message =
                ClientMessage.newBuilder()
                        .setRequest(
                                Request.newBuilder()
                                        .setClientId(clientId)
                                        .setSessionOp(sessionOp)
                                        .setRequestNumber(requestNumber)
                                        .setOperation(
                                                UnsafeByteOperations.unsafeWrap(pending.operation)))
                        .build();
        send(null);
    }

    /**
     * Asks for a session under a new client id; what an earlier attempt registered stays unused.
     */
    void register() {
        group.detach(clientId);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        clientId = ByteString.copyFrom(random);
        sessionOp = 0;
        requestNumber = 0;
        group.attach(clientId, this);
        message =
                ClientMessage.newBuilder()
                        .setRegister(Register.newBuilder().setClientId(clientId))
                        .build();
        send(null);
    }

    private void send(@Nullable ReplicaLink except) {
        ReplicaLink link = group.preferred(except);
        ClientMessage current = message;
        sentTo = link;
        dueNanos = System.nanoTime() + REPEAT_NANOS;
        if (link != null && current != null) {
            link.send(current);
        }
    }

    private void repeat(@Nullable ReplicaLink except) {
        if (message != null) {
            repeats.incrementAndGet();
            send(except);
        }
    }

    void turn() {
        if (message != null && System.nanoTime() - dueNanos >= 0) {
            repeat(sentTo);
        }
    }

    void linkOpened() {
        if (message != null && sentTo == null) {
            send(null);
        }
    }

    void primaryChanged() {
        repeat(null);
    }

    void linkLost(ReplicaLink link) {
        if (link == sentTo) {
            repeat(link);
        }
    }

    void registered(Registered answer) {
        if (sessionOp != 0) {
            return;
        }
        if (answer.getSessionOp() == 0) {
            // Refused for now: the turn asks again.
            return;
        }
        sessionOp = answer.getSessionOp();
        message = null;
        sentTo = null;
        opened.tryComplete(this);
        next();
    }

    void replied(ReplicaLink from, Reply reply) {
        Pending pending = outstanding;
        if (pending == null || reply.getRequestNumber() != requestNumber) {
            return;
        }
        switch (reply.getOutcome()) {
            case REFUSED -> {
                if (from == sentTo) {
                    dueNanos = System.nanoTime() + REFUSED_PAUSE_NANOS;
                }
            }
            case SESSION_EVICTED -> {
                outstanding = null;
                register();
                pending.promise.tryFail(
                        new OutcomeUnknownException(
                                "the session was evicted: the operation may have been applied"));
            }
            default -> {
                outstanding = null;
                message = null;
                sentTo = null;
                pending.promise.tryComplete(reply);
                next();
            }
        }
    }

    /** Fails all that waits: the client is closed. */
    void abandon() {
        if (closed) {
            return;
        }
        closed = true;
        group.detach(clientId);
        message = null;
        Pending pending = outstanding;
        outstanding = null;
        if (pending != null) {
            pending.promise.tryFail(
                    new OutcomeUnknownException(
                            "the session was closed: the operation may have been applied"));
        }
        for (Pending waiting : queue) {
            waiting.promise.tryFail(new IllegalStateException("the session is closed"));
        }
        queue.clear();
        opened.tryFail(new IllegalStateException("the client is closed"));
    }
}
