package aero.vigil.airspace.geometry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

/**
 * Places within 500 km against an independent geodesy library (GeographicLib, Karney 2013): less
 * than a metre and 0.01 degrees of bearing.
 */
class GeodesyTest {

    private static final long SEED = 31;
    private static final int CASES = 5_000;
    private static final double METRES = 1;
    private static final double DEGREES = 0.01;
    private static final double FARTHEST = 500_000;
    private static final double NEAREST = 2_000;

    private static final double A = 6_378_137;
    private static final double E2 = (2 - 1 / 298.257223563) / 298.257223563;

    private static double latitude(Random random) {
        return random.nextDouble() * 150 - 75;
    }

    private static double longitude(Random random) {
        return random.nextDouble() * 360 - 180;
    }

    private static double distance(Random random) {
        return NEAREST + (FARTHEST - NEAREST) * random.nextDouble();
    }

    /** Seen from a site, the place found must lie as far and in the direction of the true one. */
    private static void assertSame(
            double latitude,
            double longitude,
            GeodesicData truth,
            GeodeticPosition found,
            String where) {
        GeodesicData apart =
                Geodesic.WGS84.Inverse(
                        truth.lat2, truth.lon2, found.latitudeDegrees(), found.longitudeDegrees());
        assertTrue(apart.s12 < METRES, where + ": " + apart.s12 + " m");
        GeodesicData seen =
                Geodesic.WGS84.Inverse(
                        latitude, longitude, found.latitudeDegrees(), found.longitudeDegrees());
        double turned = Math.IEEEremainder(seen.azi1 - truth.azi1, 360);
        assertTrue(Math.abs(turned) < DEGREES, where + ": " + turned + " degrees");
    }

    @Test
    void aPlaceComesBackFromThePlane() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            double latitude = latitude(random);
            double longitude = longitude(random);
            SystemPlane plane = new SystemPlane(latitude, longitude);
            GeodesicData truth =
                    Geodesic.WGS84.Direct(
                            latitude, longitude, 360 * random.nextDouble(), distance(random));

            PlanePosition at = plane.toPlane(truth.lat2, truth.lon2);

            assertSame(
                    latitude,
                    longitude,
                    truth,
                    plane.toGeodetic(at.xMetres(), at.yMetres()),
                    "seed " + SEED + ", case " + i);
        }
    }

    @Test
    void slantRangeAndAzimuthGiveThePlaceOnTheEllipsoid() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            double latitude = latitude(random);
            double longitude = longitude(random);
            double siteHeight = 3_000 * random.nextDouble();
            double height = 1_000 + 14_000 * random.nextDouble();
            GeodesicData truth =
                    Geodesic.WGS84.Direct(
                            latitude, longitude, 360 * random.nextDouble(), distance(random));
            double[] sight =
                    sight(
                            centred(latitude, longitude, siteHeight),
                            centred(truth.lat2, truth.lon2, height),
                            Math.toRadians(latitude),
                            Math.toRadians(longitude));
            SystemPlane plane = new SystemPlane(latitude, longitude);
            PolarProjection radar = new PolarProjection(plane, latitude, longitude, siteHeight);

            GeodeticPosition found = radar.toGeodetic(sight[0], sight[1], height);

            assertSame(latitude, longitude, truth, found, "seed " + SEED + ", case " + i);
        }
    }

    /** Slant range and azimuth between two places fixed to the earth. */
    private static double[] sight(double[] from, double[] to, double phi, double lambda) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double dz = to[2] - from[2];
        double east = -Math.sin(lambda) * dx + Math.cos(lambda) * dy;
        double north =
                -Math.sin(phi) * (Math.cos(lambda) * dx + Math.sin(lambda) * dy)
                        + Math.cos(phi) * dz;
        return new double[] {Math.sqrt(dx * dx + dy * dy + dz * dz), Math.atan2(east, north)};
    }

    private static double[] centred(double latitude, double longitude, double height) {
        double phi = Math.toRadians(latitude);
        double lambda = Math.toRadians(longitude);
        double n = A / Math.sqrt(1 - E2 * Math.sin(phi) * Math.sin(phi));
        return new double[] {
            (n + height) * Math.cos(phi) * Math.cos(lambda),
            (n + height) * Math.cos(phi) * Math.sin(lambda),
            (n * (1 - E2) + height) * Math.sin(phi)
        };
    }
}
