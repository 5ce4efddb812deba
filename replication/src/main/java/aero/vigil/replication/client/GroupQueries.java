package aero.vigil.replication.client;

import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.ClientMessage;
import aero.vigil.wire.gateway.Query;
import com.google.protobuf.UnsafeByteOperations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client's questions on their way; used on its client's context.
 *
 * <p>One that is not answered in 300 ms, is refused, or loses its connection is asked again at
 * another replica, unless it is for one replica only; after 10 s it fails.
 */
final class GroupQueries {

    /** Questions that may wait at once: as many as one connection may wait for at a gateway. */
    static final int LIMIT = 64;

    private static final long REPEAT_NANOS = 300_000_000L;
    private static final long REFUSED_PAUSE_NANOS = 20_000_000L;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final class Pending {
        final ClientMessage message;
        final int only;
        final Promise<Answer> promise;
        final long sinceNanos = System.nanoTime();
        @Nullable ReplicaLink askedAt;
        String refusal = "";
        long dueNanos;

        Pending(ClientMessage message, int only, Promise<Answer> promise) {
            this.message = message;
            this.only = only;
            this.promise = promise;
        }
    }

    private final GroupClient group;
    private final Map<Long, Pending> waiting = new LinkedHashMap<>();
    private long lastNumber;

    GroupQueries(GroupClient group) {
        this.group = group;
    }

    /**
     * @param only the index of the replica to ask, -1: any
     */
    Future<Answer> ask(Question question, int only, Promise<Answer> promise) {
        if (waiting.size() >= LIMIT) {
            promise.fail(new QueueFullException(LIMIT));
            return promise.future();
        }
        long number = ++lastNumber;
        Query.Builder query =
                Query.newBuilder()
                        .setQueryNumber(number)
                        .setAnyAge(question.anyAge())
                        .setLeastOp(question.leastOp())
                        .setQuestion(UnsafeByteOperations.unsafeWrap(question.bytes()));
        Pending pending =
                new Pending(ClientMessage.newBuilder().setQuery(query).build(), only, promise);
        waiting.put(number, pending);
        send(pending);
        return promise.future();
    }

    private void send(Pending pending) {
        ReplicaLink link =
                pending.only < 0 ? group.preferred(pending.askedAt) : named(pending.only);
        pending.askedAt = link;
        pending.dueNanos = System.nanoTime() + REPEAT_NANOS;
        if (link != null) {
            link.send(pending.message);
        }
    }

    private @Nullable ReplicaLink named(int index) {
        for (ReplicaLink link : group.links()) {
            if (link.index() == index && link.isOpen()) {
                return link;
            }
        }
        return null;
    }

    void answered(Answer answer) {
        Pending pending = waiting.get(answer.getQueryNumber());
        if (pending == null) {
            return;
        }
        if (answer.getOutcome() == Answer.Outcome.ANSWERED) {
            waiting.remove(answer.getQueryNumber());
            pending.promise.tryComplete(answer);
        } else {
            pending.refusal = answer.getText();
            pending.dueNanos = System.nanoTime() + REFUSED_PAUSE_NANOS;
        }
    }

    void linkLost(ReplicaLink link) {
        for (Pending pending : waiting.values()) {
            if (pending.askedAt == link) {
                send(pending);
            }
        }
    }

    void turn() {
        long now = System.nanoTime();
        for (Map.Entry<Long, Pending> entry : List.copyOf(waiting.entrySet())) {
            Pending pending = entry.getValue();
            if (now - pending.sinceNanos > GIVE_UP_NANOS) {
                waiting.remove(entry.getKey());
                pending.promise.tryFail(
                        new TimeoutException(
                                pending.refusal.isEmpty()
                                        ? "no replica answers"
                                        : "no replica answers: " + pending.refusal));
            } else if (now - pending.dueNanos >= 0) {
                send(pending);
            }
        }
    }

    void abandon() {
        waiting.values()
                .forEach(
                        pending ->
                                pending.promise.tryFail(
                                        new IllegalStateException("the client is closed")));
        waiting.clear();
    }
}
