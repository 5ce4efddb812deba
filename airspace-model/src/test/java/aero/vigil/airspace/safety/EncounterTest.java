package aero.vigil.airspace.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.TestRegion;
import aero.vigil.airspace.safety.Encounter.Side;
import aero.vigil.airspace.surveillance.PlanarMotion;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The kernel of STCA against dense sampling of the same motion: straight, and level from the moment
 * at which each reaches its cleared level; for its first 30 s also past it.
 */
final class EncounterTest {

    private static final double NM = 1_852;
    private static final double STEP_SECONDS = 0.05;
    private static final double LOOKAHEAD_SECONDS = 120;
    private static final double BUST_SECONDS = 30;

    /** The edge on which neither answer is wrong. */
    private static final double EDGE_METRES = 1;

    private static final double EDGE_FEET = 0.1;

    private static final double LATERAL = 4.6 * NM;
    private static final double VERTICAL = 750;

    private static Side side(Random random, double x, double y) {
        PlanarMotion motion =
                new PlanarMotion(
                        x,
                        y,
                        random.nextGaussian() * 150,
                        random.nextGaussian() * 150,
                        0,
                        0,
                        0,
                        900,
                        0,
                        900);
        double rate = random.nextInt(3) == 0 ? 0 : random.nextGaussian() * 30;
        double levelOff =
                random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble() * 150;
        return new Side(
                motion,
                new LevelProfile(30_000 + random.nextGaussian() * 2_000, rate, levelOff),
                false);
    }

    /** First second at which samples of the motion are inside, or infinity. */
    private static double sampled(Side a, Side b, double scale, double lateral, double vertical) {
        for (int step = 0; step * STEP_SECONDS <= LOOKAHEAD_SECONDS; step++) {
            double t = step * STEP_SECONDS;
            PlanarMotion p = a.motion();
            PlanarMotion q = b.motion();
            double dx =
                    p.xMetres() - q.xMetres() + (p.vxMetresPerSecond() - q.vxMetresPerSecond()) * t;
            double dy =
                    p.yMetres() - q.yMetres() + (p.vyMetresPerSecond() - q.vyMetresPerSecond()) * t;
            if (Math.hypot(dx, dy) / scale >= lateral) {
                continue;
            }
            double capped = feet(a, t, false) - feet(b, t, false);
            double through = feet(a, t, true) - feet(b, t, true);
            if (Math.abs(capped) < vertical
                    || (t <= BUST_SECONDS && Math.abs(through) < vertical)) {
                return t;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double feet(Side side, double t, boolean isThrough) {
        LevelProfile level = side.level();
        double climbing = isThrough ? t : Math.min(t, level.levelOffSeconds());
        return level.feet() + level.feetPerSecond() * climbing;
    }

    private static void compare(int encounters, long seed) {
        Random random = new Random(seed);
        ConflictCylinder cylinder = new ConflictCylinder(LATERAL, VERTICAL);
        int conflicts = 0;
        for (int i = 0; i < encounters; i++) {
            double x = random.nextGaussian() * 100_000;
            double y = random.nextGaussian() * 100_000;
            Side a = side(random, x, y);
            Side b =
                    side(
                            random,
                            x + random.nextGaussian() * 20_000,
                            y + random.nextGaussian() * 20_000);
            double scale =
                    TestRegion.PLANE.scaleAt(
                            (a.motion().xMetres() + b.motion().xMetres()) / 2,
                            (a.motion().yMetres() + b.motion().yMetres()) / 2);

            double predicted =
                    new Encounter(TestRegion.PLANE, a, b)
                            .secondsToViolation(cylinder, LOOKAHEAD_SECONDS);

            String name = "seed " + seed + ", encounter " + i;
            double surely = sampled(a, b, scale, LATERAL - EDGE_METRES, VERTICAL - EDGE_FEET);
            double perhaps = sampled(a, b, scale, LATERAL + EDGE_METRES, VERTICAL + EDGE_FEET);
            if (surely < Double.POSITIVE_INFINITY) {
                assertTrue(predicted <= surely + 1e-9, name + ": " + predicted + " > " + surely);
                conflicts++;
            }
            if (predicted < Double.POSITIVE_INFINITY) {
                assertTrue(
                        perhaps <= predicted + STEP_SECONDS,
                        name + ": " + predicted + " long before " + perhaps);
            }
        }
        assertTrue(conflicts > encounters / 20, conflicts + " conflicts of " + encounters);
    }

    @Test
    void agreesWithDenseSamplingOfTheSameMotion() {
        compare(4_000, 1_913);
    }

    @Test
    @Tag("slow")
    void agreesWithDenseSamplingOfAHundredThousandEncounters() {
        compare(100_000, Long.getLong("vigil.seed", 20_231_114L));
    }

    @Test
    void whoTurnsIsFoundOnHisArcAndNotOnTheTangent() {
        // Side by side, 8 NM apart, at 220 m/s; the left one turns right at 3 degrees a second.
        double turn = -Math.toRadians(3);
        Side turning = new Side(motion(0, 220, turn), new LevelProfile(30_000, 0, 0), true);
        Side straight = new Side(motion(6 * NM, 220, 0), new LevelProfile(30_000, 0, 0), false);
        Side tangent = new Side(motion(0, 220, turn), new LevelProfile(30_000, 0, 0), false);
        ConflictCylinder cylinder = new ConflictCylinder(LATERAL, VERTICAL);

        double onArc =
                new Encounter(TestRegion.PLANE, turning, straight)
                        .secondsToViolation(cylinder, 120);
        double onTangent =
                new Encounter(TestRegion.PLANE, tangent, straight)
                        .secondsToViolation(cylinder, 120);

        double expected = Double.NaN;
        for (double t = 0; Double.isNaN(expected); t += STEP_SECONDS) {
            double x = 220 / -turn * (1 - Math.cos(turn * t));
            double y = 220 / -turn * Math.sin(-turn * t);
            expected = Math.hypot(6 * NM - x, 220 * t - y) < LATERAL ? t : expected;
        }
        assertEquals(expected, onArc, 2.1, "sampled every two seconds");
        assertEquals(Double.POSITIVE_INFINITY, onTangent);
    }

    private static PlanarMotion motion(double x, double speed, double turn) {
        return new PlanarMotion(x, 0, 0, speed, 0, turn, 0.9, 900, 0, 900);
    }
}
