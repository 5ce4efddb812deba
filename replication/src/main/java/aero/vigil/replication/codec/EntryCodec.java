package aero.vigil.replication.codec;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link LogEntry} as the message of that name in {@code replication.proto}, field by field: every
 * replica writes and reads each entry more than once, and protobuf's own objects would take most of
 * what it allocates for one.
 */
final class EntryCodec {

    /**
     * Genesis is made by people's hands and read once: it may be longer than an operation that
     * comes by the network.
     */
    static final int MAX_GENESIS_BYTES = 512 * 1024;

    /** More than all fields take beside the operation. */
    private static final int MOST_OVERHEAD_BYTES = 192;

    private static final int VARINT = WireFormat.WIRETYPE_VARINT;
    private static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
    private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private static final int KIND_TAG = (Wire.LogEntry.KIND_FIELD_NUMBER << 3) | VARINT;
    private static final int OP_NUMBER_TAG = (Wire.LogEntry.OP_NUMBER_FIELD_NUMBER << 3) | VARINT;
    private static final int VIEW_NUMBER_TAG =
            (Wire.LogEntry.VIEW_NUMBER_FIELD_NUMBER << 3) | VARINT;
    private static final int TIMESTAMP_MICROS_TAG =
            (Wire.LogEntry.TIMESTAMP_MICROS_FIELD_NUMBER << 3) | VARINT;
    private static final int CLIENT_HIGH_TAG =
            (Wire.LogEntry.CLIENT_HIGH_FIELD_NUMBER << 3) | FIXED64;
    private static final int CLIENT_LOW_TAG =
            (Wire.LogEntry.CLIENT_LOW_FIELD_NUMBER << 3) | FIXED64;
    private static final int SESSION_OP_TAG = (Wire.LogEntry.SESSION_OP_FIELD_NUMBER << 3) | VARINT;
    private static final int REQUEST_NUMBER_TAG =
            (Wire.LogEntry.REQUEST_NUMBER_FIELD_NUMBER << 3) | VARINT;
    private static final int OPERATION_TAG = (Wire.LogEntry.OPERATION_FIELD_NUMBER << 3) | BYTES;
    private static final int PREVIOUS_HASH_TAG =
            (Wire.LogEntry.PREVIOUS_HASH_FIELD_NUMBER << 3) | BYTES;
    private static final int HASH_TAG = (Wire.LogEntry.HASH_FIELD_NUMBER << 3) | BYTES;

    private EntryCodec() {}

