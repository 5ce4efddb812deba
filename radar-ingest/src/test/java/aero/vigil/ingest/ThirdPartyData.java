package aero.vigil.ingest;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recordings of others, which stand outside this repository: in {@code VIGIL_DATA}, or beside it.
 * Where they are absent the test is skipped with a word; where {@code CI} is set it fails.
 */
public final class ThirdPartyData {

    private ThirdPartyData() {}

    /** A file or folder of the data. */
    public static Path path(String relative) {
        String root = System.getenv("VIGIL_DATA");
        Path data =
                root != null
                        ? Path.of(root)
                        : Path.of(System.getProperty("vigil.root", "..")).resolve("../shared/data");
        Path path = data.resolve(relative).normalize();
        if (!Files.exists(path)) {
            String word = "third-party data absent: " + path + " (set VIGIL_DATA)";
            if (System.getenv("CI") != null) {
                fail(word);
            }
            abort(word);
        }
        return path;
    }
}
