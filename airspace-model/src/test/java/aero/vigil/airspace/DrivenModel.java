package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aero.vigil.airspace.command.Submitter;
import aero.vigil.airspace.surveillance.Plot;
import aero.vigil.airspace.surveillance.SimulatedTraffic;
import aero.vigil.airspace.surveillance.SimulatedTraffic.Arrival;
import aero.vigil.wire.airspace.Accepted;
import aero.vigil.wire.airspace.AlarmList;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.AuditLine;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.PictureQuery;
import aero.vigil.wire.airspace.PlanKey;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.QuarantinedCommand;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Referral;
import aero.vigil.wire.airspace.Rejected;
import aero.vigil.wire.airspace.ReportPlots;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SafetyNetStatus;
import aero.vigil.wire.airspace.Totals;
import aero.vigil.wire.airspace.Track;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model driven as a replica drives it, and a display that follows its frames, for tests. Every
 * byte goes through the port.
 */
public final class DrivenModel {

    public static final Submitter ADAPTER_A = new Submitter(101, "adapter-A", List.of("adapter"));
    public static final Submitter ADAPTER_B = new Submitter(102, "adapter-B", List.of("adapter"));

    private static final long TICK_MICROS = 100_000;

    public final AirspaceModel model;
    public final NavigableMap<Integer, Track> tracks = new TreeMap<>();
    public final NavigableMap<Integer, Flight> flights = new TreeMap<>();
    public final NavigableMap<Integer, Alert> alerts = new TreeMap<>();
    public final NavigableMap<Integer, Alert> alertsSeen = new TreeMap<>();
    public final NavigableMap<String, Position> positions = new TreeMap<>();
    public final NavigableMap<Long, QuarantinedCommand> quarantined = new TreeMap<>();
    public AlarmList alarmList = AlarmList.getDefaultInstance();
    public final NavigableMap<Integer, AuditLine> audit = new TreeMap<>();
    public final NavigableMap<Integer, Referral> referrals = new TreeMap<>();
    public SafetyNetStatus safetyNets = SafetyNetStatus.getDefaultInstance();
    public Totals totals = Totals.getDefaultInstance();
    public final List<String> digests = new ArrayList<>();
    public int greatestFrameBytes;

    /** Writes down everything the model is given, when set. */
    GoldenLog.@Nullable Writer recorder;

    private long op = 1;
    private long frame;
    private long nowMicros = SimulatedTraffic.START_MICROS;

    public DrivenModel() {
        this(new AirspaceModel(TestRegion.bytes(), ModelClock.utc()));
    }

    /** In a region that allocates SSR codes. */
    public static DrivenModel withCodes() {
        return new DrivenModel(new AirspaceModel(TestRegion.bytesWithCodes(), ModelClock.utc()));
    }

    public DrivenModel(AirspaceModel model) {
        this.model = model;
    }

    /** Model time, microseconds UTC. */
    public long now() {
        return nowMicros;
    }

    public long frame() {
        return frame;
    }

    public long op() {
        return op;
    }

    /** Continues another one's log: the same op, frame and time, with another model. */
    public DrivenModel continuedBy(AirspaceModel other) {
        DrivenModel next = new DrivenModel(other);
        next.op = op;
        next.frame = frame;
        next.nowMicros = nowMicros;
        return next;
    }

    public Result send(Submitter submitter, Command command) {
        return sendBytes(submitter, command.toByteArray());
    }

    public Result sendBytes(Submitter submitter, byte[] command) {
        byte[] result = model.apply(++op, nowMicros, submitter, command);
        if (recorder != null) {
            recorder.command(op, nowMicros, submitter, command);
        }
        assertTrue(result.length <= 1_024, "a result of " + result.length + " bytes");
        try {
            return Result.parseFrom(result);
        } catch (InvalidProtocolBufferException e) {
            return fail("the result is no Result", e);
        }
    }

