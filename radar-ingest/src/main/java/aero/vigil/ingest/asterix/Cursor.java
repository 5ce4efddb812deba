package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/**
 * A position in octets that only moves forward and remembers the first thing that went wrong.
 *
 * <p>Every step is bounded by {@code limit}; after a failure nothing moves any more, so callers may
 * go on and look once.
 */
final class Cursor {

    private final byte[] octets;
    private final int limit;
    private int position;
    private @Nullable RejectReason failure;

    Cursor(byte[] octets, int position, int limit) {
        this.octets = octets;
        this.position = position;
        this.limit = limit;
    }

    int position() {
        return position;
    }

    int remaining() {
        return limit - position;
    }

    boolean failed() {
        return failure != null;
    }

    @Nullable RejectReason failure() {
        return failure;
    }

    void fail(RejectReason reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    /** The next octet, 0..255; 0 after a failure, so that loops over extension bits end. */
    int octet() {
        if (failed() || position >= limit) {
            fail(RejectReason.ITEM_TRUNCATED);
            return 0;
        }
        return octets[position++] & 0xFF;
    }

    void skip(int count) {
        if (failed() || count > limit - position) {
            fail(RejectReason.ITEM_TRUNCATED);
            return;
        }
        position += count;
    }
}
