package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The supervisor's handbook says of every alarm what it means, and of none that there is not. */
class HandbookTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "aero", "vigil");
    private static final Pattern RAISED =
            Pattern.compile("alarm\\(\\s*[^;]*?\"([A-Z]+(?:_[A-Z]+)*)\"");
    private static final Pattern ALTERNATIVE = Pattern.compile("\\? \"([A-Z_]+)\" : \"([A-Z_]+)\"");
    private static final Pattern NAME = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");

    /** What is told of what a replica or the model observes, not said by the core. */
    private static final List<Path> OBSERVED =
            List.of(
                    SOURCES.resolve(Path.of("replication", "server", "StandingAlarms.java")),
                    Path.of("..", "airspace-model")
                            .resolve(SOURCES)
                            .resolve(Path.of("airspace", "supervision", "Conditions.java")));

    private static final Pattern HEADING = Pattern.compile("(?m)^### ([A-Z]+(?:_[A-Z]+)*)$");

    @Test
    void everyAlarmIsExplained() throws IOException {
        String handbook = Files.readString(Path.of("..", "docs", "handbook", "supervisor.md"));
        Set<String> explained =
                HEADING.matcher(handbook)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(raised(), explained);
    }

    private static Set<String> raised() throws IOException {
        Set<String> codes = new TreeSet<>(Set.of(Alarm.MEMBER_REPLACED));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                RAISED.matcher(source)
                        .results()
                        .forEach(
                                found -> {
                                    codes.add(found.group(1));
                                    ALTERNATIVE
                                            .matcher(found.group() + rest(source, found.end()))
                                            .results()
                                            .forEach(either -> codes.add(either.group(2)));
                                });
            }
        }
        for (Path file : OBSERVED) {
            NAME.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> codes.add(found.group(1)));
        }
        assertTrue(
                codes.containsAll(Set.of("DIVERGED", "QUORUM_LOST", "FEED_SILENT")),
                "found: " + codes);
        return codes;
    }

    private static String rest(String source, int from) {
        return source.substring(from, source.indexOf(';', from));
    }
}
