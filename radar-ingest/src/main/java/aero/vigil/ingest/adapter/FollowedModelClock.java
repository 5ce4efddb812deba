package aero.vigil.ingest.adapter;

import aero.vigil.ingest.feed.ModelClock;
import aero.vigil.replication.client.FrameListener;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Keyframe;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.KeyframeMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model time by the frames of the committed stream, carried on between them at the rate they have
 * shown.
 *
 * <p>Model time runs with the stamps of the log, so it goes on while there is no primary; nothing
 * says so until the next frame, so it is carried on for a second at most. A keyframe says where
 * model time was, perhaps long ago: a rate counted from there would run ahead of the log, and the
 * model would refuse as coming from the future what is read by such a clock.
 */
final class FollowedModelClock implements ModelClock, FrameListener {

    private static final long GREATEST_CARRY_NANOS = 1_000_000_000;

    /** Before that the rate is not known well enough to carry time on. */
    private static final long LEAST_BASELINE_NANOS = 1_000_000_000;

    private static final double NANOS_A_MICROSECOND = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(FollowedModelClock.class);

    /** A frame's model time and when it was heard. */
    private record Mark(long nanos, long modelMicros) {}

    private final LongSupplier nanoTime;
    private volatile @Nullable Mark first;
    private volatile @Nullable Mark latest;

    FollowedModelClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public long nowMicros() {
        Mark start = first;
        Mark last = latest;
        if (last == null) {
            return UNKNOWN;
        }
        if (start == null) {
            return last.modelMicros();
        }
        long carried = Math.min(nanoTime.getAsLong() - last.nanos(), GREATEST_CARRY_NANOS);
        return last.modelMicros() + (long) (carried / NANOS_A_MICROSECOND * rate(start, last));
    }

    @Override
    public double rate() {
        Mark start = first;
        Mark last = latest;
        return start == null || last == null ? 1 : Math.max(1, rate(start, last));
    }

    private static double rate(Mark start, Mark last) {
        long baseline = last.nanos() - start.nanos();
        if (baseline < LEAST_BASELINE_NANOS) {
            return 0;
        }
        return (last.modelMicros() - start.modelMicros()) / (baseline / NANOS_A_MICROSECOND);
    }

    @Override
    public void keyframe(KeyframeMessage keyframe) {
        try {
            Frame picture = Keyframe.parseFrom(keyframe.getBody()).getPicture();
            latest = new Mark(nanoTime.getAsLong(), picture.getModelTimeMicros());
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("keyframe {} is unreadable: {}", keyframe.getNumber(), e.toString());
        }
    }

    @Override
    public void frame(FrameRecord frame) {
        ByteString body = frame.getBody();
        try {
            mark(Frame.parseFrom(body).getModelTimeMicros());
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("frame {} is unreadable: {}", frame.getNumber(), e.toString());
        }
    }

    private void mark(long modelMicros) {
        Mark mark = new Mark(nanoTime.getAsLong(), modelMicros);
        if (first == null) {
            first = mark;
        }
        latest = mark;
    }
}
