package aero.vigil.ingest.simulator;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.ingest.asterix.AsterixRecord;
import aero.vigil.ingest.asterix.Cat034;
import aero.vigil.ingest.asterix.Cat048;
import aero.vigil.ingest.asterix.Cat048Record;
import aero.vigil.ingest.asterix.DatagramDecoder;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.ReportSensorStatus;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SensorMessage;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import aero.vigil.wire.gateway.FrameRecord;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A simulation whose radars, plans, pilots and robots meet the real airspace model in one thread
 * and in simulated time: everything but adapters, log and network.
 */
final class ModelLoop {

    static final long TICK_MICROS = 100_000;

    private static final long ADAPTER_SESSION = 1;
    private static final long FIRST_ROBOT_SESSION = 1_000;
    private static final long PILOT_MICROS = 5_000_000;

    final Simulation simulation;
    final SortedMap<Integer, Track> tracks = new TreeMap<>();
    final SortedMap<Integer, Flight> flights = new TreeMap<>();
    final SortedMap<Integer, Alert> alerts = new TreeMap<>();
    final SortedMap<String, Integer> rejected = new TreeMap<>();
    int alertsRaised;
    Totals totals = Totals.getDefaultInstance();

    private final AirspaceModel model;
    private final Regions.Memory memory = new Regions.Memory();
    private final List<Robot> robots = new ArrayList<>();
    private final Set<String> external;
    private final Picture picture;
    private long nowMicros;
    private long op = 1;
    private long frameNumber;
    private int plansSeen;

    ModelLoop(Adaptation region, long seed, int aircraft, long startMicros) {
        this.model =
                new AirspaceModel(
                        region.toByteArray(), new ModelClock(startMicros, startMicros, 1, 1));
        this.nowMicros = startMicros;
        this.simulation =
                new Simulation(
                        region, Simulation.Options.traffic(seed, aircraft), startMicros, memory);
        Pilots pilots =
                new Pilots(
                        new Pilots.Cockpit() {
                            @Override
                            public void onOrders(
                                    String callsign, String departure, PilotOrders orders) {
                                simulation.tell(
                                        callsign, departure, orders, nowMicros + PILOT_MICROS);
                            }

                            @Override
                            public void onRunways(String airport, Pilots.Runways inUse) {
                                simulation.use(airport, inUse, nowMicros + PILOT_MICROS);
                            }
                        });
        this.picture = new Picture(List.of(pilots));
        external =
                region.getSectorsList().stream()
                        .filter(sector -> sector.getExternal())
                        .map(sector -> sector.getId())
                        .collect(Collectors.toSet());
        for (String sector : external.stream().sorted().toList()) {
            robots.add(new Robot(sector, external));
            take(FIRST_ROBOT_SESSION + robots.size() - 1, sector);
        }
    }

    /** Somebody sits at the position of one of our sectors, and does as the neighbours do. */
    void colleagueAt(String sector) {
        robots.add(new Robot(sector, external));
        take(FIRST_ROBOT_SESSION + robots.size() - 1, sector);
    }

    /** A session takes a position. */
    void take(long session, String position) {
        Result result =
                give(
                        session,
                        Command.newBuilder()
                                .setTakePosition(TakePosition.newBuilder().setPosition(position))
                                .build());
        if (!result.hasAccepted()) {
            throw new AssertionError(position + ": " + result);
        }
    }

