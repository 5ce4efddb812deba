package aero.vigil.replication.core;

/**
 * Which checkpoint: of which op, and with which bytes. Replicas that report the same have the same
 * state after that op (rule 16).
 *
 * @param opNumber the last op applied; 0 for none
 * @param digest see {@link CheckpointPieces}
 */
public record CheckpointId(long opNumber, Digest digest) {

    /** No checkpoint. */
    public static final CheckpointId NONE = new CheckpointId(0, Digest.ZERO);

    private static final int BYTES = Long.BYTES + Digest.BYTES;

    /** The operation of a {@link EntryKind#CHECKPOINT_VOUCHED}. */
    byte[] encode() {
        return new Bytes().putLong(opNumber).putDigest(digest).toArray();
    }

    /**
     * Which one an entry of the log vouches for.
     *
     * @throws IllegalArgumentException if it vouches for none
     */
    public static CheckpointId of(LogEntry entry) {
        return decode(entry.operation());
    }

    /**
     * Reads that operation.
     *
     * @throws IllegalArgumentException if it is none
     */
    static CheckpointId decode(byte[] operation) {
        if (operation.length != BYTES) {
            throw new IllegalArgumentException(operation.length + " bytes name no checkpoint");
        }
        ByteReader reader = new ByteReader(operation);
        return new CheckpointId(reader.getLong(), reader.getDigest());
    }
}
