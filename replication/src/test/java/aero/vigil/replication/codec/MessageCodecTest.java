package aero.vigil.replication.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Message;
import aero.vigil.wire.replication.Wire;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_101L);
    private static final Digest CLUSTER = Digest.of(new byte[] {1});
    private static final Incarnation INCARNATION = new Incarnation(0x0123_4567_89AB_CDEFL, -2);
    private static final MessageCodec CODEC = new MessageCodec(CLUSTER, 2, INCARNATION);

    @Test
    void everyMessageReadsBackAsItWasWritten() {
        RandomValues values = new RandomValues(SEED);

        for (int i = 0; i < 5_000; i++) {
            Message message = values.message();
            ReceivedMessage received =
                    assertInstanceOf(
                            ReceivedMessage.class,
                            MessageCodec.decode(CODEC.encode(message)),
                            "seed " + SEED + ", message " + i + ": " + message);

            assertEquals(CLUSTER, received.clusterId());
            assertEquals(ProtocolVersions.newest(), received.protocolVersion());
            assertEquals(2, received.sender());
            assertEquals(INCARNATION, received.incarnation());
            assertSameFields(message, received.message(), "seed " + SEED + ", message " + i);
        }
    }

    @Test
    void aHundredThousandDamagedMessagesAreReadOrNamedAndNothingElse() {
        Random random = new Random(SEED);
        RandomValues values = new RandomValues(SEED);
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int read = 0;
        byte[] original = new byte[0];

        for (int i = 0; i < 100_000; i++) {
            if (i % 10 == 0) {
                original = CODEC.encode(values.message());
            }
            byte[] damaged = damaged(original, random);
            DecodedMessage decoded;
            try {
                decoded = MessageCodec.decode(damaged);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + SEED + ", attempt " + i + ": " + Arrays.toString(damaged), e);
            }
            if (decoded instanceof MalformedMessage malformed) {
                reasons.merge(malformed.reason(), 1, Integer::sum);
                assertTrue(malformed.text().length() < 1_000, malformed.text());
            } else {
                read++;
            }
        }

        assertTrue(read > 0, "some mutations leave a message that can be read");
        assertTrue(reasons.containsKey(Reason.NOT_PROTOBUF), reasons::toString);
        assertTrue(reasons.containsKey(Reason.HASH_MISMATCH), reasons::toString);
        assertTrue(reasons.containsKey(Reason.UNKNOWN_KIND), reasons::toString);
        assertTrue(reasons.containsKey(Reason.NOT_A_DIGEST), reasons::toString);
    }

    @Test
    void aFullBatchOfTheGreatestMessageFits() {
        List<LogEntry> entries = new ArrayList<>();
        Digest previous = Digest.ZERO;
        int operationBytes = Limits.MAX_MESSAGE_BYTES / Limits.MAX_BATCH_ENTRIES - 192;
        for (int i = 0; i < Limits.MAX_BATCH_ENTRIES; i++) {
            LogEntry entry =
                    LogEntry.create(
                            EntryKind.COMMAND,
                            (1L << 59) + i,
                            1L << 59,
                            -1L >>> 4,
                            new ClientId(-1, -1),
                            1L << 59,
                            1L << 59,
                            new byte[operationBytes],
                            previous);
            entries.add(entry);
            previous = entry.hash();
        }
        assertEquals(
                Limits.MAX_MESSAGE_BYTES, entries.stream().mapToInt(LogEntry::sizeBytes).sum());

        byte[] bytes = CODEC.encode(new Message.Prepare(1L << 59, 1L << 59, entries));

        assertTrue(bytes.length <= MessageCodec.MAX_ENCODED_BYTES);
        assertInstanceOf(ReceivedMessage.class, MessageCodec.decode(bytes));
    }

    @Test
    void aMessageLongerThanAnyIsRefusedBeforeItIsRead() {
        assertReason(
                Reason.TOO_LARGE,
                MessageCodec.decode(new byte[MessageCodec.MAX_ENCODED_BYTES + 1]));
    }

    @Test
    void noBytesAreNoMessage() {
        assertReason(Reason.NOT_A_DIGEST, MessageCodec.decode(new byte[0]));
    }

    @Test
    void entriesThatDoNotFollowEachOtherAreNamed() {
        RandomValues values = new RandomValues(SEED);
        List<LogEntry> entries = new ArrayList<>(values.chainFrom(7, Digest.ZERO, 2));
        entries.addAll(values.chainFrom(9, Digest.ZERO, 1));

        assertReason(
                Reason.ENTRIES_NOT_A_CHAIN,
                MessageCodec.decode(CODEC.encode(new Message.Prepare(1, 1, entries))));
    }

    @Test
    void aPrepareWithoutEntriesIsNamed() {
        assertReason(
                Reason.ENTRY_COUNT,
                MessageCodec.decode(CODEC.encode(new Message.Prepare(1, 1, List.of()))));
    }

    @Test
    void aChangedOperationIsNamed() throws Exception {
        LogEntry entry = new RandomValues(SEED).chainFrom(7, Digest.ZERO, 1).get(0);
        Wire.LogEntry changed =
                Wire.LogEntry.parseFrom(EntryCodec.encode(entry)).toBuilder()
                        .setOperation(ByteString.copyFromUtf8("another"))
                        .build();

        assertReason(
                Reason.HASH_MISMATCH,
                MessageCodec.decode(
                        envelope()
                                .setPrepare(
                                        Wire.Prepare.newBuilder()
                                                .addEntries(changed.toByteString()))
                                .build()
                                .toByteArray()));
    }

    @Test
    void anOperationLongerThanAnyIsNamed() {
        LogEntry entry =
                LogEntry.create(
                        EntryKind.COMMAND,
                        2,
                        0,
                        0,
                        new ClientId(1, 1),
                        1,
                        1,
                        new byte[Limits.MAX_OPERATION_BYTES + 1],
                        Digest.ZERO);

        assertReason(
                Reason.OPERATION_TOO_LARGE,
                MessageCodec.decode(CODEC.encode(new Message.Prepare(1, 1, List.of(entry)))));
    }

    @Test
    void aRequestUnderTheReservedIdIsNamed() {
        Wire.ForwardedRequests.Builder forged = Wire.ForwardedRequests.newBuilder();
        forged.addRequestsBuilder().setSessionOp(1).setRequestNumber(1).setKindValue(2);

        assertReason(
                Reason.NOT_A_REQUEST,
                MessageCodec.decode(envelope().setForwardedRequests(forged).build().toByteArray()));
    }

    private static Wire.Envelope.Builder envelope() {
        return Wire.Envelope.newBuilder()
                .setClusterId(ByteString.copyFrom(CLUSTER.bytes()))
                .setProtocolVersion(ProtocolVersions.newest());
    }

    private static void assertReason(Reason reason, DecodedMessage decoded) {
        assertEquals(reason, assertInstanceOf(MalformedMessage.class, decoded).reason());
    }

    /** Records compare arrays by identity; their encoding compares them by value. */
    private static void assertSameFields(Message expected, Message actual, String context) {
        assertEquals(expected.getClass(), actual.getClass(), context);
        assertArrayEquals(CODEC.encode(expected), CODEC.encode(actual), context);
        if (!(expected instanceof Message.ForwardedRequests)
                && !(expected instanceof Message.RequestRefused)) {
            assertEquals(expected, actual, context);
        }
    }

    private static byte[] damaged(byte[] original, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> noise(random);
            case 1 -> Arrays.copyOf(original, random.nextInt(original.length));
            case 2 -> withItsEndTwice(original, random.nextInt(original.length));
            default -> withSomeBytesChanged(original, random);
        };
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] withItsEndTwice(byte[] original, int from) {
        int again = original.length - from;
        byte[] doubled = Arrays.copyOf(original, original.length + again);
        System.arraycopy(original, from, doubled, original.length, again);
        return doubled;
    }

    private static byte[] withSomeBytesChanged(byte[] original, Random random) {
        byte[] changed = original.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }
}
