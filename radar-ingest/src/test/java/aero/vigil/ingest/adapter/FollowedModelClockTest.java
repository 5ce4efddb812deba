package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.ingest.feed.ModelClock;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Model time is what the frames say, carried on between them at the rate they have shown. */
final class FollowedModelClockTest {

    private static final long START = 1_682_985_600_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final FollowedModelClock clock = new FollowedModelClock(nanos::get);

    @Test
    void itIsUnknownBeforeTheFirstFrame() {
        assertEquals(ModelClock.UNKNOWN, clock.nowMicros());
    }

    @Test
    void aKeyframeSetsIt() {
        Frame picture = Frame.newBuilder().setModelTimeMicros(START).build();

        clock.keyframe(
                KeyframeMessage.newBuilder()
                        .setBody(Keyframe.newBuilder().setPicture(picture).build().toByteString())
                        .build());

        assertEquals(START, clock.nowMicros());
    }

    @Test
    void betweenFramesItGoesOnAtTheRateOfTheFramesBefore() {
        for (int i = 0; i <= 20; i++) {
            nanos.set(i * 100_000_000L);
            frame(START + i * 2_000_000L);
        }

        nanos.addAndGet(50_000_000);

        assertEquals(START + 41_000_000, clock.nowMicros());
    }

    @Test
    void itStandsStillBeforeTheRateIsKnownAndWhenFramesStayAway() {
        frame(START);
        nanos.set(500_000_000);
        assertEquals(START, clock.nowMicros());

        nanos.set(2_000_000_000);
        frame(START + 2_000_000);
        nanos.set(60_000_000_000L);

        assertEquals(START + 3_000_000, clock.nowMicros());
    }

    @Test
    void aKeyframeOfLongAgoDoesNotMakeItFast() {
        Frame old = Frame.newBuilder().setModelTimeMicros(START - 22_000_000).build();
        clock.keyframe(
                KeyframeMessage.newBuilder()
                        .setBody(Keyframe.newBuilder().setPicture(old).build().toByteString())
                        .build());
        for (int i = 1; i <= 20; i++) {
            nanos.set(i * 100_000_000L);
            frame(START + i * 1_500_000L);
        }

        nanos.addAndGet(50_000_000);

        assertEquals(START + 30_750_000, clock.nowMicros());
    }

    private void frame(long modelMicros) {
        clock.frame(
                FrameRecord.newBuilder()
                        .setBody(
                                Frame.newBuilder()
                                        .setModelTimeMicros(modelMicros)
                                        .build()
                                        .toByteString())
                        .build());
    }
}
