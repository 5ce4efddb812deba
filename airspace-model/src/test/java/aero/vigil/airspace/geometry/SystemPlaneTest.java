package aero.vigil.airspace.geometry;

import static java.lang.Double.parseDouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.ThirdPartyData;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SystemPlaneTest {

    @Test
    void projectsAsTheIndependentLibraryDoes() {
        double worst = 0;
        int compared = 0;

        for (String[] row : ThirdPartyData.rows("geo-vectors/stereographic.csv")) {
            SystemPlane plane = new SystemPlane(parseDouble(row[0]), parseDouble(row[1]));
            PlanePosition at = plane.toPlane(parseDouble(row[2]), parseDouble(row[3]));
            double error =
                    Math.hypot(
                            at.xMetres() - parseDouble(row[4]), at.yMetres() - parseDouble(row[5]));
            worst = Math.max(worst, error);
            compared++;
        }

        assertEquals(500, compared);
        assertTrue(worst < 0.01, "worst error " + worst + " m");
    }

    @Test
    void comesBackToTheSamePlaceFromThePlane() {
        long seed = 20261;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            SystemPlane plane =
                    new SystemPlane(
                            random.nextDouble() * 140 - 70, random.nextDouble() * 360 - 180);
            double x = random.nextDouble() * 2e6 - 1e6;
            double y = random.nextDouble() * 2e6 - 1e6;

            GeodeticPosition ground = plane.toGeodetic(x, y);
            PlanePosition again =
                    plane.toPlane(ground.latitudeDegrees(), ground.longitudeDegrees());

            double error = Math.hypot(again.xMetres() - x, again.yMetres() - y);
            assertTrue(error < 1e-3, "seed " + seed + ", case " + i + ": " + error + " m");
        }
    }

    @Test
    void stretchesLengthsByTheScaleItTells() {
        for (String[] row : ThirdPartyData.rows("geo-vectors/geodesic.csv")) {
            double distance = parseDouble(row[6]);
            if (distance < 100 || distance > 60_000) {
                continue;
            }
            double latitude = parseDouble(row[0]);
            SystemPlane plane =
                    new SystemPlane(Math.max(-80, Math.min(80, latitude - 2)), parseDouble(row[1]));
            PlanePosition from = plane.toPlane(latitude, parseDouble(row[1]));
            PlanePosition to = plane.toPlane(parseDouble(row[2]), parseDouble(row[3]));
            double middleX = (from.xMetres() + to.xMetres()) / 2;
            double middleY = (from.yMetres() + to.yMetres()) / 2;

            double length =
                    Math.hypot(to.xMetres() - from.xMetres(), to.yMetres() - from.yMetres())
                            / plane.scaleAt(middleX, middleY);

            assertEquals(distance, length, 1.0 + distance * 2e-5, String.join(",", row));
        }
    }
}
