package aero.vigil.peers.aeron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures an Aeron Cluster of three processes and prints one line of JSON.
 *
 * <p>Arguments: {@code commands SCRATCH PORT} or {@code failover SCRATCH PORT RUNS HEARTBEAT-MS}
 * (0: the default).
 */
public final class AeronBench {

    private static final int WARM_UP = 5_000;
    private static final int CLOSED_LOOP = 10_000;
    private static final int OUTSTANDING = 64;
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(45);
    private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long DEFAULT_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(16);
    private static final long TUNED_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path scratch;
    private final int port;

    private AeronBench(Path scratch, int port) {
        this.scratch = scratch;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        AeronBench bench = new AeronBench(Path.of(args[1]), Integer.parseInt(args[2]));
        System.out.println(
                args[0].equals("commands")
                        ? bench.commands()
                        : bench.failover(Integer.parseInt(args[3]), Integer.parseInt(args[4])));
    }

    private String commands() throws Exception {
        List<Process> nodes = start(0);
        try (Client client = connect()) {
            client.throughput(OUTSTANDING, WARM_NANOS);
            client.closedLoop(WARM_UP);
            double[] micros = client.closedLoop(CLOSED_LOOP);
            double rate = client.throughput(OUTSTANDING, MEASURED_NANOS);
            Arrays.sort(micros);
            return String.format(
                    Locale.ROOT,
                    "{\"closedLoopMicros\":{\"p50\":%.1f,\"p99\":%.1f},\"throughputPerSecond\":%.0f}",
                    micros[micros.length / 2],
                    micros[micros.length * 99 / 100],
                    rate);
        } finally {
            stop(nodes);
        }
    }

    private String failover(int runs, int heartbeatMillis) throws Exception {
        List<String> gaps = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<Process> nodes = start(heartbeatMillis);
            try (Client client = connect()) {
                client.longestGap(SETTLE_NANOS);
                nodes.get(client.leader()).destroyForcibly();
                double gap =
                        client.longestGap(
                                heartbeatMillis == 0 ? DEFAULT_WINDOW_NANOS : TUNED_WINDOW_NANOS);
                gaps.add(String.format(Locale.ROOT, "%.0f", gap));
            } finally {
                stop(nodes);
            }
        }
        return "{\"writeGapMillis\":[" + String.join(",", gaps) + "]}";
    }

    private Client connect() {
        return new Client(new Members(port), directory(Members.COUNT).toString());
    }

    private Path directory(int member) {
        return scratch.resolve("aeron-" + member);
    }

    private List<Process> start(int heartbeatMillis) throws IOException {
        List<Process> nodes = new ArrayList<>();
        for (int member = 0; member < Members.COUNT; member++) {
            Path directory = directory(member);
            remove(directory);
            Files.createDirectories(directory);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-Xmx384m",
                            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                            "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Node.class.getName(),
                            Integer.toString(member),
                            Integer.toString(port),
                            directory.toString(),
                            Integer.toString(heartbeatMillis)));
            nodes.add(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("log").toFile())
                            .start());
        }
        return nodes;
    }

    private static void stop(List<Process> nodes) throws InterruptedException {
        nodes.forEach(Process::destroyForcibly);
        for (Process node : nodes) {
            node.waitFor();
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
