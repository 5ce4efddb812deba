package aero.vigil.certification.demo;

import aero.vigil.certification.fault.FileDamage;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.Launch;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One running demo: the parent of replicas, adapters and simulator, and the owner of their signals.
 *
 * <p>It can be resumed: the group is formatted only when its directory is empty or the setup says
 * so. A frozen replica is thawed, a killed one started again, one that was cut off has its lines
 * back, 5 seconds later.
 */
final class Demo implements AutoCloseable, ControlPort.Actions {

    private static final int REPLICAS = 3;
    private static final int CARE_SECONDS = 5;

    private static final Duration END_PATIENCE = Duration.ofSeconds(10);
    private static final int SIMULATOR_HEAP_MEBIBYTES = 192;

    private final DemoSetup setup;
    private final GroupPorts ports;
    private final DemoDirectory directory;
    private final ControlPort control;
    private final PrintStream out = System.out;
    private final List<VigilProcess> around = new ArrayList<>();
    private final ScheduledExecutorService care =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "demo care");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final int[] deadSeconds = new int[REPLICAS];
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final ReplicaLines lines;
    private final ReplicaGroup replicas;
    private final StatusLine statusLine;

    private Demo(DemoSetup setup) throws IOException, InterruptedException {
        this.setup = setup;
        this.ports = new GroupPorts(setup.port(), REPLICAS);
        this.directory = DemoDirectory.open(setup.directory());
        ports.requireFree();
        boolean formatted = directory.formatIfNeeded(setup, ports);
        out.println(
                formatted
                        ? "formatted a new group in " + setup.directory()
                        : "going on from the log in "
                                + setup.directory()
                                + " (--fresh starts anew)");
        this.control = new ControlPort(this);
        this.lines = ReplicaLines.open(ports);
        this.replicas =
                ReplicaGroup.start(setup.directory(), ports, Launch.plain(this::replicaOptions));
        this.statusLine = new StatusLine(ports);
    }

    /** Starts everything; when this returns, the picture can be looked at. */
    static Demo start(DemoSetup setup) throws IOException, InterruptedException {
        Demo demo = new Demo(setup);
        try {
            demo.startAround();
            return demo;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            demo.close();
            throw failed;
        }
    }

    private List<String> replicaOptions(int replica) {
        List<String> options = new ArrayList<>(lines.options(replica));
        options.addAll(
                List.of(
                        "--timing",
                        setup.timing(),
                        "--demo-control",
                        "localhost:" + control.port() + ":" + control.token()));
        return options;
    }

    private void startAround() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endFromSignal, "demo end"));
        describe();
        Path log = setup.directory().resolve("log");
        around.addAll(
                Adapters.start(
                        setup.directory(),
                        ports,
                        setup.adaptation(),
                        setup.scenario().recording()));
        if (setup.scenario().recording() == null) {
            around.add(
                    VigilProcess.start(
                            "simulator", SIMULATOR_HEAP_MEBIBYTES, log, simulatorVerb()));
        }
        out.println("displays:    " + addresses(""));
        out.println("supervision: " + addresses("/supervision"));
        out.println(
                "journal:     files that nobody needs any more are removed, two checkpoints and the"
                        + " log above them stay");
        out.println("output of each process: " + log + "; Ctrl-C ends all");
    }

    private List<String> simulatorVerb() {
        return List.of(
                "simulate",
                "--adaptation",
                setup.adaptation().toString(),
                "--to-a",
                "localhost:" + ports.radar(0),
                "--to-b",
                "localhost:" + ports.radar(1),
                "--plans",
                "localhost:" + ports.plans(0) + ",localhost:" + ports.plans(1),
                "--aircraft",
                Integer.toString(setup.scenario().aircraft()),
                "--at",
                ports.gateways(),
                "--pilots",
                "--robots",
                "--colleagues",
                "--end-with-stdin");
    }

    private String addresses(String path) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            all.add("http://" + ports.gateway(i) + path);
        }
        return String.join("  ", all);
    }

    private void describe() throws IOException {
        directory.describe(control, ports, replicas);
    }

    /** Shows a live status line and cares for the dead, until Ctrl-C. */
    void watchUntilInterrupted() throws InterruptedException {
        boolean ready = false;
        boolean traffic = false;
        for (int turn = 1; !interrupted.await(100, TimeUnit.MILLISECONDS); turn++) {
            ready = ready || isTold(statusLine.isWhole(), "ready");
            traffic = traffic || isTold(statusLine.hasTracks(), "first tracks");
            if (turn % 10 == 0) {
                careForTheDead();
                reportEndings();
                statusLine.show(out);
            }
        }
    }

    /** Says when that was reached, if it is; counted from the start of this process. */
    private boolean isTold(boolean reached, String what) {
        if (reached) {
            long millis = ManagementFactory.getRuntimeMXBean().getUptime();
            statusLine.clear(out);
            out.printf(Locale.ROOT, "%s after %.1f s%n", what, millis / 1e3);
        }
        return reached;
    }

    /** Adapters and simulator are not expected to end: the first word of one that did. */
    private void reportEndings() {
        for (VigilProcess process : List.copyOf(around)) {
            if (!process.isAlive()) {
                around.remove(process);
                out.println("\n" + process.name() + " ended:\n" + process.lastLines(5));
            }
        }
    }

    @Override
    public String kill(int replica) {
        replicaAt(replica).kill9();
        return "killed replica " + replica + " (kill -9); it " + fateOfTheDead();
    }

    private String fateOfTheDead() {
        return setup.restart() ? "starts again in " + CARE_SECONDS + " s" : "stays dead";
    }

    @Override
    public String freeze(int replica) {
        VigilProcess process = replicaAt(replica);
        process.freeze();
        var thaw = care.schedule(process::thaw, CARE_SECONDS, TimeUnit.SECONDS);
        assert !thaw.isCancelled() : "care goes on as long as the demo";
        return "froze replica " + replica + " (SIGSTOP); it goes on in " + CARE_SECONDS + " s";
    }

    @Override
    public String cut(int replica) {
        replicaAt(replica);
        lines.cut(replica);
        var mending = care.schedule(() -> lines.mend(replica), CARE_SECONDS, TimeUnit.SECONDS);
        assert !mending.isCancelled() : "care goes on as long as the demo";
        return "cut replica "
                + replica
                + " off from the other replicas; its lines are back in "
                + CARE_SECONDS
                + " s";
    }

    /** What it has forced to its disk is no longer what it wrote; the others have it still. */
    @Override
    public String damage(int replica) {
        VigilProcess process = replicaAt(replica);
        process.kill9();
        try {
            if (!process.awaitEnd(END_PATIENCE)) {
                throw new IllegalStateException("replica " + replica + " does not end");
            }
            Path journal = FileDamage.newestJournal(replicas.directory(replica).resolve("journal"));
            String injury = FileDamage.flipInPayload(journal).words();
            return "killed replica " + replica + "; " + injury + "; it " + fateOfTheDead();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped");
        }
    }

    private VigilProcess replicaAt(int index) {
        if (index >= REPLICAS) {
            throw new IllegalArgumentException("there is no replica " + index + ": 0 to 2");
        }
        VigilProcess process = replicas.replica(index);
        if (!process.isAlive()) {
            throw new IllegalArgumentException("replica " + index + " is dead already");
        }
        return process;
    }

    /** Starts what has been dead for five seconds, whether a page killed it or a shell did. */
    private void careForTheDead() {
        for (int i = 0; i < REPLICAS; i++) {
            deadSeconds[i] = replicas.replica(i).isAlive() ? 0 : deadSeconds[i] + 1;
            if (deadSeconds[i] == CARE_SECONDS && setup.restart()) {
                restart(i);
            }
        }
    }

    private void restart(int index) {
        try {
            replicas.restart(index);
            describe();
        } catch (IOException failed) {
            out.println("cannot start replica " + index + " again: " + failed.getMessage());
        }
    }

    private void endFromSignal() {
        interrupted.countDown();
        close();
    }

    @Override
    public synchronized void close() {
        care.shutdownNow();
        around.forEach(VigilProcess::terminate);
        Ending.awaitAll(around);
        replicas.close();
        lines.close();
        statusLine.close();
        control.close();
        directory.close();
    }
}
