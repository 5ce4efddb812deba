package aero.vigil.certification.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayCommand;
import aero.vigil.replication.server.command.StatusCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as its user meets it: one command, real processes, an end without leftovers. */
@Tag("slow")
class DemoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Set<String> STATUS =
            Set.of(
                    "view",
                    "primary",
                    "failuresTolerated",
                    "durability",
                    "replicas",
                    "learners",
                    "tracks",
                    "flights",
                    "plotsPerSecond",
                    "rejects",
                    "displays");
    private static final Set<String> REPLICA =
            Set.of(
                    "index",
                    "pid",
                    "address",
                    "status",
                    "view",
                    "opNumber",
                    "commitNumber",
                    "frame",
                    "digest");
    private static final Set<String> DISPLAY =
            Set.of(
                    "frames",
                    "missing",
                    "repeated",
                    "outOfOrder",
                    "disagreements",
                    "unconfirmed",
                    "longestGapMillis",
                    "tracks",
                    "sources");

    @TempDir private Path folder;

    @Test
    void itStartsSaysSoShowsTrafficEndsWholeAndGoesOnFromItsLog() throws Exception {
        GroupPorts ports = GroupPorts.free(3);
        VigilProcess demo = demo(ports, "demo");
        List<Long> replicas = new ArrayList<>();
        long frame;
        try {
            ready(demo);
            JsonNode status = awaitTraffic();
            assertEquals(STATUS, keys(status));
            assertEquals(3, status.path("replicas").size());
            for (JsonNode replica : status.path("replicas")) {
                assertTrue(keys(replica).equals(REPLICA), replica.toString());
                replicas.add(replica.path("pid").asLong());
            }
            frame = status.path("replicas").get(0).path("frame").asLong();

            JsonNode display = run(new DisplayCommand(), "--count", "3", "--seconds", "2");
            assertTrue(keys(display).containsAll(DISPLAY), display.toString());
            assertTrue(display.path("frames").asLong() > 10, display.toString());
            assertEquals(0, display.path("missing").asLong());

            refused(ports, "elsewhere", 1, "is taken");
            refused(GroupPorts.free(3), "demo", 1, "a demo is running in");
        } finally {
            demo.terminate();
        }
        assertTrue(demo.awaitEnd(PATIENCE), "the demo ends on TERM");
        for (long pid : replicas) {
            assertFalse(
                    ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false),
                    "replica " + pid + " has outlived its demo");
        }

        refused(GroupPorts.free(3), "demo", 2, "--fresh");
        VigilProcess again = demo(ports, "demo");
        try {
            ready(again);
            assertTrue(again.newestLine("going on from the log").isPresent());
            JsonNode status = run(new StatusCommand());
            assertTrue(status.path("replicas").get(0).path("frame").asLong() >= frame);
        } finally {
            again.terminate();
            assertTrue(again.awaitEnd(PATIENCE), "the demo ends on TERM");
        }
    }

    private VigilProcess demo(GroupPorts ports, String directory) throws Exception {
        return VigilProcess.start(
                directory,
                256,
                folder.resolve("log"),
                List.of(
                        "demo",
                        "--port",
                        Integer.toString(ports.first()),
                        "--aircraft",
                        "20",
                        "--directory",
                        folder.resolve(directory).toString()));
    }

    private static void ready(VigilProcess demo) throws Exception {
        assertTrue(demo.awaitLine("ready after", PATIENCE).isPresent(), demo.lastLines(20));
    }

    /** A demo that cannot be says why in a sentence, with the remedy, and ends. */
    private void refused(GroupPorts ports, String directory, int exit, String because)
            throws Exception {
        VigilProcess second = demo(ports, directory);
        try {
            assertTrue(second.awaitEnd(PATIENCE), "it gives up at once");
            assertTrue(second.awaitLine(because, Duration.ofSeconds(5)).isPresent());
            assertEquals(exit, second.exitValue(), second.lastLines(5));
            assertFalse(second.lastLines(20).contains("\tat "), second.lastLines(20));
        } finally {
            second.terminate();
        }
    }

    private JsonNode awaitTraffic() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode status = run(new StatusCommand());
            boolean all = status.path("failuresTolerated").asInt() == 1;
            if (all && status.path("tracks").asInt() > 5 && status.path("flights").asInt() > 5) {
                return status;
            }
            assertTrue(System.nanoTime() < deadline, status.toString());
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private JsonNode run(Object verb, String... more) throws Exception {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--json", "--directory", folder.resolve("demo").toString()));
        int exit =
                new CommandLine(verb)
                        .setOut(new PrintWriter(out, true))
                        .execute(arguments.toArray(new String[0]));
        assertEquals(0, exit);
        return new ObjectMapper().readTree(out.toString());
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