    static ByteString encode(LogEntry entry) {
        byte[] bytes = new byte[entry.operation().length + MOST_OVERHEAD_BYTES];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            unsigned(out, Wire.LogEntry.KIND_FIELD_NUMBER, entry.kind().code());
            unsigned(out, Wire.LogEntry.OP_NUMBER_FIELD_NUMBER, entry.opNumber());
            unsigned(out, Wire.LogEntry.VIEW_NUMBER_FIELD_NUMBER, entry.viewNumber());
            unsigned(out, Wire.LogEntry.TIMESTAMP_MICROS_FIELD_NUMBER, entry.timestampMicros());
            fixed(out, Wire.LogEntry.CLIENT_HIGH_FIELD_NUMBER, entry.clientId().high());
            fixed(out, Wire.LogEntry.CLIENT_LOW_FIELD_NUMBER, entry.clientId().low());
            unsigned(out, Wire.LogEntry.SESSION_OP_FIELD_NUMBER, entry.sessionOp());
            unsigned(out, Wire.LogEntry.REQUEST_NUMBER_FIELD_NUMBER, entry.requestNumber());
            if (entry.operation().length > 0) {
                out.writeByteArray(Wire.LogEntry.OPERATION_FIELD_NUMBER, entry.operation());
            }
            int written = out.getTotalBytesWritten();
            written = digest(bytes, written, PREVIOUS_HASH_TAG, entry.previousHash());
            written = digest(bytes, written, HASH_TAG, entry.hash());
            return UnsafeByteOperations.unsafeWrap(bytes, 0, written);
        } catch (IOException e) {
            throw new AssertionError("an entry takes less than " + bytes.length + " bytes", e);
        }
    }

    private static void unsigned(CodedOutputStream out, int field, long value) throws IOException {
        if (value != 0) {
            out.writeUInt64(field, value);
        }
    }

    private static void fixed(CodedOutputStream out, int field, long value) throws IOException {
        if (value != 0) {
            out.writeFixed64(field, value);
        }
    }

    /** Its tag and its length take one byte each. */
    private static int digest(byte[] bytes, int at, int tag, Digest digest) {
        bytes[at] = (byte) tag;
        bytes[at + 1] = Digest.BYTES;
        digest.copyTo(bytes, at + 2);
        return at + 2 + Digest.BYTES;
    }

    static List<ByteString> encode(List<LogEntry> entries) {
        List<ByteString> encoded = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            encoded.add(encode(entry));
        }
        return encoded;
    }

    static LogEntry decode(ByteString bytes) throws MalformedException {
        try {
            return new EntryFields(bytes).entry();
        } catch (IOException e) {
            throw new MalformedException(Reason.NOT_PROTOBUF, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Reason.HASH_MISMATCH, String.valueOf(e.getMessage()));
        }
    }

    /** What stands in an entry; a field of another type or number is passed over. */
    private static final class EntryFields {

        private static final byte[] NOTHING = {};

        private int kind;
        private long opNumber;
        private long viewNumber;
        private long timestampMicros;
        private long clientHigh;
        private long clientLow;
        private long sessionOp;
        private long requestNumber;
        private byte[] operation = NOTHING;
        private byte[] previousHash = NOTHING;
        private byte[] hash = NOTHING;

        EntryFields(ByteString bytes) throws IOException {
            CodedInputStream in = bytes.newCodedInput();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                read(in, tag);
            }
        }

        private void read(CodedInputStream in, int tag) throws IOException {
            switch (tag) {
                case KIND_TAG -> kind = in.readEnum();
                case OP_NUMBER_TAG -> opNumber = in.readUInt64();
                case VIEW_NUMBER_TAG -> viewNumber = in.readUInt64();
                case TIMESTAMP_MICROS_TAG -> timestampMicros = in.readInt64();
                case CLIENT_HIGH_TAG -> clientHigh = in.readFixed64();
                case CLIENT_LOW_TAG -> clientLow = in.readFixed64();
                case SESSION_OP_TAG -> sessionOp = in.readUInt64();
                case REQUEST_NUMBER_TAG -> requestNumber = in.readUInt64();
                case OPERATION_TAG -> operation = in.readByteArray();
                case PREVIOUS_HASH_TAG -> previousHash = in.readByteArray();
                case HASH_TAG -> hash = in.readByteArray();
                default -> {
                    if (!in.skipField(tag)) {
                        throw new IOException("an end of a group that did not begin");
                    }
                }
            }
        }

        LogEntry entry() throws MalformedException {
            EntryKind of = EntryCodec.kind(kind);
            int most = of == EntryKind.GENESIS ? MAX_GENESIS_BYTES : Limits.MAX_OPERATION_BYTES;
            if (operation.length > most) {
                throw new MalformedException(
                        Reason.OPERATION_TOO_LARGE, operation.length + " bytes, above " + most);
            }
            return LogEntry.restored(
                    of,
                    Fields.number(opNumber, 1, "op_number"),
                    Fields.number(viewNumber, "view_number"),
                    Fields.micros(timestampMicros, "timestamp_micros"),
                    new ClientId(clientHigh, clientLow),
                    Fields.number(sessionOp, "session_op"),
                    Fields.number(requestNumber, "request_number"),
                    operation,
                    Fields.digest(previousHash, "previous_hash"),
                    Fields.digest(hash, "hash"));
        }
    }

    /** Entries that follow each other by number and hash. */
    static List<LogEntry> decodeChain(List<ByteString> wires, int least) throws MalformedException {
        if (wires.size() < least || wires.size() > Limits.MAX_BATCH_ENTRIES) {
            throw new MalformedException(Reason.ENTRY_COUNT, wires.size() + " entries");
        }
        List<LogEntry> entries = new ArrayList<>(wires.size());
        @Nullable LogEntry previous = null;
        for (ByteString wire : wires) {
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
