package aero.vigil.certification.bench;

import aero.vigil.airspace.AirspaceModel;
import aero.vigil.airspace.FrameCut;
import aero.vigil.airspace.ModelClock;
import aero.vigil.airspace.command.Submitter;
import aero.vigil.certification.load.ModelLoad;
import aero.vigil.wire.airspace.ActivateArea;
import aero.vigil.wire.airspace.AssumeFlight;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.FiledPlan;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.FlightPlanMessage;
import aero.vigil.wire.airspace.Frame;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.SetQnh;
import aero.vigil.wire.airspace.TakePosition;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One model under one load, driven through its port as a replica drives it, by one thread: plans
 * filed, every net at work, flights under control, then so many ticks measured.
 */
final class ModelRun {

    private static final long START_MICROS = 1_781_524_800_000_000L;
    private static final long TICK_MICROS = 100_000;
    static final int TICKS_A_SECOND = 10;

    /** Ticks whose input is made at once. */
    private static final int CHUNK = 50;

    /** When controllers assume what is in their sectors. */
    private static final int ASSUMED_AT = 20 * TICKS_A_SECOND;

    private static final double MIB = 1 << 20;
    private static final double PLANS_A_TRACK = 2.5;
    private static final Submitter ADAPTER = new Submitter(101, "adapter", List.of("adapter"));
    private static final Submitter SUPERVISOR = new Submitter(102, "sue", List.of("supervisor"));

    private final int tracks;
    private final TiledRegion region;
    private @Nullable AirspaceModel running;
    private final ModelLoad load;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Integer, Flight> flights = new TreeMap<>();
    private final Map<Integer, Integer> shown = new TreeMap<>();
    private final Distribution tickMillis = new Distribution();
    private final Distribution tickCpuMillis = new Distribution();
    private final Distribution frameBytes = new Distribution();
    private long op = 1;
    private long nowMicros = START_MICROS;
    private long frame;
    private long plots;
    private long plotNanos;
    private long plotCpuNanos;
    private long plotBytes;
    private long tickBytes;
    private int alerts;

    ModelRun(int tracks, TiledRegion region, long seed) {
        this.tracks = tracks;
        this.region = region;
        TiledTraffic traffic = new TiledTraffic(region, tracks, seed, START_MICROS);
        load = ModelLoad.of(region.adaptation(), traffic.targets(), seed, START_MICROS);
        AirspaceModel model =
                new AirspaceModel(region.adaptation().toByteArray(), ModelClock.utc());
        running = model;
        // As a replica does before it starts: the first time links classes.
        model.restore(model.captureState().encode());
        model.captureKeyframe(0);
        prepare(traffic);
    }

    private void prepare(TiledTraffic traffic) {
        for (int tile = 0; tile < region.tiles(); tile++) {
            accepted(
                    SUPERVISOR,
                    Command.newBuilder()
                            .setActivateArea(
                                    ActivateArea.newBuilder()
                                            .setArea(TiledRegion.restricted(tile))
                                            .setActive(true)));
            accepted(
                    SUPERVISOR,
                    Command.newBuilder()
                            .setSetQnh(
                                    SetQnh.newBuilder()
                                            .setRegion(TiledRegion.qnhRegion(tile))
                                            .setHectopascals(1_003)));
        }
        for (FiledPlan plan : traffic.plans((int) (tracks * PLANS_A_TRACK))) {
            accepted(
                    ADAPTER,
                    Command.newBuilder()
                            .setFlightPlanMessage(
                                    FlightPlanMessage.newBuilder()
                                            .setOriginator("LSZHZPZX")
                                            .setText("(FPL-" + plan.getKey().getCallsign() + ")")
                                            .setFile(plan)));
        }
    }

    private void accepted(Submitter submitter, Command.Builder command) {
        Result result = result(submitter, command);
        if (!result.hasAccepted()) {
            throw new IllegalStateException(
                    command.getCommandCase() + " was rejected: " + result.getRejected());
        }
    }

    private Result result(Submitter submitter, Command.Builder command) {
        byte[] answer = model().apply(++op, nowMicros, submitter, command.build().toByteArray());
        try {
            return Result.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the model's answer is no Result", e);
        }
    }

    /** Flies for so long unmeasured, then for so long measured. */
    void fly(int warmSeconds, int seconds) {
        int warm = warmSeconds * TICKS_A_SECOND;
        flyOn(
                warm,
                (tick, cost) -> {
                    if (tick == ASSUMED_AT) {
                        assumeAll();
                    }
                });
        flyOn(seconds * TICKS_A_SECOND, (tick, cost) -> add(cost));
    }

