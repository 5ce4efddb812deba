package aero.vigil.airspace.mtcd;

import static java.lang.Double.parseDouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ThirdPartyData;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GrowingDiscTest {

    private static final double NAUTICAL_MILE = 1_852;
    private static final double KNOT = NAUTICAL_MILE / 3_600;
    private static final double SECONDS = 1_200;

    /** Vectors of one level in which nothing but the horizontal decides. */
    @Test
    void aDiscThatDoesNotGrowAgreesWithTheIndependentVectorsWithinAMillisecond() {
        int conflicts = 0;
        int cases = 0;
        for (String[] row : ThirdPartyData.rows("daidalus/cd-cylinder-vectors.csv")) {
            boolean isLevel =
                    row[9].equals(row[12]) && Math.abs(parseDouble(row[6])) < parseDouble(row[2]);
            if (!isLevel) {
                continue;
            }
            GrowingDisc disc = new GrowingDisc(parseDouble(row[1]) * NAUTICAL_MILE, 0);

            double entered =
                    disc.entered(
                            parseDouble(row[4]) * NAUTICAL_MILE,
                            parseDouble(row[5]) * NAUTICAL_MILE,
                            (parseDouble(row[7]) - parseDouble(row[10])) * KNOT,
                            (parseDouble(row[8]) - parseDouble(row[11])) * KNOT,
                            parseDouble(row[3]));

            assertEquals(row[14].equals("1"), !Double.isNaN(entered), "case " + row[0]);
            if (row[14].equals("1")) {
                assertEquals(parseDouble(row[15]), entered, 1e-3, "case " + row[0]);
                conflicts++;
            }
            cases++;
        }
        assertTrue(cases > 300 && conflicts > 100, cases + " cases, " + conflicts + " conflicts");
    }

    @Test
    void theEntryIsWhereTheDistanceFallsBelowTheGrowingRadiusAndNoSampleIsInsideBefore() {
        long seed = 20_040;
        Random random = new Random(seed);
        int entered = 0;
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextGaussian() * 60_000;
            double y = random.nextGaussian() * 60_000;
            double speed = random.nextInt(5) == 0 ? 1 : 250;
            double vx = random.nextGaussian() * speed;
            double vy = random.nextGaussian() * speed;
            GrowingDisc disc =
                    new GrowingDisc(
                            3_000 + random.nextDouble() * 15_000,
                            random.nextInt(3) == 0 ? 0 : random.nextDouble() * 20);
            String name = "seed " + seed + ", encounter " + i;

            double at = disc.entered(x, y, vx, vy, SECONDS);

            double end = Double.isNaN(at) ? SECONDS : at;
            for (double t = 0; t < end - 0.01; t += 4) {
                assertTrue(margin(disc, x, y, vx, vy, t) > -0.1, name + " at " + t);
            }
            if (!Double.isNaN(at)) {
                entered++;
                assertTrue(at == 0 || Math.abs(margin(disc, x, y, vx, vy, at)) < 0.1, name);
                assertTrue(at >= 0 && at < SECONDS, name);
            }
        }
        assertTrue(entered > 5_000, entered + " entered");
    }

    /** Metres outside. */
    private static double margin(
            GrowingDisc disc, double x, double y, double vx, double vy, double t) {
        return Math.hypot(x + vx * t, y + vy * t) - disc.radius() - disc.growth() * t;
    }

    @Test
    void twoThatKeepTheirDistanceMeetWhenTheirUncertaintyDoes() {
        GrowingDisc disc = new GrowingDisc(9_260, 18.52);

        double entered = disc.entered(0, 9_260 + 1_852, 0, 0, SECONDS);

        assertEquals(100, entered, 1e-9);
        assertFalse(disc.entered(0, 9_260 + 1_852, 0, 0, 99) <= 99);
    }
}
