package aero.vigil.replication.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Entries are written by hand; protobuf's generated code says whether that is the same. */
class EntryCodecTest {

    private static final long SEED = 29;
    private static final int TIMES = 2_000;

    private static Iterable<LogEntry> entries() {
        return new RandomValues(SEED).chainFrom(7, Digest.ZERO, TIMES);
    }

    @Test
    void anEntryHasTheBytesThatProtobufGivesIt() throws Exception {
        for (LogEntry entry : entries()) {
            ByteString written = EntryCodec.encode(entry);

            Wire.LogEntry read = Wire.LogEntry.parseFrom(written);

            assertEquals(entry.opNumber(), read.getOpNumber());
            assertEquals(entry.timestampMicros(), read.getTimestampMicros());
            assertEquals(ByteString.copyFrom(entry.operation()), read.getOperation());
            assertEquals(ByteString.copyFrom(entry.hash().bytes()), read.getHash());
            assertEquals(read.toByteString(), written);
        }
    }

    @Test
    void whatProtobufWritesIsRead() throws Exception {
        for (LogEntry entry : entries()) {
            ByteString written = Wire.LogEntry.parseFrom(EntryCodec.encode(entry)).toByteString();

            assertEquals(entry, EntryCodec.decode(written));
        }
    }

    @Test
    void fieldsOfLaterReleasesArePassedOver() throws Exception {
        for (LogEntry entry : entries()) {
            UnknownFieldSet.Field later =
                    UnknownFieldSet.Field.newBuilder()
                            .addVarint(1)
                            .addFixed32(2)
                            .addFixed64(3)
                            .addLengthDelimited(ByteString.copyFromUtf8("later"))
                            .addGroup(UnknownFieldSet.getDefaultInstance())
                            .build();
            Wire.LogEntry extended =
                    Wire.LogEntry.parseFrom(EntryCodec.encode(entry)).toBuilder()
                            .setUnknownFields(
                                    UnknownFieldSet.newBuilder()
                                            .addField(100, later)
                                            .addField(
                                                    2,
                                                    UnknownFieldSet.Field.newBuilder()
                                                            .addFixed32(2)
                                                            .build())
                                            .build())
                            .build();

            assertEquals(entry, EntryCodec.decode(extended.toByteString()));
        }
    }

    @Test
    void anEntryCutShortIsMalformed() {
        Random random = new Random(SEED);
        for (LogEntry entry : entries()) {
            ByteString written = EntryCodec.encode(entry);
            ByteString cut = written.substring(0, random.nextInt(written.size()));

            assertThrows(MalformedException.class, () -> EntryCodec.decode(cut));
        }
    }
}
