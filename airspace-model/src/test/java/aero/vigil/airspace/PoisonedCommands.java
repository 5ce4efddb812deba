package aero.vigil.airspace;

import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.wire.airspace.AcceptTransfer;
import aero.vigil.wire.airspace.AcknowledgeAlert;
import aero.vigil.wire.airspace.Arrival;
import aero.vigil.wire.airspace.AssignHeading;
import aero.vigil.wire.airspace.AssignSpeed;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearDirect;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Correlate;
import aero.vigil.wire.airspace.CountByReason;
import aero.vigil.wire.airspace.Decorrelate;
import aero.vigil.wire.airspace.Delay;
import aero.vigil.wire.airspace.Departure;
import aero.vigil.wire.airspace.EnableSensor;
import aero.vigil.wire.airspace.Estimate;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.InitiateTransfer;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.airspace.RecallTransfer;
import aero.vigil.wire.airspace.RejectTransfer;
import aero.vigil.wire.airspace.ReleasePosition;
import aero.vigil.wire.airspace.ReleaseQuarantined;
import aero.vigil.wire.airspace.ReportFeed;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.ReportSensorStatus;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.SetWinds;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.WindLayer;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;

/** Commands of every kind with values no one would send, and bytes that are no command at all. */
final class PoisonedCommands {