    /** Sends what must be accepted. */
    public Accepted accepted(Submitter submitter, Command command) {
        Result result = send(submitter, command);
        assertTrue(result.hasAccepted(), () -> "rejected: " + result.getRejected());
        return result.getAccepted();
    }

    /** Sends what must be rejected for this reason; the text must say something. */
    public Rejected rejected(Submitter submitter, Command command, Reason reason) {
        Result result = send(submitter, command);
        assertEquals(reason, result.getRejected().getReason(), result::toString);
        assertTrue(result.getRejected().getText().length() > 10, result::toString);
        return result.getRejected();
    }

    /** Passes a tenth of a second and takes in its frame. */
    public Frame tick() {
        nowMicros += TICK_MICROS;
        FrameCut cut = model.tick(++op, nowMicros, ++frame);
        if (recorder != null) {
            recorder.tick(op, nowMicros, frame);
        }
        byte[] body = cut.body().toByteArray();
        greatestFrameBytes = Math.max(greatestFrameBytes, body.length);
        digests.add(digestOf(cut));
        try {
            Frame content = Frame.parseFrom(body);
            assertEquals(frame, content.getNumber());
            show(content);
            return content;
        } catch (InvalidProtocolBufferException e) {
            return fail("the frame is no Frame", e);
        }
    }

    /** What two replicas must have in common of a frame. */
    static String digestOf(FrameCut cut) {
        return HexFormat.of().formatHex(cut.sliceDigest().toByteArray())
                + ":"
                + java.util.Arrays.hashCode(cut.body().toByteArray());
    }

    /** What a display does with a frame. */
    public void show(Frame content) {
        if (content.hasLoadedAdaptation()) {
            positions.clear();
        }
        content.getTracksList().forEach(track -> tracks.put(track.getNumber(), track));
        content.getEndedTracksList().forEach(tracks::remove);
        content.getFlightsList().forEach(flight -> flights.put(flight.getId(), flight));
        content.getEndedFlightsList().forEach(flights::remove);
        content.getAlertsList().forEach(alert -> alerts.put(alert.getId(), alert));
        content.getAlertsList().forEach(alert -> alertsSeen.put(alert.getId(), alert));
        content.getEndedAlertsList().forEach(alerts::remove);
        content.getPositionsList().forEach(p -> positions.put(p.getId(), p));
        content.getQuarantinedList().forEach(q -> quarantined.put(q.getOp(), q));
        content.getReleasedQuarantinedList().forEach(quarantined::remove);
        content.getAuditList().forEach(line -> audit.put(line.getNumber(), line));
        content.getReferralsList().forEach(one -> referrals.put(one.getNumber(), one));
        content.getClosedReferralsList().forEach(referrals::remove);
        if (content.hasAlarms()) {
            alarmList = content.getAlarms();
        }
        if (content.hasSafetyNets()) {
            safetyNets = content.getSafetyNets();
        }
        if (content.hasTotals()) {
            totals = content.getTotals();
        }
    }

    /** Lets time pass without a tick: as while a group has no primary. */
    public void passWithoutTick(double seconds) {
        nowMicros += Math.round(seconds * 1e6);
    }

    public void tickSeconds(double seconds) {
        for (long i = Math.round(seconds * 10); i > 0; i--) {
            tick();
        }
    }

    /** Feeds what has arrived by each tick, in batches of so many plots. */
    public void fly(List<Arrival> arrivals, double seconds, int batch) {
        int next = 0;
        while (next < arrivals.size() && arrivals.get(next).micros() <= nowMicros) {
            next++;
        }
        long until = nowMicros + Math.round(seconds * 1e6);
        while (nowMicros < until) {
            List<Plot> due = new ArrayList<>();
            while (next < arrivals.size()
                    && arrivals.get(next).micros() <= nowMicros + TICK_MICROS) {
                due.add(arrivals.get(next++).plot());
            }
            for (int i = 0; i < due.size(); i += batch) {
                report(ADAPTER_A, "A", due.subList(i, Math.min(due.size(), i + batch)));
            }
            tick();
        }
    }

