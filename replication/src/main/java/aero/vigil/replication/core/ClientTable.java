package aero.vigil.replication.core;

import aero.vigil.replication.core.ClientReply.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replicated table of sessions (VRR §3, client-table): decides, when an op is applied, whether
 * it takes effect (rule 5). Part of every checkpoint.
 *
 * <p>Invariant: sessions stand in the order of their Registers; one a client; at most {@link
 * Limits#MAX_SESSIONS}.
 */
public class ClientTable {

    private static final byte[] NO_RESULT = {};

    private final Map<ClientId, Session> sessions = new LinkedHashMap<>();

    /**
     * One session.
     *
     * @param lastRequestNumber 0 before the first request
     * @param lastOperationHash of the request with that number
     * @param lastOp where it was applied
     * @param lastResult of the state machine
     * @param lastUsedMicros the stamp of the last op of this session
     */
    record Session(
            ClientId clientId,
            SessionIdentity identity,
            long lastRequestNumber,
            Digest lastOperationHash,
            long lastOp,
            byte[] lastResult,
            String lastText,
            long lastUsedMicros) {

        long sessionOp() {
            return identity.sessionOp();
        }

        ClientReply storedReply() {
            return new ClientReply(
                    clientId, lastRequestNumber, Outcome.APPLIED, lastResult, lastOp, lastText);
        }
    }

    protected ClientTable() {}

    /** The session, if this is its name. */
    @Nullable Session find(ClientId clientId, long sessionOp) {
        Session session = sessions.get(clientId);
        return session != null && session.sessionOp() == sessionOp ? session : null;
    }

    int size() {
        return sessions.size();
    }

    /** Applies a command, once. */
    ClientReply apply(LogEntry entry, StateMachine stateMachine) {
        Session session = find(entry.clientId(), entry.sessionOp());
        if (session == null) {
            return refused(entry, Outcome.SESSION_EVICTED, "no such session");
        }
        Digest operationHash = Digest.of(entry.operation());
        if (!takesEffect(session, entry)) {
            touch(session, entry);
            return answerWithoutEffect(session, entry, operationHash);
        }
        byte[] result =
                stateMachine.apply(
                        entry.opNumber(),
                        entry.timestampMicros(),
                        session.identity(),
                        entry.operation());
        String text = "";
        if (result.length > Limits.MAX_RESULT_BYTES) {
            text = "applied; its result of " + result.length + " bytes is too long to keep";
            result = NO_RESULT;
        }
        Session after =
                new Session(
                        session.clientId(),
                        session.identity(),
                        entry.requestNumber(),
                        operationHash,
                        entry.opNumber(),
                        result,
                        text,
                        entry.timestampMicros());
        sessions.put(entry.clientId(), after);
        return after.storedReply();
    }

    /** Whether this is the next request of its session: no repeat, and none left out. */
    protected boolean takesEffect(long lastRequestNumber, long requestNumber) {
        return requestNumber == lastRequestNumber + 1;
    }

    /** Whether the last number, used again, is the same request again, and not another. */
    protected boolean isRepeat(Digest lastOperationHash, Digest operationHash) {
        return operationHash.equals(lastOperationHash);
    }

    private boolean takesEffect(Session session, LogEntry entry) {
        return takesEffect(session.lastRequestNumber(), entry.requestNumber());
    }

    private void touch(Session session, LogEntry entry) {
        sessions.put(
                session.clientId(),
                new Session(
                        session.clientId(),
                        session.identity(),
                        session.lastRequestNumber(),
                        session.lastOperationHash(),
                        session.lastOp(),
                        session.lastResult(),
                        session.lastText(),
                        entry.timestampMicros()));
    }

    private ClientReply answerWithoutEffect(Session session, LogEntry entry, Digest operationHash) {
        if (entry.requestNumber() > session.lastRequestNumber()) {
            return refused(entry, Outcome.REQUEST_NUMBER_SKIPPED, skipped(session));
        }
        if (entry.requestNumber() < session.lastRequestNumber()) {
            return refused(entry, Outcome.SUPERSEDED, superseded(session));
        }
        return isRepeat(session.lastOperationHash(), operationHash)
                ? session.storedReply()
                : refused(
                        entry,
                        Outcome.REQUEST_NUMBER_REUSED,
                        "this number was used for another operation");
    }

    /** Applies a Register. A client has one session; registering again gives the same. */
    ClientReply register(LogEntry entry, StateMachine stateMachine) {
        Session existing = sessions.get(entry.clientId());
        if (existing != null) {
            touch(existing, entry);
            return registered(existing);
        }
        SessionIdentity identity;
        try {
            identity = SessionIdentity.decode(entry.opNumber(), entry.operation());
        } catch (IllegalArgumentException e) {
            return refused(entry, Outcome.REFUSED, "a malformed Register: " + e.getMessage());
        }
        if (sessions.size() >= Limits.MAX_SESSIONS && !evictIdle(entry, stateMachine)) {
            return refused(entry, Outcome.REFUSED, "all sessions are in use: retry later");
        }
        Session session =
                new Session(
                        entry.clientId(),
                        identity,
                        0,
                        Digest.ZERO,
                        entry.opNumber(),
                        NO_RESULT,
                        "",
                        entry.timestampMicros());
        sessions.put(entry.clientId(), session);
        return registered(session);
    }

    private boolean evictIdle(LogEntry entry, StateMachine stateMachine) {
        Session idlest = null;
        for (Session session : sessions.values()) {
            if (idlest == null || session.lastUsedMicros() < idlest.lastUsedMicros()) {
                idlest = session;
            }
        }
        if (idlest == null
                || entry.timestampMicros() - idlest.lastUsedMicros() < Limits.SESSION_IDLE_MICROS) {
            return false;
        }
        sessions.remove(idlest.clientId());
        stateMachine.sessionEnded(entry.opNumber(), idlest.sessionOp());
        return true;
    }

    /** What a replica can answer from its table alone, or null if the request must be ordered. */
    protected @Nullable ClientReply answerKnown(ClientRequest request) {
        Session session = sessions.get(request.clientId());
        if (session == null) {
            return null;
        }
        if (request.kind() == EntryKind.REGISTER) {
            return registered(session);
        }
        if (session.sessionOp() != request.sessionOp()
                || request.requestNumber() > session.lastRequestNumber()) {
            return null;
        }
        if (request.requestNumber() < session.lastRequestNumber()) {
            return refused(request, Outcome.SUPERSEDED, superseded(session));
        }
        return isRepeat(session.lastOperationHash(), Digest.of(request.operation()))
                ? session.storedReply()
                : refused(
                        request,
                        Outcome.REQUEST_NUMBER_REUSED,
                        "this number was used for another operation");
    }

    private static String skipped(Session session) {
        return "the next number of this session is " + (session.lastRequestNumber() + 1);
    }

    private static String superseded(Session session) {
        return "request " + session.lastRequestNumber() + " was applied already";
    }

    private static ClientReply registered(Session session) {
        return new ClientReply(
                session.clientId(), 0, Outcome.APPLIED, NO_RESULT, session.sessionOp(), "");
    }

    static ClientReply refused(LogEntry entry, Outcome outcome, String text) {
        return new ClientReply(
                entry.clientId(), entry.requestNumber(), outcome, NO_RESULT, 0, text);
    }

    static ClientReply refused(ClientRequest request, Outcome outcome, String text) {
        return new ClientReply(
                request.clientId(), request.requestNumber(), outcome, NO_RESULT, 0, text);
    }

    /** The rows, shared with nobody: they are immutable. */
    Session[] capture() {
        return sessions.values().toArray(new Session[0]);
    }

    static void encode(Session[] rows, Bytes bytes) {
        bytes.putInt(rows.length);
        for (Session row : rows) {
            bytes.putLong(row.clientId().high())
                    .putLong(row.clientId().low())
                    .putLong(row.sessionOp())
                    .putBlock(row.identity().encode())
                    .putLong(row.lastRequestNumber())
                    .putDigest(row.lastOperationHash())
                    .putLong(row.lastOp())
                    .putBlock(row.lastResult())
                    .putText(row.lastText())
                    .putLong(row.lastUsedMicros());
        }
    }

    void restore(ByteReader reader) {
        sessions.clear();
        int count = reader.getCount(100);
        for (int i = 0; i < count; i++) {
            ClientId clientId = new ClientId(reader.getLong(), reader.getLong());
            long sessionOp = reader.getLong();
            sessions.put(
                    clientId,
                    new Session(
                            clientId,
                            SessionIdentity.decode(sessionOp, reader.getBlock()),
                            reader.getLong(),
                            reader.getDigest(),
                            reader.getLong(),
                            reader.getBlock(),
                            reader.getText(),
                            reader.getLong()));
        }
    }
}
