package aero.vigil.airspace.mtcd;

import aero.vigil.airspace.adaptation.SafetyNets.MtcdParameters;
import aero.vigil.airspace.safety.VerticalMinimum;
import org.jspecify.annotations.Nullable;

/**
 * Two planned paths come nearer than their corridors allow, at levels that do not separate them.
 *
 * @param fromMicros when that begins
 * @param metres the least planned distance while it lasts
 * @param feet vertical distance of the two blocks of levels when it begins, 0: they overlap
 * @param x metres east on the system plane, midway between the two when it begins
 * @param y metres north
 * @param levelFeet midway between the two blocks
 */
record PathConflict(
        long fromMicros, double metres, double feet, double x, double y, double levelFeet) {

    private static final double METRES_PER_NM = 1_852;
    private static final double MICROS_A_MINUTE = 60e6;

    /** The first conflict of two paths within the look-ahead, or null. */
    static @Nullable PathConflict between(
            PlannedPath a, PlannedPath b, long nowMicros, MtcdParameters parameters) {
        if (isAbove(a, b, parameters) || isAbove(b, a, parameters)) {
            return null;
        }
        long until = nowMicros + lookaheadMicros(parameters);
        PathConflict found = null;
        int first = 0;
        for (PathLeg leg : a.legs()) {
            if (leg.toMicros() <= nowMicros) {
                continue;
            }
            if (leg.fromMicros() >= until) {
                break;
            }
            while (first < b.legs().size()
                    && b.legs().get(first).toMicros() <= Math.max(leg.fromMicros(), nowMicros)) {
                first++;
            }
            for (int k = first; k < b.legs().size(); k++) {
                PathLeg other = b.legs().get(k);
                if (other.fromMicros() >= leg.toMicros()) {
                    break;
                }
                long from = Math.max(nowMicros, Math.max(leg.fromMicros(), other.fromMicros()));
                long to = Math.min(until, Math.min(leg.toMicros(), other.toMicros()));
                if (from < to && !isSeparated(a, leg, b, other, parameters)) {
                    found = earlier(found, meeting(leg, other, from, to, nowMicros, parameters));
                }
            }
        }
        return found;
    }

    /** How far ahead conflicts are looked for. */
    static long lookaheadMicros(MtcdParameters parameters) {
        return (long) (parameters.lookaheadMinutes() * MICROS_A_MINUTE);
    }

    /** Whether one is separated from the other all the way, whichever minimum holds. */
    private static boolean isAbove(PlannedPath a, PlannedPath b, MtcdParameters parameters) {
        return a.floorFeet() - b.ceilingFeet() >= parameters.verticalHighFeet();
    }

    private static boolean isSeparated(
            PlannedPath a, PathLeg legA, PlannedPath b, PathLeg legB, MtcdParameters parameters) {
        VerticalMinimum minimum =
                VerticalMinimum.between(
                        legA.ceilingFeet(), a.rvsmApproved(), legB.ceilingFeet(), b.rvsmApproved());
        double feet =
                minimum == VerticalMinimum.HIGH
                        ? parameters.verticalHighFeet()
                        : parameters.verticalFeet();
        return legA.verticalGap(legB) >= feet;
    }

    /** Two legs over the time that they have in common. */
    private static @Nullable PathConflict meeting(
            PathLeg a, PathLeg b, long from, long to, long nowMicros, MtcdParameters parameters) {
        double x = a.xAt(from) - b.xAt(from);
        double y = a.yAt(from) - b.yAt(from);
        double vx = a.vx() - b.vx();
        double vy = a.vy() - b.vy();
        double seconds = (to - from) * 1e-6;
        double ahead = (from - nowMicros) * 1e-6;
        double widest =
                2 * METRES_PER_NM * Math.max(parameters.corridorNm(), parameters.corridorMostNm());
        if (staysBeyond(widest, x, y, vx, vy, seconds)) {
            return null;
        }
        double entered = entered(x, y, vx, vy, ahead, seconds, parameters);
        if (Double.isNaN(entered)) {
            return null;
        }
        double square = vx * vx + vy * vy;
        double nearest = square == 0 ? 0 : -(x * vx + y * vy) / square;
        double at = Math.max(entered, Math.min(seconds, nearest));
        double dx = x + vx * at;
        double dy = y + vy * at;
        long begins = from + (long) Math.rint(entered * 1e6);
        return new PathConflict(
                begins,
                Math.sqrt(dx * dx + dy * dy),
                a.verticalGap(b),
                (a.xAt(begins) + b.xAt(begins)) / 2,
                (a.yAt(begins) + b.yAt(begins)) / 2,
                (a.floorFeet() + a.ceilingFeet() + b.floorFeet() + b.ceilingFeet()) / 4);
    }

    /**
     * Whether two never come within a distance, by far the most legs: told without a square root.
     */
    private static boolean staysBeyond(
            double metres, double x, double y, double vx, double vy, double seconds) {
        double most = metres + 1; // what rounding could say otherwise is left to the exact answer
        double square = vx * vx + vy * vy;
        double nearest = square == 0 ? 0 : -(x * vx + y * vy) / square;
        double at = Math.max(0, Math.min(seconds, nearest));
        double dx = x + vx * at;
        double dy = y + vy * at;
        return dx * dx + dy * dy > most * most;
    }

    /** As the corridors grow, and as they have grown. */
    private static double entered(
            double x,
            double y,
            double vx,
            double vy,
            double ahead,
            double seconds,
            MtcdParameters parameters) {
        double growth = 2 * parameters.growthNmPerMinute() * METRES_PER_NM / 60;
        double begin = 2 * parameters.corridorNm() * METRES_PER_NM;
        double most = 2 * parameters.corridorMostNm() * METRES_PER_NM;
        double grown = growth == 0 ? 0 : Math.max(0, (most - begin) / growth - ahead);
        double first = Math.min(grown, seconds);
        if (first > 0) {
            GrowingDisc disc = new GrowingDisc(begin + growth * ahead, growth);
            double entered = disc.entered(x, y, vx, vy, first);
            if (!Double.isNaN(entered)) {
                return entered;
            }
        }
        if (first >= seconds) {
            return GrowingDisc.NEVER;
        }
        GrowingDisc disc = new GrowingDisc(growth == 0 ? begin : most, 0);
        return first + disc.entered(x + vx * first, y + vy * first, vx, vy, seconds - first);
    }

    /** The one that begins first, with the least distance of both. */
    private static @Nullable PathConflict earlier(
            @Nullable PathConflict one, @Nullable PathConflict other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        PathConflict first = other.fromMicros < one.fromMicros ? other : one;
        return new PathConflict(
                first.fromMicros,
                Math.min(one.metres, other.metres),
                first.feet,
                first.x,
                first.y,
                first.levelFeet);
    }
}
