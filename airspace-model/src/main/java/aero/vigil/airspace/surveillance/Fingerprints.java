package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import aero.vigil.airspace.table.Table;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The plots of the latest 30 seconds, by a 64-bit hash of their own fields: so the copy that came
 * by the other line is recognised, whichever came first.
 */
final class Fingerprints {

    private static final long REMEMBERED_MICROS = 30_000_000;
    private static final int BUCKETS = 1 << 14;

    /** Some 20 times the mean at 20,000 plots a second; the oldest makes way. */
    private static final int MOST_IN_BUCKET = 1_024;

    private static final long[] EMPTY = {};

    /** None is changed once it is stored. */
    private final Table<long[]> buckets; // pairs of hash and model time, oldest first

    Fingerprints(UnitOfWork work) {
        buckets = new Table<>(work, "fingerprints", BUCKETS);
    }

    /** The hash of everything a plot says but when it was received. */
    static long of(Plot plot) {
        long h = mixed(0x5EED, plot.sacSic());
        h = mixed(h, plot.timeOfDay());
        h = mixed(h, plot.detection());
        h = mixed(h, plot.rho());
        h = mixed(h, plot.theta());
        h = mixed(h, plot.mode3A());
        h = mixed(h, plot.flightLevel());
        h = mixed(h, plot.address());
        h = mixed(h, plot.trackNumber());
        h = mixed(h, plot.selectedLevel());
        h =
                mixed(
                        h,
                        (plot.mode3ADoubtful() ? 1 : 0)
                                + (plot.flightLevelDoubtful() ? 2 : 0)
                                + (plot.spi() ? 4 : 0)
                                + (plot.simulated() ? 8 : 0)
                                + (plot.fieldMonitor() ? 16 : 0));
        ReportedPosition position = plot.position();
        if (position != null) {
            h = mixed(mixed(h, position.latitude()), position.longitude());
        }
        String callsign = plot.callsign();
        for (int i = 0; i < callsign.length(); i++) {
            h = mixed(h, callsign.charAt(i));
        }
        return h;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long hash, int value) {
        long z = hash + value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Remembers a plot; false when it is remembered already. */
    boolean add(long fingerprint, long nowMicros) {
        int index = 1 + (int) (fingerprint & (BUCKETS - 1));
        long[] bucket = buckets.get(index);
        if (bucket == null) {
            buckets.set(index, new long[] {fingerprint, nowMicros});
            return true;
        }
        int keep = 0;
        while (keep < bucket.length && bucket[keep + 1] < nowMicros - REMEMBERED_MICROS) {
            keep += 2;
        }
        for (int i = keep; i < bucket.length; i += 2) {
            if (bucket[i] == fingerprint) {
                return false;
            }
        }
        keep = Math.max(keep, bucket.length + 2 - 2 * MOST_IN_BUCKET);
        long[] more = Arrays.copyOfRange(bucket, keep, bucket.length + 2);
        more[more.length - 2] = fingerprint;
        more[more.length - 1] = nowMicros;
        buckets.set(index, more);
        return true;
    }

    @Nullable Object[] copy() {
        return buckets.copy();
    }

    static void write(@Nullable Object[] rows, StateOutput output) {
        for (int index = 1; index <= BUCKETS; index++) {
            long[] bucket = index < rows.length ? (long[]) rows[index] : null;
            output.writeRecord(bucket == null ? EMPTY : bucket, Fingerprints::writeBucket);
        }
    }

    private static void writeBucket(long[] bucket, StateOutput output) {
        output.writeInt(bucket.length);
        for (long value : bucket) {
            output.writeLong(value);
        }
    }

    void read(StateInput input) {
        for (int index = 1; index <= BUCKETS; index++) {
            long[] bucket = input.readRecord(long[].class, Fingerprints::readBucket);
            buckets.set(index, bucket.length == 0 ? null : bucket);
        }
    }

    private static long[] readBucket(StateInput input) {
        long[] bucket = new long[input.readLength(8)];
        for (int i = 0; i < bucket.length; i++) {
            bucket[i] = input.readLong();
        }
        if (bucket.length % 2 != 0) {
            throw new IllegalArgumentException("half a fingerprint");
        }
        return bucket;
    }
}
