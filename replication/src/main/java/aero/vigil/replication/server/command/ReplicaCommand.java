package aero.vigil.replication.server.command;

import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.core.AcknowledgedWhen;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.Timing;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.journal.RefusalToStart;
import aero.vigil.replication.server.FatalEnd;
import aero.vigil.replication.server.LineSecurity;
import aero.vigil.replication.server.ReplicaOptions;
import aero.vigil.replication.server.ReplicaParts;
import aero.vigil.replication.server.ReplicaServer;
import aero.vigil.replication.server.gateway.ControlAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil replica}: runs one replica until it is told to stop. */
@Command(
        name = "replica",
        description = "Runs one replica from the directory that `vigil format` has made.",
        mixinStandardHelpOptions = true)
public final class ReplicaCommand implements Callable<Integer> {

    /** A broken invariant or disk: the process must not go on a moment longer. */
    private static final int EXIT_FATAL = 70;

    /** Another disk has this member's place: a start again would end the same way. */
    private static final int EXIT_REPLACED = 3;

    /** The group was made smaller by this member. */
    private static final int EXIT_TAKEN_OUT = 4;

    private static final int EXIT_WRONG_CALL = 2;
    private static final int MAX_PORT = 65_535;

    /** How patient the protocol is. */
    enum Patience {
        strict,
        relaxed
    }

    /** What an answer promises. */
    enum Durability {
        forced,
        replicated
    }

    @Option(
            names = "--directory",
            required = true,
            paramLabel = "DIR",
            description = "Its journal, vote and checkpoints.")
    private Path directory = Path.of("");

    @Option(
            names = "--timing",
            defaultValue = "strict",
            paramLabel = "strict|relaxed",
            description = "Timeouts: strict (100 ms) or relaxed (500 ms, for starved machines).")
    private Patience timing = Patience.strict;

    @Option(
            names = "--durability",
            defaultValue = "forced",
            paramLabel = "forced|replicated",
            description =
                    "A command is answered when f+1 machines have forced it (default), or when f+1"
                            + " hold it in memory: then a power cut of all loses the last ones.")
    private Durability durability = Durability.forced;

