package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.PositionDefinition;
import aero.vigil.wire.airspace.SectorElement;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator as a process: runs a {@link Simulation} at the pace of the clock and ties it to the
 * network. The simulation has this thread for itself; plans, pilots and robots run on Vert.x.
 */
final class SimulatorProcess implements SimulationOutlet {

    private static final Logger log = LoggerFactory.getLogger(SimulatorProcess.class);

    /** A pilot needs this long from the order to the turn of a knob. */
    private static final long PILOT_MICROS = TimeUnit.SECONDS.toMicros(5);

    /** The longest sleep, so that an end is noticed soon. */
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Later than this the process had been stopped: worth a word. */
    private static final long LATE_MICROS = TimeUnit.SECONDS.toMicros(2);

    private static final long REPORT_MICROS = TimeUnit.MINUTES.toMicros(1);

    /**
     * What to run.
     *
     * @param radarData destinations of every datagram
     * @param plans flight-plan ports
     * @param replicas gateways, empty without pilots and robots
     * @param truth file to record in; null: none
     */
    record Settings(
            Simulation.Options options,
            List<UdpLines.Destination> radarData,
            List<GatewayAddress> plans,
            List<GatewayAddress> replicas,
            boolean pilots,
            boolean robots,
            boolean colleagues,
            @Nullable Path truth,
            boolean endWithStdin) {}

    private final Adaptation region;
    private final Settings settings;
    private final Vertx vertx = Vertx.vertx();
    private final Context planContext = vertx.getOrCreateContext();
    private final List<PlanLine> planLines = new ArrayList<>();
    private final Queue<Runnable> fromPilots = new ConcurrentLinkedQueue<>();
    private final UdpLines lines;
    private final @Nullable TruthFile truth;
    private final long originMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    private final long originNanos = System.nanoTime();
    private volatile boolean ending;
    private @Nullable Simulation simulation;
    private @Nullable GroupClient group;
    private long plansSent;
    private long detections;

    SimulatorProcess(Adaptation region, Settings settings) throws IOException {
        this.region = region;
        this.settings = settings;
        this.lines = new UdpLines(settings.radarData());
        Path file = settings.truth();
        this.truth = file == null ? null : new TruthFile(file, region.getSensorsList());
    }

    /** Runs until the process is told to end. */
    void run() throws IOException {
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(() -> end(worker), "simulate-end");
        Runtime.getRuntime().addShutdownHook(hook);
        if (settings.endWithStdin()) {
            watchStandardInput();
        }
        try {
            openPlanLines();
            long start = clockMicros();
            Simulation running = new Simulation(region, settings.options(), start, this);
            simulation = running;
            follow();
            log.info(
                    "{}: {} aircraft, seed {}",
                    region.getName(),
                    running.targets().size(),
                    settings.options().seed());
            loop(running);
        } finally {
            close();
        }
    }

    /** Lets {@link #run} return soon; from any thread. */
    void stop() {
        ending = true;
    }

