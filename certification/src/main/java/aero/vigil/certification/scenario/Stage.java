package aero.vigil.certification.scenario;

import aero.vigil.certification.fault.Cables;
import aero.vigil.certification.fault.DiskImages;
import aero.vigil.certification.fault.Forwarder;
import aero.vigil.certification.fault.LinkEmulator;
import aero.vigil.certification.history.HistoryWriter;
import aero.vigil.certification.history.Window;
import aero.vigil.certification.mutant.MutantReplicaMain;
import aero.vigil.certification.observer.DisplayRecorder;
import aero.vigil.certification.observer.StreamRecorder;
import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.observer.Workload;
import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.Launch;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.journal.format.GroupPlan;
import aero.vigil.wire.gateway.Status;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A group of three real replicas with clients, raw streams and a voting display around it, all of
 * which write down what they see.
 *
 * <p>Which replica is primary, and whether all are well again, is taken from the replicas' own
 * words: that steers a scenario, and proves nothing.
 */
public final class Stage implements AutoCloseable {

    public static final int REPLICAS = 3;

    private static final int GATEWAY_OFFSET = 200;
    private static final long HEAL_MILLIS = 40_000;
    private static final long LAST_ANSWERS_MILLIS = 8_000;
    private static final long LAST_FRAMES_MILLIS = 2_500;
    private static final int FRAMES_TOGETHER = 5;

    /** Ops from checkpoint to checkpoint where one must fall into a run. */
    private static final long OFTEN = 300;

    private final Path directory;
    private final Setting setting;
    private final GroupPorts ports;
    private final HistoryWriter history;
    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> around = new ArrayList<>();
    private final List<Forwarder> forwarders = new ArrayList<>();
    private @Nullable LinkEmulator lines;
    private @Nullable DiskImages images;
    private @Nullable Cables cables;
    private @Nullable ReplicaGroup group;
    private @Nullable GroupClient client;
    private @Nullable StreamRecorder streams;
    private @Nullable DisplayRecorder display;
    private @Nullable Workload workload;
    private volatile boolean closed;

    private Stage(Path directory, Setting setting, HistoryWriter history) {
        this.directory = directory;
        this.setting = setting;
        GroupPorts here = new GroupPorts(setting.port(), REPLICAS);
        this.ports = setting.has(Feature.CABLES) ? here.at(Cables.hosts(REPLICAS)) : here;
        this.history = history;
    }

    /**
     * A stage on which nothing stands yet.
     *
     * @param directory where the group will live
     * @param historyDirectory where what is seen is written down
     */
    public static Stage empty(Path directory, Path historyDirectory, Setting setting)
            throws IOException {
        Files.createDirectories(directory);
        return new Stage(directory, setting, new HistoryWriter(historyDirectory));
    }

    /** Formats and starts the group, and the load on it. */
    public void open() throws Exception {
        ports.requireFree();
        GroupFormat.fresh(
                directory,
                ports,
                VigilHome.adaptation("switzerland"),
                setting.has(Feature.CHECKPOINTS) ? OFTEN : GroupPlan.DEFAULT_CHECKPOINT_INTERVAL);
        if (setting.has(Feature.CABLES)) {
            GroupFormat.certify(directory, REPLICAS, "Vigil certification");
        }
        if (setting.has(Feature.IMAGES)) {
            images = DiskImages.mount(directory, REPLICAS, setting.has(Feature.STORES));
        }
        if (setting.has(Feature.CABLES)) {
            cables = Cables.lay(REPLICAS);
        }
        if (setting.has(Feature.LINES)) {
            lines =
                    LinkEmulator.open(
                            REPLICAS,
                            replica -> loopback(port(ports.replica(replica))),
                            setting.seed());
            lines.hideEnds(setting.has(Feature.SILENT_ENDS));
        }
        for (int i = 0; i < REPLICAS && setting.has(Feature.GATEWAYS); i++) {
            int advertised = port(ports.gateway(i));
            forwarders.add(Forwarder.open(advertised, advertised + GATEWAY_OFFSET));
        }
        group = ReplicaGroup.start(directory, ports, launch());
        client = connect("certify clients");
        streams = new StreamRecorder(history);
        GroupClient listener = connect("certify streams");
        around.add(listener);
        listener.addListener(streams);
        display = new DisplayRecorder(history);
        around.add(HeadlessDisplay.open(vertx, groupOptions("certify display"), false, display));
        awaitWhole();
        workload =
                Workload.prepare(
                        vertx, client(), history, setting.sessions(), setting.paceMillis());
        workload.start();
    }

    private Launch launch() {
        Launch launch = Launch.plain(this::options);
        if (!setting.bug().isEmpty()) {
            launch = launch.withMain(MutantReplicaMain.class.getName());
        }
        Cables laid = cables;
        return laid == null ? launch : launch.within(laid::within);
    }

