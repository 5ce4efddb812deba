package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import aero.vigil.replication.simulation.mutants.Mutation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/protocol.md and docs/journal.md name is there, with the value they say. */
class ProtocolDocumentTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "aero", "vigil");
    private static final Path TESTS = Path.of("src", "test", "java", "aero", "vigil");

    private final String document;
    private final String journalDocument;

    ProtocolDocumentTest() throws IOException {
        document = Files.readString(Path.of("..", "docs", "protocol.md"));
        journalDocument = Files.readString(Path.of("..", "docs", "journal.md"));
    }

    @Test
    void everyMessageIsDescribedWithItsFields() {
        Map<String, String> described = new TreeMap<>();
        find("(?m)^\\| `(\\w+)` \\| [^|]+ \\| (viewNumber[^|]*) \\|$")
                .forEach(row -> described.put(row.group(1), row.group(2)));
        Map<String, String> defined = new TreeMap<>();
        for (Class<?> message : Message.class.getPermittedSubclasses()) {
            defined.put(
                    message.getSimpleName(),
                    Arrays.stream(message.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.joining(", ")));
        }

        assertEquals(defined, described);
    }

    @Test
    void everyConstantHasTheValueOfTheCode() throws Exception {
        List<MatchResult> rows = find("(?m)^\\| `(Timing|Limits)\\.(\\w+)` \\| (\\d+) \\|");
        assertFalse(rows.isEmpty());
        for (MatchResult row : rows) {
            Class<?> holder = row.group(1).equals("Timing") ? Timing.class : Limits.class;
            assertEquals(
                    row.group(3),
                    String.valueOf(holder.getDeclaredField(row.group(2)).get(null)),
                    row.group(2));
        }
    }

    @Test
    void everyTestNamedIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (MatchResult named : find("`(\\w+Test)\\.(\\w+)`", document + journalDocument)) {
            if (!isIn(TESTS, named.group(1), text -> text.contains(" " + named.group(2) + "("))) {
                missing.add(named.group());
            }
        }

        assertEquals(List.of(), missing);
    }

    @Test
    void everyMutationNamedIsThere() {
        List<String> there = Arrays.stream(Mutation.values()).map(Mutation::name).toList();
        List<String> missing =
                find("`Mutation\\.(\\w+)`").stream()
                        .map(named -> named.group(1))
                        .filter(name -> !there.contains(name))
                        .toList();

        assertEquals(List.of(), missing);
    }

    /** A mutation that no world shows yet is no evidence, and the document must say so. */
    @Test
    void mutationsThatNothingCatchesYetAreMarked() throws Exception {
        List<String> uncaught =
                List.of(
                        Class.forName("aero.vigil.replication.simulation.MutationsTest")
                                .getDeclaredMethod("aBrokenRuleIsCaught", Mutation.class)
                                .getAnnotation(EnumSource.class)
                                .names());
        List<String> unmarked =
                find("`Mutation\\.(\\w+)`(?!\\*)").stream()
                        .map(named -> named.group(1))
                        .filter(uncaught::contains)
                        .toList();

        assertEquals(List.of(), unmarked);
    }

    @Test
    void everyClassAndModelNamedIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (MatchResult named :
                find(
                        "`((?:core|journal|server|transport|simulation)(?:\\.[a-z]+)?)"
                                + "\\.([A-Z]\\w+)`")) {
            String inPackage = "package aero.vigil.replication." + named.group(1) + ";";
            if (!isIn(SOURCES, named.group(2), text -> text.contains(inPackage))) {
                missing.add(named.group());
            }
        }
        for (MatchResult named : find("`([a-z0-9-]+\\.cfg)`")) {
            if (!Files.exists(Path.of("src", "tla", named.group(1)))) {
                missing.add(named.group());
            }
        }

        assertEquals(List.of(), missing);
    }

    private List<MatchResult> find(String pattern) {
        return find(pattern, document);
    }

    private static List<MatchResult> find(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    /** Whether a file of this class, somewhere below, holds what is looked for. */
    private static boolean isIn(Path below, String name, Predicate<String> holds)
            throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.endsWith(name + ".java") && holds.test(Files.readString(file))) {
                    return true;
                }
            }
        }
        return false;
    }
}
