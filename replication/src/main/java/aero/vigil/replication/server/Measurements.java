package aero.vigil.replication.server;

import aero.vigil.replication.journal.ForceTimes;
import aero.vigil.wire.gateway.Status;
import java.util.function.Supplier;

/**
 * What the process measures of its own speed: commits, forces, pauses, disk.
 *
 * <p>Recorded by any thread, advanced and read by the loop.
 */
final class Measurements {

    private final LatencyWindow commits;
    private final Supplier<ForceTimes.Summary> forces;
    private final PauseWindow pauses = new PauseWindow();
    private ForceTimes.Summary forcesNow = new ForceTimes.Summary(0, 0, 0, 0);
    private volatile long journalFreeBytes;
    private volatile long checkpointNanos;

    Measurements(LatencyWindow commits, Supplier<ForceTimes.Summary> forces) {
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
        forcesNow = forces.get();
        pauses.advance();
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
