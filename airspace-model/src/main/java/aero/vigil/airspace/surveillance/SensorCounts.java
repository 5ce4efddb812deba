package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one radar has sent, counted; immutable. */
final class SensorCounts {

    static final SensorCounts NONE =
            new SensorCounts(
                    0, 0, new long[PlotReject.values().length], 0, 0, new int[6], Rotation.NEVER);

    private static final long BUCKET_MICROS = 10_000_000;

    private final long plots;
    private final long duplicates;
    private final long[] rejects; // by ordinal
    private final long bucket; // the ten seconds now counting
    private final int inBucket;
    private final int[] before; // the six ten-second counts before, latest first
    private final long lastStampMicros;

    private SensorCounts(
            long plots,
            long duplicates,
            long[] rejects,
            long bucket,
            int inBucket,
            int[] before,
            long lastStampMicros) {
        this.plots = plots;
        this.duplicates = duplicates;
        this.rejects = rejects;
        this.bucket = bucket;
        this.inBucket = inBucket;
        this.before = before;
        this.lastStampMicros = lastStampMicros;
    }

    long plots() {
        return plots;
    }

    long duplicates() {
        return duplicates;
    }

    /** Model time of the latest plot, copies too; {@link Rotation#NEVER}: none. */
    long lastStampMicros() {
        return lastStampMicros;
    }

    SensorCounts withPlot(long stampMicros) {
        long now = Math.floorDiv(stampMicros, BUCKET_MICROS);
        if (now == bucket) {
            return new SensorCounts(
                    plots + 1, duplicates, rejects, bucket, inBucket + 1, before, stampMicros);
        }
        return new SensorCounts(plots + 1, duplicates, rejects, now, 1, shifted(now), stampMicros);
    }

    SensorCounts withDuplicate(long stampMicros) {
        return new SensorCounts(
                plots, duplicates + 1, rejects, bucket, inBucket, before, stampMicros);
    }

    SensorCounts withReject(PlotReject reason) {
        return withRejects(reason, 1);
    }

    SensorCounts withRejects(PlotReject reason, long more) {
        long[] counts = rejects.clone();
        counts[StateEnums.index(reason)] += more;
        return new SensorCounts(
                plots, duplicates, counts, bucket, inBucket, before, lastStampMicros);
    }

    /** Distinct plots of the latest six whole ten-second stretches. */
    int plotsPerMinute(long nowMicros) {
        long now = Math.floorDiv(nowMicros, BUCKET_MICROS);
        int sum = 0;
        for (int count : now == bucket ? before : shifted(now)) {
            sum += count;
        }
        return sum;
    }

    private int[] shifted(long now) {
        int[] counts = new int[before.length];
        long gone = now - bucket;
        for (int i = 0; i < counts.length; i++) {
            long from = i - gone;
            if (from == -1) {
                counts[i] = inBucket;
            } else if (from >= 0 && from < before.length) {
                counts[i] = before[(int) from];
            }
        }
        return counts;
    }

    void addRejectsTo(long[] sums) {
        for (int i = 0; i < rejects.length; i++) {
            sums[i] += rejects[i];
        }
    }

    List<SensorStatus.Count> rejects() {
        return named(rejects);
    }

    /** Counts by ordinal as a list: those above 0, sorted by name. */
    static List<SensorStatus.Count> named(long[] counts) {
        List<SensorStatus.Count> list = new ArrayList<>();
        for (PlotReject reason : PlotReject.values()) {
            if (counts[StateEnums.index(reason)] > 0) {
                list.add(new SensorStatus.Count(reason, counts[StateEnums.index(reason)]));
            }
        }
        list.sort(Comparator.comparing(count -> count.reason().name()));
        return list;
    }

    void write(StateOutput output) {
        output.writeLong(plots);
        output.writeLong(duplicates);
        for (long count : rejects) {
            output.writeLong(count);
        }
        output.writeLong(bucket);
        output.writeInt(inBucket);
        for (int count : before) {
            output.writeInt(count);
        }
        output.writeLong(lastStampMicros);
    }

    static SensorCounts read(StateInput input) {
        long plots = input.readLong();
        long duplicates = input.readLong();
        long[] rejects = new long[PlotReject.values().length];
        for (int i = 0; i < rejects.length; i++) {
            rejects[i] = input.readLong();
        }
        long bucket = input.readLong();
        int inBucket = input.readInt();
        int[] before = new int[NONE.before.length];
        for (int i = 0; i < before.length; i++) {
            before[i] = input.readInt();
        }
        return new SensorCounts(
                plots, duplicates, rejects, bucket, inBucket, before, input.readLong());
    }
}
