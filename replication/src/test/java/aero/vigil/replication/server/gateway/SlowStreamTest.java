package aero.vigil.replication.server.gateway;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.FrameCut;
import aero.vigil.replication.server.Counters;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import aero.vigil.wire.gateway.PlanePart;
import aero.vigil.wire.gateway.ServerMessage;
import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowStreamTest {

    private static final PlanePart PART = PlanePart.newBuilder().setEast(1_000).build();

    /** A replica whose ten frames as one are the first bytes of each, and their part one more. */
    private static final class Port implements ReplicaPort {
        int conflations;

        @Override
        public boolean submit(ClientRequest request) {
            return false;
        }

        @Override
        public byte[] conflate(List<byte[]> bodies) {
            conflations++;
            byte[] one = new byte[bodies.size()];
            for (int i = 0; i < bodies.size(); i++) {
                one[i] = bodies.get(i)[0];
            }
            return one;
        }

        @Override
        public byte[] within(byte[] one, PlanePart part) {
            return Arrays.copyOf(one, one.length + 1);
        }
    }

    private static FrameHistory history(long from, long to) {
        FrameHistory history = new FrameHistory();
        history.begin(
                PublishedKeyframe.of(KeyframeMessage.newBuilder().setNumber(from - 1).build()));
        for (long number = from; number <= to; number++) {
            byte[] audit = new byte[number % 50 == 10 ? 64 : 32];
            audit[audit.length - 1] = 77;
            history.add(
                    PublishedFrame.of(
                            new FrameCut(
                                    number,
                                    2 * number,
                                    0,
                                    number,
                                    new byte[] {(byte) number},
                                    digest(number - 1),
                                    audit,
                                    digest(number))));
        }
        return history;
    }

    private static Digest digest(long number) {
        return Digest.of(new byte[] {(byte) number});
    }

    private static SlowStream slow(FrameHistory history) {
        return new SlowStream(history, new Port(), new Counters());
    }

    private static FrameRecord record(@Nullable PublishedFrame frame) throws Exception {
        return ServerMessage.parseFrom(requireNonNull(frame).whole().getBytes())
                .getFrames()
                .getFrames(0);
    }

    @Test
    void aRecordGoesFromTheDigestBeforeItsTenFramesToThatOfTheLast() throws Exception {
        FrameRecord record = record(slow(history(1, 75)).endingAt(60, null));

        assertEquals(60, record.getNumber());
        assertEquals(10, record.getSpans());
        assertEquals(
                ByteString.copyFrom(new byte[] {51, 52, 53, 54, 55, 56, 57, 58, 59, 60}),
                record.getBody());
        assertEquals(ByteString.copyFrom(digest(50).bytes()), record.getPreviousDigest());
        assertEquals(ByteString.copyFrom(digest(60).bytes()), record.getAudit().substring(0, 32));
        assertEquals(64, record.getAudit().size(), "frame 60 proves the keyframe of 50");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(record.getPreviousDigest().toByteArray());
        sha256.update(record.getBody().toByteArray());
        sha256.update(record.getAudit().toByteArray());
        assertEquals(ByteString.copyFrom(sha256.digest()), record.getDigest());
    }

    @Test
    void aReplicaThatStartedLaterMakesTheSameBytes() throws Exception {
        FrameRecord early = record(slow(history(1, 75)).endingAt(70, PART));
        FrameRecord late = record(slow(history(61, 75)).endingAt(70, PART));

        assertEquals(early, late);
        assertEquals(11, early.getBody().size(), "of a part");
    }

    @Test
    void tenFramesAreConflatedOnceForAllParts() {
        Port port = new Port();
        SlowStream slow = new SlowStream(history(1, 75), port, new Counters());

        for (int metres = 0; metres < 300; metres++) {
            slow.endingAt(70, PlanePart.newBuilder().setEast(metres).build());
        }

        assertEquals(1, port.conflations);
    }

    @Test
    void thereIsNoRecordOfFramesThatAreNotKeptOrNotYetCut() {
        SlowStream slow = slow(history(62, 75));

        assertNull(slow.endingAt(70, null), "61 is not kept");
        assertNull(slow.endingAt(80, null), "80 is not yet cut");
        assertNull(slow.endingAt(75, null), "75 ends no record");
    }
}
