package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock that stamps come from: this machine's monotonic clock plus an offset that makes it the
 * median of the wall clocks of at least f + 1 replicas (rule 7).
 *
 * <p>A primary hears the wall clocks of its backups with their answers to its heartbeats. Such a
 * clock was read between the sending of the heartbeat and the arrival of the answer, and so is
 * known to half of that time: what queued on the way makes a sample vague, not wrong, and the
 * sharpest of the last seconds is kept. Clocks that are certainly further than 100 ms from the
 * median are not used. The offset moves only where f + 1 clocks agree. Where that would take time
 * back, the clock goes on at half its pace until time has caught up.
 *
 * <p>A backup follows the cluster clock that the primary's heartbeats carry, and goes on from there
 * when it leads. What it hears is late, never early: the greatest of the last second is nearest.
 */
public class ClusterClock {

    private static final long AGREEMENT_MICROS = 100_000;
    private static final long SAMPLE_LIFE_MICROS = 2_000_000;
    private static final long FOLLOWED_LIFE_MICROS = 1_000_000;

    /** Two clocks drift apart by less: a sample of this age in microseconds is off by one more. */
    private static final long MICROS_TO_DRIFT_ONE = 2_000;

    private final int index;
    private final int quorum;
    private final @Nullable Sample[] samples;
    private final boolean[] deviant;

    private boolean set;
    private long targetOffsetMicros;
    private long followedMicros;
    private long clockMicros;
    private long readMicros;

    /**
     * What is known of a wall clock.
     *
     * @param offsetMicros the wall clock minus this machine's monotonic clock
     * @param vagueMicros how far off that may be, at the time of the sample
     * @param atMicros this machine's monotonic clock then
     */
    private record Sample(long offsetMicros, long vagueMicros, long atMicros) {

        long vagueMicros(ClockReading now) {
            return vagueMicros + (now.monotonicMicros() - atMicros) / MICROS_TO_DRIFT_ONE;
        }

        boolean isUsable(ClockReading now) {
            return now.monotonicMicros() - atMicros <= SAMPLE_LIFE_MICROS
                    && vagueMicros(now) <= AGREEMENT_MICROS;
        }

        /** Whether both can be true of one clock that nobody has set meanwhile. */
        boolean agreesWith(Sample other, ClockReading now) {
            return Math.abs(offsetMicros - other.offsetMicros)
                    <= vagueMicros(now) + other.vagueMicros(now);
        }
    }

    protected ClusterClock(ReplicaConfiguration configuration) {
        index = configuration.index();
        quorum = configuration.quorum();
        samples = new @Nullable Sample[configuration.groupSize()];
        deviant = new boolean[configuration.groupSize()];
    }

    /**
     * A backup's wall clock arrived.
     *
     * @param askedMicros this machine's monotonic clock at a moment before that clock was read
     */
    void hear(int peer, long wallMicros, long askedMicros, ClockReading now) {
        long vagueMicros = Math.max(0, now.monotonicMicros() - askedMicros) / 2;
        Sample heard =
                new Sample(
                        wallMicros - now.monotonicMicros() + vagueMicros,
                        vagueMicros,
                        now.monotonicMicros());
        Sample before = samples[peer];
        if (before == null
                || !before.isUsable(now)
                || !before.agreesWith(heard, now)
                || heard.vagueMicros() <= before.vagueMicros(now)) {
            samples[peer] = heard;
        }
    }

    /** The primary's cluster clock arrived. */
    void follow(long clusterMicros, ClockReading now) {
        long offsetMicros = clusterMicros - now.monotonicMicros();
        boolean isOld = now.monotonicMicros() - followedMicros > FOLLOWED_LIFE_MICROS;
        if (!set || isOld || offsetMicros >= targetOffsetMicros) {
            targetOffsetMicros = offsetMicros;
            followedMicros = now.monotonicMicros();
        }
        clockMicros = now.monotonicMicros() + targetOffsetMicros;
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
    protected int adjust(ClockReading now) {
        samples[index] =
                new Sample(now.wallMicros() - now.monotonicMicros(), 0, now.monotonicMicros());
        List<Sample> usable = new ArrayList<>(samples.length);
        for (Sample sample : samples) {
            if (sample != null && sample.isUsable(now)) {
                usable.add(sample);
            }
        }
        if (usable.size() < quorum) {
            return -1;
        }
        usable.sort(Comparator.comparingLong(Sample::offsetMicros));
        Sample median = usable.get((usable.size() - 1) / 2);
        int agreeing = 0;
        for (Sample sample : usable) {
            if (!isOff(sample, median, now)) {
                agreeing++;
            }
        }
        if (agreeing < quorum) {
            return -1;
        }
        read(now);
        targetOffsetMicros = median.offsetMicros();
        if (!set) {
            set = true;
            clockMicros = Math.max(clockMicros, now.monotonicMicros() + targetOffsetMicros);
        }
        return firstNewDeviant(median, now);
    }

    /** Whether a clock is off, however much of what is not known spoke for it. */
    private static boolean isOff(Sample sample, Sample median, ClockReading now) {
        return Math.abs(sample.offsetMicros() - median.offsetMicros())
                > AGREEMENT_MICROS + sample.vagueMicros(now) + median.vagueMicros(now);
    }

    private int firstNewDeviant(Sample median, ClockReading now) {
        int found = -1;
        for (int i = 0; i < samples.length; i++) {
            Sample sample = samples[i];
            boolean off = sample != null && sample.isUsable(now) && isOff(sample, median, now);
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
    protected final void setAlone(ClockReading now) {
        targetOffsetMicros = now.wallMicros() - now.monotonicMicros();
        clockMicros = Math.max(clockMicros, now.wallMicros());
        readMicros = now.monotonicMicros();
        set = true;
    }

    /** The cluster clock now; never goes back while this replica leads. */
    protected final long read(ClockReading now) {
        long elapsed = Math.max(0, now.monotonicMicros() - readMicros);
        readMicros = Math.max(readMicros, now.monotonicMicros());
        if (set) {
            long target = readMicros + targetOffsetMicros;
            clockMicros = target >= clockMicros ? target : clockMicros + elapsed / 2;
        }
        return clockMicros;
    }

    /** A stamp for the next entry. */
    protected long stampAfter(long lastTimestampMicros, ClockReading now) {
        return Math.max(lastTimestampMicros + 1, read(now));
    }

    /** The own wall clock minus the cluster clock. */
    long ownOffsetMicros(ClockReading now) {
        return set ? now.wallMicros() - now.monotonicMicros() - targetOffsetMicros : 0;
    }
}
