package aero.vigil.certification.tracking;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A measure of tables (a) and (c) that is a ratio of sums over flights (airspace-algorithms.md §9).
 * Bars of the first kind are for 5 NM, of the second for 3 NM; NaN: printed only.
 */
enum Measure {
    MISSED_UPDATES("probability of update", "%", Kind.COMPLEMENT, 97, 97, Mark.K),
    LONG_GAPS("intervals in long gaps", "%", Kind.SHARE, 0.5, 0.5, Mark.K),
    POSITION("horizontal position error, RMS", "m", Kind.ROOT, 500, 300, Mark.K),
    CORRELATED("reports in runs of 3 or more large errors", "%", Kind.SHARE, 0.03, 0.03, Mark.K),
    LEVEL_AGE("age of the level, mean", "s", Kind.MEAN, 4, 2.5, Mark.K),
    LEVEL_RIGHT("level right", "%", Kind.LEAST_SHARE, 96, 96, Mark.K),
    LEVEL_WRONG("level wrong", "%", Kind.SHARE, 0.1, 0.1, Mark.K),
    LEVEL_ERROR_200("level flight: shown within 200 ft", "%", Kind.LEAST_SHARE, 99.9, 99.9, Mark.K),
    CLIMB_ERROR_300("climbing: expected within 300 ft", "%", Kind.LEAST_SHARE, 98.5, 98.5, Mark.K),
    IDENTITY_RIGHT("code right", "%", Kind.LEAST_SHARE, 98, 98, Mark.K),
    IDENTITY_WRONG("code wrong", "%", Kind.SHARE, 0.1, 0.1, Mark.K),
    RATE_LEVEL("rate of climb in level flight, RMS", "ft/min", Kind.ROOT, 250, 250, Mark.K),
    RATE_CLIMB("rate of climb when climbing, RMS", "ft/min", Kind.ROOT, 500, 500, Mark.K),
    SPEED_STRAIGHT("ground speed in straight flight, RMS", "m/s", Kind.ROOT, 4, 4, Mark.K),
    SPEED_TURN("ground speed in turns, RMS", "m/s", Kind.ROOT, 8, 8, Mark.K),
    ANGLE_STRAIGHT("track angle in straight flight, RMS", "deg", Kind.ROOT, 10, 10, Mark.K),
    ANGLE_TURN("track angle in turns, RMS", "deg", Kind.ROOT, 25, 25, Mark.K),
    NIS("normalised innovation squared, mean", "", Kind.MEAN, Double.NaN, Double.NaN, Mark.R),
    NIS_LARGE("share of it over 13.8", "%", Kind.SHARE, Double.NaN, Double.NaN, Mark.R),
    NUMBER_CHANGES("track-number changes", "per hour", Kind.PER_HOUR, 0.02, 0.02, Mark.R),
    COASTING_RIGHT("coasting flag right", "%", Kind.LEAST_SHARE, 95, 95, Mark.R),
    DROPPED("dropped while detected", "%", Kind.SHARE, 0, 0, Mark.R);

    /** 99.9 % of chi-squared with two degrees of freedom. */
    static final double LARGE_NIS = 13.8;

    private enum Kind {
        SHARE,
        LEAST_SHARE,
        COMPLEMENT,
        MEAN,
        ROOT,
        PER_HOUR
    }

    private final String words;
    private final String unit;
    private final Kind kind;
    private final double barFive;
    private final double barThree;
    private final Mark mark;

    Measure(String words, String unit, Kind kind, double barFive, double barThree, Mark mark) {
        this.words = words;
        this.unit = unit;
        this.kind = kind;
        this.barFive = barFive;
        this.barThree = barThree;
        this.mark = mark;
    }

    String words() {
        return words;
    }

    private DoubleUnaryOperator function() {
        return switch (kind) {
            case SHARE, LEAST_SHARE -> ratio -> 100 * ratio;
            case COMPLEMENT -> ratio -> 100 * (1 - ratio);
            case MEAN -> ratio -> ratio;
            case ROOT -> Math::sqrt;
            case PER_HOUR -> ratio -> 3_600 * ratio;
        };
    }

    Figure figure(Ratio ratio, Separation separation) {
        double[] estimate = ratio.estimate(function());
        return new Figure(
                words,
                unit,
                estimate[0],
                estimate[1],
                estimate[2],
                bar(separation),
                kind == Kind.LEAST_SHARE || kind == Kind.COMPLEMENT,
                mark);
    }

    private @Nullable Double bar(Separation separation) {
        double bar = separation.isFiveMiles() ? barFive : barThree;
        return Double.isNaN(bar) ? null : bar;
    }
}
