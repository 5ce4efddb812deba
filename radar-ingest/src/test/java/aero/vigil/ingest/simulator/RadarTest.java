package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.SensorSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors and misses of a radar are those it promises, judged by their statistics. */
class RadarTest {

    private static final long SEED = 99;
    private static final int AIRCRAFT = 300;
    private static final int SCANS = 80;

    private final SensorSite site =
            Regions.switzerland().getSensors(1).toBuilder()
                    .setRangeBiasMetres(35)
                    .setAzimuthBiasDegrees(0.04)
                    .build();
    private final Radar radar = new Radar(SEED, site, site.getPeriodSeconds());
    private final RadarGeometry geometry =
            new RadarGeometry(
                    StrictMath.toRadians(site.getLatitude()),
                    StrictMath.toRadians(site.getLongitude()),
                    site.getHeightMetres());

    /** An aircraft that flies round and round between 30 and 120 NM from the radar. */
    private List<LoadTarget> fleet() {
        Place antenna = Place.ofDegrees("", site.getLatitude(), site.getLongitude());
        IdentityIssuer identities = new IdentityIssuer(SEED);
        List<LoadTarget> fleet = new ArrayList<>();
        for (int i = 0; i < AIRCRAFT; i++) {
            Draws draws = Draws.of(SEED, i);
            Place centre =
                    antenna.at(draws.uniform(-3, 3), draws.uniform(50, 100) * Wgs84.METRES_IN_NM);
            fleet.add(
                    new LoadTarget(
                            identities.load(),
                            Atmosphere.STANDARD,
                            centre,
                            draws.uniform(-3, 3),
                            30_000,
                            220,
                            draws.uniform()));
        }
        return fleet;
    }

    private List<Detection> scans(List<LoadTarget> fleet) {
        List<Detection> detections = new ArrayList<>();
        long first = (radar.sectorAt(START) / Radar.SECTORS + 1) * Radar.SECTORS;
        for (long sector = first; sector < first + (long) SCANS * Radar.SECTORS; sector++) {
            detections.addAll(radar.sweep(sector, fleet));
        }
        return detections;
    }

    @Test
    void rangeAndAzimuthErrAsPromisedWithTheBiasesOfSiteAndTransponder() {
        double sumRange = 0;
        double sumRange2 = 0;
        double sumAzimuth = 0;
        double sumAzimuth2 = 0;
        List<Detection> detections = scans(fleet());

        for (Detection detection : detections) {
            RadarGeometry.Sight sight =
                    geometry.sight(detection.target().at(detection.timeMicros()));
            double range =
                    detection.rho() * Wgs84.METRES_IN_NM / 256
                            - sight.rangeMetres()
                            - detection.target().transponder().rangeBiasMetres();
            double azimuth =
                    StrictMath.toDegrees(
                                    Wgs84.wrap(
                                            detection.theta() * 2 * StrictMath.PI / 65_536
                                                    - sight.azimuth()))
                            - 0.03 * StrictMath.sin(sight.azimuth());
            sumRange += range;
            sumRange2 += range * range;
            sumAzimuth += azimuth;
            sumAzimuth2 += azimuth * azimuth;
        }

        // Five sigma of the mean and of the deviation of some 23,000 draws.
        int n = detections.size();
        double meanRange = sumRange / n;
        double meanAzimuth = sumAzimuth / n;
        assertTrue(n > 20_000, n + " detections");
        assertEquals(35, meanRange, 5 * 30 / Math.sqrt(n));
        assertEquals(30, Math.sqrt(sumRange2 / n - meanRange * meanRange), 0.75);
        assertEquals(0.04, meanAzimuth, 5 * 0.06 / Math.sqrt(n));
        assertEquals(0.06, Math.sqrt(sumAzimuth2 / n - meanAzimuth * meanAzimuth), 0.0015);
    }

    @Test
    void detectionAndTheLengthOfRunsOfMissesAreAsPromised() {
        Map<Long, List<Long>> scansSeen = new HashMap<>();
        for (Detection detection : scans(fleet())) {
            scansSeen
                    .computeIfAbsent(detection.target().number(), first -> new ArrayList<>())
                    .add(radar.sectorAt(detection.timeMicros()) / Radar.SECTORS);
        }
        long opportunities = 0;
        long seen = 0;
        long runs = 0;
        for (List<Long> scans : scansSeen.values()) {
            opportunities += scans.get(scans.size() - 1) - scans.get(0) + 1;
            seen += scans.size();
            for (int i = 1; i < scans.size(); i++) {
                runs += scans.get(i) - scans.get(i - 1) > 1 ? 1 : 0;
            }
        }

        double probability = (double) seen / opportunities;
        double run = (double) (opportunities - seen) / runs;
        assertEquals(AIRCRAFT, scansSeen.size());
        // A miss in a hundred of 24,000, in runs: sigma of the mean 0.001, of the run 0.07.
        assertEquals(0.99, probability, 0.004);
        assertEquals(1.5, run, 0.25);
    }

    @Test
    void nobodyIsDetectedTwiceInOneScan() {
        Map<String, Integer> perScan = new HashMap<>();
        for (Detection detection : scans(fleet())) {
            perScan.merge(
                    detection.target().number()
                            + "/"
                            + radar.sectorAt(detection.timeMicros()) / Radar.SECTORS,
                    1,
                    Integer::sum);
        }

        assertNull(
                perScan.entrySet().stream().filter(e -> e.getValue() > 1).findAny().orElse(null));
    }

    @Test
    void theConeOfSilenceAndTheHorizonHideAircraft() {
        assertEquals(0, detectionsAt(2, 30_000), "overhead");
        assertTrue(detectionsAt(40, 30_000) > 0);
        assertTrue(detectionsAt(150, 30_000) > 0);
        assertEquals(0, detectionsAt(195, 1_000), "behind the earth");
        assertEquals(0, detectionsAt(210, 40_000), "out of range");
    }

    private int detectionsAt(double nm, double feet) {
        Place place =
                Place.ofDegrees("", site.getLatitude(), site.getLongitude())
                        .at(1, nm * Wgs84.METRES_IN_NM);
        FlightIdentity identity = new IdentityIssuer(SEED).load();
        Target hovering =
                new Target() {
                    @Override
                    public long number() {
                        return identity.number();
                    }

                    @Override
                    public Transponder transponder() {
                        return identity.transponder();
                    }

                    @Override
                    public TruthState at(long micros) {
                        return new TruthState(
                                micros,
                                place.latitude(),
                                place.longitude(),
                                feet * Wgs84.METRES_IN_FOOT,
                                feet,
                                0,
                                0,
                                0,
                                feet);
                    }
                };
        Radar own = new Radar(SEED, site, site.getPeriodSeconds());
        long first = own.sectorAt(START);
        int count = 0;
        for (long sector = first; sector < first + 20 * Radar.SECTORS; sector++) {
            count += own.sweep(sector, List.of(hovering)).size();
        }
        return count;
    }

    @Test
    void modeCIsRoundedToTheTranspondersStep() {
        for (Detection detection : scans(fleet().subList(0, 20))) {
            assertEquals(0, detection.quarterLevels() % 1);
            assertEquals(30_000 / 25, detection.quarterLevels());
        }
    }
}
