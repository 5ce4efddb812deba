package aero.vigil.replication.server;

import aero.vigil.replication.journal.ForceTimes;
import aero.vigil.wire.gateway.Status;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What the process measures of its own speed: commits, forces, pauses, disk.
 *
 * <p>Recorded by any thread, advanced and read by the loop.
 */
final class Measurements {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Forces by the number of entries each made durable: 1, 2 and 3, 4 to 7, ... */
    private static final String[] BATCH_NAMES = batchNames();

    private static String[] batchNames() {
        String[] names = new String[ForceTimes.BUCKETS];
        for (int i = 0; i < names.length; i++) {
            names[i] = String.format(Locale.ROOT, "journal.batch.%04d", 1 << i);
        }
        return names;
    }

    private final LatencyWindow commits;
    private final ForceTimes forces;
    private final GcPauses gcPauses = GcPauses.watch();
    private final PauseWindow pauses = new PauseWindow();
    private ForceTimes.Summary forcesNow = new ForceTimes.Summary(0, 0, 0, 0);
    private volatile long journalFreeBytes;
    private volatile long checkpointNanos;

    Measurements(LatencyWindow commits, ForceTimes forces) {
        this.commits = commits;
        this.forces = forces;
    }

    PauseWindow pauses() {
        return pauses;
    }

    void journalFree(long bytes) {
        journalFreeBytes = bytes;
    }

    void checkpointPublished() {
        checkpointNanos = System.nanoTime();
    }

    /** Ends a second. */
    void advance() {
        commits.advance();
        forcesNow = forces.summary();
        pauses.advance();
    }

    /** What {@code vigil bench} reads, as counters; on the loop's own thread, once a second. */
    void tell(Counters counters) {
        counters.highWater("loop.allocated-bytes", THREADS.getCurrentThreadAllocatedBytes());
        counters.highWater("loop.pause.most-micros", pauses.longestMicros());
        counters.highWater("gc.pauses", gcPauses.count());
        counters.highWater("gc.pause.most-millis", gcPauses.longestMillis());
        counters.highWater("journal.entries", forces.entries());
        long[] batches = forces.batches();
        for (int i = 0; i < batches.length; i++) {
            if (batches[i] > 0) {
                counters.highWater(BATCH_NAMES[i], batches[i]);
            }
        }
    }

    void addTo(Status.Builder status) {
        long published = checkpointNanos;
        status.setCommitP50Micros(commits.percentileMicros(50))
                .setCommitP99Micros(commits.percentileMicros(99))
                .setForces(forcesNow.count())
                .setForceP50Micros((int) forcesNow.p50Micros())
                .setForceP99Micros((int) forcesNow.p99Micros())
                .setLongestPauseMillis(pauses.longestMillis())
                .setJournalFreeBytes(journalFreeBytes)
                .setCheckpointAgeMillis(
                        published == 0 ? 0 : (System.nanoTime() - published) / 1_000_000);
    }
}