    private List<String> options(int replica) {
        List<String> options = new ArrayList<>(List.of("--timing", setting.timing().toString()));
        if (lines != null) {
            options.addAll(lines.options(replica));
        }
        if (setting.has(Feature.GATEWAYS)) {
            options.add("--gateway-port");
            options.add(Integer.toString(port(ports.gateway(replica)) + GATEWAY_OFFSET));
        }
        if (setting.has(Feature.CABLES)) {
            options.addAll(List.of("--bind", "0.0.0.0"));
        }
        if (setting.has(Feature.ARCHIVE)) {
            options.addAll(List.of("--archive-after", "0"));
        }
        if (!setting.bug().isEmpty()) {
            options.add(MutantReplicaMain.OPTION);
            options.add(setting.bug());
        }
        return options;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private GroupOptions groupOptions(String name) {
        return GroupOptions.of(name, GatewayAddress.parseAll(ports.gateways()));
    }

    private GroupClient connect(String name) {
        return GroupClient.connect(vertx, groupOptions(name).withUser("certify"));
    }

    // ------------------------------------------------------------------------------- what there is

    public Setting setting() {
        return setting;
    }

    /** The processes. */
    public ReplicaGroup group() {
        return built(group);
    }

    public VigilProcess replica(int index) {
        return group().replica(index);
    }

    /** The lines between replicas; only where the setting asked for them. */
    public LinkEmulator lines() {
        return built(lines);
    }

    /** The file systems of the replicas; only where the setting asked for them. */
    public DiskImages images() {
        return built(images);
    }

    /** The replicas' cables; only where the setting asked for them. */
    public Cables cables() {
        return built(cables);
    }

    /** The ways to the gateways; only where the setting asked for them. */
    public List<Forwarder> forwarders() {
        return List.copyOf(forwarders);
    }

    /** Where a replica listens: for other replicas, then for everybody. */
    public List<InetSocketAddress> doors(int replica) {
        return List.of(
                loopback(port(ports.replica(replica))), loopback(port(ports.gateway(replica))));
    }

    private GroupClient client() {
        return built(client);
    }

    private static <T> T built(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("this stage was set without that");
        }
        return part;
    }

    // -------------------------------------------------------------------------------------
    // steering

    /** The index of the present primary; waits for one. */
    public int primary() throws InterruptedException {
        await("a primary", () -> client().primary() >= 0);
        return client().primary();
    }

    /** The index of a replica that is not the primary. */
    public int backup() throws InterruptedException {
        return (primary() + 1) % REPLICAS;
    }

    /** The greatest view any replica has spoken of. */
    public long view() {
        long view = -1;
        for (ReplicaLink link : client().links()) {
            Status status = link.status();
            view = status == null ? view : Math.max(view, status.getView());
        }
        return view;
    }

    /** Commands answered so far. */
    public long answered() {
        return built(workload).answered();
    }

    /** The last frame a replica has streamed. */
    public long lastFrame(int replica) {
        return built(streams).lastFrame(replica);
    }

    /** Waits until every replica is in normal operation and streams what the display shows. */
    public void awaitWhole() throws InterruptedException {
        await("all replicas in normal operation", this::isWhole);
    }

    private boolean isWhole() {
        long shown = built(display).lastFrame();
        int well = 0;
        for (ReplicaLink link : client().links()) {
            Status status = link.status();
            boolean normal =
                    link.isOpen()
                            && link.silentMillis() < 500
                            && status != null
                            && status.getStatus().equals("NORMAL")
                            && status.getView() == view();
            well += normal && lastFrame(link.index()) >= shown - FRAMES_TOGETHER ? 1 : 0;
        }
        return shown > 0 && well == REPLICAS;
    }

    /** Waits until this is so. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEAL_MILLIS);
        while (!condition.getAsBoolean()) {
            if (closed) {
                throw new IllegalStateException(what + ": stopped before");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        what + ": not within " + HEAL_MILLIS / 1_000 + " s");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Something done to the group. */
    public interface Act {
        void run() throws Exception;
    }

    /** Does something, and judges this long from its beginning, or until it is done. */
    public void window(String name, long millis, Act act) throws Exception {
        long from = System.nanoTime();
        act.run();
        long left = millis - (System.nanoTime() - from) / 1_000_000;
        TimeUnit.MILLISECONDS.sleep(Math.max(0, left));
        history.window(new Window(name, from, System.nanoTime()));
    }

    /** Milliseconds until the next command is answered. */
    public double untilAnswered() throws InterruptedException {
        long before = answered();
        long from = System.nanoTime();
        await("a command answered", () -> answered() > before);
        return (System.nanoTime() - from) / 1e6;
    }

    /** Starts a replica again and waits until it is ready and all is well. */
    public void restart(int replica) throws IOException, InterruptedException {
        group().restart(replica);
        group().awaitReady(replica);
        awaitWhole();
    }

    /** Stops the load, lets the last frames come, and ends the history. */
    public void finish() throws Exception {
        built(workload).stop(LAST_ANSWERS_MILLIS);
        TimeUnit.MILLISECONDS.sleep(LAST_FRAMES_MILLIS);
        history.close();
    }

    @Override
    public void close() {
        closed = true;
        try {
            history.close();
            for (AutoCloseable part : around) {
                part.close();
            }
            if (client != null) {
                client.close();
            }
            if (group != null) {
                group.killAll();
            }
            if (lines != null) {
                lines.close();
            }
            for (Forwarder forwarder : forwarders) {
                forwarder.close();
            }
            Waiting.orFail(vertx.close(), "the end");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception trouble) {
            System.err.println("certify: the stage did not close cleanly: " + trouble);
        } finally {
            if (images != null) {
                images.close();
            }
            if (cables != null) {
                cables.close();
            }
        }
    }
}
