package aero.vigil.airspace.safety;

import static java.lang.Double.parseDouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ThirdPartyData;
import aero.vigil.airspace.safety.ConflictCylinder.Interval;
import aero.vigil.airspace.safety.ConflictCylinder.Relative;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConflictCylinderTest {

    private static final double NAUTICAL_MILE = 1852;
    private static final double KNOT = NAUTICAL_MILE / 3600;

    @Test
    void agreesWithTheIndependentCylinderVectorsWithinAMillisecond() {
        List<String[]> rows = ThirdPartyData.rows("daidalus/cd-cylinder-vectors.csv");
        int conflicts = 0;

        for (String[] row : rows) {
            ConflictCylinder cylinder =
                    new ConflictCylinder(parseDouble(row[1]) * NAUTICAL_MILE, parseDouble(row[2]));
            Relative now =
                    new Relative(
                            parseDouble(row[4]) * NAUTICAL_MILE,
                            parseDouble(row[5]) * NAUTICAL_MILE,
                            parseDouble(row[6]),
                            (parseDouble(row[7]) - parseDouble(row[10])) * KNOT,
                            (parseDouble(row[8]) - parseDouble(row[11])) * KNOT,
                            (parseDouble(row[9]) - parseDouble(row[12])) / 60);

            Interval violation = cylinder.violation(now, parseDouble(row[3]));

            String name = "case " + row[0];
            assertEquals(row[13].equals("1"), cylinder.isViolated(now), name);
            if (row[14].equals("1")) {
                assertNotNull(violation, name);
                assertEquals(parseDouble(row[15]), violation.fromSeconds(), 1e-3, name);
                assertEquals(parseDouble(row[16]), violation.toSeconds(), 1e-3, name);
                conflicts++;
            } else {
                assertNull(violation, name);
            }
        }

        assertEquals(3_000, rows.size());
        assertEquals(588, conflicts);
    }

    @Test
    void agreesWithDenseSamplingOfTheSameMotion() {
        long seed = 4711;
        Random random = new Random(seed);
        ConflictCylinder cylinder = new ConflictCylinder(4.6 * NAUTICAL_MILE, 750);
        ConflictCylinder inner = new ConflictCylinder(4.6 * NAUTICAL_MILE - 1, 749.9);
        ConflictCylinder outer = new ConflictCylinder(4.6 * NAUTICAL_MILE + 1, 750.1);
        for (int i = 0; i < 20_000; i++) {
            Relative now =
                    new Relative(
                            random.nextGaussian() * 20_000,
                            random.nextGaussian() * 20_000,
                            random.nextGaussian() * 2_000,
                            random.nextGaussian() * 200,
                            random.nextGaussian() * 200,
                            random.nextGaussian() * 30);

            boolean predicted = cylinder.violation(now, 120) != null;

            String name = "seed " + seed + ", encounter " + i;
            if (isSampled(inner, now)) {
                assertTrue(predicted, name);
            }
            if (predicted) {
                assertTrue(isSampled(outer, now), name);
            }
        }
    }

    private static boolean isSampled(ConflictCylinder cylinder, Relative now) {
        for (int step = 0; step <= 2_400; step++) {
            if (cylinder.isViolated(now.after(step * 0.05))) {
                return true;
            }
        }
        return false;
    }
}
