package aero.vigil.certification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
public final class FileTree {

    private FileTree() {}

    /** Copies it; what is there already is overwritten. */
    public static void copy(Path from, Path to) throws IOException {
        for (Path path : all(from, Comparator.naturalOrder())) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Removes it, if it is there. */
    public static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path path : all(directory, Comparator.reverseOrder())) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> all(Path root, Comparator<Path> order) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.sorted(order).toList();
        }
    }
}
