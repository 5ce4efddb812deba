package aero.vigil.airspace.surveillance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.surveillance.SensorStatus.Alignment;
import aero.vigil.airspace.table.StateInput;
import aero.vigil.airspace.table.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offsets of radars from aircraft that two of them see (airspace algorithms §6). */
class RegistrationTest {

    private static final int FLIGHTS = 60;
    private static final double SECONDS = 700;
    private static final double PERIOD = 5;
    private static final long SEED = 11;

    private static final SimulatedRadar ANCHOR = Scene.radar(1, -60_000, -20_000, 4, 0.1, 0.99);

    private static SimulatedRadar offset(double metres, double degrees) {
        SensorSite site = Scene.radar(2, 70_000, 30_000, PERIOD, 0.6, 0.99).site();
        SensorSite free =
                new SensorSite(
                        site.sacSic(),
                        site.name(),
                        site.latitudeDegrees(),
                        site.longitudeDegrees(),
                        site.heightMetres(),
                        site.rangeNauticalMiles(),
                        site.periodSeconds(),
                        site.sigmaRangeMetres(),
                        site.sigmaAzimuthDegrees(),
                        site.nominalDelaySeconds(),
                        site.kind(),
                        false,
                        0,
                        0);
        return new SimulatedRadar(free, Scene.PLANE, 0.6, 0.99, metres, degrees);
    }

    /** Level and straight, in all directions, all round the two radars. */
    private static List<Flight> traffic() {
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < FLIGHTS; i++) {
            double angle = 2.4 * i;
            double distance = 30_000 + 1_500 * i;
            double heading = 1.7 * i;
            double vx = 220 * Math.cos(heading);
            double vy = 220 * Math.sin(heading);
            flights.add(
                    Flight.straight(
                            0x400000 + 977 * i,
                            02000 + i,
                            distance * Math.cos(angle) - vx * SECONDS / 2,
                            distance * Math.sin(angle) - vy * SECONDS / 2,
                            vx,
                            vy,
                            25_000 + 1_000 * (i % 12),
                            SECONDS));
        }
        return flights;
    }

    private static Alignment ofSecond(Surveillance surveillance, double at) {
        List<SensorStatus> sensors = surveillance.sensors(Scene.micros(at));
        return sensors.get(sensors.size() - 1).alignment();
    }

    @Test
    void aRadarThatMeasuresWronglyIsFoundOutAndCorrectedInSmallSteps() {
        List<Integer> applied = new ArrayList<>();
        Scene[] scene = new Scene[1];
        scene[0] =
                new Scene(
                        List.of(ANCHOR, offset(90, -0.08)),
                        traffic(),
                        SECONDS,
                        SEED,
                        t -> {
                            if (Math.abs(t / PERIOD - Math.rint(t / PERIOD)) < 1e-6) {
                                applied.add(
                                        ofSecond(scene[0].surveillance, t).appliedRangeMetres());
                            }
                        });

        scene[0].runTo(0, SECONDS - 5);

        Alignment found = ofSecond(scene[0].surveillance, SECONDS - 5);
        assertEquals(SensorStatus.Registration.REGISTERED, found.state(), found.toString());
        assertEquals(90, found.rangeMetres(), 15, found.toString());
        assertEquals(-80, found.azimuthMillidegrees(), 10, found.toString());
        assertEquals(found.rangeMetres(), found.appliedRangeMetres(), 2, found.toString());
        assertEquals(found.azimuthMillidegrees(), found.appliedAzimuthMillidegrees(), 2, "slewed");
        for (int i = 1; i < applied.size(); i++) {
            int step = Math.abs(applied.get(i) - applied.get(i - 1));
            assertTrue(step <= 41, "at most 20 m a scan, two scans between looks: " + step);
        }
        assertTrue(
                applied.stream().filter(metres -> metres > 5 && metres < 60).count() >= 2,
                "in steps: " + applied);
    }

    @Test
    void theAnchorIsLeftAsItIs() {
        Scene scene = new Scene(List.of(ANCHOR, offset(90, -0.08)), traffic(), 200, SEED);

        scene.runTo(0, 200);

        Alignment anchor = scene.surveillance.sensors(Scene.micros(200)).get(0).alignment();
        assertEquals(SensorStatus.Registration.ANCHORED, anchor.state());
        assertEquals(0, anchor.appliedRangeMetres());
    }

    @Test
    void aRadarThatNoOtherCanBeComparedWithIsNotObservable() {
        Scene scene = new Scene(List.of(offset(90, -0.08)), traffic(), 200, SEED);

        scene.runTo(0, 200);

        Alignment alone = ofSecond(scene.surveillance, 200);
        assertEquals(SensorStatus.Registration.NOT_OBSERVABLE, alone.state());
        assertEquals(0, alone.pairs());
        assertEquals(0, alone.appliedRangeMetres());
    }

    @Test
    void anOffsetTooLargeToBeOneIsShownAndNotApplied() {
        Scene scene = new Scene(List.of(ANCHOR, offset(620, 0)), traffic(), SECONDS, SEED);

        scene.runTo(0, SECONDS - 5);

        Alignment found = ofSecond(scene.surveillance, SECONDS - 5);
        assertEquals(SensorStatus.Registration.IMPLAUSIBLE, found.state(), found.toString());
        assertEquals(0, found.appliedRangeMetres());
    }

    @Test
    void whatIsKnownOfOffsetsIsInTheCheckpoint() {
        Scene scene = new Scene(List.of(ANCHOR, offset(90, -0.08)), traffic(), SECONDS, SEED);
        scene.runTo(0, 300);
        byte[] state = scene.state();
        UnitOfWork work = new UnitOfWork();
        List<SensorSite> sites = List.of(ANCHOR.site(), offset(90, -0.08).site());
        Surveillance restored = Scene.tracker(work, sites);

        restored.read(new StateInput(state), sites);
        work.commit();

        assertArrayEquals(state, Scene.state(restored));
        assertEquals(ofSecond(scene.surveillance, 300), ofSecond(restored, 300));
        assertTrue(ofSecond(restored, 300).pairs() > 100);
    }
}
