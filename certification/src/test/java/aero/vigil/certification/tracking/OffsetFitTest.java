package aero.vigil.certification.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.airspace.geometry.PlanePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Offsets that were put in are found, and what was scattered about them is what is left. */
class OffsetFitTest {

    private static final PlanePosition SITE = new PlanePosition(0, 0);

    private static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().startsWith(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void rangeAzimuthAndSiteAreFoundAmongNoiseAndForeigners() {
        Random random = new Random(4);
        List<OffsetFit.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double ground = 30_000 + 200_000 * random.nextDouble();
            double x = ground * Math.sin(angle);
            double y = ground * Math.cos(angle);
            double range = 120 + 30 * random.nextGaussian();
            double azimuth = Math.toRadians(-0.15) + Math.toRadians(0.02) * random.nextGaussian();
            double foreign = i % 20 == 0 ? 4_000 : 0;
            pairs.add(
                    OffsetFit.Pair.of(
                            SITE,
                            new PlanePosition(
                                    x
                                            + range * Math.sin(angle)
                                            + azimuth * ground * Math.cos(angle)
                                            + 200
                                            + foreign,
                                    y
                                            + range * Math.cos(angle)
                                            - azimuth * ground * Math.sin(angle)
                                            - 350),
                            new PlanePosition(x, y)));
        }

        List<Figure> figures = new OffsetFit(pairs).figures(1);

        assertEquals(120, value(figures, "offset in range"), 5);
        assertEquals(-0.15, value(figures, "offset in azimuth"), 0.003);
        assertEquals(200, value(figures, "site's error, east"), 10);
        assertEquals(-350, value(figures, "site's error, north"), 10);
        assertEquals(30, value(figures, "residual along"), 3);
        assertEquals(1_900, value(figures, "of them used"), 60);
    }
}
