package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import aero.vigil.airspace.surveillance.PlanarMotion;
import aero.vigil.airspace.surveillance.SystemTrack;
import aero.vigil.certification.tracking.ManoeuvreFlight.Phase;
import aero.vigil.ingest.simulator.Detection;
import aero.vigil.ingest.simulator.RadarErrors;
import aero.vigil.ingest.simulator.Reply;
import aero.vigil.ingest.simulator.Simulation;
import aero.vigil.ingest.simulator.SimulationOutlet;
import aero.vigil.ingest.simulator.Target;
import aero.vigil.ingest.simulator.Transponder;
import aero.vigil.ingest.simulator.TruthState;
import aero.vigil.wire.airspace.Adaptation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * One row of table (b): flights one by one, each with other noise, direction and phase; as the
 * reference had it, or with what reality adds, transponder delays and air that is not standard.
 */
final class AccuracyRun {

    private static final double PASS = 1.2;
    private static final double DETECTION = 0.97;
    private static final double TRANSPONDER_METRES = 37;

    /** ISA +-15 K at two sigma is 3 % of the height at one. */
    private static final double HEIGHT_SIGMA = 0.03;

    private static final double LEAST_NIS = 1.6;
    private static final double GREATEST_NIS = 2.6;
    private static final double GREATEST_NIS_SHARE = 1;
    private static final long START_MICROS = 1_781_524_800_000_000L;
    private static final int TICKS_A_SECOND = 10;
    private static final long TICK_MICROS = 100_000;
    private static final double SETTLED_AT = 60;

    private static final String[] NAMES = {
        "straight, along",
        "straight, across",
        "turn, along",
        "turn, across",
        "speed change, along",
        "recovery, total",
        "heading, straight",
        "heading, turn"
    };

    private final AccuracyCell cell;
    private final int flights;
    private final long seed;
    private final double biases;
    private final Ratio[] errors = new Ratio[NAMES.length];
    private final Ratio nis = new Ratio();
    private final Ratio largeNis = new Ratio();

    /**
     * @param biases of 0: as the reference had it; 1: with transponder delays and other air
     */
    AccuracyRun(AccuracyCell cell, int flights, long seed, double biases) {
        this.biases = biases;
        this.cell = cell;
        this.flights = flights;
        this.seed = seed;
        for (int i = 0; i < errors.length; i++) {
            errors[i] = new Ratio();
        }
    }

    AccuracyRun fly() {
        Adaptation region = cell.region();
        for (int flight = 0; flight < flights; flight++) {
            new OneFlight(region, flight).fly();
        }
        return this;
    }

