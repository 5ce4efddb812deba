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
 * After a silence one heartbeat alone is not believed, since it may be seconds late: whoever leads
 * next would stamp seconds behind.
 */
public class ClusterClock {

    private static final long AGREEMENT_MICROS = 100_000;
    private static final long SAMPLE_LIFE_MICROS = 2_000_000;
    private static final long FOLLOWED_LIFE_MICROS = 1_000_000;

    /** So many heartbeats after a silence are believed, since not all of them are late. */
    private static final int HEARTBEATS_BELIEVED = 3;

    /** Two clocks drift apart by less: a sample of this age in microseconds is off by one more. */
    private static final long MICROS_TO_DRIFT_ONE = 2_000;

    private final int index;
    private int quorum;
    private final @Nullable Sample[] samples;
    private final boolean[] deviant;

    private boolean set;
    private long targetOffsetMicros;
    private long followedMicros;
    private int heartbeatsAnew;
    private long greatestAnewMicros;
    private long lastAnewMicros;
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
        samples = new @Nullable Sample[configuration.places()];
        deviant = new boolean[configuration.places()];
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
        if (set && offsetMicros >= targetOffsetMicros) {
            takeOver(offsetMicros, now);
        } else if (!set || isOld) {
            followAnew(offsetMicros, now);
        }
        if (set) {
            clockMicros = now.monotonicMicros() + targetOffsetMicros;
            readMicros = now.monotonicMicros();
        }
    }

    private void followAnew(long offsetMicros, ClockReading now) {
        if (now.monotonicMicros() - lastAnewMicros > FOLLOWED_LIFE_MICROS) {
            heartbeatsAnew = 0;
        }
        greatestAnewMicros =
                heartbeatsAnew == 0 ? offsetMicros : Math.max(greatestAnewMicros, offsetMicros);
        lastAnewMicros = now.monotonicMicros();
        heartbeatsAnew++;
        if (heartbeatsAnew >= HEARTBEATS_BELIEVED) {
            takeOver(greatestAnewMicros, now);
        }
    }

    private void takeOver(long offsetMicros, ClockReading now) {
        targetOffsetMicros = offsetMicros;
        followedMicros = now.monotonicMicros();
        heartbeatsAnew = 0;
        set = true;
    }

    /** This replica begins to lead so many: its stamps must lie after those of the log. */
    void beginLeading(int majority, long lastTimestampMicros, ClockReading now) {
        quorum = majority;
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
        List<Sample> usable = usable(now);
        if (usable.size() < quorum) {
            return -1;
        }
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

    /** The clocks that are known well enough, the earliest first. */
    private List<Sample> usable(ClockReading now) {
        List<Sample> usable = new ArrayList<>(samples.length);
        for (Sample sample : samples) {
            if (sample != null && sample.isUsable(now)) {
                usable.add(sample);
            }
        }
        usable.sort(Comparator.comparingLong(Sample::offsetMicros));
        return usable;
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

    /**
     * Takes the earliest of f + 1 clocks or more that do not agree: at most f are wrong, so it is
     * not ahead of a right one. (Ahead, it would freeze the time of the model until time has caught
     * up; behind, it goes forward as soon as f + 1 agree.)
     *
     * @return whether so many were heard
     */
    boolean setEarliest(ClockReading now) {
        List<Sample> usable = usable(now);
        if (usable.size() < quorum) {
            return false;
        }
        layOffset(usable.get(0).offsetMicros(), now);
        return true;
    }

    /** Goes by this offset from now on, whoever agrees. */
    protected final void layOffset(long offsetMicros, ClockReading now) {
        targetOffsetMicros = offsetMicros;
        clockMicros = Math.max(clockMicros, now.monotonicMicros() + offsetMicros);
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
