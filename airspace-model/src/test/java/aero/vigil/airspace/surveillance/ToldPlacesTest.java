package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.geometry.GeodeticPosition;
import aero.vigil.airspace.surveillance.SystemTrack.State;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Places told by ADS-B or by another centre (airspace algorithms §4.10). */
class ToldPlacesTest {

    private static final int RADAR = 1;
    private static final int STATION = 2;
    private static final int CENTRE = 3;
    private static final int ADDRESS = 0x4B1234;
    private static final double SPEED = 220;
    private static final double SECONDS = 240;

    private static final Flight FLIGHT =
            Flight.straight(ADDRESS, 01234, -30_000, 20_000, SPEED, 0, 31_000, SECONDS);

    private static SensorSite site(int sacSic, SensorSite.Kind kind, double range, double period) {
        return new SensorSite(
                sacSic,
                kind + " " + sacSic,
                46.9,
                8.2,
                500,
                range,
                period,
                30,
                0.06,
                1.2,
                kind,
                true,
                0,
                0);
    }

    /** A tracker with a radar of 4 s, an ADS-B station and another centre. */
    private static final class Fed {
        private final UnitOfWork work = new UnitOfWork();
        private final SimulatedRadar radar;
        private final Surveillance surveillance;
        private final List<SimulatedRadar.Sighting> sightings;
        private final Random random = new Random(5);
        private int next;

        /** With a radar that reaches this far. */
        Fed(double rangeMiles) {
            radar =
                    new SimulatedRadar(
                            site(RADAR, SensorSite.Kind.MODE_S, rangeMiles, 4),
                            Scene.PLANE,
                            0.3,
                            1);
            sightings = radar.observe(List.of(FLIGHT), SECONDS, new Random(3));
            surveillance =
                    Scene.tracker(
                            work,
                            List.of(
                                    radar.site(),
                                    site(STATION, SensorSite.Kind.ADSB, rangeMiles, 5),
                                    site(CENTRE, SensorSite.Kind.SYSTEM, 300, 4)));
        }

        /** Lets time pass to this second; radar plots are delivered. */
        void runTo(double from, double to) {
            for (long tick = Math.round(from * 10) + 1; tick <= Math.round(to * 10); tick++) {
                double now = tick / 10.0;
                while (next < sightings.size() && sightings.get(next).arrival() <= now) {
                    surveillance.report(
                            sightings.get(next++).plot(), FeedLine.A, Scene.micros(now));
                    work.commit();
                }
                for (Evaluation evaluation : surveillance.advance(Scene.micros(now))) {
                    evaluation.run();
                    work.commit();
                }
            }
        }

        /** Tells a place of this second, arriving 1.2 s later, so far beside the true one. */
        PlotOutcome tell(int source, double second, double northMetres, int sigma) {
            double[] truth = FLIGHT.at().apply(second);
            GeodeticPosition at =
                    Scene.PLANE.toGeodetic(
                            truth[0] + sigma * random.nextGaussian(),
                            truth[1] + northMetres + sigma * random.nextGaussian());
            long detected = Scene.micros(second);
            Plot plot =
                    new Plot(
                            source,
                            (int) (detected * 128 / 1_000_000 % (86_400 * 128)),
                            Scene.micros(second + 1.2),
                            5,
                            0,
                            0,
                            Plot.ABSENT,
                            false,
                            1_240,
                            false,
                            ADDRESS,
                            "VGL1",
                            77,
                            false,
                            false,
                            false,
                            Plot.ABSENT,
                            new ReportedPosition(
                                    (int) Math.round(at.latitudeDegrees() * 1e7),
                                    (int) Math.round(at.longitudeDegrees() * 1e7),
                                    sigma,
                                    source == CENTRE ? (int) (SPEED * 4) : 0,
                                    0));
            PlotOutcome outcome = surveillance.report(plot, FeedLine.A, Scene.micros(second + 1.2));
            work.commit();
            return outcome;
        }

        SystemTrack only() {
            List<SystemTrack> tracks = surveillance.tracks();
            assertEquals(1, tracks.size(), tracks.toString());
            return tracks.get(0);
        }

        double error(double second) {
            double[] truth = FLIGHT.at().apply(second);
            PlanarMotion shown = only().predictedTo(Scene.micros(second));
            return Math.hypot(shown.xMetres() - truth[0], shown.yMetres() - truth[1]);
        }

        long rejected(PlotReject reason) {
            return surveillance.rejects().stream()
                    .filter(count -> count.reason() == reason)
                    .mapToLong(SensorStatus.Count::count)
                    .sum();
        }
    }

