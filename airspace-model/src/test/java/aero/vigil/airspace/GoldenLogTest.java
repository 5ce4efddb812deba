package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that was recorded once gives the same bytes for ever, in every JVM: or the version says so.
 */
@Tag("slow")
final class GoldenLogTest {

    private static final String WORD =
            "The model makes other bytes of the golden log than version "
                    + AirspaceModel.VERSION
                    + " did: raise AirspaceModel.VERSION and record the digests anew"
                    + " (GoldenLogRecorder), or you changed the bytes without meaning to.";

    private static final long PATIENCE_SECONDS = 900;

    private static final long INTERPRETED_FRAMES = 300;
    private static final long ALL_FRAMES = Long.MAX_VALUE;

    @TempDir private Path folder;

    @Test
    void theRecordedDigestsBelongToThisVersion() throws IOException {
        assertEquals(
                "version " + AirspaceModel.VERSION,
                GoldenLog.recorded().get(0),
                "AirspaceModel.VERSION was changed: record the digests anew (GoldenLogRecorder)");
    }

    @Test
    void theGoldenLogGivesTheBytesItGaveWhenItWasRecorded() throws IOException {
        List<String> expected = expected();

        try (InputStream log = GoldenLog.open(GoldenLog.LOG)) {
            assertEquals(expected, GoldenLog.replay(log, GoldenLog.Manner.STRAIGHT), WORD);
        }

        assertTrue(expected.size() > 15, expected::toString);
    }

    @Test
    void soItDoesWhenTheModelIsRestoredAfterEveryFrame() throws IOException {
        List<String> expected = expected();

        try (InputStream log = GoldenLog.open(GoldenLog.LOG)) {
            assertEquals(
                    expected,
                    GoldenLog.replay(log, GoldenLog.Manner.RESTORED_AT_EVERY_FRAME),
                    "a checkpoint does not carry everything that shapes the future");
        }
    }

    /**
     * The tests themselves run with the first compiler alone. The interpreter takes a hundred times
     * as long: it is given a third.
     */
    @Test
    void soItDoesOptimisedInterpretedAndOnJava25() throws Exception {
        List<Elsewhere> all = new ArrayList<>();
        all.add(start(ownJava(), "-Xint", INTERPRETED_FRAMES));
        all.add(start(ownJava(), "-XX:-TieredCompilation", ALL_FRAMES));
        Optional<Path> newer = java25();
        if (newer.isPresent()) {
            all.add(start(newer.get(), "-Xmixed", ALL_FRAMES));
        } else {
            System.out.println(
                    "GoldenLogTest: no JDK 25 here (JAVA_25_HOME or /usr/lib/jvm/*25*): left out");
        }

        for (Elsewhere each : all) {
            each.requireExpected();
        }
    }

    @Test
    @Tag("long")
    void soItDoesInterpretedToTheEndOnJava25Too() throws Exception {
        List<Elsewhere> all = new ArrayList<>();
        all.add(start(ownJava(), "-Xint", ALL_FRAMES));
        Optional<Path> newer = java25();
        if (newer.isPresent()) {
            all.add(start(newer.get(), "-Xint", ALL_FRAMES));
        }

        for (Elsewhere each : all) {
            each.requireExpected();
        }
    }

    private static List<String> expected() throws IOException {
        List<String> recorded = GoldenLog.recorded();
        return recorded.subList(1, recorded.size());
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Optional<Path> java25() throws IOException {
        List<Path> homes = new ArrayList<>();
        String home = System.getenv("JAVA_25_HOME");
        if (home != null) {
            homes.add(Path.of(home));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> found = Files.list(installed)) {
                found.filter(path -> path.getFileName().toString().contains("25"))
                        .sorted()
                        .forEach(homes::add);
            }
        }
        for (Path candidate : homes) {
            Path java = candidate.resolve("bin/java");
            if (Files.isExecutable(java)) {
                return Optional.of(java);
            }
        }
        return Optional.empty();
    }

    /** Another JVM that replays the log and prints its digests. */
    private record Elsewhere(String name, Process process, long frames, Path said, Path wrong) {

        void requireExpected() throws Exception {
            List<String> all = expected();
            List<String> those =
                    frames == ALL_FRAMES
                            ? all
                            : all.subList(0, all.indexOf(lineOf(all, frames)) + 1);
            assertEquals(those, lines(), name + ": " + WORD);
        }

        private static String lineOf(List<String> all, long frame) {
            return all.stream()
                    .filter(line -> line.startsWith("frame " + frame + " "))
                    .findFirst()
                    .orElseThrow();
        }

        private List<String> lines() throws Exception {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String errors = Files.readString(wrong, StandardCharsets.UTF_8);
            assertTrue(ended && process.exitValue() == 0, () -> name + ": " + errors);
            return Files.readAllLines(said, StandardCharsets.US_ASCII);
        }
    }

    private Elsewhere start(Path java, String manner, long frames) throws IOException {
        Path said = Files.createTempFile(folder, "said", null);
        Path wrong = Files.createTempFile(folder, "wrong", null);
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "-ea",
                                manner,
                                "-Xmx512m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                GoldenLog.class.getName(),
                                Long.toString(frames))
                        .redirectOutput(said.toFile())
                        .redirectError(wrong.toFile())
                        .start();
        return new Elsewhere(java + " " + manner, process, frames, said, wrong);
    }
}
