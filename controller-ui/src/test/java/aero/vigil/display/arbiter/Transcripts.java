package aero.vigil.display.arbiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The transcripts of arrivals both arbiters are tested against, by file name. */
public final class Transcripts {

    private static final Path DIRECTORY =
            Path.of(
                    System.getProperty("vigil.root", "."),
                    "controller-ui/src/test/resources/transcripts");

    private Transcripts() {}

    /** Looks at a line, one a text: what is seen and the line then asked for. */
    public static List<String> looksAtALine() {
        try {
            return Files.readAllLines(DIRECTORY.resolveSibling("line-watch.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, String> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".transcript")) {
                    texts.put(file.getFileName().toString(), Files.readString(file));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
