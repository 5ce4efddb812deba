package aero.vigil.certification.bench;

import aero.vigil.certification.process.VigilHome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Aeron Cluster beside Vigil: built by a Maven profile of its own into a library of its own, and
 * run in processes of its own, so that nothing of it is ever on Vigil's class path.
 */
final class AeronPeer {

    private static final String MAIN = "aero.vigil.peers.aeron.AeronBench";

    private final int port;
    private final Path library;

    private AeronPeer(int port, Path library) {
        this.port = port;
        this.library = library;
    }

    /** Answers a second and microseconds of one command. */
    record Commands(JsonNode json, double closedLoopP50, double perSecond) {}

    /**
     * Builds it when it is not built.
     *
     * @throws IllegalStateException with the remedy when it cannot be had
     */
    static AeronPeer prepare(int port) throws IOException, InterruptedException {
        Path home = VigilHome.directory();
        Path library = home.resolve("certification/peers/target/lib");
        if (!Files.isDirectory(library)) {
            Progress.say("building Aeron Cluster's part (Maven profile peers)");
            Process maven =
                    new ProcessBuilder(
                                    "mvn",
                                    "-B",
                                    "-q",
                                    "-ntp",
                                    "-Ppeers",
                                    "-DskipTests",
                                    "-pl",
                                    "certification/peers",
                                    "package")
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (maven.waitFor() != 0 || !Files.isDirectory(library)) {
                throw new IllegalStateException(
                        "Aeron Cluster cannot be had: building certification/peers failed; it needs"
                                + " io.aeron:aeron-cluster from Maven Central. Try mvn -Ppeers -pl"
                                + " certification/peers package, or measure without --against aeron");
            }
        }
        return new AeronPeer(port, library);
    }

    Commands commands(Path scratch) throws IOException, InterruptedException {
        JsonNode json = run(List.of("commands", scratch.toString(), Integer.toString(port)));
        return new Commands(
                json,
                json.path("closedLoopMicros").path("p50").asDouble(),
                json.path("throughputPerSecond").asDouble());
    }

    /**
     * The longest time without an answer after each kill -9 of the leader, milliseconds.
     *
     * @param heartbeatMillis its heartbeat timeout, 0 for its default
     */
    JsonNode failover(Path scratch, int runs, int heartbeatMillis)
            throws IOException, InterruptedException {
        return run(
                List.of(
                        "failover",
                        scratch.toString(),
                        Integer.toString(port),
                        Integer.toString(runs),
                        Integer.toString(heartbeatMillis)));
    }

    private JsonNode run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        library + File.separator + "*",
                        MAIN));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String last = "";
        StringBuilder all = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (all.length() < 4_000) {
                    all.append(line).append('\n');
                }
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0 || !last.startsWith("{")) {
            throw new IllegalStateException("Aeron Cluster was not measured:\n" + all);
        }
        return new ObjectMapper().readTree(last);
    }
}
