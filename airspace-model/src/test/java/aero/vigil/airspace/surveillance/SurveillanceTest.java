package aero.vigil.airspace.surveillance;

import static aero.vigil.airspace.surveillance.Scene.micros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.SimulatedRadar.Sighting;
import aero.vigil.airspace.surveillance.SystemTrack.State;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SurveillanceTest {

    private static final int NONE = Plot.ABSENT;

    private static List<SimulatedRadar> twoRadars(double detectionProbability) {
        return List.of(
                Scene.radar(0x1401, -60_000, 0, 4.0, 0.1, detectionProbability),
                Scene.radar(0x1402, 50_000, 40_000, 5.2, 0.6, detectionProbability));
    }

    /** Mode S, Mode A/C with discrete and conspicuity codes, and primary only; all crossing. */
    private static List<Flight> mixedTraffic(Random random, int count, double seconds) {
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double heading = random.nextDouble() * 2 * Math.PI;
            double speed = 90 + random.nextDouble() * 160;
            double x = random.nextGaussian() * 40_000 - speed * Math.cos(heading) * seconds / 2;
            double y = random.nextGaussian() * 40_000 - speed * Math.sin(heading) * seconds / 2;
            int kind = i % 4;
            int address = kind == 0 || kind == 1 ? 0x400000 + i : NONE;
            int code = kind == 3 ? NONE : kind == 2 && i % 8 == 2 ? 07000 : 02001 + i;
            flights.add(
                    Flight.straight(
                            address,
                            code,
                            x,
                            y,
                            speed * Math.cos(heading),
                            speed * Math.sin(heading),
                            5_000 + 1_000 * (i % 30),
                            seconds));
        }
        return flights;
    }

    @Test
    void isTheSameHoweverPlotsAreBatched() {
        long seed = 12;
        List<Flight> flights = mixedTraffic(new Random(seed), 40, 90);
        Scene whole = new Scene(twoRadars(0.95), flights, 90, seed);
        whole.runTo(0, 90);

        for (int batch : new int[] {1, 7, 64}) {
            Scene scene = new Scene(twoRadars(0.95), flights, 90, seed);
            int delivered = 0;
            for (int tick = 1; tick <= 900; tick++) {
                int inBatch = 0;
                while (delivered < scene.sightings.size()
                        && scene.sightings.get(delivered).arrival() <= tick / 10.0) {
                    Sighting sighting = scene.sightings.get(delivered++);
                    scene.surveillance.report(
                            sighting.plot(), FeedLine.A, micros(sighting.arrival()));
                    if (++inBatch % batch == 0) {
                        scene.work.commit();
                    }
                }
                scene.work.commit();
                scene.tick(tick / 10.0);
            }
            assertArrayEquals(whole.state(), scene.state(), "batches of " + batch);
        }
    }

    @Test
    void rollingBackAnyUnitLeavesTheStateAsItWas() {
        long seed = 5;
        Scene scene = new Scene(twoRadars(0.9), mixedTraffic(new Random(seed), 30, 60), 60, seed);
        int delivered = 0;
        int undone = 0;
        for (int tick = 1; tick <= 600; tick++) {
            double now = tick / 10.0;
            while (delivered < scene.sightings.size()
                    && scene.sightings.get(delivered).arrival() <= now) {
                Sighting sighting = scene.sightings.get(delivered++);
                boolean tries = delivered % 23 == 0;
                byte[] before = tries ? scene.state() : new byte[0];
                scene.surveillance.report(sighting.plot(), FeedLine.A, micros(now));
                if (tries) {
                    scene.work.rollback();
                    assertArrayEquals(before, scene.state(), "plot " + delivered);
                    scene.surveillance.report(sighting.plot(), FeedLine.A, micros(now));
                    undone++;
                }
                scene.work.commit();
            }
            for (Evaluation evaluation : scene.surveillance.advance(micros(now))) {
                boolean tries = tick % 37 == 0;
                byte[] before = tries ? scene.state() : new byte[0];
                evaluation.run();
                if (tries) {
                    scene.work.rollback();
                    assertArrayEquals(before, scene.state(), evaluation.subject());
                    evaluation.run();
                    undone++;
                }
                scene.work.commit();
            }
        }
        assertTrue(undone > 30, undone + " units were undone");
    }

    @Test
    void whatIsWrittenAndReadAtAnyMomentHasTheSameFuture() {
        long seed = 77;
        List<Flight> flights = mixedTraffic(new Random(seed), 30, 80);
        for (double moment : new double[] {0.1, 7.3, 20, 33.3, 50.9, 79.9}) {
            Scene scene = new Scene(twoRadars(0.9), flights, 80, seed);
            scene.runTo(0, moment);
            Scene restored = new Scene(twoRadars(0.9), flights, 80, seed);
            restored.restore(scene.state());
            restored.work.commit();
            restored.skipTo(moment);
            assertArrayEquals(scene.state(), restored.state(), "at " + moment);

            scene.runTo(moment, 80);
            restored.runTo(moment, 80);

            assertArrayEquals(scene.state(), restored.state(), "from " + moment);
        }
    }

    /** The same plot, combined with one of the primary radar on the same mast. */
    private static Plot withEcho(Plot plot) {
        int detection =
                switch (plot.detection()) {
                    case 2 -> 3;
                    case 5 -> 7;
                    default -> plot.detection();
                };
        return new Plot(
                plot.sacSic(),
                plot.timeOfDay(),
                plot.receiveTimeMicros(),
                detection,
                plot.rho(),
                plot.theta(),
                plot.mode3A(),
                plot.mode3ADoubtful(),
                plot.flightLevel(),
                plot.flightLevelDoubtful(),
                plot.address(),
                plot.callsign(),
                plot.trackNumber(),
                plot.spi(),
                plot.simulated(),
                plot.fieldMonitor(),
                plot.selectedLevel());
    }

    /** The radars turn more slowly than is known of them, which the tracker learns meanwhile. */
    @Test
    void whatIsShownOfEachTrackIsTheSameAfterARestoreAtAnyMoment() {
        long seed = 78;
        List<SimulatedRadar> slow =
                List.of(
                        Scene.radar(0x1401, -60_000, 0, 5.2, 0.1, 0.8),
                        Scene.radar(0x1402, 50_000, 40_000, 6.4, 0.6, 0.8));
        List<Flight> flights = mixedTraffic(new Random(seed), 60, 80);
        Scene scene = new Scene(twoRadars(1), List.of(), 1, seed);
        int delivered = 0;
        List<Sighting> sightings = new Scene(slow, flights, 80, seed).sightings;
        for (int tick = 1; tick <= 800; tick++) {
            while (delivered < sightings.size()
                    && sightings.get(delivered).arrival() <= tick / 10.0) {
                Sighting sighting = sightings.get(delivered++);
                Plot plot = sighting.plot();
                scene.deliver(
                        plot.sacSic() == 0x1402 ? withEcho(plot) : plot,
                        micros(sighting.arrival()));
            }
            scene.tick(tick / 10.0);
            Scene restored = new Scene(twoRadars(1), List.of(), 1, seed);
            restored.restore(scene.state());

            assertEquals(
                    scene.surveillance.tracks(), restored.surveillance.tracks(), "tick " + tick);
        }
        assertTrue(scene.surveillance.tracks().size() > 30);
    }

    @Test
    void theCopyThatComesByTheOtherLineIsCountedAndChangesNoTrack() {
        long seed = 8;
        List<Flight> flights = mixedTraffic(new Random(seed), 20, 60);
        Scene once = new Scene(twoRadars(0.95), flights, 60, seed);
        Scene twice = new Scene(twoRadars(0.95), flights, 60, seed);
        once.runTo(0, 60);

        int delivered = 0;
        for (int tick = 1; tick <= 600; tick++) {
            double now = tick / 10.0;
            while (delivered < twice.sightings.size()
                    && twice.sightings.get(delivered).arrival() <= now) {
                Sighting sighting = twice.sightings.get(delivered++);
                FeedLine first = delivered % 3 == 0 ? FeedLine.B : FeedLine.A;
                FeedLine second = first == FeedLine.A ? FeedLine.B : FeedLine.A;
                long stamp = micros(sighting.arrival());
                twice.surveillance.report(sighting.plot(), first, stamp);
                PlotOutcome copy = twice.surveillance.report(sighting.plot(), second, stamp);
                twice.work.commit();
                assertEquals(PlotOutcome.Kind.DUPLICATE, copy.kind());
            }
            twice.tick(now);
        }

        assertEquals(once.surveillance.tracks(), twice.surveillance.tracks());
    }

    @Test
    void oneTrackAnAircraftIsConfirmedSoonAndKeepsItsNumber() {
        long seed = 31;
        List<Flight> flights = mixedTraffic(new Random(seed), 24, 120);
        Scene scene = new Scene(twoRadars(0.97), flights, 120, seed);

        scene.runTo(0, 30);
        List<Integer> numbers = picture(scene);
        scene.runTo(30, 118);

        assertEquals(24, numbers.size());
        assertEquals(numbers, picture(scene));
    }

    private static List<Integer> picture(Scene scene) {
        return scene.surveillance.tracks().stream()
                .filter(SystemTrack::isInPicture)
                .map(SystemTrack::number)
                .toList();
    }

    @Test
    void aircraftThatCrossWithModeSNeverSwapNumbers() {
        for (int seed = 0; seed < 40; seed++) {
            double angle = Math.toRadians(2 + seed * 4);
            double v = 200;
            List<Flight> flights =
                    List.of(
                            Flight.straight(0x111111, 01111, -20_000, 5_000, v, 0, 33_000, 200),
                            Flight.straight(
                                    0x222222,
                                    02222,
                                    -20_000 * Math.cos(angle),
                                    5_000 - 20_000 * Math.sin(angle),
                                    v * Math.cos(angle),
                                    v * Math.sin(angle),
                                    33_000,
                                    200));
            Scene scene = new Scene(twoRadars(0.9), flights, 200, seed);
            TreeSet<String> seen = new TreeSet<>();
            for (int second = 1; second <= 199; second++) {
                scene.runTo(second - 1, second);
                for (SystemTrack track : scene.surveillance.tracks()) {
                    seen.add(track.number() + "=" + Integer.toHexString(track.address()));
                }
            }
            assertEquals(2, seen.size(), "seed " + seed + ": " + seen);
        }
    }

    @Test
    void aTrackCoastsWithoutPlotsThenEndsAndItsNumberRests() {
        List<Flight> flights =
                List.of(Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 60));
        List<SimulatedRadar> radars = List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1));
        Scene scene = new Scene(radars, flights, 60, 1);

        scene.runTo(0, 60);
        assertEquals(State.CONFIRMED, scene.surveillance.tracks().get(0).state());
        scene.runTo(60, 68.5);
        assertEquals(State.COASTING, scene.surveillance.tracks().get(0).state());
        scene.runTo(68.5, 95);

        assertTrue(scene.surveillance.tracks().isEmpty());
    }

    @Test
    void aReflectionDoesNotBecomeATrackAtOnce() {
        List<Flight> flights =
                List.of(
                        Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 60),
                        Flight.straight(0x123456, 03456, 60_000, 50_000, -150, 0, 30_000, 18));
        List<SimulatedRadar> radars = List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1));
        Scene scene = new Scene(radars, flights, 60, 1);

        scene.runTo(0, 60);

        assertEquals(1, scene.surveillance.tracks().size());
        SystemTrack track = scene.surveillance.tracks().get(0);
        assertEquals(30_000, track.motion().yMetres(), 300);
        assertTrue(
                scene.surveillance.rejects().stream()
                        .anyMatch(c -> c.reason() == PlotReject.REFLECTION_SUSPECT));
    }

    /** The reflection is farther from the radar than the aircraft, and the beam meets it first. */
    @Test
    void anAircraftThatIsSeenAfterItsReflectionIsTrackedAllTheSame() {
        List<Flight> flights =
                List.of(
                        Flight.straight(0x123456, 03456, -30_000, 30_000, 180, 60, 30_000, 60),
                        Flight.straight(0x123456, 03456, 50_000, 10_000, 0, 0, 30_000, 7));
        List<SimulatedRadar> radars = List.of(Scene.radar(0x1401, 0, 0, 8, 0, 1));
        Scene scene = new Scene(radars, flights, 60, 1);

        scene.runTo(0, 35);

        List<SystemTrack> shown =
                scene.surveillance.tracks().stream().filter(SystemTrack::isInPicture).toList();
        assertEquals(1, shown.size());
        assertEquals(Math.hypot(180, 60), shown.get(0).motion().speedMetresPerSecond(), 30);
    }

    @Test
    void aSecondAircraftWithTheSameAddressIsShownOnceItPersists() {
        List<Flight> flights =
                List.of(
                        Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 120),
                        Flight.straight(0x123456, 03456, 60_000, 50_000, -150, 0, 30_000, 120));
        List<SimulatedRadar> radars = List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1));
        Scene scene = new Scene(radars, flights, 120, 1);

        scene.runTo(0, 110);

        assertEquals(2, scene.surveillance.tracksWithAddress(0x123456).size());
    }

    @Test
    void aRadarWhoseClockIsSteadilyWrongIsUsedAndMarked() {
        List<Flight> flights =
                List.of(Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 120));
        Scene scene = new Scene(List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1)), flights, 120, 1);
        int offset = 26 * 60 * 128;
        int delivered = 0;
        for (int tick = 1; tick <= 1_100; tick++) {
            double now = tick / 10.0;
            while (delivered < scene.sightings.size()
                    && scene.sightings.get(delivered).arrival() <= now) {
                Sighting s = scene.sightings.get(delivered++);
                int wrong = Math.floorMod(s.plot().timeOfDay() + offset, 86_400 * 128);
                scene.deliver(withTimeOfDay(s.plot(), wrong), micros(s.arrival()));
            }
            scene.tick(now);
        }

        SystemTrack track = scene.surveillance.tracks().get(0);
        PlanarMotion there = track.predictedTo(micros(110));
        assertEquals(180 * 110, there.xMetres(), 150);
        SensorStatus status = scene.surveillance.sensors(micros(110)).get(0);
        assertEquals(SensorStatus.Clock.OFFSET, status.clock());
        assertEquals(-26 * 60_000, status.clockOffsetMillis(), 20);
    }

    @Test
    void aRadarWhoseClockJumpsAboutIsUsedByItsReceiveTimes() {
        List<Flight> flights =
                List.of(Flight.straight(0x123456, 03456, 0, 30_000, 180, 0, 30_000, 120));
        Scene scene = new Scene(List.of(Scene.radar(0x1401, 0, 0, 4, 0, 1)), flights, 120, 1);
        Random random = new Random(3);
        int delivered = 0;
        for (int tick = 1; tick <= 1_100; tick++) {
            double now = tick / 10.0;
            while (delivered < scene.sightings.size()
                    && scene.sightings.get(delivered).arrival() <= now) {
                Sighting s = scene.sightings.get(delivered++);
                scene.deliver(
                        withTimeOfDay(s.plot(), random.nextInt(86_400 * 128)), micros(s.arrival()));
            }
            scene.tick(now);
        }

        SystemTrack track = scene.surveillance.tracks().get(0);
        assertEquals(180 * 110, track.predictedTo(micros(110)).xMetres(), 300);
        assertEquals(
                SensorStatus.Clock.BAD, scene.surveillance.sensors(micros(110)).get(0).clock());
    }

    @Test
    void theStepOfTheTimeOfDayAtMidnightNeverReachesATrack() {
        SensorClock clock = SensorClock.UNHEARD;
        long midnight = 1_767_312_000_000_000L; // 2026-01-02 00:00 UTC
        for (int i = -40; i <= 40; i++) {
            long detection = midnight + i * 250_000L;
            long receive = detection + 1_200_000;
            int timeOfDay = (int) Math.floorMod(detection * 128 / 1_000_000, 86_400L * 128);

            clock = clock.observed(timeOfDay, receive, 1_200_000);

            assertEquals(SensorStatus.Clock.GOOD, clock.state());
            long found = clock.detectionMicros(timeOfDay, receive, 1_200_000);
            assertTrue(Math.abs(found - detection) < 8_000, "off by " + (found - detection));
        }
    }

    @Test
    void learnsTheTurnOfARadarThatSendsNoServiceMessages() {
        List<Flight> flights = mixedTraffic(new Random(2), 24, 200);
        SimulatedRadar turning = Scene.radar(0x1401, -60_000, 0, 4.0, 0, 0.97);
        SensorSite told = turning.site();
        SensorSite nominal =
                new SensorSite(
                        told.sacSic(),
                        told.name(),
                        told.latitudeDegrees(),
                        told.longitudeDegrees(),
                        told.heightMetres(),
                        told.rangeNauticalMiles(),
                        4.6,
                        told.sigmaRangeMetres(),
                        told.sigmaAzimuthDegrees(),
                        told.nominalDelaySeconds(),
                        told.kind(),
                        true,
                        0,
                        0);
        Scene scene = new Scene(List.of(turning), flights, 200, 2);
        UnitOfWork work = new UnitOfWork();
        Surveillance surveillance = Scene.tracker(work, List.of(nominal));
        for (Sighting sighting : scene.sightings) {
            surveillance.report(sighting.plot(), FeedLine.A, micros(sighting.arrival()));
            work.commit();
            for (Evaluation evaluation : surveillance.advance(micros(sighting.arrival()))) {
                evaluation.run();
                work.commit();
            }
        }

        SensorStatus status = surveillance.sensors(micros(200)).get(0);

        assertEquals(4_000, status.periodMillis(), 60);
        assertTrue(status.plotsPerMinute() > 200, status.plotsPerMinute() + " plots a minute");
    }

    @Test
    void switchedOffASensorIsIgnoredAndSaysSo() {
        Scene scene = new Scene(twoRadars(1), mixedTraffic(new Random(1), 5, 20), 20, 1);
        assertTrue(scene.surveillance.setEnabled(0x1401, false));
        assertFalse(scene.surveillance.setEnabled(0x9999, true));
        scene.work.commit();

        scene.runTo(0, 20);

        SensorStatus off = scene.surveillance.sensors(micros(20)).get(0);
        assertFalse(off.enabled());
        assertEquals(0, off.plots());
        assertEquals(PlotReject.SENSOR_DISABLED, off.rejects().get(0).reason());
    }

    @Test
    void noPlotWhateverItSaysThrowsOrPoisonsTheState() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        Scene scene = new Scene(twoRadars(1), List.of(), 1, 1);
        int now = 1;
        for (int i = 0; i < 60_000; i++) {
            Plot plot = randomPlot(random, micros(now / 10.0));
            PlotOutcome outcome = scene.deliver(plot, micros(now / 10.0));
            assertNotNull(outcome, "seed " + seed + ", plot " + i);
            if (random.nextInt(200) == 0) {
                scene.surveillance.report(
                        new SensorMessage(
                                0x1401 + random.nextInt(2),
                                random.nextInt(4),
                                any(random),
                                micros(now / 10.0),
                                any(random),
                                any(random)),
                        FeedLine.B,
                        micros(now / 10.0));
                scene.work.commit();
            }
            if (i % 60 == 0) {
                scene.tick(now++ / 10.0);
            }
        }

        for (SystemTrack track : scene.surveillance.tracks()) {
            PlanarMotion motion = track.motion();
            String name = "seed " + seed + ": " + track;
            assertTrue(Double.isFinite(motion.xMetres() + motion.yMetres()), name);
            assertTrue(Double.isFinite(motion.speedMetresPerSecond()), name);
        }
        Scene restored = new Scene(twoRadars(1), List.of(), 1, 1);
        restored.restore(scene.state());
        assertArrayEquals(scene.state(), restored.state());
    }

    private static int any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> Integer.MIN_VALUE;
            case 2 -> Integer.MAX_VALUE;
            case 3 -> -1;
            case 4 -> random.nextInt(256);
            default -> random.nextInt(65_536);
        };
    }

    private static int mostly(Random random, int usual) {
        return random.nextInt(12) == 0 ? any(random) : usual;
    }

    private static Plot randomPlot(Random random, long nowMicros) {
        int timeOfDay = (int) ((nowMicros - 1_200_000) * 128 / 1_000_000 % (86_400 * 128));
        return new Plot(
                0x1401 + random.nextInt(20) / 10 + (random.nextInt(50) == 0 ? 7 : 0),
                mostly(random, timeOfDay - random.nextInt(300)),
                random.nextInt(50) == 0 ? random.nextLong() : nowMicros,
                mostly(random, 1 + random.nextInt(7)),
                mostly(random, random.nextInt(40_000)),
                mostly(random, random.nextInt(65_536)),
                mostly(random, random.nextInt(16)),
                random.nextInt(8) == 0,
                mostly(random, random.nextInt(1_600)),
                random.nextInt(8) == 0,
                mostly(random, 1 + random.nextInt(30)),
                random.nextInt(3) == 0 ? "ABC" + random.nextInt(100) : "",
                mostly(random, random.nextInt(4_096)),
                random.nextInt(20) == 0,
                random.nextInt(50) == 0,
                random.nextInt(50) == 0,
                mostly(random, 1_200));
    }

    private static Plot withTimeOfDay(Plot p, int timeOfDay) {
        return new Plot(
                p.sacSic(),
                timeOfDay,
                p.receiveTimeMicros(),
                p.detection(),
                p.rho(),
                p.theta(),
                p.mode3A(),
                p.mode3ADoubtful(),
                p.flightLevel(),
                p.flightLevelDoubtful(),
                p.address(),
                p.callsign(),
                p.trackNumber(),
                p.spi(),
                p.simulated(),
                p.fieldMonitor(),
                p.selectedLevel());
    }
}
