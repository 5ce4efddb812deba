package aero.vigil.replication.core;

/**
 * The bounds of memory and messages of one replica.
 *
 * @param logWindowBytes committed entries kept in memory for replicas that lag a little
 * @param messageBytes the entries of one message
 * @param batchEntries the entries of one Prepare
 * @param preparesInFlight Prepares sent and not committed
 * @param heldPrepares Prepares held because one before them is missing
 * @param checkpointPieceBytes one piece of a checkpoint; the same at all members
 */
public record Bounds(
        long logWindowBytes,
        int messageBytes,
        int batchEntries,
        int preparesInFlight,
        int heldPrepares,
        int checkpointPieceBytes) {

    public Bounds {
        if (logWindowBytes < 0
                || messageBytes < 1
                || batchEntries < 1
                || preparesInFlight < 1
                || heldPrepares < 1
                || checkpointPieceBytes < 1) {
            throw new IllegalArgumentException("every bound is at least 1");
        }
    }

    /** The same with so many Prepares in flight. */
    public Bounds withPreparesInFlight(int prepares) {
        return new Bounds(
                logWindowBytes,
                messageBytes,
                batchEntries,
                prepares,
                heldPrepares,
                checkpointPieceBytes);
    }

    /** What a running replica uses: {@link Limits}. */
    public static Bounds standard() {
        return new Bounds(
                Limits.LOG_WINDOW_BYTES,
                Limits.MAX_MESSAGE_BYTES,
                Limits.MAX_BATCH_ENTRIES,
                Limits.MAX_PREPARES_IN_FLIGHT,
                Limits.MAX_HELD_PREPARES,
                Limits.CHECKPOINT_PIECE_BYTES);
    }
}
