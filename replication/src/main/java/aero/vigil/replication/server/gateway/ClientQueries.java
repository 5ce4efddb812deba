package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.Encodable;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.Query;
import aero.vigil.replication.core.QueryAnswer;
import aero.vigil.wire.gateway.Answer;
import aero.vigil.wire.gateway.ServerMessage;
import com.google.protobuf.UnsafeByteOperations;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes questions of clients, hands them to the replica and gives back its answers; on the
 * gateway's event loop, where answers are encoded too.
 */
final class ClientQueries {

    /** Questions that one connection may wait for. */
    static final int LIMIT_A_CONNECTION = 64;

    /** The replica gives up after 3 s; what it lost altogether is forgotten then. */
    private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Numbers beyond are no numbers between replicas. */
    private static final int NUMBER_BITS = 59;

    private record Asker(ClientConnection connection, long queryNumber, long takenNanos) {}

    private final Gateway gateway;
    private final ReplicaPort replica;
    private final Map<Long, Asker> askers = new HashMap<>();

    /** Begins where no other run of this replica has been. */
    private long lastNumber = new SecureRandom().nextLong() >>> (Long.SIZE - NUMBER_BITS);

    ClientQueries(Gateway gateway, ReplicaPort replica) {
        this.gateway = gateway;
        this.replica = replica;
    }

    void ask(ClientConnection connection, aero.vigil.wire.gateway.Query wanted) {
        if (wanted.getQuestion().size() > Limits.MAX_QUESTION_BYTES) {
            connection.reject("TOO_LARGE", "a question has at most 4 KiB");
            return;
        }
        if (wanted.getLeastOp() < 0) {
            connection.reject("MALFORMED", "an op has at most 63 bits");
            return;
        }
        if (!connection.mayQuery(LIMIT_A_CONNECTION)
                || askers.size() >= Limits.MAX_WAITING_QUERIES) {
            gateway.counters().count("gateway.too-many-queries");
            refuse(connection, wanted.getQueryNumber(), "too many questions wait at this replica");
            return;
        }
        long number = ++lastNumber;
        Query query =
                new Query(
                        number,
                        !wanted.getAnyAge(),
                        wanted.getLeastOp(),
                        wanted.getQuestion().toByteArray());
        if (replica.ask(query)) {
            connection.queried();
            askers.put(number, new Asker(connection, wanted.getQueryNumber(), System.nanoTime()));
        } else {
            gateway.counters().count("gateway.replica-busy");
            refuse(
                    connection,
                    wanted.getQueryNumber(),
                    replica.replay() == null ? "this replica's inbox is full" : ReplayPort.REFUSAL);
        }
    }

    private void refuse(ClientConnection connection, long queryNumber, String why) {
        send(
                connection,
                Answer.newBuilder()
                        .setQueryNumber(queryNumber)
                        .setOutcome(Answer.Outcome.REFUSED)
                        .setText(why));
    }

    void answer(List<QueryAnswer> answers) {
        for (QueryAnswer answer : answers) {
            Asker asker = askers.remove(answer.number());
            if (asker != null) {
                asker.connection().queryAnswered();
                send(asker.connection(), message(asker.queryNumber(), answer));
            }
        }
    }

    private Answer.Builder message(long queryNumber, QueryAnswer answer) {
        Answer.Builder message =
                Answer.newBuilder()
                        .setQueryNumber(queryNumber)
                        .setOpNumber(answer.opNumber())
                        .setFrame(answer.frameNumber());
        byte[] encoded = encoded(answer.answer());
        return encoded == null
                ? message.setOutcome(Answer.Outcome.REFUSED).setText(answer.text())
                : message.setOutcome(Answer.Outcome.ANSWERED)
                        .setAnswer(UnsafeByteOperations.unsafeWrap(encoded));
    }

    private byte @Nullable [] encoded(@Nullable Encodable answer) {
        try {
            return answer == null ? null : answer.encode();
        } catch (RuntimeException | AssertionError e) {
            gateway.counters().count("gateway.answer-not-encoded");
            return null;
        }
    }

    private void send(ClientConnection connection, Answer.Builder answer) {
        connection.sendDated(ServerMessage.newBuilder().setAnswer(answer).build());
    }

    /** The connection is gone: nobody waits for its answers. */
    void forget(ClientConnection connection) {
        askers.values().removeIf(asker -> asker.connection() == connection);
    }

    void expire(long nowNanos) {
        askers.values()
                .removeIf(
                        asker -> {
                            boolean old = nowNanos - asker.takenNanos() > FORGET_NANOS;
                            if (old) {
                                asker.connection().queryAnswered();
                            }
                            return old;
                        });
    }

    int size() {
        return askers.size();
    }
}
