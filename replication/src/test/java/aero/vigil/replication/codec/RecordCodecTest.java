package aero.vigil.replication.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.codec.MalformedMessage.Reason;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Vote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_102L);

    @Test
    void everyBatchReadsBackAsItWasWritten() throws MalformedException {
        RandomValues values = new RandomValues(SEED);
        Random random = new Random(SEED);

        for (int i = 0; i < 2_000; i++) {
            List<JournalRecord> records = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                records.add(values.journalRecord());
            }

            List<JournalRecord> read =
                    RecordCodec.decodeBatch(ByteBuffer.wrap(RecordCodec.encodeBatch(records)));

            assertEquals(records, read, "seed " + SEED + ", batch " + i);
        }
    }

    @Test
    void everyVoteAndEveryEntryReadsBackAsItWasWritten() throws MalformedException {
        RandomValues values = new RandomValues(SEED);

        for (int i = 0; i < 2_000; i++) {
            Vote vote = values.vote();
            LogEntry entry = values.chain(1, 1).get(0);

            assertEquals(vote, RecordCodec.decodeVote(RecordCodec.encodeVote(vote)));
            assertEquals(entry, RecordCodec.decodeEntry(RecordCodec.encodeEntry(entry)));
        }
    }

    @Test
    void damagedRecordsAreNamedAndNothingElse() {
        RandomValues values = new RandomValues(SEED);
        Random random = new Random(SEED);
        int malformed = 0;

        for (int i = 0; i < 20_000; i++) {
            byte[] batch = RecordCodec.encodeBatch(List.of(values.journalRecord()));
            byte[] vote = RecordCodec.encodeVote(values.vote());
            batch[random.nextInt(batch.length)] = (byte) random.nextInt();
            vote[random.nextInt(vote.length)] = (byte) random.nextInt();
            try {
                RecordCodec.decodeBatch(ByteBuffer.wrap(batch));
                RecordCodec.decodeVote(vote);
            } catch (MalformedException e) {
                malformed++;
            }
        }

        assertTrue(malformed > 1_000, "only " + malformed + " were found");
    }

    @Test
    void aVoteThatCannotBeIsNamed() {
        MalformedException thrown =
                assertThrows(
                        MalformedException.class,
                        () -> RecordCodec.decodeVote(voteOfGenerationZero()));

        assertEquals(Reason.NOT_A_VOTE, thrown.malformed().reason());
    }

    private static byte[] voteOfGenerationZero() {
        return aero.vigil.wire.replication.Wire.Vote.newBuilder()
                .setAdoptedOp(1)
                .setAdoptedHash(com.google.protobuf.ByteString.copyFrom(new byte[32]))
                .build()
                .toByteArray();
    }
}