    private void end(Thread worker) {
        stop();
        LockSupport.unpark(worker);
        try {
            worker.join(2_000);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchStandardInput() {
        Thread watcher =
                new Thread(
                        () -> {
                            try {
                                while (System.in.read() >= 0) {
                                    // what is said there does not matter
                                }
                            } catch (IOException closed) {
                                log.debug("standard input: {}", closed.toString());
                            }
                            stop();
                        },
                        "simulate-stdin");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** UTC, from one reading of the wall clock, so that no step of it tears the truth. */
    private long clockMicros() {
        return originMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - originNanos);
    }

    private void loop(Simulation running) {
        long nextReport = clockMicros() + REPORT_MICROS;
        while (!ending) {
            for (Runnable order = fromPilots.poll(); order != null; order = fromPilots.poll()) {
                order.run();
            }
            long now = clockMicros();
            if (now - running.nowMicros() > LATE_MICROS) {
                log.warn("{} ms behind: was stopped", (now - running.nowMicros()) / 1_000);
            }
            running.advanceTo(now);
            if (now >= nextReport) {
                report(running);
                nextReport += REPORT_MICROS;
            }
            long nanos = TimeUnit.MICROSECONDS.toNanos(running.nextMicros() - clockMicros());
            if (nanos > 0) {
                LockSupport.parkNanos(Math.min(nanos, LONGEST_SLEEP_NANOS));
            }
        }
        report(running);
    }

    private void report(Simulation running) {
        long accepted = planLines.stream().mapToLong(PlanLine::accepted).sum();
        long rejected = planLines.stream().mapToLong(PlanLine::rejected).sum();
        log.info(
                "{} aircraft, {} plots, {} datagrams sent, {} lost; {} plan messages, {} accepted,"
                        + " {} rejected",
                running.targets().size(),
                detections,
                lines.sent(),
                lines.failed(),
                plansSent,
                accepted,
                rejected);
    }

    private void openPlanLines() {
        for (GatewayAddress address : settings.plans()) {
            PlanLine line = new PlanLine(vertx, address.host(), address.port());
            planLines.add(line);
            planContext.runOnContext(go -> line.open());
        }
    }

    /** Pilots and robots read the committed picture. */
    private void follow() {
        if (settings.replicas().isEmpty()) {
            return;
        }
        GroupClient client =
                GroupClient.connect(vertx, GroupOptions.of("simulator", settings.replicas()));
        group = client;
        List<Picture.Reader> readers = new ArrayList<>();
        if (settings.pilots()) {
            readers.add(new Pilots(new Cockpits()));
        }
        if (settings.robots()) {
            readers.addAll(robots(client));
        }
        if (settings.colleagues()) {
            readers.addAll(colleagues(client));
        }
        client.follow(0, new Picture(readers));
    }

    /** All that the pilots understand reaches the simulation on its own thread. */
    private final class Cockpits implements Pilots.Cockpit {
        @Override
        public void onOrders(String callsign, String departure, PilotOrders orders) {
            long when = clockMicros() + PILOT_MICROS;
            later(running -> running.tell(callsign, departure, orders, when));
        }

        @Override
        public void onRunways(String airport, Pilots.Runways inUse) {
            long when = clockMicros() + PILOT_MICROS;
            later(running -> running.use(airport, inUse, when));
        }

        private void later(Consumer<Simulation> action) {
            fromPilots.add(
                    () -> {
                        Simulation running = simulation;
                        if (running != null) {
                            action.accept(running);
                        }
                    });
        }
    }

    /** One for each neighbouring centre's sector that a position of the adaptation holds. */
    private List<Picture.Reader> robots(GroupClient client) {
        Set<String> neighbours = sectors(true);
        List<Picture.Reader> robots = new ArrayList<>();
        for (PositionDefinition position : executives(neighbours)) {
            Robot robot = new Robot(position.getSectors(0), neighbours);
            robots.add(new RobotSession(client, robot, position.getId()));
        }
        return robots;
    }

    /** One for each of the centre's own sectors, and one for the supervisor. */
    private List<Picture.Reader> colleagues(GroupClient client) {
        Set<String> own = sectors(false);
        Set<String> all = new TreeSet<>(own);
        all.addAll(sectors(true));
        List<Picture.Reader> colleagues = new ArrayList<>();
        for (String sector : own) {
            colleagues.add(new Colleague(client, new Robot(sector, all)));
        }
        Atmosphere air = Atmosphere.drawn(settings.options().seed());
        colleagues.add(new SupervisorStandIn(client, (int) Math.round(air.qnhHectopascal())));
        return colleagues;
    }

    private Set<String> sectors(boolean external) {
        Set<String> sectors = new TreeSet<>();
        for (SectorElement sector : region.getSectorsList()) {
            if (sector.getExternal() == external) {
                sectors.add(sector.getId());
            }
        }
        return sectors;
    }

    /** Executive positions that hold one of these sectors alone. */
    private List<PositionDefinition> executives(Set<String> sectors) {
        return region.getPositionsList().stream()
                .filter(position -> position.getRole().equals("executive"))
                .filter(position -> position.getSectorsCount() == 1)
                .filter(position -> sectors.contains(position.getSectors(0)))
                .toList();
    }

    private void close() throws IOException {
        GroupClient client = group;
        if (client != null) {
            client.close();
        }
        planContext.runOnContext(go -> planLines.forEach(PlanLine::close));
        TruthFile file = truth;
        if (file != null) {
            file.close();
        }
        lines.close();
        vertx.close();
    }

    @Override
    public void onDatagram(int radar, byte[] datagram) {
        lines.send(radar, datagram);
    }

    @Override
    public void onPlanMessage(String text) {
        String enveloped = PlanText.enveloped(++plansSent, clockMicros(), text);
        planContext.runOnContext(go -> planLines.forEach(line -> line.send(enveloped)));
    }

    @Override
    public void onTruth(Target target, TruthState state) {
        TruthFile file = truth;
        if (file != null) {
            file.state(target, state);
        }
    }

    @Override
    public void onDetection(int radar, Detection detection) {
        detections++;
        TruthFile file = truth;
        if (file != null) {
            file.plot(radar, detection);
        }
    }
}
