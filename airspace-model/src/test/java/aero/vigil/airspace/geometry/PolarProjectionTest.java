package aero.vigil.airspace.geometry;

import static java.lang.Double.parseDouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ThirdPartyData;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolarProjectionTest {

    private static final double NAUTICAL_MILE = 1852;

    @Test
    void findsTheTargetFromSlantRangeAzimuthAndHeight() {
        double worst = 0;
        int compared = 0;

        for (String[] row : ThirdPartyData.rows("geo-vectors/radar-polar.csv")) {
            SystemPlane plane = new SystemPlane(parseDouble(row[0]) + 1, parseDouble(row[1]) + 1.5);

            PlanePosition found =
                    radar(plane, row)
                            .toPlane(
                                    parseDouble(row[9]) * NAUTICAL_MILE,
                                    Math.toRadians(parseDouble(row[10])),
                                    parseDouble(row[5]));

            PlanePosition truth = plane.toPlane(parseDouble(row[3]), parseDouble(row[4]));
            worst = Math.max(worst, distance(found, truth));
            compared++;
        }

        assertEquals(500, compared);
        assertTrue(worst < 1, "worst error " + worst + " m");
    }

    @Test
    void findsTheTargetFromTheQuantisedItemsWithinTheirLeastBits() {
        for (String[] row : ThirdPartyData.rows("geo-vectors/radar-polar.csv")) {
            SystemPlane plane = new SystemPlane(parseDouble(row[0]), parseDouble(row[1]));
            double range = parseDouble(row[12]) / 256 * NAUTICAL_MILE;
            double azimuth = Math.toRadians(parseDouble(row[13]) * 360 / 65536);

            GeodeticPosition found =
                    radar(plane, row).toGeodetic(range, azimuth, parseDouble(row[5]));

            PlanePosition at = plane.toPlane(found.latitudeDegrees(), found.longitudeDegrees());
            PlanePosition truth = plane.toPlane(parseDouble(row[3]), parseDouble(row[4]));
            double across = range * Math.toRadians(0.00275);
            double ground = Math.hypot(truth.xMetres(), truth.yMetres());
            double along = 3.62 * range / Math.max(ground, 100) + 0.5;
            assertTrue(
                    distance(at, truth) < along + across,
                    distance(at, truth) + " m: " + String.join(",", row));
        }
    }

    @Test
    void seesAPlaceInTheAzimuthFromWhichItCame() {
        SystemPlane plane = new SystemPlane(46.9, 8.2);
        PolarProjection radar = new PolarProjection(plane, 47.4583, 8.5555, 480);
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double azimuth = random.nextDouble() * 2 * Math.PI;
            double range = 20_000 + random.nextDouble() * 400_000;

            PlanePosition at = radar.toPlane(range, azimuth, 10_000);

            double seen = radar.azimuthTo(at.xMetres(), at.yMetres());
            double difference = Math.IEEEremainder(seen - azimuth, 2 * Math.PI);
            assertEquals(0, Math.toDegrees(difference), 0.2, "seed " + seed + ", case " + i);
        }
    }

    @Test
    void placesATargetNearerThanItsHeightStraightOverhead() {
        SystemPlane plane = new SystemPlane(46.9, 8.2);
        PolarProjection radar = new PolarProjection(plane, 47, 8, 500);

        PlanePosition at = radar.toPlane(3_000, 1, 11_000);

        assertTrue(distance(at, radar.site()) < 1);
    }

    private static PolarProjection radar(SystemPlane plane, String[] row) {
        return new PolarProjection(
                plane, parseDouble(row[0]), parseDouble(row[1]), parseDouble(row[2]));
    }

    private static double distance(PlanePosition a, PlanePosition b) {
        return Math.hypot(a.xMetres() - b.xMetres(), a.yMetres() - b.yMetres());
    }
}
