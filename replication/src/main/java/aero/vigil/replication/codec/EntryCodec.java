package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.wire.replication.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link LogEntry} as protobuf. */
final class EntryCodec {

    /**
     * Genesis is made by people's hands and read once: it may be longer than an operation that
     * comes by the network.
     */
    static final int MAX_GENESIS_BYTES = 512 * 1024;

    private EntryCodec() {}

    static Wire.LogEntry encode(LogEntry entry) {
        return Wire.LogEntry.newBuilder()
                .setKindValue(entry.kind().code())
                .setOpNumber(entry.opNumber())
                .setViewNumber(entry.viewNumber())
                .setTimestampMicros(entry.timestampMicros())
                .setClientHigh(entry.clientId().high())
                .setClientLow(entry.clientId().low())
                .setSessionOp(entry.sessionOp())
                .setRequestNumber(entry.requestNumber())
                .setOperation(Fields.bytes(entry.operation()))
                .setPreviousHash(Fields.bytes(entry.previousHash()))
                .setHash(Fields.bytes(entry.hash()))
                .build();
    }

    static List<Wire.LogEntry> encode(List<LogEntry> entries) {
        List<Wire.LogEntry> encoded = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            encoded.add(encode(entry));
        }
        return encoded;
    }

    static LogEntry decode(Wire.LogEntry wire) throws MalformedException {
        EntryKind kind = kind(wire.getKindValue());
        int bytes = wire.getOperation().size();
        int most = kind == EntryKind.GENESIS ? MAX_GENESIS_BYTES : Limits.MAX_OPERATION_BYTES;
        if (bytes > most) {
            throw new MalformedException(
                    Reason.OPERATION_TOO_LARGE, bytes + " bytes, above " + most);
        }
        try {
            return LogEntry.restored(
                    kind,
                    Fields.number(wire.getOpNumber(), 1, "op_number"),
                    Fields.number(wire.getViewNumber(), "view_number"),
                    Fields.micros(wire.getTimestampMicros(), "timestamp_micros"),
                    new ClientId(wire.getClientHigh(), wire.getClientLow()),
                    Fields.number(wire.getSessionOp(), "session_op"),
                    Fields.number(wire.getRequestNumber(), "request_number"),
                    wire.getOperation().toByteArray(),
                    Fields.digest(wire.getPreviousHash(), "previous_hash"),
                    Fields.digest(wire.getHash(), "hash"));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Reason.HASH_MISMATCH, String.valueOf(e.getMessage()));
        }
    }

    /** Entries that follow each other by number and hash. */
    static List<LogEntry> decodeChain(List<Wire.LogEntry> wires, int least)
            throws MalformedException {
        if (wires.size() < least || wires.size() > Limits.MAX_BATCH_ENTRIES) {
            throw new MalformedException(Reason.ENTRY_COUNT, wires.size() + " entries");
        }
        List<LogEntry> entries = new ArrayList<>(wires.size());
        @Nullable LogEntry previous = null;
        for (Wire.LogEntry wire : wires) {
            LogEntry entry = decode(wire);
            if (previous != null
                    && (entry.opNumber() != previous.opNumber() + 1
                            || !entry.previousHash().equals(previous.hash()))) {
                throw new MalformedException(
                        Reason.ENTRIES_NOT_A_CHAIN, entry + " behind " + previous);
            }
            entries.add(entry);
            previous = entry;
        }
        return entries;
    }

    static EntryKind kind(int code) throws MalformedException {
        try {
            return EntryKind.ofCode(code);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Reason.UNKNOWN_ENTRY_KIND, "entry kind " + code);
        }
    }
}