    @Test
    void adsbThatAgreesWithRadarIsFusedByItsAccuracy() {
        Fed alone = new Fed(100);
        Fed fused = new Fed(100);
        double errorAlone = 0;
        double errorFused = 0;

        for (int second = 20; second < 200; second++) {
            alone.runTo(second - 1 + (second == 20 ? -19 : 0), second);
            fused.runTo(second - 1 + (second == 20 ? -19 : 0), second);
            fused.tell(STATION, second - 1.2, 0, 10);
            if (second > 80) {
                errorAlone += alone.error(second) * alone.error(second);
                errorFused += fused.error(second) * fused.error(second);
            }
        }

        assertTrue(Math.sqrt(errorFused / 120) < 15, "RMS " + Math.sqrt(errorFused / 120));
        assertTrue(errorFused < errorAlone / 2, errorFused + " of " + errorAlone);
        assertEquals(2, fused.only().sensors().size());
        assertFalse(fused.only().adsbDistrusted());
    }

    @Test
    void aTrackSaysWhatHasSeenItLately() {
        Fed fed = new Fed(100);

        fed.runTo(0, 60);
        assertEquals(Sources.MODE_S, fed.only().sources());

        fed.tell(STATION, 60.0, 0, 10);
        assertEquals(Sources.MODE_S | Sources.ADS_B, fed.only().sources());

        fed.runTo(60, 80);
        assertEquals(Sources.MODE_S, fed.only().sources(), "nothing told for four turns");
    }

    @Test
    void whatIsNotFusedDoesNotCountAsSeen() {
        Fed fed = new Fed(100);
        fed.runTo(0, 60);

        fed.tell(STATION, 60.0, 1_500, 10);

        assertEquals(Sources.MODE_S, fed.only().sources());
    }

    @Test
    void adsbThatTellsAnotherPlaceThanRadarIsNotFusedAndSaidSo() {
        Fed fed = new Fed(100);
        fed.runTo(0, 60);

        int distrustedAfter = 0;
        for (int second = 60; second < 90; second++) {
            fed.tell(STATION, second - 1.2, 1_500, 10);
            fed.runTo(second, second + 1);
            distrustedAfter += fed.only().adsbDistrusted() ? 0 : 1;
            assertTrue(fed.error(second + 1) < 200, "pulled away by " + fed.error(second + 1));
        }

        assertTrue(fed.only().adsbDistrusted());
        assertEquals(2, distrustedAfter, "at the third report");
        assertEquals(30, fed.rejected(PlotReject.DISAGREES_WITH_RADAR));
    }

    @Test
    void adsbThatAgreesAgainIsTrustedAgain() {
        Fed fed = new Fed(100);
        fed.runTo(0, 60);
        for (int second = 60; second < 70; second++) {
            fed.tell(STATION, second - 1.2, 1_500, 10);
            fed.runTo(second, second + 1);
        }

        for (int second = 70; second < 80; second++) {
            fed.tell(STATION, second - 1.2, 0, 10);
            fed.runTo(second, second + 1);
        }

        assertFalse(fed.only().adsbDistrusted());
        assertTrue(fed.only().sensors().stream().anyMatch(sensor -> sensor.sacSic() == STATION));
    }

    @Test
    void anotherCentresTrackIsNeverTakenWhereAnOwnSensorCovers() {
        Fed fed = new Fed(100);
        fed.runTo(0, 60);

        PlotOutcome outcome = fed.tell(CENTRE, 58.8, 0, 100);

        assertEquals(PlotReject.COVERED_BY_OWN_SENSOR, outcome.reason());
        assertEquals(1, fed.only().sensors().size());
    }

    @Test
    void anotherCentresTrackReplacesOursWhereNoOwnSensorCovers() {
        Fed fed = new Fed(5);
        fed.runTo(0, 60);

        for (int second = 60; second < 100; second += 4) {
            assertEquals(PlotOutcome.Kind.APPLIED, fed.tell(CENTRE, second - 1.2, 0, 100).kind());
            fed.runTo(second, second + 4);
        }

        assertEquals(State.CONFIRMED, fed.only().state());
        assertEquals(SPEED, fed.only().motion().speedMetresPerSecond(), 2);
        assertTrue(fed.error(100) < 500, fed.error(100) + " m");
        assertEquals(31_000, Objects.requireNonNull(fed.only().vertical()).altitudeFeet(), 50);
    }

    @Test
    void aPlaceFromARadarIsRefused() {
        Fed fed = new Fed(100);

        PlotOutcome outcome = fed.tell(RADAR, 10, 0, 10);

        assertEquals(PlotReject.WRONG_KIND, outcome.reason());
    }
}
