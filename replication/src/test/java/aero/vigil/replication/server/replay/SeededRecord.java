package aero.vigil.replication.server.replay;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.replication.core.ClientId;
import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.ModelClock;
import aero.vigil.replication.core.SessionIdentity;
import aero.vigil.wire.airspace.AcknowledgeAlert;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Plot;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.TakePosition;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * A log made from a seed, as a group could have committed it: aircraft over Switzerland seen by one
 * radar, among them pairs that meet and codes of emergency; orders, good ones, refused ones,
 * repeated ones and no orders at all; ticks that come late, and other views.
 */
final class SeededRecord implements Recording {

    static final long CHECKPOINT_INTERVAL = 700;

    private static final long TICK_MICROS = 100_000;
    private static final long START_MICROS = 1_795_000_000_000_000L;

    /** The radar Lägern of the Swiss adaptation: SAC 201, SIC 1, 5.1 s a rotation. */
    private static final int SAC_SIC = 201 * 256 + 1;

    private static final int ROTATION_TICKS = 51;
    private static final ClientId RADAR = new ClientId(1, 1);
    private static final ClientId ANNA = new ClientId(2, 2);

    private final Random random;
    private final int aircraft;
    private final List<LogEntry> entries = new ArrayList<>();
    private long radarSession;
    private long annaSession;
    private long radarRequest;
    private long annaRequest;
    private long view = 1;
    private long micros = START_MICROS;

    SeededRecord(long seed, int ticks) {
        this.random = new Random(seed);
        this.aircraft = 3 + random.nextInt(6);
        entries.add(LogEntry.genesis(ofThree(), START_MICROS));
        radarSession = append(EntryKind.REGISTER, RADAR, 0, 0, identity("adapter-A"));
        annaSession = append(EntryKind.REGISTER, ANNA, 0, 0, identity("anna"));
        order(Command.newBuilder().setTakePosition(TakePosition.newBuilder().setPosition("UE")));
        for (int tick = 1; tick <= ticks; tick++) {
            micros += TICK_MICROS;
            if (random.nextInt(150) == 0) {
                micros += 1_000L * random.nextInt(3_000);
                view += random.nextInt(2);
            }
            if (tick % ROTATION_TICKS == 1) {
                plots();
            }
            if (random.nextInt(12) == 0) {
                order(someOrder());
            }
            append(EntryKind.TICK, ClientId.RESERVED, 0, 0, new byte[0]);
        }
    }

    private static byte[] identity(String user) {
        return new SessionIdentity(0, user, List.of("development")).encode();
    }

    private static Genesis ofThree() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(
                    new Member(
                            i,
                            "127.0.0.1:" + (7_000 + i),
                            "127.0.0.1:" + (8_000 + i),
                            new Incarnation(0x5eed, i + 1)));
        }
        return new Genesis(
                members,
                new ModelClock(0, 1),
                TICK_MICROS,
                CHECKPOINT_INTERVAL,
                AirspaceModel.VERSION,
                adaptation());
    }

    private static byte[] adaptation() {
        Adaptation.Builder adaptation = Adaptation.newBuilder();
        try {
            JsonFormat.parser()
                    .merge(
                            Files.readString(
                                    Path.of(System.getProperty("vigil.root", ".."))
                                            .resolve("config/adaptations/switzerland.json")),
                            adaptation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return adaptation.build().toByteArray();
    }

    private long append(
            EntryKind kind, ClientId client, long session, long request, byte[] operation) {
        LogEntry last = entries.get(entries.size() - 1);
        LogEntry entry =
                LogEntry.create(
                        kind,
                        last.opNumber() + 1,
                        view,
                        Math.max(micros, last.timestampMicros() + 1),
                        client,
                        session,
                        request,
                        operation,
                        last.hash());
        entries.add(entry);
        return entry.opNumber();
    }

    private void order(Command.Builder command) {
        boolean repeated = annaRequest > 0 && random.nextInt(10) == 0;
        if (!repeated) {
            annaRequest++;
        }
        byte[] operation =
                random.nextInt(20) == 0 ? new byte[] {8, 1} : command.build().toByteArray();
        append(EntryKind.COMMAND, ANNA, annaSession, annaRequest, operation);
    }

    private Command.Builder someOrder() {
        int flight = 1 + random.nextInt(aircraft);
        return switch (random.nextInt(4)) {
            case 0 ->
                    Command.newBuilder()
                            .setAssumeFlight(AssumeFlight.newBuilder().setFlight(flight));
            case 1 ->
                    Command.newBuilder()
                            .setClearLevel(
                                    ClearLevel.newBuilder()
                                            .setFlight(flight)
                                            .setFlightLevel(100 + 10 * random.nextInt(30)));
            case 2 ->
                    Command.newBuilder()
                            .setTakePosition(
                                    TakePosition.newBuilder()
                                            .setPosition(random.nextBoolean() ? "UE" : "UW"));
            default ->
                    Command.newBuilder()
                            .setAcknowledgeAlert(
                                    AcknowledgeAlert.newBuilder().setAlert(1 + random.nextInt(4)));
        };
    }

    private void plots() {
        ReportPlots.Builder report = ReportPlots.newBuilder().setAdapter("A");
        long detectedMillis = micros / 1_000 - 600;
        double seconds = (detectedMillis - START_MICROS / 1_000) / 1_000.0;
        for (int index = 0; index < aircraft; index++) {
            // Every other one flies towards the one before it, at the same level.
            boolean inbound = index % 2 == 1;
            double nauticalMiles =
                    20 + 12 * (index / 2) + (inbound ? 9 - seconds / 8 : seconds / 8);
            report.addPlots(
                    Plot.newBuilder()
                            .setSacSic(SAC_SIC)
                            .setTimeOfDay((int) (detectedMillis % 86_400_000 * 128 / 1_000))
                            .setReceiveTimeMicros(micros)
                            .setDetection(5)
                            .setRho((int) (256 * nauticalMiles))
                            .setTheta((60 + 40 * (index / 2)) * 65_536 / 360)
                            .setMode3A(index == 2 ? 07700 : 0512 + index)
                            .setFlightLevel(4 * (330 + 10 * (index / 2)))
                            .setAddress(0x4B1800 + index)
                            .setCallsign("SWR" + (101 + index)));
        }
        append(
                EntryKind.COMMAND,
                RADAR,
                radarSession,
                ++radarRequest,
                Command.newBuilder().setReportPlots(report).build().toByteArray());
    }

    /** How many entries are of this kind. */
    long count(EntryKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    @Override
    public String origin() {
        return "a record from a seed";
    }

    @Override
    public LogEntry genesisEntry() {
        return entries.get(0);
    }

    @Override
    public Genesis genesis() {
        return Genesis.decode(entries.get(0).operation());
    }

    @Override
    public NavigableMap<Long, byte[]> bases() {
        NavigableMap<Long, byte[]> bases = new TreeMap<>();
        bases.put(0L, new byte[0]);
        return bases;
    }

    @Override
    public long lastOp() {
        return entries.size();
    }

    @Override
    public LogReader reader() {
        return op -> op < 1 || op > entries.size() ? null : entries.get((int) op - 1);
    }

    @Override
    public List<String> findings() {
        return List.of();
    }

    @Override
    public void close() {}
}
