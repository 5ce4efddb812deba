package aero.vigil.airspace;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Vectors and recordings by others that stand beside the repository, never in it. */
public final class ThirdPartyData {

    private ThirdPartyData() {}

    /** The rows of a comma-separated file below its heading; skips the test when it is absent. */
    public static List<String[]> rows(String file) {
        String configured = System.getenv("VIGIL_DATA");
        Path directory =
                configured != null
                        ? Path.of(configured)
                        : Path.of(System.getProperty("vigil.root", ".."), "..", "shared", "data");
        Path path = directory.resolve(file);
        if (System.getenv("CI") != null) {
            assertTrue(Files.exists(path), path + " is missing and CI is set");
        }
        assumeTrue(Files.exists(path), () -> path + " is missing: set VIGIL_DATA to run this");
        try {
            return Files.readAllLines(path).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
