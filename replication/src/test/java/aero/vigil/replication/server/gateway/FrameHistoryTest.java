package aero.vigil.replication.server.gateway;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import aero.vigil.replication.core.Digest;
import aero.vigil.wire.gateway.FrameRecord;
import com.google.protobuf.ByteString;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameHistoryTest {

    private final FrameHistory history = new FrameHistory();

    private void add(long from, long to) {
        for (long number = from; number <= to; number++) {
            history.add(
                    PublishedFrame.of(
                            FrameRecord.newBuilder()
                                    .setNumber(number)
                                    .setOpNumber(3 * number)
                                    .setDigest(ByteString.copyFrom(Digest.ZERO.bytes()))
                                    .build()));
            if (number % 50 == 0) {
                history.add(new PublishedKeyframe(number, Buffer.buffer()));
            }
        }
    }

    @Test
    void framesAreKeptForSixtySeconds() {
        add(1, 1_000);

        assertEquals(401, history.first());
        assertEquals(1_000, history.last());
        assertNull(history.frame(400));
        assertEquals(401, number(history.frame(401)));
        assertEquals(1_000, number(history.frame(1_000)));
        assertNull(history.frame(1_001));
    }

    @Test
    void aKeyframeIsGivenOnlyWhileTheFrameAfterItIsKept() {
        add(1, 1_000);

        assertEquals(1_000, number(history.latestKeyframe()));
        assertEquals(950, number(history.keyframeAtOrBefore(999)));
        assertEquals(400, number(history.keyframeAtOrBefore(420)));
        assertNull(history.keyframeAtOrBefore(399));
    }

    @Test
    void aHistoryThatBeginsWithARestoredPictureGoesOnFromIt() {
        history.begin(new PublishedKeyframe(5_017, Buffer.buffer()));

        assertEquals(5_017, number(history.latestKeyframe()));
        add(5_018, 5_040);
        assertEquals(5_018, history.first());
        assertEquals(5_017, number(history.latestKeyframe()));
    }

    @Test
    void aFrameThatDoesNotFollowBeginsTheHistoryAnew() {
        add(1, 100);

        add(151, 160);

        assertEquals(151, history.first());
        assertNull(history.frame(100));
    }

    private static long number(@Nullable PublishedFrame frame) {
        return requireNonNull(frame).number();
    }

    private static long number(@Nullable PublishedKeyframe keyframe) {
        return requireNonNull(keyframe).number();
    }
}
