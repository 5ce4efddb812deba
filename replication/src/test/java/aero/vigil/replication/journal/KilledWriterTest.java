package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.LogEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process writes and is killed at random moments; what it reported forced must be there. */
@Tag("slow")
class KilledWriterTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_105L);
    private static final int KILLS = Integer.getInteger("vigil.kills", 4);

    /** A start of the writer takes about this long, on a machine that does nothing else. */
    private static final int START_MILLIS = 1_500;

    @TempDir Path temporary;

    @Test
    void everythingReportedForcedIsThereAfterKillDashNine() throws Exception {
        Path directory = TestGroup.make(temporary.resolve("replica"));
        Random random = new Random(SEED);
        LogEntry last = TestGroup.GENESIS;

        for (int kill = 0; kill < KILLS; kill++) {
            long reported = runAndKill(directory, random.nextInt(400));

            String context = "seed " + SEED + ", kill " + kill;
            try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
                long found = opened.recovered().log().opNumber();
                assertTrue(
                        found >= reported,
                        context + ": op " + reported + " was reported, " + found);
                assertTrue(opened.recovered().tailCertain(), context);
                for (long op = last.opNumber() + 1; op <= found; op++) {
                    last = TestGroup.after(last, 0, KilledWriter.operationBytes(op));
                    assertEquals(last, opened.logReader().read(op), context + ", op " + op);
                }
                assertEquals(last.hash(), opened.recovered().log().hash(), context);
            }
        }
        assertTrue(last.opNumber() > 100, "the writer has written " + last.opNumber());
    }

    @Test
    void aStartKilledAtAnyMomentDoesNotHinderTheNextOne() throws Exception {
        Path directory = TestGroup.make(temporary.resolve("replica"));
        Random random = new Random(SEED);
        long before = 1;

        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(directory);
            // Wherever it is by then: at worst nothing is tested, never anything wrong.
            writer.waitFor(random.nextInt(START_MILLIS), TimeUnit.MILLISECONDS);
            writer.destroyForcibly();
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS));

            try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
                long found = opened.recovered().log().opNumber();
                assertTrue(found >= before, "seed " + SEED + ", kill " + kill + ": " + found);
                before = found;
            }
        }
    }

    /**
     * @return the greatest op that the writer reported as forced
     */
    private static long runAndKill(Path directory, int afterReports) throws Exception {
        Process writer = start(directory);
        long reported = 0;
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            int reports = 0;
            String line;
            while ((line = output.readLine()) != null) {
                if (line.startsWith("forced ")) {
                    reported = Long.parseLong(line.substring("forced ".length()));
                    if (++reports > afterReports) {
                        writer.toHandle().destroyForcibly(); // and read what it still printed
                    }
                } else if (line.startsWith("failed ")) {
                    throw new AssertionError(line);
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
        return reported;
    }

    private static Process start(Path directory) throws IOException {
        String root = System.getProperty("vigil.root", "..");
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + Path.of(root, "config", "jvm.options"),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName(),
                                directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
