package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.server.Counters;
import aero.vigil.wire.gateway.FrameRecord;
import aero.vigil.wire.gateway.PlanePart;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one record a second, for thin lines (seams §4): ten frames as one, made when a
 * subscriber is due one.
 *
 * <p>A record is a pure function of ten frames of the committed stream, so any replica that has
 * these makes the same bytes, whenever it started. It begins at the digest of the frame before them
 * and ends with that of the last: the chain of frames is its chain, and a display goes over from
 * one stream to the other without a new picture.
 */
final class SlowStream {

    /** Frames in a record. */
    static final int SPAN = 10;

    /** Records kept: of a minute for one part of the plane, or of a second for many. */
    private static final int RECORDS_KEPT = 128;

    private static final int DIGEST_BYTES = 32;

    private final FrameHistory history;
    private final ReplicaPort replica;
    private final Counters counters;

    /** Those longest not asked for go first: one of everything stays while its parts are made. */
    private final Map<Key, PublishedFrame> kept =
            new LinkedHashMap<>(2 * RECORDS_KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, PublishedFrame> eldest) {
                    return size() > RECORDS_KEPT;
                }
            };

    private record Key(Digest last, @Nullable PlanePart part) {}

    SlowStream(FrameHistory history, ReplicaPort replica, Counters counters) {
        this.history = history;
        this.replica = replica;
        this.counters = counters;
    }

    /** The first number at or after this one at which a record ends. */
    static long endAtOrAfter(long number) {
        return (number + SPAN - 1) / SPAN * SPAN;
    }

    /** Whether the frames of the record that ends here are kept or yet to come. */
    boolean canEndAt(long number) {
        return number - SPAN + 1 >= history.first();
    }

    /** The record that ends with this frame; null while it cannot be made. */
    @Nullable PublishedFrame endingAt(long number, @Nullable PlanePart part) {
        PublishedFrame last = history.frame(number);
        if (last == null || number % SPAN != 0 || !canEndAt(number)) {
            return null;
        }
        Key key = new Key(last.frameDigest(), part);
        PublishedFrame made = kept.get(key);
        if (made == null) {
            made = part == null ? make(number) : reduce(endingAt(number, null), part);
            if (made != null) {
                kept.put(key, made);
                counters.count("gateway.slow-records");
            }
        }
        return made;
    }

    private @Nullable PublishedFrame make(long number) {
        List<FrameRecord> records = new ArrayList<>(SPAN);
        for (long each = number - SPAN + 1; each <= number; each++) {
            PublishedFrame frame = history.frame(each);
            if (frame == null) {
                return null;
            }
            records.add(frame.record());
        }
        byte[] body =
                replica.conflate(records.stream().map(one -> one.getBody().toByteArray()).toList());
        if (body == null) {
            return null;
        }
        FrameRecord last = records.get(SPAN - 1);
        return published(
                last.toBuilder()
                        .setPreviousDigest(records.get(0).getPreviousDigest())
                        .setAudit(last.getDigest().concat(keyframeProof(last.getAudit())))
                        .setSpans(SPAN),
                body);
    }

    private @Nullable PublishedFrame reduce(@Nullable PublishedFrame whole, PlanePart part) {
        if (whole == null) {
            return null;
        }
        FrameRecord record = whole.record();
        return published(record.toBuilder(), replica.within(record.getBody().toByteArray(), part));
    }

    private static PublishedFrame published(FrameRecord.Builder record, byte[] body) {
        record.setBody(UnsafeByteOperations.unsafeWrap(body));
        return PublishedFrame.of(record.setDigest(digestOf(record)).build());
    }

    private static ByteString keyframeProof(ByteString audit) {
        return audit.substring(Math.min(DIGEST_BYTES, audit.size()));
    }

    private static ByteString digestOf(FrameRecord.Builder record) {
        return ByteString.copyFrom(
                Digest.of(
                                record.getPreviousDigest().toByteArray(),
                                record.getBody().toByteArray(),
                                record.getAudit().toByteArray())
                        .bytes());
    }
}
