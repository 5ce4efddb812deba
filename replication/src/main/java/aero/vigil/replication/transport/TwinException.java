package aero.vigil.replication.transport;

/** Another process is this very member: two machines may not have one index. */
public final class TwinException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TwinException(String message) {
        super(message);
    }
}
