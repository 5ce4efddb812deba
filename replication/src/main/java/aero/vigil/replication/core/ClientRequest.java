package aero.vigil.replication.core;

/**
 * A client's wish to have one operation done once.
 *
 * @param clientId who asks; never the reserved id
 * @param sessionOp the op of the session's Register; 0 for a Register
 * @param requestNumber from 1, growing by one within a session; 0 for a Register
 * @param kind COMMAND or REGISTER
 * @param operation at most {@link Limits#MAX_OPERATION_BYTES} bytes, never changed
 */
public record ClientRequest(
        ClientId clientId, long sessionOp, long requestNumber, EntryKind kind, byte[] operation) {

    public ClientRequest {
        if (clientId.isReserved()) {
            throw new IllegalArgumentException("the reserved client id makes no requests");
        }
        if (kind != EntryKind.COMMAND && kind != EntryKind.REGISTER) {
            throw new IllegalArgumentException("a client does not ask for " + kind);
        }
        if (operation.length > Limits.MAX_OPERATION_BYTES) {
            throw new IllegalArgumentException(
                    "an operation has at most "
                            + Limits.MAX_OPERATION_BYTES
                            + " bytes, not "
                            + operation.length);
        }
        if (kind == EntryKind.COMMAND
                ? sessionOp < 1 || requestNumber < 1
                : sessionOp != 0 || requestNumber != 0) {
            throw new IllegalArgumentException(
                    kind + " with session " + sessionOp + " and number " + requestNumber);
        }
    }

    /** A request to open a session. */
    public static ClientRequest register(ClientId clientId, SessionIdentity identity) {
        return new ClientRequest(clientId, 0, 0, EntryKind.REGISTER, identity.encode());
    }

    @Override
    public String toString() {
        return kind
                + " "
                + requestNumber
                + " of session "
                + sessionOp
                + " of client "
                + clientId
                + " ("
                + Bytes.toText(operation)
                + ")";
    }

    /** About how many bytes it takes in a message or in memory. */
    public int sizeBytes() {
        return LogEntry.OVERHEAD_BYTES + operation.length;
    }
}
