package aero.vigil.airspace.safety;

import aero.vigil.airspace.surveillance.Surveillance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of one tick's pairs as they are at that tick: each is in many pairs and is looked up
 * once.
 *
 * <p>No part of the model's state: forgotten when the next tick begins, and nothing changes a track
 * or its flight while pairs are looked at.
 */
final class PairSubjects {

    private final Surveillance surveillance;
    private final TrackedFlights flights;
    private final StcaRegions regions;
    private @Nullable PairSubject[] subjects = {};

    /** By track: the tick in which its subject was made. */
    private long[] ticks = {};

    private long tick;
    private long nowMicros;

    /**
     * One side of a pair.
     *
     * @param region that holds it, by {@link StcaRegions#indexAt}
     */
    record PairSubject(Subject subject, int region) {}

    PairSubjects(Surveillance surveillance, TrackedFlights flights, StcaRegions regions) {
        this.surveillance = surveillance;
        this.flights = flights;
        this.regions = regions;
    }

    /** Forgets all: another tick begins. */
    void begin(long modelTimeMicros) {
        tick++;
        nowMicros = modelTimeMicros;
        int limit = surveillance.trackLimit();
        if (subjects.length < limit) {
            subjects = Arrays.copyOf(subjects, 2 * limit);
            ticks = Arrays.copyOf(ticks, 2 * limit);
        }
    }

    /** A track as it is now; null when there is none in the picture or it has no level. */
    @Nullable PairSubject of(int number) {
        if (number >= subjects.length) {
            return null;
        }
        if (ticks[number] != tick) {
            subjects[number] = made(number);
            ticks[number] = tick;
        }
        return subjects[number];
    }

    private @Nullable PairSubject made(int number) {
        Subject subject = Subject.of(surveillance.track(number), flights, nowMicros);
        return subject == null
                ? null
                : new PairSubject(
                        subject, regions.indexAt(subject.x(), subject.y(), subject.level().feet()));
    }
}