    /** Flies for so many ticks, and tells the watcher of each, from 0, what it cost. */
    void flyOn(int ticks, BiConsumer<Integer, TickCost> watcher) {
        List<ModelLoad.Due> due = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            if (tick % CHUNK == 0) {
                due.clear();
                for (int i = 1; i <= Math.min(CHUNK, ticks - tick); i++) {
                    due.add(load.until(nowMicros + i * TICK_MICROS));
                }
            }
            watcher.accept(tick, step(due.get(tick % CHUNK)));
        }
    }

    /**
     * What one tick cost, and the plots before it.
     *
     * @param plotBytes allocated for plots, {@code tickBytes} for the tick
     */
    record TickCost(
            int plots,
            long plotNanos,
            long plotCpuNanos,
            long plotBytes,
            long tickNanos,
            long tickCpuNanos,
            long tickBytes,
            int frameBytes) {}

    private void add(TickCost cost) {
        plots += cost.plots();
        plotNanos += cost.plotNanos();
        plotCpuNanos += cost.plotCpuNanos();
        plotBytes += cost.plotBytes();
        tickBytes += cost.tickBytes();
        tickMillis.add(cost.tickNanos() * 1e-6);
        tickCpuMillis.add(cost.tickCpuNanos() * 1e-6);
        frameBytes.add(cost.frameBytes());
    }

    private TickCost step(ModelLoad.Due due) {
        AirspaceModel model = model();
        nowMicros += TICK_MICROS;
        long bytes = allocated();
        long cpu = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        for (byte[] command : due.commands()) {
            model.apply(++op, nowMicros, ADAPTER, command);
        }
        long applied = System.nanoTime();
        long cpuApplied = threads.getCurrentThreadCpuTime();
        long bytesApplied = allocated();
        long beforeTick = System.nanoTime();
        FrameCut cut = model.tick(++op, nowMicros, ++frame);
        long ticked = System.nanoTime();
        long cpuTicked = threads.getCurrentThreadCpuTime();
        TickCost cost =
                new TickCost(
                        due.plots(),
                        applied - begin,
                        cpuApplied - cpu,
                        bytesApplied - bytes,
                        ticked - beforeTick,
                        cpuTicked - cpuApplied,
                        allocated() - bytesApplied,
                        cut.body().length());
        show(cut);
        return cost;
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private void show(FrameCut cut) {
        try {
            Frame content = Frame.parseFrom(cut.body().toByteArray());
            content.getFlightsList().forEach(flight -> flights.put(flight.getId(), flight));
            content.getTracksList().forEach(track -> shown.put(track.getNumber(), 1));
            content.getEndedTracksList().forEach(shown::remove);
            alerts += content.getAlertsCount();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the model's frame is no Frame", e);
        }
    }

    /** Each executive assumes what is in his sector and clears it to a level near its own. */
    private void assumeAll() {
        Map<String, Submitter> executives = new TreeMap<>();
        region.adaptation()
                .getPositionsList()
                .forEach(
                        position -> {
                            Submitter person =
                                    new Submitter(
                                            1_000 + executives.size(),
                                            position.getId(),
                                            List.of("development"));
                            executives.put(position.getId(), person);
                            accepted(
                                    person,
                                    Command.newBuilder()
                                            .setTakePosition(
                                                    TakePosition.newBuilder()
                                                            .setPosition(position.getId())));
                        });
        for (Flight flight : flights.values()) {
            Submitter executive = executives.get(flight.getNextSector());
            if (flight.getTrack() != 0 && executive != null) {
                assume(flight, executive);
            }
        }
    }

    private void assume(Flight flight, Submitter executive) {
        Result assumed =
                result(
                        executive,
                        Command.newBuilder()
                                .setAssumeFlight(
                                        AssumeFlight.newBuilder()
                                                .setFlight(flight.getId())
                                                .setVersion(flight.getVersion())));
        if (assumed.hasAccepted()) {
            result(
                    executive,
                    Command.newBuilder()
                            .setClearLevel(
                                    ClearLevel.newBuilder()
                                            .setFlight(flight.getId())
                                            .setVersion(assumed.getAccepted().getVersion())
                                            .setFlightLevel(200 + 10 * (flight.getId() % 18))));
        }
    }

    /** A supervisor's order, which must be accepted. */
    void supervise(Command.Builder command) {
        accepted(SUPERVISOR, command);
    }

    /** The model while it runs. */
    AirspaceModel model() {
        return Objects.requireNonNull(running);
    }

    /** The figures of the measured time. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        double seconds = tickMillis.count() / (double) TICKS_A_SECOND;
        json.put("tracks", tracks);
        json.put("plotsPerSecond", Math.round(plots / (plotNanos * 1e-9)));
        json.put("tickMillis", tickMillis.toJson(true));
        json.put("bytesPerPlot", plotBytes / plots);
        json.put("plotsPerCpuSecond", Math.round(plots / (plotCpuNanos * 1e-9)));
        json.put("tickCpuMillis", tickCpuMillis.toJson(true));
        json.put("bytesPerTick", tickBytes / tickMillis.count());
        json.put("frameBytes", frameBytes.toJson(true));
        json.put("confirmedTracks", shown.size());
        json.put("controlled", flights.values().stream().filter(ModelRun::isControlled).count());
        json.put("flights", (int) (tracks * PLANS_A_TRACK));
        json.put("sensors", region.tiles());
        json.put("squareNauticalMiles", Math.round(region.widthNm() * region.heightNm()));
        json.put("plotsSimulatedPerSecond", Math.round(plots / seconds));
        json.put("alertUpdates", alerts);
        return json;
    }

    /** The model is over: how much that gives back, MiB. */
    double end() {
        long live = liveBytes();
        running = null;
        return Math.round((live - liveBytes()) * 10 / MIB) / 10.0;
    }

    /** What the garbage collector cannot take. */
    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static boolean isControlled(Flight flight) {
        return !flight.getControllingSector().isEmpty();
    }
}