    public Accepted report(Submitter adapter, String line, List<Plot> plots) {
        return accepted(
                adapter, Command.newBuilder().setReportPlots(wirePlots(line, plots)).build());
    }

    public static ReportPlots wirePlots(String line, List<Plot> plots) {
        ReportPlots.Builder report = ReportPlots.newBuilder().setAdapter(line);
        for (Plot plot : plots) {
            aero.vigil.wire.airspace.Plot.Builder wire =
                    aero.vigil.wire.airspace.Plot.newBuilder()
                            .setSacSic(plot.sacSic())
                            .setTimeOfDay(plot.timeOfDay())
                            .setReceiveTimeMicros(plot.receiveTimeMicros())
                            .setDetection(plot.detection())
                            .setRho(plot.rho())
                            .setTheta(plot.theta())
                            .setCallsign(plot.callsign());
            if (plot.mode3A() != Plot.ABSENT) {
                wire.setMode3A(plot.mode3A());
            }
            if (plot.flightLevel() != Plot.ABSENT) {
                wire.setFlightLevel(plot.flightLevel());
            }
            if (plot.address() != Plot.ABSENT) {
                wire.setAddress(plot.address());
            }
            report.addPlots(wire);
        }
        return report.build();
    }

    /** A plan from BRAVO to DELTA along A1 at FL250, off blocks 10 minutes before now. */
    public FiledPlan.Builder plan(String callsign) {
        return FiledPlan.newBuilder()
                .setKey(
                        PlanKey.newBuilder()
                                .setCallsign(callsign)
                                .setDeparture("LSWW")
                                .setDestination("LSEE")
                                .setOffBlockTimeMicros(nowMicros - 600_000_000L))
                .setFlightRules("I")
                .setFlightType("S")
                .setAircraftCount(1)
                .setAircraftType("A320")
                .setWakeCategory("M")
                .setEquipment("SDFGRWY/S")
                .setSpeed("N0450")
                .setLevel("F250")
                .addAllRoute(List.of("BRAVO", "A1", "DELTA"))
                .setElapsedMinutes(30);
    }

    public Command file(FiledPlan.Builder plan) {
        return planMessage(
                FlightPlanMessage.newBuilder().setFile(plan), "(FPL-" + plan.build() + ")");
    }

    public static Command planMessage(FlightPlanMessage.Builder message, String text) {
        String clipped = text.replaceAll("[^ -~]", " ");
        return Command.newBuilder()
                .setFlightPlanMessage(
                        message.setOriginator("LSZHZPZX")
                                .setText(clipped.substring(0, Math.min(10_000, clipped.length()))))
                .build();
    }

    /** Who holds a position, as shown. */
    public String holder(String position) {
        Position shown = positions.get(position);
        return shown != null ? shown.getUser() : fail("no position " + position);
    }

    /** The elementary sectors a position holds, as shown. */
    public List<String> sectorsOf(String position) {
        Position shown = positions.get(position);
        return shown != null ? shown.getSectorsList() : fail("no position " + position);
    }

    /** The model's answer to a question. */
    public Frame asked(PictureQuery question) {
        Capture answer = model.answer(question.toByteArray());
        try {
            return answer == null
                    ? fail("no answer to " + question)
                    : Frame.parseFrom(answer.encode());
        } catch (InvalidProtocolBufferException e) {
            return fail("the answer is no Frame", e);
        }
    }

    /** The only alert there is, but for plans that meet. */
    public Alert alert() {
        List<Alert> others = alertsButPlanned();
        assertEquals(1, others.size(), others::toString);
        return others.get(0);
    }

    /** The alerts there are, but for plans that meet: here all fly the same route. */
    public List<Alert> alertsButPlanned() {
        return alerts.values().stream()
                .filter(alert -> alert.getKind() != Alert.Kind.MTCD)
                .toList();
    }

    public Flight flight(int id) {
        Flight flight = flights.get(id);
        return flight != null ? flight : fail("no flight " + id);
    }
}
