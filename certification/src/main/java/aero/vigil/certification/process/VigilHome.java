package aero.vigil.certification.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where this Vigil stands: the directory that holds {@code config/} and, when it runs, {@code
 * var/}.
 *
 * <p>The launcher says it by the property {@code vigil.home}, the tests by {@code vigil.root}.
 */
public final class VigilHome {

    /** Made by the launcher after a build; without it a Java machine starts all the same. */
    private static final String SHARED_CLASSES = "certification/target/vigil/lib/classes-";

    /** Set by tests: their processes live for seconds, and so do these processes' own children. */
    private static final String SHORT_LIVED = "vigil.short-lived";

    private VigilHome() {}

    /** The absolute home directory. */
    public static Path directory() {
        String home = System.getProperty("vigil.home", System.getProperty("vigil.root", "."));
        return Path.of(home).toAbsolutePath().normalize();
    }

    /** The Java machine's options, the same for every process: arguments that name their files. */
    public static List<String> jvmOptions() {
        Path config = directory().resolve("config");
        List<String> files = new ArrayList<>(List.of("@" + config.resolve("jvm.options")));
        if (Runtime.version().feature() >= 25) {
            files.add("@" + config.resolve("jvm-25.options"));
        }
        Path classes = directory().resolve(SHARED_CLASSES + Runtime.version().feature() + ".jsa");
        if (Boolean.getBoolean(SHORT_LIVED)) {
            files.add("@" + config.resolve("short-lived.options"));
            files.add("-D" + SHORT_LIVED + "=true");
        } else if (Files.isRegularFile(classes)) {
            files.add("-XX:SharedArchiveFile=" + classes);
        }
        return files;
    }

    /**
     * The file of a named adaptation, or of one given by its path.
     *
     * @throws IllegalArgumentException when there is none; the text names those there are
     */
    public static Path adaptation(String nameOrFile) {
        Path shipped = directory().resolve("config/adaptations/" + nameOrFile + ".json");
        if (Files.isRegularFile(shipped)) {
            return shipped;
        }
        Path given = Path.of(nameOrFile).toAbsolutePath();
        if (Files.isRegularFile(given)) {
            return given;
        }
        throw new IllegalArgumentException(
                "no adaptation '"
                        + nameOrFile
                        + "': name a file, or one of switzerland, barcelona, saenz-pena");
    }
}
