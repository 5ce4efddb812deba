package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.ClientReply;
import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.wire.gateway.Register;
import aero.vigil.wire.gateway.Registered;
import aero.vigil.wire.gateway.Reply;
import aero.vigil.wire.gateway.Request;
import aero.vigil.wire.gateway.ServerMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Takes requests of clients, checks their form, hands them to the replica and gives back its
 * answers.
 */
final class ClientRequests {

    /** Requests one connection may wait for: one for each of its sessions. */
    private static final int LIMIT_A_CONNECTION = 4_096;

    private final Gateway gateway;
    private final ReplicaPort replica;
    private final PendingReplies pending;

    ClientRequests(Gateway gateway, ReplicaPort replica, PendingReplies pending) {
        this.gateway = gateway;
        this.replica = replica;
        this.pending = pending;
    }

    void register(ClientConnection connection, Register wanted) {
        if (!isClientId(wanted.getClientId())) {
            connection.reject("MALFORMED", "a client id has 16 bytes, not all zero");
            return;
        }
        SessionIdentity identity =
                new SessionIdentity(0, connection.user(), gateway.roles(connection.user()));
        submit(connection, ClientRequest.register(clientId(wanted.getClientId()), identity));
    }

    void request(ClientConnection connection, Request wanted) {
        if (!isClientId(wanted.getClientId())
                || wanted.getSessionOp() < 1
                || wanted.getRequestNumber() < 1) {
            connection.reject("MALFORMED", "a request names client, session and number");
            return;
        }
        if (wanted.getOperation().size() > Limits.MAX_OPERATION_BYTES) {
            connection.reject("TOO_LARGE", "an operation has at most 256 KiB");
            return;
        }
        submit(
                connection,
                new ClientRequest(
                        clientId(wanted.getClientId()),
                        wanted.getSessionOp(),
                        wanted.getRequestNumber(),
                        EntryKind.COMMAND,
                        wanted.getOperation().toByteArray()));
    }

    private void submit(ClientConnection connection, ClientRequest request) {
        if (replica.replay() != null) {
            gateway.counters().count("gateway.ordered-in-a-replay");
            refuse(connection, request, ReplayPort.REFUSAL);
            return;
        }
        boolean kept =
                connection.mayAsk(LIMIT_A_CONNECTION)
                        && pending.add(request, connection, System.nanoTime());
        if (!kept) {
            gateway.counters().count("gateway.too-many-requests");
            refuse(connection, request, "too many requests wait at this replica");
            return;
        }
        connection.asked();
        if (!replica.submit(request)) {
            gateway.counters().count("gateway.replica-busy");
            pending.withdraw(request);
            connection.answered();
            refuse(connection, request, "this replica's inbox is full");
        }
    }

    void answer(List<ClientReply> replies) {
        for (ClientReply reply : replies) {
            ClientConnection connection =
                    pending.take(
                            reply.clientId(),
                            reply.requestNumber(),
                            gateway.latency(),
                            System.nanoTime());
            if (connection != null) {
                connection.answered();
                connection.send(message(reply));
            }
        }
    }

    private static void refuse(ClientConnection connection, ClientRequest request, String why) {
        connection.send(
                message(
                        new ClientReply(
                                request.clientId(),
                                request.requestNumber(),
                                ClientReply.Outcome.REFUSED,
                                new byte[0],
                                0,
                                why)));
    }

    private static ServerMessage message(ClientReply reply) {
        if (reply.requestNumber() == 0) {
            boolean applied = reply.outcome() == ClientReply.Outcome.APPLIED;
            return ServerMessage.newBuilder()
                    .setRegistered(
                            Registered.newBuilder()
                                    .setClientId(bytes(reply.clientId()))
                                    .setSessionOp(applied ? reply.opNumber() : 0)
                                    .setRefusal(reply.text()))
                    .build();
        }
        return ServerMessage.newBuilder()
                .setReply(
                        Reply.newBuilder()
                                .setClientId(bytes(reply.clientId()))
                                .setRequestNumber(reply.requestNumber())
                                .setOutcome(outcome(reply.outcome()))
                                .setResult(UnsafeByteOperations.unsafeWrap(reply.result()))
                                .setOpNumber(reply.opNumber())
                                .setText(reply.text()))
                .build();
    }

    private static Reply.Outcome outcome(ClientReply.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> Reply.Outcome.APPLIED;
            case REQUEST_NUMBER_REUSED -> Reply.Outcome.REQUEST_NUMBER_REUSED;
            case SUPERSEDED -> Reply.Outcome.SUPERSEDED;
            case SESSION_EVICTED -> Reply.Outcome.SESSION_EVICTED;
            case REFUSED -> Reply.Outcome.REFUSED;
            case REQUEST_NUMBER_SKIPPED -> Reply.Outcome.REQUEST_NUMBER_SKIPPED;
        };
    }

    private static boolean isClientId(ByteString bytes) {
        return bytes.size() == 16 && !clientId(bytes).isReserved();
    }

    private static ClientId clientId(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new ClientId(buffer.getLong(), buffer.getLong());
    }

    private static ByteString bytes(ClientId clientId) {
        return UnsafeByteOperations.unsafeWrap(
                ByteBuffer.allocate(16).putLong(clientId.high()).putLong(clientId.low()).flip());
    }
}