    @Option(
            names = "--prepares-in-flight",
            hidden = true,
            description = "For measuring what pipelining gives: Prepares sent and not committed.")
    private int preparesInFlight = Limits.MAX_PREPARES_IN_FLIGHT;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Where to listen; default ${DEFAULT-VALUE}: this machine only.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--demo-control",
            paramLabel = "HOST:PORT:TOKEN",
            description = "The demo's parent: /demo/* is passed on to it.")
    private @Nullable String demoControl;

    @Option(
            names = "--peer",
            paramLabel = "INDEX=ADDRESS",
            description = {
                "Reach this member at another address than the one it is known by: through a",
                "forwarded port, or an emulator of the line. May be given for several."
            })
    private Map<Integer, String> peers = new TreeMap<>();

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = {
                "TLS between the members, with this one's certificate: DIR holds member.pem,",
                "member.key and ca.pem, as 'vigil make-certificates' makes them. Must be given",
                "where members are on several machines, or --plain."
            })
    private @Nullable Path tls;

    @Option(
            names = "--plain",
            description = "No TLS between machines: their lines are secured otherwise.")
    private boolean plain;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            description = "Where the gateway listens, if the port it is known by is forwarded.")
    private int gatewayPort;

    @Option(
            names = "--low-space",
            defaultValue = "256",
            paramLabel = "MIB",
            description = "With less left on the disk, another replica leads.")
    private long lowSpaceMib = 256;

    @Option(
            names = "--archive-after",
            paramLabel = "DAYS",
            description = {
                "Move journal files below two checkpoints that every member has passed to",
                "DIR/archive when their last record is so old; 0 at once. Default: they stay.",
                "Nothing is ever deleted (ICAO Annex 11, 6.4.1 asks for 30 days)."
            })
    private @Nullable Integer archiveAfterDays;

    @Option(names = "--end-with-stdin", description = "Stop when standard input is closed.")
    private boolean endWithStdin;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile int exitCode;
    private final ReplicaParts parts;

    /** The verb as it is. */
    public ReplicaCommand() {
        this(new ReplicaParts());
    }

    /** The same for a replica of other parts. */
    public ReplicaCommand(ReplicaParts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        if (!ReplicaServer.class.desiredAssertionStatus()) {
            err.println(
                    "vigil replica: start with -ea (config/jvm.options): a replica that does not"
                            + " check itself may not run");
            return EXIT_WRONG_CALL;
        }
        if (archiveAfterDays != null && archiveAfterDays < 0) {
            err.println("vigil replica: --archive-after is 0 or more days");
            return EXIT_WRONG_CALL;
        }
        ControlAddress control;
        try {
            control = demoControl == null ? null : ControlAddress.parse(demoControl);
        } catch (IllegalArgumentException e) {
            err.println("vigil replica: --demo-control: " + e.getMessage());
            return EXIT_WRONG_CALL;
        }
        try {
            peers.values().forEach(GatewayAddress::parse);
        } catch (IllegalArgumentException e) {
            err.println("vigil replica: --peer: " + e.getMessage());
            return EXIT_WRONG_CALL;
        }
        if (gatewayPort < 0 || gatewayPort > MAX_PORT) {
            err.println("vigil replica: --gateway-port " + gatewayPort + " is not 1..65535");
            return EXIT_WRONG_CALL;
        }
        try {
            return run(control);
        } catch (RefusalToStart | IOException | IllegalArgumentException e) {
            err.println("vigil replica: " + e.getMessage());
            return 1;
        }
    }

    private int run(@Nullable ControlAddress control)
            throws RefusalToStart, IOException, InterruptedException {
        ReplicaOptions options =
                new ReplicaOptions(
                        directory,
                        timing == Patience.strict ? Timing.strict() : Timing.relaxed(),
                        bind,
                        control,
                        lowSpaceMib << 20,
                        durability == Durability.forced
                                ? AcknowledgedWhen.FORCED
                                : AcknowledgedWhen.IN_MEMORY,
                        preparesInFlight,
                        history(control),
                        peers,
                        new LineSecurity(tls, plain),
                        gatewayPort);
        if (durability == Durability.replicated) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "vigil replica: WARNING: --durability replicated: commands are answered"
                                    + " before they are on a disk; a power cut of all machines"
                                    + " loses the last ones, answered though they were");
        }
        ReplicaServer server = ReplicaServer.start(options, parts, new Halt());
        Thread hook = new Thread(() -> close(server), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        PrintWriter out = spec.commandLine().getOut();
        out.println("replica " + server.index() + " ready " + server.describe());
        out.flush();
        if (endWithStdin) {
            watch(System.in);
        }
        stopping.await();
        Runtime.getRuntime().removeShutdownHook(hook);
        close(server);
        return exitCode;
    }

    private History history(@Nullable ControlAddress control) {
        if (control != null) {
            return History.REMOVED; // the demo's disk is bounded
        }
        Integer days = archiveAfterDays;
        return days == null ? History.KEPT : History.archivedAfter(Duration.ofDays(days));
    }

    private void watch(InputStream stdin) {
        Thread watcher =
                new Thread(
                        () -> {
                            try {
                                while (stdin.read() >= 0) {
                                    // What it says does not matter, only that it is there.
                                }
                            } catch (IOException e) {
                                // Gone is gone.
                            }
                            stopping.countDown();
                        },
                        "stdin");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void close(ReplicaServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("vigil replica: not closed cleanly: " + e.getMessage());
        }
    }

    /** What is not written is not promised: nothing more may be said. */
    private final class Halt implements FatalEnd {

        @Override
        public void ended(String reason) {
            halt("stopped: " + reason, EXIT_FATAL);
        }

        @Override
        public void replaced(String reason) {
            halt("replaced: " + reason, EXIT_REPLACED);
        }

        @Override
        public void takenOut(String reason) {
            System.err.println("vigil replica: taken out: " + reason);
            exitCode = EXIT_TAKEN_OUT;
            stopping.countDown();
        }

        private static void halt(String text, int exitCode) {
            System.err.println("vigil replica: " + text);
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
