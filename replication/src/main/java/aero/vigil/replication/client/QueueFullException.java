package aero.vigil.replication.client;

/** Says that an operation was not taken, and certainly not applied: too many wait already. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QueueFullException(int limit) {
        super("queue full: " + limit + " operations wait already", null, false, false);
    }
}
