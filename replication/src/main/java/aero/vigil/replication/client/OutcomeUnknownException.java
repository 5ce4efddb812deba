package aero.vigil.replication.client;

/**
 * Says that an operation may or may not have been applied: its session was evicted, or the client
 * was closed, before an answer came.
 */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message) {
        super(message, null, false, false);
    }
}
