package aero.vigil.airspace.surveillance;

import static aero.vigil.airspace.surveillance.Scene.NAUTICAL_MILE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Accuracy at the display against published reference figures (airspace algorithms §9, table b),
 * extrapolated to each second with plots 1.2 s old: pass is 1.2 times the reference.
 */
class TrackerAccuracyTest {

    private static final double PASS = 1.2;
    private static final int RUNS = 60;

    /** Root mean squares of the error along and across the true motion, and of the distance. */
    private static final class Errors {
        private double along;
        private double across;
        private int count;

        private void add(Flight flight, double t, PlanarMotion track) {
            double[] truth = flight.at().apply(t);
            double[] later = flight.at().apply(t + 0.01);
            double dx = later[0] - truth[0];
            double dy = later[1] - truth[1];
            double length = Math.hypot(dx, dy);
            double ex = track.xMetres() - truth[0];
            double ey = track.yMetres() - truth[1];
            double a = (ex * dx + ey * dy) / length;
            double c = (ey * dx - ex * dy) / length;
            along += a * a;
            across += c * c;
            count++;
        }

        private double along() {
            return Math.sqrt(along / count);
        }

        private double across() {
            return Math.sqrt(across / count);
        }

        private double total() {
            return Math.sqrt((along + across) / count);
        }
    }

    /** One cell: straight, turn and recovery errors and the mean of the innovations. */
    private record Cell(Errors straight, Errors turn, Errors recovery, double meanNis) {
        @Override
        public String toString() {
            return String.format(
                    "straight %.0f / %.0f, turn %.0f / %.0f, recovery %.0f, NIS %.2f",
                    straight.along(),
                    straight.across(),
                    turn.along(),
                    turn.across(),
                    recovery.total(),
                    meanNis);
        }
    }

    private static Cell measure(
            int radars, double period, double miles, double knots, double turn) {
        Errors straight = new Errors();
        Errors turning = new Errors();
        Errors recovery = new Errors();
        double speed = knots * NAUTICAL_MILE / 3600;
        double rate = Math.toRadians(turn);
        double turnAt = 200;
        double turnFor = 90 / turn + 3;
        double nis = 0;
        int nisCount = 0;
        for (int run = 0; run < RUNS; run++) {
            List<SimulatedRadar> sites = new ArrayList<>();
            double distance = miles * NAUTICAL_MILE;
            for (int i = 0; i < radars; i++) {
                double angle = Math.PI / 2 * i;
                double phase = Math.floorMod(run * 37 + i * 61, 100) / 100.0;
                sites.add(
                        Scene.radar(
                                i + 1,
                                distance * Math.cos(angle),
                                distance * Math.sin(angle),
                                period,
                                phase,
                                0.97));
            }
            double heading = 2 * Math.PI * run / RUNS;
            Flight flight =
                    Flight.turning(
                            0x400000 + run,
                            01234,
                            -turnAt * speed * Math.cos(heading),
                            -turnAt * speed * Math.sin(heading),
                            speed,
                            heading,
                            turnAt,
                            turnFor,
                            rate,
                            31_000,
                            400);
            Scene[] scene = new Scene[1];
            scene[0] =
                    new Scene(
                            sites,
                            List.of(flight),
                            400,
                            run,
                            t -> {
                                if (Math.abs(t - Math.rint(t)) > 1e-6) {
                                    return;
                                }
                                Errors phase =
                                        t < 60
                                                ? null
                                                : t < turnAt
                                                        ? straight
                                                        : t < turnAt + turnFor
                                                                ? turning
                                                                : t < turnAt + turnFor + 30
                                                                        ? recovery
                                                                        : null;
                                for (SystemTrack track : scene[0].surveillance.tracks()) {
                                    if (phase != null && track.isInPicture()) {
                                        phase.add(flight, t, track.predictedTo(Scene.micros(t)));
                                    }
                                }
                            });
            scene[0].runTo(0, 400);
            for (SystemTrack track : scene[0].surveillance.tracks()) {
                for (SystemTrack.Contribution sensor : track.sensors()) {
                    nis += sensor.meanNis();
                    nisCount++;
                }
            }
        }
        return new Cell(straight, turning, recovery, nis / nisCount);
    }

    private static void check(String name, Cell cell, double[] reference) {
        double[] measured = {
            cell.straight().along(),
            cell.straight().across(),
            cell.turn().along(),
            cell.turn().across(),
            cell.recovery().total()
        };
        for (int i = 0; i < measured.length; i++) {
            assertTrue(measured[i] <= PASS * reference[i], name + ", figure " + i + ": " + cell);
        }
    }

    @Test
    void oneEnRouteRadarAtAHundredMiles() {
        check("1 x 8 s", measure(1, 8, 100, 450, 1.5), new double[] {92, 95, 153, 294, 226});
    }

    @Test
    void twoEnRouteRadarsAtAHundredMiles() {
        check("2 x 8 s", measure(2, 8, 100, 450, 1.5), new double[] {43, 47, 62, 156, 122});
    }

    @Test
    void oneTerminalRadarAtFortyMiles() {
        check("1 x 4 s", measure(1, 4, 40, 250, 3), new double[] {34, 37, 73, 149, 105});
    }

    @Test
    void twoTerminalRadarsAtFortyMiles() {
        check("2 x 4 s", measure(2, 4, 40, 250, 3), new double[] {23, 25, 43, 97, 63});
    }
}
