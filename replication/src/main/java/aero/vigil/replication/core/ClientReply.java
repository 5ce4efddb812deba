package aero.vigil.replication.core;

/**
 * What became of a request. Every replica gives it when it has applied the op; the gateway hands it
 * to the clients that wait there.
 *
 * @param clientId who asked
 * @param requestNumber the number of the request; 0 for a Register
 * @param outcome what became of it
 * @param result of the state machine when APPLIED, empty otherwise
 * @param opNumber at which it was applied (for a Register: the session's name), or 0
 * @param text for a person, when not APPLIED
 */
public record ClientReply(
        ClientId clientId,
        long requestNumber,
        Outcome outcome,
        byte[] result,
        long opNumber,
        String text) {

    @Override
    public String toString() {
        return outcome
                + " for request "
                + requestNumber
                + " of client "
                + clientId
                + " at op "
                + opNumber
                + " ("
                + Bytes.toText(result)
                + (text.isEmpty() ? ")" : "): " + text);
    }

    /** What became of a request. */
    public enum Outcome {
        /** Applied, now or before; the result is the one of the first time. */
        APPLIED,
        /** The number was used before with another operation; no effect. */
        REQUEST_NUMBER_REUSED,
        /** A later request of this session was applied already; no effect now. */
        SUPERSEDED,
        /** No such session: what became of its requests is unknown; no effect now. */
        SESSION_EVICTED,
        /** Not taken now: retry. */
        REFUSED,
        /** A number between the last one and this one was never used; no effect. */
        REQUEST_NUMBER_SKIPPED
    }
}
