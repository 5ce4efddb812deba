package aero.vigil.replication.core;

import java.util.Arrays;

/**
 * The clock that stamps come from: this machine's monotonic clock plus an offset that makes it the
 * median of the wall clocks of at least f + 1 replicas (rule 7).
 *
 * <p>A primary hears the wall clocks of its backups with each acknowledgement; a backup follows the
 * cluster clock that the primary's heartbeats carry, and goes on from there when it leads. Clocks
 * that are further than 100 ms from the median are not used. The offset moves only where f + 1
 * clocks agree. Where that would take time back, the clock goes on at half its pace until time has
 * caught up.
 */
final class ClusterClock {

    private static final long AGREEMENT_MICROS = 100_000;
    private static final long SAMPLE_LIFE_MICROS = 2_000_000;

    private final int index;
    private final int quorum;
    private final long[] offsetMicros;
    private final long[] sampledMicros;
    private final boolean[] sampled;
    private final boolean[] deviant;

    private boolean set;
    private long targetOffsetMicros;
    private long clockMicros;
    private long readMicros;

    ClusterClock(ReplicaConfiguration configuration) {
        index = configuration.index();
        quorum = configuration.quorum();
        offsetMicros = new long[configuration.groupSize()];
        sampledMicros = new long[configuration.groupSize()];
        sampled = new boolean[configuration.groupSize()];
        deviant = new boolean[configuration.groupSize()];
    }

    /** A backup's wall clock arrived. */
    void hear(int peer, long wallMicros, ClockReading now) {
        offsetMicros[peer] = wallMicros - now.monotonicMicros();
        sampledMicros[peer] = now.monotonicMicros();
        sampled[peer] = true;
    }

    /** The primary's cluster clock arrived. */
    void follow(long clusterMicros, ClockReading now) {
        targetOffsetMicros = clusterMicros - now.monotonicMicros();
        clockMicros = clusterMicros;
        readMicros = now.monotonicMicros();
        set = true;
    }

    /** This replica begins to lead: its stamps must lie after those of the log. */
    void beginLeading(long lastTimestampMicros, ClockReading now) {
        read(now);
        clockMicros = Math.max(clockMicros, lastTimestampMicros);
    }

    /**
     * Lays the offset anew; called at each clock tick of a primary.
     *
     * @return the member whose clock has just been found to be off, or -1
     */
    int adjust(ClockReading now) {
        hear(index, now.wallMicros(), now);
        long[] offsets = new long[offsetMicros.length];
        int count = 0;
        for (int i = 0; i < offsetMicros.length; i++) {
            if (isFresh(i, now)) {
                offsets[count++] = offsetMicros[i];
            }
        }
        if (count < quorum) {
            return -1;
        }
        Arrays.sort(offsets, 0, count);
        long median = offsets[(count - 1) / 2];
        int agreeing = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(offsets[i] - median) <= AGREEMENT_MICROS) {
                agreeing++;
            }
        }
        if (agreeing < quorum) {
            return -1;
        }
        read(now);
        targetOffsetMicros = median;
        if (!set) {
            set = true;
            clockMicros = Math.max(clockMicros, now.monotonicMicros() + median);
        }
        return firstNewDeviant(median, now);
    }

    private boolean isFresh(int i, ClockReading now) {
        return sampled[i] && now.monotonicMicros() - sampledMicros[i] <= SAMPLE_LIFE_MICROS;
    }

    private int firstNewDeviant(long median, ClockReading now) {
        int found = -1;
        for (int i = 0; i < offsetMicros.length; i++) {
            boolean off = isFresh(i, now) && Math.abs(offsetMicros[i] - median) > AGREEMENT_MICROS;
            if (off && !deviant[i] && found < 0) {
                found = i;
            }
            deviant[i] = off;
        }
        return found;
    }

    /** Whether it has been set by others' clocks, or by its own in a group of one. */
    boolean isSet() {
        return set;
    }

    /** Takes the own wall clock, since too few others can be heard or agree. */
    void setAlone(ClockReading now) {
        targetOffsetMicros = now.wallMicros() - now.monotonicMicros();
        clockMicros = Math.max(clockMicros, now.wallMicros());
        readMicros = now.monotonicMicros();
        set = true;
    }

    /** The cluster clock now; never goes back while this replica leads. */
    long read(ClockReading now) {
        long elapsed = Math.max(0, now.monotonicMicros() - readMicros);
        readMicros = Math.max(readMicros, now.monotonicMicros());
        if (set) {
            long target = readMicros + targetOffsetMicros;
            clockMicros = target >= clockMicros ? target : clockMicros + elapsed / 2;
        }
        return clockMicros;
    }

    /** A stamp for the next entry. */
    long stampAfter(long lastTimestampMicros, ClockReading now) {
        return Math.max(lastTimestampMicros + 1, read(now));
    }

    /** The own wall clock minus the cluster clock. */
    long ownOffsetMicros(ClockReading now) {
        return set ? now.wallMicros() - now.monotonicMicros() - targetOffsetMicros : 0;
    }
}
