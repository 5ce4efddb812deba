package aero.vigil.replication.core;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * One operation in its place in the log, linked to the one before it by hash.
 *
 * <p>The hash is SHA-256 over: kind (1 byte), opNumber, viewNumber, timestampMicros, client id (16
 * bytes), sessionOp, requestNumber (8 bytes each, big-endian), length of the operation (4 bytes),
 * the operation, the previous hash (32 bytes). Two ways lead to an entry, and both leave the hash
 * true: {@link #create} computes it, {@link #restored} checks it. So whoever holds an entry need
 * not compute it again.
 */
public final class LogEntry {

    private static final int HEADER_BYTES = 1 + 8 + 8 + 8 + 16 + 8 + 8 + 4;

    /** What an entry takes beside its operation, in messages and memory: a round upper bound. */
    static final int OVERHEAD_BYTES = 192;

    private final EntryKind kind;
    private final long opNumber;
    private final long viewNumber;
    private final long timestampMicros;
    private final ClientId clientId;
    private final long sessionOp;
    private final long requestNumber;
    private final byte[] operation;
    private final Digest previousHash;
    private final Digest hash;

    private LogEntry(
            EntryKind kind,
            long opNumber,
            long viewNumber,
            long timestampMicros,
            ClientId clientId,
            long sessionOp,
            long requestNumber,
            byte[] operation,
            Digest previousHash,
            @Nullable Digest expectedHash) {
        if (opNumber < 1) {
            throw new IllegalArgumentException("op-numbers start at 1, not " + opNumber);
        }
        this.kind = kind;
        this.opNumber = opNumber;
        this.viewNumber = viewNumber;
        this.timestampMicros = timestampMicros;
        this.clientId = clientId;
        this.sessionOp = sessionOp;
        this.requestNumber = requestNumber;
        this.operation = operation;
        this.previousHash = previousHash;
        Digest computed = computeHash();
        if (expectedHash != null && !expectedHash.equals(computed)) {
            throw new IllegalArgumentException(
                    "entry "
                            + opNumber
                            + " says its hash is "
                            + expectedHash
                            + ", it is "
                            + computed);
        }
        this.hash = computed;
    }

    /** A new entry; its hash is computed here. The operation is not copied: never change it. */
    public static LogEntry create(
            EntryKind kind,
            long opNumber,
            long viewNumber,
            long timestampMicros,
            ClientId clientId,
            long sessionOp,
            long requestNumber,
            byte[] operation,
            Digest previousHash) {
        return new LogEntry(
                kind,
                opNumber,
                viewNumber,
                timestampMicros,
                clientId,
                sessionOp,
                requestNumber,
                operation,
                previousHash,
                null);
    }

    /**
     * An entry read from a disk or a network.
     *
     * @throws IllegalArgumentException if its fields do not have this hash
     */
    public static LogEntry restored(
            EntryKind kind,
            long opNumber,
            long viewNumber,
            long timestampMicros,
            ClientId clientId,
            long sessionOp,
            long requestNumber,
            byte[] operation,
            Digest previousHash,
            Digest hash) {
        return new LogEntry(
                kind,
                opNumber,
                viewNumber,
                timestampMicros,
                clientId,
                sessionOp,
                requestNumber,
                operation,
                previousHash,
                hash);
    }

    /** Op 1 of a new group, in view 0. */
    public static LogEntry genesis(Genesis genesis, long timestampMicros) {
        return create(
                EntryKind.GENESIS,
                1,
                0,
                timestampMicros,
                ClientId.RESERVED,
                0,
                0,
                genesis.encode(),
                Digest.ZERO);
    }

    private Digest computeHash() {
        byte[] header = new byte[HEADER_BYTES];
        header[0] = (byte) kind.code();
        Bytes.putLong(header, 1, opNumber);
        Bytes.putLong(header, 9, viewNumber);
        Bytes.putLong(header, 17, timestampMicros);
        Bytes.putLong(header, 25, clientId.high());
        Bytes.putLong(header, 33, clientId.low());
        Bytes.putLong(header, 41, sessionOp);
        Bytes.putLong(header, 49, requestNumber);
        Bytes.putInt(header, 57, operation.length);
        MessageDigest sha256 = Digest.sha256();
        sha256.update(header);
        sha256.update(operation);
        sha256.update(previousHash.raw());
        return Digest.finish(sha256);
    }

    /** What this entry is. */
    public EntryKind kind() {
        return kind;
    }

    /** Its place in the log, from 1. */
    public long opNumber() {
        return opNumber;
    }

    /** The view in which it was first appended. */
    public long viewNumber() {
        return viewNumber;
    }

    /** The stamp of the primary: microseconds since 1970, greater than every stamp before it. */
    public long timestampMicros() {
        return timestampMicros;
    }

    /** Whose operation it is. */
    public ClientId clientId() {
        return clientId;
    }

    /** The op of the session's Register; 0 for the group's own entries and for a Register. */
    public long sessionOp() {
        return sessionOp;
    }

    /** The number of the request in its session; 0 for the group's own entries. */
    public long requestNumber() {
        return requestNumber;
    }

    /** The operation's bytes, not copied: never change them. */
    public byte[] operation() {
        return operation;
    }

    /** The hash of the entry before this one; {@link Digest#ZERO} before op 1. */
    public Digest previousHash() {
        return previousHash;
    }

    /** The hash over all other fields. */
    public Digest hash() {
        return hash;
    }

    /** About how many bytes this entry takes in a message or in memory. */
    public int sizeBytes() {
        return OVERHEAD_BYTES + operation.length;
    }

    /** Entries are equal when their hashes are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof LogEntry that && hash.equals(that.hash));
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + opNumber + " (view " + viewNumber + ", " + hash + ")";
    }
}
