package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.StateOutput;
import java.util.Arrays;

/**
 * How one radar's time stamps compare with one adapter's receive times; immutable.
 *
 * <p>Seams §7: a clock near what is expected is taken as it is; one that is off but steady is
 * corrected by its median, whatever its size; an unsteady one is not used at all.
 *
 * <p>Reports that come up to {@link #GREATEST_LAG_MICROS} late speak against the line first, not
 * against the clock: an adapter that starts, or that has no processor for a while, receives all its
 * radars late, while their time stamps stay right. Only when the whole ring is late by the same is
 * it the clock.
 */
final class SensorClock {

    static final SensorClock UNHEARD =
            new SensorClock(new long[0], 0, Long.MIN_VALUE, SensorStatus.Clock.GOOD, 0, 0);

    /** Samples kept: at eight a second, the latest 8 seconds. */
    private static final int CAPACITY = 64;

    private static final long SAMPLE_EVERY_MICROS = 125_000;

    /** Within this of the nominal delay a clock is good. */
    private static final long EXPECTED_MICROS = 1_000_000;

    /** Scatter of the delay (its middle 80 %) of a clock that is good, and of a steady one. */
    private static final long SPREAD_OF_GOOD_MICROS = 2_000_000;

    private static final long SPREAD_OF_STEADY_MICROS = 200_000;

    /** What a line may be late by: older plots are not admitted (airspace algorithms §4 step 0). */
    private static final long GREATEST_LAG_MICROS = 12_000_000;

    /** Samples that show what no line does, until a clock is corrected by them. */
    private static final int EVIDENCE = 8;

    /** The correction follows the median only in steps, so that time stamps do not shiver. */
    private static final long CORRECTION_STEP_MICROS = 50_000;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int DAY_UNITS = 86_400 * 128;

    private final long[] samples; // receive time − time of day − nominal delay, oldest at next
    private final int next;
    private final long lastSampleMicros;
    private final SensorStatus.Clock state;
    private final long medianMicros;
    private final long correctionMicros;

    private SensorClock(
            long[] samples,
            int next,
            long lastSampleMicros,
            SensorStatus.Clock state,
            long medianMicros,
            long correctionMicros) {
        this.samples = samples;
        this.next = next;
        this.lastSampleMicros = lastSampleMicros;
        this.state = state;
        this.medianMicros = medianMicros;
        this.correctionMicros = correctionMicros;
    }

    /** Whether a time of day is one: 1/128 s below 24 hours. */
    static boolean isTimeOfDay(int units) {
        return units >= 0 && units < DAY_UNITS;
    }

    SensorStatus.Clock state() {
        return state;
    }

    /** Median of receive time − time of day − nominal delay. */
    long medianMicros() {
        return medianMicros;
    }

    boolean isHeard() {
        return samples.length > 0;
    }

    /** This clock after one more report; samples at most eight times a second. */
    SensorClock observed(int timeOfDay, long receiveMicros, long nominalDelayMicros) {
        if (samples.length > 0
                && receiveMicros - lastSampleMicros < SAMPLE_EVERY_MICROS
                && receiveMicros >= lastSampleMicros) {
            return this;
        }
        long sample = receiveMicros - nearest(timeOfDay, receiveMicros) - nominalDelayMicros;
        long[] more;
        int after;
        if (samples.length < CAPACITY) {
            more = Arrays.copyOf(samples, samples.length + 1);
            more[samples.length] = sample;
            after = 0;
        } else {
            more = samples.clone();
            more[next] = sample;
            after = (next + 1) % CAPACITY;
        }
        return judged(more, after, receiveMicros);
    }

    private SensorClock judged(long[] more, int after, long receiveMicros) {
        long[] sorted = more.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        long median = sorted[n / 2];
        long earliest = sorted[n / 10];
        long latest = sorted[n - 1 - n / 10];
        long spread = latest - earliest;
        boolean mayBeLine = earliest >= -EXPECTED_MICROS && latest <= GREATEST_LAG_MICROS;
        if (Math.abs(median) <= EXPECTED_MICROS && spread <= SPREAD_OF_GOOD_MICROS) {
            return new SensorClock(more, after, receiveMicros, SensorStatus.Clock.GOOD, median, 0);
        }
        if (spread < SPREAD_OF_STEADY_MICROS && n >= (mayBeLine ? CAPACITY : EVIDENCE)) {
            boolean follows =
                    state != SensorStatus.Clock.OFFSET
                            || Math.abs(median - correctionMicros) > CORRECTION_STEP_MICROS;
            return new SensorClock(
                    more,
                    after,
                    receiveMicros,
                    SensorStatus.Clock.OFFSET,
                    median,
                    follows ? median : correctionMicros);
        }
        SensorStatus.Clock judgement = mayBeLine ? SensorStatus.Clock.GOOD : SensorStatus.Clock.BAD;
        return new SensorClock(more, after, receiveMicros, judgement, median, 0);
    }

    /** The time of detection behind a time of day. */
    long detectionMicros(int timeOfDay, long receiveMicros, long nominalDelayMicros) {
        return state == SensorStatus.Clock.BAD
                ? receiveMicros - nominalDelayMicros
                : nearest(timeOfDay, receiveMicros) + correctionMicros;
    }

    /** The moment with this time of day that is nearest the receive time, on whatever day. */
    private static long nearest(int timeOfDay, long receiveMicros) {
        long ofDay = timeOfDay * 1_000_000L / 128;
        long behind = Math.floorMod(receiveMicros - ofDay, DAY_MICROS);
        return receiveMicros - (behind > DAY_MICROS / 2 ? behind - DAY_MICROS : behind);
    }

    void write(StateOutput output) {
        output.writeByte(samples.length);
        for (long sample : samples) {
            output.writeLong(sample);
        }
        output.writeByte(next);
        output.writeLong(lastSampleMicros);
        output.writeByte(StateEnums.index(state));
        output.writeLong(medianMicros);
        output.writeLong(correctionMicros);
    }

    static SensorClock read(StateInput input) {
        long[] samples = new long[Math.floorMod(input.readByte(), CAPACITY + 1)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = input.readLong();
        }
        return new SensorClock(
                samples,
                Math.floorMod(input.readByte(), CAPACITY),
                input.readLong(),
                StateEnums.at(SensorStatus.Clock.values(), input.readByte()),
                input.readLong(),
                input.readLong());
    }
}
