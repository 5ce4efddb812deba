package aero.vigil.certification.tracking;

import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.TruthState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One flight while it is covered by a radar of the cell: what was delivered of it, which track it
 * had, and the sums of its measures.
 *
 * <p>What is measured after its last detection is nobody's fault and is left out: samples wait
 * until the next detection comes.
 */
final class Leg {

    /** Scored from this long after the first detection (§9). */
    static final double SETTLE_SECONDS = 30;

    private static final int TRUTH_SECONDS = 40;

    private record Sample(Measure measure, double numerator, double denominator) {}

    final Target target;
    final UpdateGaps delivered;
    final UpdateGaps shown;
    long firstDetectionMicros = -1;
    long lastDetectionMicros = -1;

    /** When it was last detected again after radars had missed it for several scans. */
    long foundAgainMicros = -1;

    /** When its first plot came; -1: it had been seen before it came into the cell. */
    long firstArrivalMicros = -1;

    int trackNumber;
    int largeErrors;
    double initiationSeconds = Double.NaN;
    long seenEventMicros = -1;
    double eventDelaySeconds = Double.NaN;
    private final Map<Measure, double[]> sums = new EnumMap<>(Measure.class);
    private final List<Sample> waiting = new ArrayList<>();
    private final Deque<TruthState> truth = new ArrayDeque<>();

    private final long longGapMicros;

    /**
     * @param periodMicros of the quickest radar: after two and a half of them without a plot the
     *     flight counts as lost, and found again by the next one
     */
    Leg(Target target, Separation separation, long periodMicros) {
        this.longGapMicros = periodMicros * 5 / 2;
        this.target = target;
        this.delivered = new UpdateGaps(separation);
        this.shown = new UpdateGaps(separation);
    }

    void remember(TruthState state) {
        truth.addLast(state);
        if (truth.size() > TRUTH_SECONDS) {
            truth.removeFirst();
        }
    }

    @Nullable TruthState latest() {
        return truth.peekLast();
    }

    /** A plot of it where it is has reached the tracker. */
    void detected(long micros) {
        if (firstDetectionMicros < 0) {
            firstDetectionMicros = micros;
        }
        if (micros - lastDetectionMicros > longGapMicros) {
            foundAgainMicros = micros;
        }
        lastDetectionMicros = Math.max(lastDetectionMicros, micros);
        for (Sample sample : waiting) {
            double[] sum = sums.computeIfAbsent(sample.measure(), first -> new double[2]);
            sum[0] += sample.numerator();
            sum[1] += sample.denominator();
        }
        waiting.clear();
    }

    boolean isScoredAt(long micros) {
        return firstDetectionMicros >= 0 && micros - firstDetectionMicros >= SETTLE_SECONDS * 1e6;
    }

    void sample(Measure measure, double numerator, double denominator) {
        waiting.add(new Sample(measure, numerator, denominator));
    }

    void share(Measure measure, boolean holds) {
        sample(measure, holds ? 1 : 0, 1);
    }

    void square(Measure measure, double error) {
        sample(measure, error * error, 1);
    }

    double[] sums(Measure measure) {
        return sums.getOrDefault(measure, new double[2]);
    }

    /** The true pressure altitude at an earlier time; NaN when that is too long ago. */
    double truthFeetAt(long micros) {
        TruthState before = null;
        for (TruthState state : truth) {
            if (state.timeMicros() > micros) {
                break;
            }
            before = state;
        }
        return before == null
                ? Double.NaN
                : before.pressureAltitudeFeet()
                        + before.rateFeetPerSecond() * (micros - before.timeMicros()) * 1e-6;
    }

    /** Whether all of the last half minute was like this. */
    boolean isSteadily(java.util.function.Predicate<TruthState> like) {
        return truth.size() >= SETTLE_SECONDS
                && truth.stream().skip(truth.size() - (long) SETTLE_SECONDS).allMatch(like);
    }

    /** How fast its direction changes now, degrees a second. */
    double turnDegreesPerSecond() {
        if (truth.size() < 2) {
            return Double.NaN;
        }
        TruthState[] last = truth.toArray(new TruthState[0]);
        TruthState a = last[last.length - 2];
        TruthState b = last[last.length - 1];
        double turned = Math.IEEEremainder(b.track() - a.track(), 2 * Math.PI);
        return Math.toDegrees(turned) * 1e6 / (b.timeMicros() - a.timeMicros());
    }

    /** The greatest turn of the last half minute, degrees a second. */
    double greatestTurn() {
        double greatest = 0;
        TruthState before = null;
        int skip = Math.max(0, truth.size() - (int) SETTLE_SECONDS);
        for (TruthState state : truth) {
            if (skip-- <= 0 && before != null) {
                double turned = Math.IEEEremainder(state.track() - before.track(), 2 * Math.PI);
                greatest = Math.max(greatest, Math.abs(Math.toDegrees(turned)));
            }
            before = state;
        }
        return truth.size() < SETTLE_SECONDS ? Double.NaN : greatest;
    }
}
