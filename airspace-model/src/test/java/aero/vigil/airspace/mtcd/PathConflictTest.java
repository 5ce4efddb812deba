package aero.vigil.airspace.mtcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.adaptation.SafetyNets.MtcdParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PathConflictTest {

    private static final MtcdParameters FIRST = MtcdParameters.FIRST;
    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final long NOW = 1_781_524_800_000_000L;
    private static final double MINUTE = 60;

    private static PlannedPath path(int flight, PathLeg... legs) {
        return new PlannedPath(flight, 1, true, List.of(legs));
    }

    private static PathLeg leg(
            double x,
            double y,
            double vx,
            double vy,
            double from,
            double to,
            double floor,
            double ceiling) {
        return new PathLeg(
                x, y, vx, vy, NOW + (long) (from * 1e6), NOW + (long) (to * 1e6), floor, ceiling);
    }

    /**
     * Level and straight for half an hour, so many miles east of the meeting point at minute 10.
     */
    private static PathLeg eastbound(double milesNorth, double feet) {
        return leg(-75 * NM, milesNorth * NM, 450 * KNOT, 0, 0, 1_800, feet, feet);
    }

    private static PathLeg westbound(double feet) {
        return leg(75 * NM, 0, -450 * KNOT, 0, 0, 1_800, feet, feet);
    }

    @Test
    void twoThatMeetHeadOnConflictWhenTheirCorridorsTouch() {
        PathConflict conflict =
                PathConflict.between(
                        path(1, eastbound(0, 33_000)), path(2, westbound(33_000)), NOW, FIRST);

        assertNotNull(conflict);
        // They are 10 NM apart, their corridors full-grown, 10 NM of 15 NM/min before minute 10.
        assertEquals(10 * MINUTE - 10 / 15.0 * MINUTE, (conflict.fromMicros() - NOW) * 1e-6, 0.01);
        assertEquals(0, conflict.metres(), 1);
        assertEquals(0, conflict.feet());
    }

    @Test
    void aThousandFeetOrTenMilesSeparateThem() {
        PlannedPath west = path(2, westbound(33_000));

        assertNull(PathConflict.between(path(1, eastbound(0, 34_000)), west, NOW, FIRST));
        assertNotNull(PathConflict.between(path(1, eastbound(0, 33_900)), west, NOW, FIRST));
        assertNull(PathConflict.between(path(1, eastbound(10.1, 33_000)), west, NOW, FIRST));
        assertNotNull(PathConflict.between(path(1, eastbound(9.9, 33_000)), west, NOW, FIRST));
    }

    @Test
    void twoThousandFeetAreNeededWhereOneIsNotApprovedForRvsm() {
        PlannedPath west = path(2, westbound(33_000));
        PlannedPath old = new PlannedPath(1, 1, false, List.of(eastbound(0, 34_000)));
        PlannedPath low = new PlannedPath(1, 1, false, List.of(eastbound(0, 27_000)));

        assertNotNull(PathConflict.between(old, west, NOW, FIRST));
        assertNull(PathConflict.between(low, path(2, westbound(26_000)), NOW, FIRST));
    }

    @Test
    void nothingBeyondTheLookAheadOrInThePastCounts() {
        PlannedPath east = path(1, eastbound(0, 33_000));
        PlannedPath west = path(2, westbound(33_000));
        MtcdParameters five = new MtcdParameters(5, 2.5, 0.3, 5, 1_000, 2_000);

        assertNull(PathConflict.between(east, west, NOW, five));
        assertNull(PathConflict.between(east, west, NOW + 15 * 60_000_000L, FIRST));
    }

    /** Paths of several legs at random, against looking every second. */
    @Test
    void agreesWithDenseSamplingOfTheSamePaths() {
        long seed = 77;
        Random random = new Random(seed);
        int conflicts = 0;
        for (int i = 0; i < 10_000; i++) {
            PlannedPath a = randomPath(1, random);
            PlannedPath b = randomPath(2, random);
            String name = "seed " + seed + ", encounter " + i;

            PathConflict conflict = PathConflict.between(a, b, NOW, FIRST);

            double sampled = firstSample(a, b);
            if (conflict == null) {
                assertTrue(Double.isNaN(sampled), name + ": sampled at " + sampled);
                continue;
            }
            conflicts++;
            double from = (conflict.fromMicros() - NOW) * 1e-6;
            assertTrue(Double.isNaN(sampled) || from <= sampled, name + ": " + from);
            assertTrue(isInside(a, b, from + 1e-3) || isInside(a, b, from + 0.5), name);
        }
        assertTrue(conflicts > 300, conflicts + " conflicts");
    }

    private static double firstSample(PlannedPath a, PlannedPath b) {
        for (double t = 0; t < 1_200; t++) {
            if (isInside(a, b, t)) {
                return t;
            }
        }
        return Double.NaN;
    }

    private static boolean isInside(PlannedPath a, PlannedPath b, double t) {
        PathLeg legA = at(a, t);
        PathLeg legB = at(b, t);
        if (legA == null || legB == null || legA.verticalGap(legB) >= 1_000) {
            return false;
        }
        long micros = NOW + (long) (t * 1e6);
        double distance =
                Math.hypot(
                        legA.xAt(micros) - legB.xAt(micros), legA.yAt(micros) - legB.yAt(micros));
        return distance < 2 * NM * Math.min(5, 2.5 + 0.3 * t / 60) + 1e-3;
    }

    private static @Nullable PathLeg at(PlannedPath path, double t) {
        long micros = NOW + (long) (t * 1e6);
        for (PathLeg leg : path.legs()) {
            if (leg.fromMicros() <= micros && micros < leg.toMicros()) {
                return leg;
            }
        }
        return null;
    }

    private static PlannedPath randomPath(int flight, Random random) {
        List<PathLeg> legs = new ArrayList<>();
        double x = random.nextGaussian() * 12 * NM;
        double y = random.nextGaussian() * 12 * NM;
        double from = random.nextInt(600) - 300;
        double course = random.nextDouble() * 2 * Math.PI;
        for (int i = 0; i < 5; i++) {
            double seconds = 60 + random.nextInt(400);
            double speed = (300 + random.nextInt(200)) * KNOT;
            course += random.nextGaussian() * 0.5;
            double feet = 10_000 + 500 * random.nextInt(20);
            legs.add(
                    leg(
                            x,
                            y,
                            speed * Math.sin(course),
                            speed * Math.cos(course),
                            from,
                            from + seconds,
                            feet,
                            feet + 500 * random.nextInt(4)));
            x += speed * Math.sin(course) * seconds;
            y += speed * Math.cos(course) * seconds;
            from += seconds;
        }
        return new PlannedPath(flight, 1, true, legs);
    }

    /**
     * Airspace algorithms §9: planned paths flown with a speed error of 1 % and 10 kt of wind that
     * nobody knew, printed by how far ahead the loss of separation was.
     */
    @Test
    void lossesOfSeparationAreForeseenThoughWindAndSpeedDifferFromThePlan() {
        Random random = new Random(9);
        int[] losses = new int[3];
        int[] missed = new int[3];
        int predicted = 0;
        int unnecessary = 0;
        for (int i = 0; i < 60_000; i++) {
            double[] a = planned(random);
            double[] b = planned(random);
            PathConflict conflict =
                    PathConflict.between(straight(1, a), straight(2, b), NOW, FIRST);
            double loss = lossOfSeparation(flown(a, random), flown(b, random));
            if (conflict != null) {
                predicted++;
                unnecessary += Double.isNaN(loss) ? 1 : 0;
            }
            if (!Double.isNaN(loss)) {
                int bin = loss < 300 ? 0 : loss < 600 ? 1 : 2;
                losses[bin]++;
                missed[bin] += conflict == null ? 1 : 0;
            }
        }
        String[] bins = {"0-5 min", "5-10 min", "10-20 min"};
        for (int bin = 0; bin < bins.length; bin++) {
            System.out.printf(
                    "MTCD %s ahead: %d losses of 5 NM, %d missed%n",
                    bins[bin], losses[bin], missed[bin]);
            assertTrue(losses[bin] > 100, bins[bin]);
            assertTrue(missed[bin] <= 0.05 * losses[bin], bins[bin] + ": " + missed[bin]);
        }
        System.out.printf(
                "MTCD: %d conflicts predicted, %d of them without a loss of 5 NM%n",
                predicted, unnecessary);
    }

    /** Place, velocity. */
    private static double[] planned(Random random) {
        double course = random.nextDouble() * 2 * Math.PI;
        double speed = (380 + random.nextInt(100)) * KNOT;
        return new double[] {
            (random.nextDouble() - 0.5) * 240 * NM,
            (random.nextDouble() - 0.5) * 240 * NM,
            speed * Math.sin(course),
            speed * Math.cos(course)
        };
    }

    private static PlannedPath straight(int flight, double[] plan) {
        return path(flight, leg(plan[0], plan[1], plan[2], plan[3], 0, 1_300, 33_000, 33_000));
    }

    /** Along the planned track, at another speed; wind across is steered against. */
    private static double[] flown(double[] plan, Random random) {
        double speed = Math.hypot(plan[2], plan[3]);
        double other = speed * (1 + 0.01 * random.nextGaussian()) + 10 * KNOT * wind(random);
        return new double[] {plan[0], plan[1], plan[2] / speed * other, plan[3] / speed * other};
    }

    /** Its part along the track. */
    private static double wind(Random random) {
        return Math.cos(random.nextDouble() * 2 * Math.PI);
    }

    private static double lossOfSeparation(double[] a, double[] b) {
        for (double t = 0; t < 1_200; t += 1) {
            double x = a[0] - b[0] + (a[2] - b[2]) * t;
            double y = a[1] - b[1] + (a[3] - b[3]) * t;
            if (x * x + y * y < 25 * NM * NM) {
                return t;
            }
        }
        return Double.NaN;
    }
}