    private static final String[] WORDS = {
        "",
        "A",
        "B",
        "W",
        "E",
        "N",
        "P",
        "SUP",
        "WEST",
        "EAST",
        "NORTH",
        "UPPER",
        "NOWHERE",
        "ALPHA",
        "CENTR",
        "DUPLI",
        "LSEE",
        "\u0000",
        "\uFFFF",
        "é",
        "A".repeat(5_000),
        "../../etc"
    };
    private static final String[] ELEMENTS = {
        "ALPHA",
        "BRAVO",
        "CENTR",
        "DELTA",
        "ECHOO",
        "DUPLI",
        "FARRR",
        "FOXTR",
        "GOLFO",
        "A1",
        "A2",
        "DCT",
        "VFR",
        "IFR",
        "STAY1/0030",
        "C/CENTR/M082F290F350",
        "CENTR/N0420F310",
        "47N009E",
        "4700N00900E",
        "9000N18000W",
        "89S179W",
        "CENTR359999",
        "DUPLI000000",
        "LSWW",
        "BRAVO4W",
        "BRAVO2W",
        "DELTA1E",
        "N0450F350",
        "UNKNOWN",
        "/",
        "//",
        "C/",
        "A1",
        "A1"
    };
    private static final String[] LEVELS = {
        "F250", "F000", "F999", "A999", "S9999", "M9999", "VFR"
    };
    private static final String[] SPEEDS = {"N0450", "N0000", "N9999", "K9999", "M000", "M999"};
    private static final int[] NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        10,
        359,
        360,
        361,
        600,
        4_095,
        4_096,
        0xFFFFFF,
        0x1000000,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1
    };
    private static final long[] TIMES = {
        0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000_000L
    };

    private final Random random;
    private final DrivenModel driven;
    private final PoisonedSafetyOrders safety;
    private final PoisonedSupervisorOrders supervisor;
    private final PoisonedOrders orders;

    PoisonedCommands(Random random, DrivenModel driven) {
        this.random = random;
        this.driven = driven;
        this.safety = new PoisonedSafetyOrders(random, driven);
        this.supervisor = new PoisonedSupervisorOrders(random, driven);
        orders =
                new PoisonedOrders(
                        random, this::word, this::number, this::time, () -> plan().getRouteList());
    }

    byte[] next() {
        byte[] bytes = command().build().toByteArray();
        return switch (random.nextInt(8)) {
            case 0 -> mutated(bytes);
            case 1 -> random.nextInt(4) == 0 ? garbage() : bytes;
            default -> bytes;
        };
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0
                ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
                : bytes;
    }

    private Command.Builder command() {
        Command.Builder command = Command.newBuilder();
        int flight = flight();
        int version = version(flight);
        switch (random.nextInt(38)) {
            case 0 -> command.setPing(Ping.newBuilder().setPayload(ByteString.copyFrom(garbage())));
            case 1, 2, 3, 4 -> command.setReportPlots(plots());
            case 5 -> command.setReportSensorStatus(sensorStatus());
            case 6 -> command.setReportFeed(feed());
            case 7, 8, 9, 10 -> command.setFlightPlanMessage(planMessage());
            case 11 ->
                    command.setTakePosition(
                            TakePosition.newBuilder()
                                    .setPosition(random.nextInt(4) == 0 ? word() : position()));
            case 12 -> {
                if (random.nextInt(9) == 0) {
                    command.setReleasePosition(ReleasePosition.newBuilder());
                } else {
                    command.setTakePosition(TakePosition.newBuilder().setPosition(position()));
                }
            }
            case 13 ->
                    command.setAssumeFlight(
                            AssumeFlight.newBuilder().setFlight(flight).setVersion(version));
            case 14 ->
                    command.setInitiateTransfer(
                            InitiateTransfer.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setToSector(word()));
            case 15 ->
                    command.setAcceptTransfer(
                            AcceptTransfer.newBuilder().setFlight(flight).setVersion(version));
            case 16 ->
                    command.setRecallTransfer(
                            RecallTransfer.newBuilder().setFlight(flight).setVersion(version));
            case 17 ->
                    command.setRejectTransfer(
                            RejectTransfer.newBuilder().setFlight(flight).setVersion(version));
            case 18 ->
                    command.setClearLevel(
                            ClearLevel.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setFlightLevel(number()));
            case 19 ->
                    command.setAssignHeading(
                            AssignHeading.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setHeadingDegrees(number()));
            case 20 ->
                    command.setAssignSpeed(
                            AssignSpeed.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setKnotsIas(number())
                                    .setMachHundredths(random.nextBoolean() ? 0 : number()));
            case 21 ->
                    command.setClearDirect(
                            ClearDirect.newBuilder()
                                    .setFlight(flight)
                                    .setVersion(version)
                                    .setPoint(word()));
            case 22 ->
                    command.setAcknowledgeAlert(AcknowledgeAlert.newBuilder().setAlert(number()));
            case 23 ->
                    command.setCorrelate(
                            Correlate.newBuilder()
                                    .setFlight(flight)
                                    .setTrack(
                                            random.nextBoolean() ? number() : random.nextInt(60)));
            case 24 -> command.setDecorrelate(Decorrelate.newBuilder().setFlight(flight));
            case 25, 26, 27, 28 -> safety.order(command);
            case 29, 30, 31, 32, 33, 34, 35, 36 -> orders.add(command, flight, version);
            default -> {
                if (random.nextBoolean()) {
                    supervisor.order(command);
                } else if (random.nextInt(3) == 0) {
                    command.setSetWinds(winds());
                } else if (random.nextBoolean()) {
                    command.setEnableSensor(
                            EnableSensor.newBuilder()
                                    .setSacSic(
                                            random.nextBoolean()
                                                    ? SimulatedTraffic.EAST_RADAR
                                                    : number())
                                    .setEnabled(random.nextInt(8) != 0));
                } else {
                    command.setReleaseQuarantined(ReleaseQuarantined.newBuilder().setOp(time()));
                }
            }
        }
        return command;
    }

    private SetWinds.Builder winds() {
        SetWinds.Builder winds = SetWinds.newBuilder();
        int level = 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            level += 1 + random.nextInt(150);
            winds.addLayers(
                    WindLayer.newBuilder()
                            .setFlightLevel(random.nextInt(9) == 0 ? number() : level)
                            .setFromDegrees(random.nextInt(9) == 0 ? number() : random.nextInt(360))
                            .setKnots(random.nextInt(9) == 0 ? number() : random.nextInt(300)));
        }
        return winds;
    }

    private int flight() {
        return random.nextInt(4) == 0 ? number() : 1 + random.nextInt(40);
    }

    private int version(int flight) {
        var known = driven.flights.get(flight);
        return known == null || random.nextInt(4) == 0 ? number() : known.getVersion();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String position() {
        return List.of("W", "E", "U", "N", "P", "SUP", "W", "E").get(random.nextInt(8));
    }

    private int number() {
        return random.nextInt(3) == 0
                ? random.nextInt(1_000)
                : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private long time() {
        return switch (random.nextInt(4)) {
            case 0 -> TIMES[random.nextInt(TIMES.length)];
            case 1 -> driven.now() + random.nextInt() * 100L;
            default -> driven.now() + random.nextInt(7_200_000) * 1_000L - 3_600_000_000L;
        };
    }

    private ReportPlots.Builder plots() {
        ReportPlots.Builder report =
                ReportPlots.newBuilder().setAdapter(random.nextInt(9) == 0 ? word() : "A");
        for (int i = random.nextInt(6); i > 0; i--) {
            aero.vigil.wire.airspace.Plot.Builder plot =
                    aero.vigil.wire.airspace.Plot.newBuilder()
                            .setSacSic(
                                    random.nextInt(5) == 0
                                            ? number()
                                            : SimulatedTraffic.WEST_RADAR + random.nextInt(2))
                            .setTimeOfDay(timeOfDay())
                            .setReceiveTimeMicros(random.nextInt(5) == 0 ? time() : driven.now())
                            .setDetection(random.nextInt(10))
                            .setRho(random.nextInt(5) == 0 ? number() : random.nextInt(40_000))
                            .setTheta(random.nextInt(5) == 0 ? number() : random.nextInt(65_536))
                            .setMode3ADoubtful(random.nextInt(5) == 0)
                            .setFlightLevelDoubtful(random.nextInt(5) == 0)
                            .setSpi(random.nextInt(9) == 0)
                            .setSimulated(random.nextInt(20) == 0)
                            .setFieldMonitor(random.nextInt(20) == 0);
            if (random.nextBoolean()) {
                plot.setMode3A(random.nextInt(9) == 0 ? number() : random.nextInt(8) * 512 + 7);
            }
            if (random.nextBoolean()) {
                plot.setFlightLevel(random.nextInt(9) == 0 ? number() : random.nextInt(1_600));
            }
            if (random.nextBoolean()) {
                plot.setAddress(random.nextInt(9) == 0 ? number() : 0x400000 + random.nextInt(50));
            }
            if (random.nextInt(4) == 0) {
                plot.setCallsign(random.nextBoolean() ? "TST" + random.nextInt(40) : word());
            }
            if (random.nextInt(9) == 0) {
                plot.setTrackNumber(number()).setSelectedLevel(number());
            }
            report.addPlots(plot);
        }
        return report;
    }

    private int timeOfDay() {
        long now = driven.now() - 1_200_000 - random.nextInt(2_000_000);
        return random.nextInt(6) == 0 ? number() : (int) (now * 128 / 1_000_000 % (86_400L * 128));
    }

    private ReportSensorStatus.Builder sensorStatus() {
        return ReportSensorStatus.newBuilder()
                .setAdapter(random.nextInt(9) == 0 ? word() : "B")
                .addMessages(
                        SensorMessage.newBuilder()
                                .setSacSic(
                                        random.nextInt(4) == 0
                                                ? number()
                                                : SimulatedTraffic.WEST_RADAR)
                                .setType(random.nextInt(9))
                                .setTimeOfDay(timeOfDay())
                                .setReceiveTimeMicros(
                                        random.nextInt(5) == 0 ? time() : driven.now())
                                .setSector(random.nextInt(5) == 0 ? number() : random.nextInt(256))
                                .setRotationPeriod(number()));
    }

    private ReportFeed.Builder feed() {
        return ReportFeed.newBuilder()
                .setAdapter(word())
                .setFeed("feed" + random.nextInt(300))
                .setDatagrams(time())
                .setBuffered(number())
                .addRejects(CountByReason.newBuilder().setReason(word()).setCount(time()));
    }

    private FlightPlanMessage.Builder planMessage() {
        FlightPlanMessage.Builder message =
                FlightPlanMessage.newBuilder()
                        .setOriginator(random.nextInt(9) == 0 ? word() : "LSZHZPZX")
                        .setText("(X-" + random.nextInt(50_000) + ")");
        FiledPlan.Builder plan = plan();
        return switch (random.nextInt(11)) {
            case 0 -> message.setCancel(plan.getKey());
            case 1 ->
                    message.setDelay(
                            Delay.newBuilder()
                                    .setKey(plan.getKey())
                                    .setNewOffBlockTimeMicros(time()));
            case 2 ->
                    message.setDepart(
                            Departure.newBuilder()
                                    .setKey(plan.getKey())
                                    .setDepartureTimeMicros(time()));
            case 3, 4 ->
                    message.setChange(
                            plan.setNewCallsign(random.nextInt(4) == 0 ? word() : "")
                                    .setNewDeparture(random.nextInt(6) == 0 ? word() : "")
                                    .setNewDestination(random.nextInt(6) == 0 ? word() : "")
                                    .setNewOffBlockTimeMicros(random.nextInt(6) == 0 ? time() : 0));
            case 5 ->
                    message.setArrive(
                            Arrival.newBuilder()
                                    .setKey(plan.getKey())
                                    .setAerodrome(random.nextInt(4) == 0 ? word() : "LSEE")
                                    .setArrivalTimeMicros(
                                            random.nextBoolean() ? time() : driven.now()));
            case 6 -> message.setEstimate(estimate(plan));
            default -> message.setFile(plan);
        };
    }

    private Estimate.Builder estimate(FiledPlan.Builder plan) {
        Estimate.Builder estimate =
                Estimate.newBuilder()
                        .setKey(plan.getKey())
                        .setPoint(
                                random.nextInt(6) == 0
                                        ? word()
                                        : ELEMENTS[random.nextInt(ELEMENTS.length)])
                        .setTimeMicros(
                                random.nextInt(4) == 0
                                        ? time()
                                        : driven.now() + random.nextInt(3_600) * 1_000_000L)
                        .setLevel(LEVELS[random.nextInt(LEVELS.length)]);
        if (random.nextInt(3) == 0) {
            estimate.setCrossingLevel(LEVELS[random.nextInt(LEVELS.length)])
                    .setCrossingCondition(random.nextInt(6) == 0 ? word() : "A")
                    .setMode3A(number());
        }
        return estimate;
    }

    private FiledPlan.Builder plan() {
        FiledPlan.Builder plan = driven.plan("TST" + random.nextInt(600));
        plan.getKeyBuilder()
                .setOffBlockTimeMicros(
                        random.nextInt(3) == 0
                                ? time()
                                : driven.now() - random.nextInt(600) * 1_000_000L)
                .setDeparture(random.nextInt(5) == 0 ? word() : "LSWW")
                .setDestination(random.nextInt(3) == 0 ? "EGLL" : "LSEE");
        plan.setSpeed(random.nextInt(5) == 0 ? word() : SPEEDS[random.nextInt(SPEEDS.length)])
                .setLevel(random.nextInt(5) == 0 ? word() : LEVELS[random.nextInt(LEVELS.length)])
                .setElapsedMinutes(random.nextInt(5) == 0 ? number() : 1 + random.nextInt(900));
        if (random.nextInt(3) == 0) {
            plan.setMode3A(random.nextInt(9) == 0 ? number() : random.nextInt(8) * 512 + 7);
        }
        if (random.nextInt(3) == 0) {
            plan.setAddress(random.nextInt(9) == 0 ? number() : 0x400000 + random.nextInt(50));
        }
        if (random.nextBoolean()) {
            plan.clearRoute();
            int elements = random.nextInt(20) == 0 ? 250 + random.nextInt(3) : random.nextInt(30);
            for (int i = 0; i < elements; i++) {
                plan.addRoute(ELEMENTS[random.nextInt(ELEMENTS.length)]);
            }
        }
        if (random.nextInt(20) == 0) {
            plan.setOther(word())
                    .setEquipment(word())
                    .setSupplementary(word())
                    .addAlternates(word());
        }
        return plan;
    }
}
