package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs TLC over the models in src/tla and compares with the table in src/tla/README.md: with every
 * rule nothing is found, without one of them a counterexample as long as the table says. Runs only
 * with {@code -Ptla}, which brings TLC; {@code -Dvigil.tla=small,restarts} runs those.
 */
class TlaModelIT {

    private static final Path MODELS = Path.of("src", "tla");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9-]+)\\.cfg` \\| `(\\w+)` \\|.*\\| ([^|]+) \\|$");
    private static final Pattern VIOLATED =
            Pattern.compile("(?:Invariant|Action property) (\\w+) is violated");
    private static final Pattern SUM =
            Pattern.compile("(\\d+) states generated, (\\d+) distinct states found, 0 states left");
    private static final String BY_COMMAND = "by command";

    @TempDir Path temporary;

    /** One row of the table: a configuration, its model, what TLC must find. */
    record Expected(String configuration, String model, String finding) {
        @Override
        public String toString() {
            return configuration + ": " + finding;
        }
    }

    static Stream<Expected> table() throws IOException {
        String only = System.getProperty("vigil.tla", "");
        List<Expected> rows = new ArrayList<>();
        for (String line : Files.readAllLines(MODELS.resolve("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Expected expected = new Expected(row.group(1), row.group(2), row.group(3).strip());
                boolean chosen =
                        only.isEmpty()
                                ? !line.contains(BY_COMMAND)
                                : List.of(only.split(",")).contains(expected.configuration());
                if (chosen) {
                    rows.add(expected);
                }
            }
        }
        assertTrue(!rows.isEmpty(), "no configuration named '" + only + "' in the table");
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void theCheckerFindsWhatTheTableSays(Expected expected) throws Exception {
        String said = check(expected);

        Matcher violated = VIOLATED.matcher(said);
        if (violated.find()) {
            long states = Pattern.compile("(?m)^State \\d+: ").matcher(said).results().count();
            assertEquals(expected.finding(), violated.group(1) + ", " + states + " states", said);
        } else {
            assertTrue(said.contains("No error has been found"), said);
            assertTrue(SUM.matcher(said).find(), said);
            assertEquals(expected.finding(), "nothing", said);
        }
    }

    private String check(Expected expected) throws Exception {
        Path said = temporary.resolve("tlc.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx" + System.getProperty("vigil.tla.heap", "2g"),
                                "-Xss8m",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                tlc().toString(),
                                "tlc2.TLC",
                                "-nowarning",
                                "-workers",
                                "1",
                                "-metadir",
                                temporary.resolve("states").toString(),
                                "-config",
                                expected.configuration() + ".cfg",
                                expected.model() + ".tla")
                        .directory(MODELS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        text.lines()
                .filter(line -> line.endsWith("left on queue.") || line.startsWith("The depth"))
                .filter(line -> !line.startsWith("Progress"))
                .forEach(line -> System.out.println(expected + ": " + line));
        return text;
    }

    /** Where the checker's classes come from. */
    private static Path tlc() throws Exception {
        return Path.of(
                Class.forName("tlc2.TLC")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }
}