    /** The row of the table. */
    List<Figure> accuracy() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            boolean isHeading = NAMES[i].startsWith("heading");
            double[] value = errors[i].estimate(Math::sqrt);
            figures.add(
                    new Figure(
                            NAMES[i] + " (reference " + cell.reference().get(i) + ")",
                            isHeading ? "deg" : "m",
                            value[0],
                            value[1],
                            value[2],
                            PASS * cell.reference().get(i),
                            false,
                            Mark.M));
        }
        return figures;
    }

    /** Whether the tracker's own covariances are right. */
    List<Figure> consistency() {
        List<Figure> figures = new ArrayList<>();
        DoubleUnaryOperator plain = ratio -> ratio;
        figures.add(figure("NIS, mean, at least", "", nis.estimate(plain), LEAST_NIS, true));
        figures.add(figure("NIS, mean, at most", "", nis.estimate(plain), GREATEST_NIS, false));
        figures.add(
                figure(
                        "NIS over 13.8",
                        "%",
                        largeNis.estimate(ratio -> 100 * ratio),
                        GREATEST_NIS_SHARE,
                        false));
        return figures;
    }

    private static Figure figure(
            String name, String unit, double[] value, double bar, boolean atLeast) {
        return new Figure(name, unit, value[0], value[1], value[2], bar, atLeast, Mark.R);
    }

    /** One flight, its radars and a tracker of its own. */
    private final class OneFlight implements SimulationOutlet {
        private final TrackerUnderTest tracker;
        private final ManoeuvreFlight flown;
        private final Simulation simulation;
        private final NisReader reader = new NisReader();
        private final double[] squares = new double[NAMES.length];
        private final int[] counts = new int[NAMES.length];
        private double nisSum;
        private int nisCount;
        private int nisLarge;

        OneFlight(Adaptation region, int number) {
            tracker = new TrackerUnderTest(region);
            Random random = new Random(seed * 1_000 + number);
            Transponder transponder =
                    new Transponder(
                            0x400000 + number,
                            "VGL" + number,
                            01234,
                            25,
                            biases * TRANSPONDER_METRES * (2 * random.nextDouble() - 1));
            flown =
                    new ManoeuvreFlight(
                            START_MICROS,
                            tracker.plane(),
                            transponder,
                            cell.metresPerSecond(),
                            2 * Math.PI * number / flights,
                            cell.turn(),
                            cell.feet(),
                            1 + biases * HEIGHT_SIGMA * random.nextGaussian());
            simulation =
                    new Simulation(
                            region,
                            Simulation.Options.traffic(seed * 1_000 + number, 1)
                                    .with(RadarErrors.noiseOnly(DETECTION), Reply.CONSTANT),
                            List.of(flown),
                            START_MICROS,
                            this);
        }

        void fly() {
            long ticks = (long) (flown.seconds() * TICKS_A_SECOND);
            for (long tick = 1; tick <= ticks; tick++) {
                long now = START_MICROS + tick * TICK_MICROS;
                simulation.advanceTo(now);
                tracker.tick(now);
                double second = (double) tick / TICKS_A_SECOND;
                for (SystemTrack track : tracker.picture()) {
                    readNis(track, second);
                    if (tick % TICKS_A_SECOND == 0) {
                        compare(second, track.predictedTo(now));
                    }
                }
            }
            for (int i = 0; i < NAMES.length; i++) {
                errors[i].add(squares[i], counts[i]);
            }
            nis.add(nisSum, nisCount);
            largeNis.add(nisLarge, nisCount);
        }

        private void readNis(SystemTrack track, double second) {
            reader.look(
                    track,
                    value -> {
                        if (second >= SETTLED_AT) {
                            nisSum += value;
                            nisCount++;
                            nisLarge += value > Measure.LARGE_NIS ? 1 : 0;
                        }
                    });
        }

        private void compare(double second, PlanarMotion track) {
            PlanePosition truth = flown.placeAt(second);
            PlanePosition later = flown.placeAt(second + 0.01);
            double dx = later.xMetres() - truth.xMetres();
            double dy = later.yMetres() - truth.yMetres();
            double length = Math.hypot(dx, dy);
            double ex = track.xMetres() - truth.xMetres();
            double ey = track.yMetres() - truth.yMetres();
            double along = (ex * dx + ey * dy) / length;
            double across = (ey * dx - ex * dy) / length;
            double heading =
                    Math.toDegrees(
                            Math.IEEEremainder(
                                    Math.atan2(track.vyMetresPerSecond(), track.vxMetresPerSecond())
                                            - Math.atan2(dy, dx),
                                    2 * Math.PI));
            Phase phase = flown.phaseAt(second);
            switch (phase) {
                case STRAIGHT -> add(0, along, across, heading, 6);
                case TURN -> add(2, along, across, heading, 7);
                case SPEED_CHANGE -> add(4, along);
                case RECOVERY -> add(5, Math.hypot(along, across));
                case BETWEEN -> {
                    // no figure of the table
                }
            }
        }

        private void add(int at, double along, double across, double heading, int headingAt) {
            add(at, along);
            add(at + 1, across);
            add(headingAt, heading);
        }

        private void add(int at, double error) {
            squares[at] += error * error;
            counts[at]++;
        }

        @Override
        public void onDatagram(int radar, byte[] datagram) {
            tracker.take(datagram, simulation.nowMicros());
        }

        @Override
        public void onPlanMessage(String text) {
            throw new AssertionError("a flight without a plan: " + text);
        }

        @Override
        public void onTruth(Target target, TruthState state) {
            // The flight itself is asked.
        }

        @Override
        public void onDetection(int radar, Detection detection) {
            // Only what the tracker makes of it counts here.
        }
    }
}