    /** An order of a session; the answer is the model's. */
    Result give(long session, Command command) {
        try {
            return Result.parseFrom(
                    model.apply(
                            ++op,
                            nowMicros,
                            new Submitter(session, "user", List.of(Submitter.DEVELOPMENT)),
                            command.toByteArray()));
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    void run(long micros) {
        long until = nowMicros + micros;
        while (nowMicros < until) {
            nowMicros += TICK_MICROS;
            simulation.advanceTo(nowMicros);
            for (; plansSeen < memory.plans.size(); plansSeen++) {
                file(memory.plans.get(plansSeen));
            }
            memory.sent.forEach(sent -> report(sent.datagram()));
            memory.sent.clear();
            memory.detections.clear();
            memory.truth.clear();
            tick();
        }
    }

    private void file(String text) {
        IcaoMessageReader.read(text, "LSAZVGLX", nowMicros)
                .deliverTo(
                        new PlanReading.Handler<Void>() {
                            @Override
                            public Void onUnderstood(PlanReading.Understood understood) {
                                count(
                                        give(
                                                ADAPTER_SESSION,
                                                Command.newBuilder()
                                                        .setFlightPlanMessage(understood.message())
                                                        .build()));
                                return null;
                            }

                            @Override
                            public Void onUnreadable(PlanReading.Unreadable wrong) {
                                throw new AssertionError(text + " " + wrong);
                            }
                        });
    }

    private void count(Result result) {
        if (result.hasRejected()) {
            rejected.merge(result.getRejected().getReason().name(), 1, Integer::sum);
        }
    }

    private void report(byte[] datagram) {
        ReportPlots.Builder plots = ReportPlots.newBuilder().setAdapter("A");
        ReportSensorStatus.Builder status = ReportSensorStatus.newBuilder().setAdapter("A");
        for (AsterixRecord record : DatagramDecoder.decode(datagram).records()) {
            if (record.category().number() == Cat048.NUMBER) {
                plots.addPlots(plot(new Cat048Record(record)));
            } else {
                status.addMessages(message(record));
            }
        }
        if (plots.getPlotsCount() > 0) {
            count(give(ADAPTER_SESSION, Command.newBuilder().setReportPlots(plots).build()));
        }
        if (status.getMessagesCount() > 0) {
            count(
                    give(
                            ADAPTER_SESSION,
                            Command.newBuilder().setReportSensorStatus(status).build()));
        }
    }

    private Plot plot(Cat048Record record) {
        Plot.Builder plot =
                Plot.newBuilder()
                        .setSacSic(record.sacSic().orElseThrow())
                        .setTimeOfDay(record.timeOfDay().orElseThrow())
                        .setReceiveTimeMicros(nowMicros)
                        .setDetection(record.detection())
                        .setRho(record.rho().orElseThrow())
                        .setTheta(record.theta().orElseThrow())
                        .setCallsign(record.callsign());
        record.mode3A().ifPresent(plot::setMode3A);
        record.flightLevel().ifPresent(plot::setFlightLevel);
        record.address().ifPresent(plot::setAddress);
        record.trackNumber().ifPresent(plot::setTrackNumber);
        record.selectedLevel().ifPresent(plot::setSelectedLevel);
        return plot.build();
    }

    private SensorMessage message(AsterixRecord record) {
        SensorMessage.Builder message =
                SensorMessage.newBuilder()
                        .setSacSic((int) (record.raw(Cat034.SAC) * 256 + record.raw(Cat034.SIC)))
                        .setType((int) record.raw(Cat034.MESSAGE_TYPE))
                        .setTimeOfDay((int) record.raw(Cat034.TIME_OF_DAY))
                        .setReceiveTimeMicros(nowMicros);
        if (record.has(Cat034.SECTOR)) {
            message.setSector((int) record.raw(Cat034.SECTOR));
        }
        if (record.has(Cat034.ROTATION_PERIOD)) {
            message.setRotationPeriod((int) record.raw(Cat034.ROTATION_PERIOD));
        }
        return message.build();
    }

    private void tick() {
        byte[] body = model.tick(++op, nowMicros, ++frameNumber).body().toByteArray();
        picture.frame(FrameRecord.newBuilder().setBody(ByteString.copyFrom(body)).build());
        try {
            apply(Frame.parseFrom(body));
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError(unreadable);
        }
        if (frameNumber % 10 == 0) {
            robotsDecide();
        }
    }

    private void apply(Frame frame) {
        frame.getTracksList().forEach(track -> tracks.put(track.getNumber(), track));
        tracks.keySet().removeAll(frame.getEndedTracksList());
        frame.getFlightsList().forEach(flight -> flights.put(flight.getId(), flight));
        flights.keySet().removeAll(frame.getEndedFlightsList());
        for (Alert alert : frame.getAlertsList()) {
            alertsRaised += alerts.put(alert.getId(), alert) == null ? 1 : 0;
        }
        alerts.keySet().removeAll(frame.getEndedAlertsList());
        if (frame.hasTotals()) {
            totals = frame.getTotals();
        }
    }

    private void robotsDecide() {
        for (Map.Entry<Integer, Flight> entry : new TreeMap<>(flights).entrySet()) {
            for (int i = 0; i < robots.size(); i++) {
                long session = FIRST_ROBOT_SESSION + i;
                robots.get(i)
                        .decide(entry.getValue(), nowMicros)
                        .ifPresent(
                                order -> {
                                    Result result = give(session, order);
                                    if (result.hasRejected()) {
                                        rejected.merge(
                                                order.getCommandCase()
                                                        + " "
                                                        + result.getRejected().getReason(),
                                                1,
                                                Integer::sum);
                                    }
                                });
            }
        }
    }

    long nowMicros() {
        return nowMicros;
    }
}
