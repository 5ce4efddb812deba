package aero.vigil.replication.server.replay;

import aero.vigil.replication.client.GatewayAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil replay}: shows a recorded log on the page, until it is told to stop. */
@Command(
        name = "replay",
        description = {
            "Shows a recorded log on the controller's page: any moment of it, at any speed, byte for",
            "byte what was shown then. RECORD is a replica's directory, of a stopped or a running",
            "replica, or a copy of it, or a file of `vigil export`. It is only read: a replica that",
            "runs on it is not in the way."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final int EXIT_FAULT = 1;
    private static final long SAY_SECONDS = 2;
    private static final long LOOK_MILLIS = 100;

    @Parameters(paramLabel = "RECORD", description = "What to replay.")
    private Path source = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = {
                "Where to begin, UTC of the picture: 2026-11-20T10:23:45Z, or 10:23:45. Default: at",
                "the beginning."
            })
    private @Nullable String at;

    @Option(
            names = "--speed",
            defaultValue = "1",
            paramLabel = "N",
            description = "0.1 to 64; 1 (default): as fast as it was recorded.")
    private double speed = 1;

    @Option(
            names = "--port",
            defaultValue = "8090",
            paramLabel = "PORT",
            description = "Of the page; default ${DEFAULT-VALUE}.")
    private int port = 8090;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = {
                "Where to listen, and by which address the page is asked for; default",
                "${DEFAULT-VALUE}: this machine only."
            })
    private String bind = "127.0.0.1";

    @Option(
            names = "--verify",
            description = {
                "Shows nothing: replays the whole record, compares every digest, says what was found.",
                "Exit code 1 when something is wrong."
            })
    private boolean verify;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final CountDownLatch stopping = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed >= Player.LEAST_SPEED && speed <= Player.GREATEST_SPEED)) {
            throw new IllegalArgumentException(
                    "--speed %s is not between %s and %s"
                            .formatted(speed, Player.LEAST_SPEED, Player.GREATEST_SPEED));
        }
        if (bind.equals("0.0.0.0") || bind.equals("::")) {
            throw new IllegalArgumentException(
                    "--bind %s: name the address of this machine by which the page is asked for"
                            .formatted(bind));
        }
        Recording recording = Recordings.open(source);
        return verify ? verify(recording) : show(recording);
    }

    private int verify(Recording recording) throws IOException {
        try (recording;
                Indexing index = new Indexing(recording)) {
            index.run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(recording.origin());
            new Report(index).lines().forEach(out::println);
            boolean sound = index.findings().isEmpty() && index.proof().contradiction() == null;
            out.println(sound ? "intact" : "not intact");
            out.flush();
            return sound ? 0 : EXIT_FAULT;
        }
    }

    private int show(Recording recording) throws IOException, InterruptedException {
        ReplayServer.Span span = ReplayServer.Span.of(recording);
        long moment = at == null ? span.firstMicros() : Moments.parse("--at", at, span);
        GatewayAddress address = new GatewayAddress(bind, port);
        ReplayServer server = ReplayServer.start(recording, span, address, moment, speed);
        Thread hook = new Thread(() -> close(server), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        PrintWriter out = spec.commandLine().getOut();
        out.println("replay of " + recording.origin());
        out.println(
                "from "
                        + Moments.text(span.firstMicros())
                        + " to "
                        + Moments.text(span.lastMicros()));
        recording.findings().forEach(finding -> out.println("FAULT " + finding));
        out.println("ready: http://" + address + "/ (nothing can be ordered; Ctrl-C stops)");
        out.flush();
        int exit = watch(server, out);
        Runtime.getRuntime().removeShutdownHook(hook);
        close(server);
        return exit;
    }

    /** Says how far the indexing is, and what it has found; returns when the replay is over. */
    private int watch(ReplayServer server, PrintWriter out) throws InterruptedException {
        long saidNanos = System.nanoTime();
        boolean said = false;
        while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            String failure = server.failure();
            if (failure != null) {
                spec.commandLine().getErr().println("vigil replay: " + failure);
                return EXIT_FAULT;
            }
            if (!said && server.isIndexed()) {
                said = true;
                server.report().forEach(out::println);
                out.flush();
            } else if (!said
                    && System.nanoTime() - saidNanos > TimeUnit.SECONDS.toNanos(SAY_SECONDS)) {
                saidNanos = System.nanoTime();
                out.println("indexing: " + server.percent() + " %");
                out.flush();
            }
        }
        return 0;
    }

    private static void close(ReplayServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("vigil replay: not closed cleanly: " + e.getMessage());
        }
    }
}
