package aero.vigil.ingest.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.transport.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adapter process starts without a group, and ends when it is told. */
@Tag("slow")
final class IngestProcessTest {

    private static final int SIGTERM = 128 + 15;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path folder;

    @Test
    void itEndsOnSigterm() throws Exception {
        Process adapter = start("A", configuration("\"port\": " + FreePorts.one()));
        awaitReady(adapter);

        adapter.destroy();

        assertTrue(adapter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
        assertEquals(SIGTERM, adapter.exitValue());
    }

    @Test
    void itEndsWhenItsStandardInputCloses() throws Exception {
        Process adapter =
                start("B", configuration("\"port\": " + FreePorts.one()), "--end-with-stdin");
        awaitReady(adapter);

        adapter.getOutputStream().close();

        assertTrue(adapter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
        assertEquals(0, adapter.exitValue());
    }

    @Test
    void aWrongCallSaysWhatIsWrong() throws Exception {
        Process adapter = start("C", configuration("\"port\": 8600"));

        assertTrue(adapter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still running");
        String said = new String(adapter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, adapter.exitValue(), said);
        assertTrue(said.contains("--adapter is 'C': it must be A or B"), said);
    }

    private Path configuration(String port) throws IOException {
        return Files.writeString(
                folder.resolve("ingest.json"),
                "{\"feeds\": [{\"name\": \"radar\", \"kind\": \"udp\", "
                        + port
                        + ", \"sensors\": [\"201/1\"]}]}");
    }

    private static Process start(String adapter, Path configuration, String... more)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-ea");
        command.add("-Xmx64m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(IngestProcess.class.getName());
        command.addAll(List.of("--adapter", adapter, "--at", "127.0.0.1:1"));
        command.addAll(List.of("--config", configuration.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitReady(Process adapter) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(adapter.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.endsWith("ready")) {
                return;
            }
        }
        throw new AssertionError("never ready:\n" + said);
    }
}
