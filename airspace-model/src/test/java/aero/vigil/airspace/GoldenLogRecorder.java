package aero.vigil.airspace;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.control.Console;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Aircraft;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.EnableSensor;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.ReportSensorStatus;
import aero.vigil.wire.airspace.SectorElement;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.SetWinds;
import aero.vigil.wire.airspace.WindLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the golden log: run its main with the folder {@code src/test/resources/golden}, when {@link
 * AirspaceModel#VERSION} has been raised or when a command is to be added to the log.
 *
 * <p>{@code digests} as second argument keeps the log and writes only its digests anew.
 */
public final class GoldenLogRecorder {

    private static final long SEED = 2_026;
    private static final int SECONDS = 90;
    private static final int BATCH = 64;
    private static final double NM = 1_852;
    private static final double KNOT = NM / 3_600;
    private static final Submitter ANNA = new Submitter(11, "anna", List.of("development"));
    private static final Submitter BEAT = new Submitter(12, "beat", List.of("development"));
    private static final Submitter SUPERVISOR = new Submitter(13, "sup", List.of("development"));

    private GoldenLogRecorder() {}

    /** Records. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Path log = folder.resolve("commands.log.gz");
        if (args.length < 2) {
            GoldenLog.Writer recorded = record();
            try (OutputStream out = Files.newOutputStream(log)) {
                recorded.writeTo(out);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("version " + AirspaceModel.VERSION);
        try (InputStream in = Files.newInputStream(log)) {
            lines.addAll(GoldenLog.replay(in, GoldenLog.Manner.STRAIGHT));
        }
        Files.write(folder.resolve("digests.txt"), lines);
        System.out.println(Files.size(log) + " octets of log; " + lines.get(lines.size() - 1));
    }

    private static GoldenLog.Writer record() {
        byte[] region =
                ProcedureRegion.builder().setCodes(TestRegion.codes()).build().toByteArray();
        DrivenModel driven = new DrivenModel(new AirspaceModel(region, ModelClock.utc()));
        GoldenLog.Writer writer = new GoldenLog.Writer(region);
        driven.recorder = writer;
        Random random = new Random(SEED);
        Traffic traffic = traffic();
        filePlans(driven, traffic);
        List<Console> consoles = takePositions(driven);
        PoisonedCommands poison = new PoisonedCommands(random, driven);
        List<Arrival> arrivals = traffic.arrivals();
        int next = 0;
        for (int tick = 1; tick <= SECONDS * 10; tick++) {
            List<Plot> due = new ArrayList<>();
            while (next < arrivals.size()
                    && arrivals.get(next).micros() <= driven.now() + 100_000) {
                due.add(arrivals.get(next++).plot());
            }
            onTwoLines(driven, due, random);
            northMarks(driven, tick);
            orders(driven, tick);
            safetyOrders(driven, tick, random);
            runways(driven, tick);
            adaptation(driven, tick);
            if (tick % 3 == 0) {
                Console console = consoles.get(random.nextInt(consoles.size()));
                int flight = 1 + random.nextInt(8);
                driven.send(
                        console.person(), RandomOrder.of(random, console, flight, driven.now()));
            }
            if (tick % 25 == 0) {
                driven.sendBytes(ANNA, poison.next());
            }
            driven.passWithoutTick(gapSeconds(tick));
            if (tick == 750) {
                writer.endOfSession(BEAT.session());
                driven.model.sessionEnded(BEAT.session());
            }
            driven.tick();
        }
        require("tracks", driven.tracks.size(), 20);
        require("correlated flights", driven.totals.getCorrelated(), 2);
        require("alerts in all", driven.alertsSeen.size(), 2);
        require(
                "kinds of alerts",
                driven.alertsSeen.values().stream().map(Alert::getKind).distinct().count(),
                4);
        require("plots twice", driven.totals.getDuplicates(), 500);
        require(
                "version of the adaptation",
                driven.model.state().supervision.inForce().version(),
                2);
        return writer;
    }

    /** A log in which nothing happens would prove nothing. */
    private static void require(String what, long found, long least) {
        System.out.println(what + ": " + found);
        if (found < least) {
            throw new IllegalStateException(what + ": " + found + ", at least " + least);
        }
    }

    /**
     * Twice the group has no primary: for the time of a view change, and for longer than tracks.
     */
    private static double gapSeconds(int tick) {
        return tick == 300 ? 0.7 : tick == 400 ? 3.7 : tick == 500 ? 33 : 0;
    }

    /** Ones that cross at random, two that meet at a level, and what has no address or no code. */
    private static Traffic traffic() {
        Traffic random = Traffic.of(18, SECONDS, SEED);
        List<Aircraft> aircraft = new ArrayList<>(random.aircraft());
        double speed = 450 * KNOT;
        aircraft.add(Aircraft.level(0x4B0001, 02341, "MEET1", -12 * NM, 5 * NM, speed, 0, 31_000));
        aircraft.add(Aircraft.level(0x4B0002, 02342, "MEET2", 12 * NM, 6 * NM, -speed, 0, 31_000));
        aircraft.add(
                Aircraft.level(Plot.ABSENT, 07000, "", -20 * NM, -20 * NM, 100 * KNOT, 0, 4_500));
        aircraft.add(
                Aircraft.level(Plot.ABSENT, 07000, "", -18 * NM, -22 * NM, 0, 110 * KNOT, 5_500));
        aircraft.add(
                Aircraft.level(Plot.ABSENT, 04321, "", 10 * NM, -30 * NM, 200 * KNOT, 0, 12_000));
        aircraft.add(
                Aircraft.level(
                        Plot.ABSENT, Plot.ABSENT, "", 5 * NM, 30 * NM, 150 * KNOT, 0, 6_000));
        aircraft.add(
                Aircraft.level(0x4B0004, 02343, "LOW1", -40 * NM, -45 * NM, 200 * KNOT, 0, 7_000));
        aircraft.add(
                new Aircraft(0x4B0003, 07700, "MAYDAY", 0, 0, 0, 300 * KNOT, 20_000, -40, 20, 1e9));
        return new Traffic(aircraft, SimulatedTraffic.plots(aircraft, SECONDS + 40, SEED));
    }

    private static void filePlans(DrivenModel driven, Traffic traffic) {
        for (Aircraft one : traffic.aircraft()) {
            if (!one.callsign().isEmpty()) {
                FiledPlan.Builder plan = driven.plan(one.callsign());
                if (one.callsign().startsWith("MEET")) {
                    plan.setLevel("F310");
                }
                driven.accepted(DrivenModel.ADAPTER_A, driven.file(plan));
            }
        }
    }

    private static List<Console> takePositions(DrivenModel driven) {
        return List.of(
                Console.at(driven, ANNA.session(), ANNA.user(), "W"),
                Console.at(driven, BEAT.session(), BEAT.user(), "E"),
                Console.at(driven, SUPERVISOR.session(), SUPERVISOR.user(), "SUP"),
                Console.at(driven, 14, "peter", "P"));
    }

    /** Each line loses some, carries most, and is ahead of the other or behind. */
    private static void onTwoLines(DrivenModel driven, List<Plot> due, Random random) {
        List<Plot> a = new ArrayList<>();
        List<Plot> b = new ArrayList<>();
        for (Plot plot : due) {
            int lost = random.nextInt(20);
            if (lost != 0) {
                a.add(plot);
            }
            if (lost != 1) {
                b.add(plot);
            }
        }
        boolean isAFirst = random.nextBoolean();
        line(driven, isAFirst ? "A" : "B", isAFirst ? a : b);
        line(driven, isAFirst ? "B" : "A", isAFirst ? b : a);
    }

    private static void line(DrivenModel driven, String line, List<Plot> plots) {
        Submitter adapter = line.equals("A") ? DrivenModel.ADAPTER_A : DrivenModel.ADAPTER_B;
        for (int i = 0; i < plots.size(); i += BATCH) {
            driven.report(adapter, line, plots.subList(i, Math.min(plots.size(), i + BATCH)));
        }
    }

    /** The western radar says where its antenna is; the eastern one never does. */
    private static void northMarks(DrivenModel driven, int tick) {
        if (tick % 5 != 0) {
            return;
        }
        int eighth = tick / 5 % 8;
        SensorMessage.Builder message =
                SensorMessage.newBuilder()
                        .setSacSic(SimulatedTraffic.WEST_RADAR)
                        .setType(eighth == 0 ? 1 : 2)
                        .setTimeOfDay((int) (driven.now() * 128 / 1_000_000 % (86_400 * 128)))
                        .setReceiveTimeMicros(driven.now());
        if (eighth != 0) {
            message.setSector(eighth * 32);
        }
        driven.send(
                DrivenModel.ADAPTER_A,
                Command.newBuilder()
                        .setReportSensorStatus(
                                ReportSensorStatus.newBuilder()
                                        .setAdapter("A")
                                        .addMessages(message))
                        .build());
    }

    /** A supervisor tells the safety nets what holds, right and wrong. */
    private static void safetyOrders(DrivenModel driven, int tick, Random random) {
        if (tick % 20 == 0) {
            Command.Builder order = Command.newBuilder();
            new PoisonedSafetyOrders(random, driven).order(order);
            driven.send(SUPERVISOR, order.build());
        }
        if (tick % 20 == 10) {
            Command.Builder order = Command.newBuilder();
            new PoisonedSupervisorOrders(random, driven).order(order);
            driven.send(
                    order.hasReferMessage() ? DrivenModel.ADAPTER_B : SUPERVISOR, order.build());
        }
    }

    /** The runways in use change, twice at each airport, once to none. */
    private static void runways(DrivenModel driven, int tick) {
        switch (tick) {
            case 120 -> driven.accepted(SUPERVISOR, ProcedureRegion.landingAtLsee("09"));
            case 210 -> driven.accepted(SUPERVISOR, ProcedureRegion.departingFromLsww("27"));
            case 560 -> driven.accepted(SUPERVISOR, ProcedureRegion.departingFromLsww());
            case 620 -> driven.accepted(SUPERVISOR, ProcedureRegion.landingAtLsee("27"));
            default -> {}
        }
    }

    /** Once the western sector loses a strip to a new one, under traffic. */
    private static void adaptation(DrivenModel driven, int tick) {
        if (tick == 450) {
            Adaptation.Builder region = ProcedureRegion.builder().setCodes(TestRegion.codes());
            SectorElement.Builder strip = region.getSectors(0).toBuilder().setId("STRIP");
            strip.getVolumesBuilder(0)
                    .clearBorder()
                    .addAllBorder(SafetyRegion.border(-80, -60, -60, 60));
            region.getSectorsBuilder(0)
                    .getVolumesBuilder(0)
                    .clearBorder()
                    .addAllBorder(SafetyRegion.border(-60, 0, -60, 60));
            region.addSectors(strip).getPositionsBuilder(0).addSectors("STRIP");
            byte[] bytes = region.build().toByteArray();
            driven.send(SUPERVISOR, AdaptationLoader.piece(bytes, 0));
            driven.send(SUPERVISOR, AdaptationLoader.activation(bytes, 2));
        }
    }

    /** Some are right, many are not. */
    private static void orders(DrivenModel driven, int tick) {
        int flight = tick % 7 + 1;
        int version =
                driven.flights.containsKey(flight)
                        ? driven.flight(flight).getVersion() - tick % 2
                        : tick % 3;
        Submitter who = tick % 4 < 2 ? ANNA : BEAT;
        Command.Builder order = Command.newBuilder();
        switch (tick % 20) {
            case 3 ->
                    order.setAssumeFlight(
                            AssumeFlight.newBuilder().setFlight(flight).setVersion(version));
            case 8 ->
                    order.setClearLevel(
                            ClearLevel.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFlightLevel(tick % 70 * 10));
            case 14 ->
                    order.setInitiateTransfer(
                            InitiateTransfer.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setToSector("EAST"));
            default -> {}
        }
        if (tick == 600 || tick == 660) {
            who = SUPERVISOR;
            order.setEnableSensor(
                    EnableSensor.newBuilder()
                            .setSacSic(SimulatedTraffic.EAST_RADAR)
                            .setEnabled(tick == 660));
        }
        if (tick == 301) {
            who = SUPERVISOR;
            order.setSetWinds(
                    SetWinds.newBuilder()
                            .addLayers(wind(100, 240, 20))
                            .addLayers(wind(300, 270, 80)));
        }
        if (order.getCommandCase() != Command.CommandCase.COMMAND_NOT_SET) {
            driven.send(who, order.build());
        }
    }

    private static WindLayer.Builder wind(int level, int from, int knots) {
        return WindLayer.newBuilder().setFlightLevel(level).setFromDegrees(from).setKnots(knots);
    }
}
