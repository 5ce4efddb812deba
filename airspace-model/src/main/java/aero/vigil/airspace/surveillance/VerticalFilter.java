package aero.vigil.airspace.surveillance;

import aero.vigil.airspace.surveillance.VerticalState.Model;
import org.jspecify.annotations.Nullable;

/**
 * The vertical filter: two interacting models, level flight and constant rate, over Mode C.
 *
 * <p>Airspace algorithms §6. Pure functions of immutable states.
 */
final class VerticalFilter {

    private static final double LEVEL_SOJOURN_SECONDS = 120;
    private static final double CLIMB_SOJOURN_SECONDS = 60;
    private static final double LEVEL_DRIFT = 0.2; // ft/s
    private static final double LEVEL_RATE_VARIANCE = 0.25; // (ft/s)²
    private static final double CLIMB_ACCELERATION = 1.0; // ft/s²
    private static final double FIRST_RATE_VARIANCE = 30.0 * 30.0; // (ft/s)²
    private static final double INSTRUMENT_VARIANCE = 20.0 * 20.0; // ft²
    private static final double LEAST_WEIGHT = 1e-3;
    private static final double LIKELY = 0.7;
    private static final double DOUBT_FEET = 300;

    /** 8,000 ft/min: no airliner climbs faster. */
    private static final double GREATEST_RATE = 8_000 / 60.0;

    private VerticalFilter() {}

    /** The state after one more valid Mode C in 1/4 FL; the first when there was none before. */
    static VerticalState update(@Nullable VerticalState before, long micros, int flightLevel) {
        double feet = flightLevel * 25.0;
        if (before == null || micros < before.timeMicros()) {
            return before == null ? start(micros, flightLevel, feet, 0, false) : before;
        }
        boolean isFine = before.isFine() || flightLevel % 4 != 0;
        double quantum = isFine ? 25 : 100;
        double noise = quantum * quantum / 12 + INSTRUMENT_VARIANCE;
        double seconds = (micros - before.timeMicros()) / 1e6;
        double stayLevel = StrictMath.exp(-seconds / LEVEL_SOJOURN_SECONDS);
        double stayClimb = StrictMath.exp(-seconds / CLIMB_SOJOURN_SECONDS);
        double levelWeight = before.levelWeight();
        double levelArrival = stayLevel * levelWeight + (1 - stayClimb) * (1 - levelWeight);
        double climbArrival = 1 - levelArrival;
        Model level = predictLevel(mix(before, stayLevel * levelWeight / levelArrival), seconds);
        Model climb =
                predictClimb(mix(before, (1 - stayLevel) * levelWeight / climbArrival), seconds);

        double expected = levelArrival * level.altitude() + climbArrival * climb.altitude();
        double spread =
                levelArrival * (level.hh() + square(level.altitude() - expected))
                        + climbArrival * (climb.hh() + square(climb.altitude() - expected));
        if (Math.abs(feet - expected) > 3 * Math.sqrt(spread + noise) + DOUBT_FEET) {
            return doubt(before, micros, flightLevel, feet, isFine);
        }

        double logLevel = StrictMath.log(levelArrival) + logLikelihood(level, feet, noise);
        double logClimb = StrictMath.log(climbArrival) + logLikelihood(climb, feet, noise);
        double weight = 1 / (1 + StrictMath.exp(Math.min(700, logClimb - logLevel)));
        weight = Math.max(LEAST_WEIGHT, Math.min(1 - LEAST_WEIGHT, weight));
        return new VerticalState(
                micros,
                correct(level, feet, noise),
                correct(climb, feet, noise),
                weight,
                flightLevel,
                isFine,
                weight > LIKELY ? Math.min(2, before.levelUpdates() + 1) : 0,
                Double.NaN,
                0);
    }

    private static VerticalState start(
            long micros, int flightLevel, double feet, double rate, boolean isFine) {
        double variance = 100.0 * 100.0 / 12 + INSTRUMENT_VARIANCE;
        return new VerticalState(
                micros,
                new Model(feet, 0, variance, 0, LEVEL_RATE_VARIANCE),
                new Model(feet, rate, variance, 0, FIRST_RATE_VARIANCE),
                0.5,
                flightLevel,
                isFine || flightLevel % 4 != 0,
                0,
                Double.NaN,
                0);
    }

    /** Keeps what did not fit until a second one agrees with it. */
    private static VerticalState doubt(
            VerticalState before, long micros, int flightLevel, double feet, boolean isFine) {
        double since = (micros - before.doubtedMicros()) / 1e6;
        boolean agrees =
                !Double.isNaN(before.doubtedFeet())
                        && since > 0
                        && Math.abs(feet - before.doubtedFeet()) <= GREATEST_RATE * since + 100;
        if (!agrees) {
            return before.doubting(feet, micros);
        }
        return start(micros, flightLevel, feet, (feet - before.doubtedFeet()) / since, isFine);
    }

    private static Model mix(VerticalState state, double levelShare) {
        Model a = state.level();
        Model b = state.climb();
        double share = 1 - levelShare;
        double altitude = levelShare * a.altitude() + share * b.altitude();
        double rate = levelShare * a.rate() + share * b.rate();
        double ah = a.altitude() - altitude;
        double ar = a.rate() - rate;
        double bh = b.altitude() - altitude;
        double br = b.rate() - rate;
        return new Model(
                altitude,
                rate,
                levelShare * (a.hh() + ah * ah) + share * (b.hh() + bh * bh),
                levelShare * (a.hr() + ah * ar) + share * (b.hr() + bh * br),
                levelShare * (a.rr() + ar * ar) + share * (b.rr() + br * br));
    }

    private static Model predictLevel(Model m, double t) {
        return new Model(
                m.altitude(),
                0,
                m.hh() + LEVEL_RATE_VARIANCE * t * t + square(LEVEL_DRIFT * t),
                LEVEL_RATE_VARIANCE * t,
                LEVEL_RATE_VARIANCE);
    }

    private static Model predictClimb(Model m, double t) {
        double q = CLIMB_ACCELERATION * CLIMB_ACCELERATION;
        return new Model(
                m.altitude() + m.rate() * t,
                m.rate(),
                m.hh() + 2 * t * m.hr() + t * t * m.rr() + q * t * t * t * t / 4,
                m.hr() + t * m.rr() + q * t * t * t / 2,
                m.rr() + q * t * t);
    }

    private static double logLikelihood(Model m, double feet, double noise) {
        double s = m.hh() + noise;
        return -square(feet - m.altitude()) / (2 * s) - StrictMath.log(s) / 2;
    }

    private static Model correct(Model m, double feet, double noise) {
        double s = m.hh() + noise;
        double kh = m.hh() / s;
        double kr = m.hr() / s;
        double innovation = feet - m.altitude();
        double left = 1 - kh;
        double hr = m.hr() - kr * m.hh();
        return new Model(
                m.altitude() + kh * innovation,
                m.rate() + kr * innovation,
                left * left * m.hh() + kh * kh * noise,
                left * hr + kh * kr * noise,
                m.rr() - 2 * kr * m.hr() + kr * kr * m.hh() + kr * kr * noise);
    }

    private static double square(double value) {
        return value * value;
    }
}
