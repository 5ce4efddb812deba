package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journal's directory: one Chronicle Queue of one cycle, in a directory of its own, for each
 * file.
 *
 * <p>A queue a file, rather than one queue with many cycles, so that a start never writes into a
 * file of an earlier process (opening an old cycle appends an end mark to it), Chronicle's own
 * table of cycles holds nothing anybody needs, the next file can be made ready on another thread,
 * and an old file is archived by moving its directory. Opening one takes 2 to 3 ms here.
 */
final class ChronicleJournalFiles implements JournalFiles {

    private static final String QUEUE_FILE_SUFFIX = ".cq4";

    private final Path directory;
    private volatile @Nullable FileStore store;

    ChronicleJournalFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d{8}") && Files.isDirectory(entry)) {
                    numbers.add(Long.parseLong(name));
                }
            }
        }
        numbers.sort(null);
        return numbers;
    }

    @Override
    public BlockFile openToRead(long number) throws IOException {
        List<Path> files = queueFiles(number);
        if (files.isEmpty()) {
            return EmptyBlockFile.INSTANCE;
        }
        if (files.size() > 1) {
            throw new IOException(
                    "more than one " + QUEUE_FILE_SUFFIX + " file in " + directory(number));
        }
        return ChannelBlockFile.openToRead(files.get(0));
    }

    @Override
    public AppendableFile create(long number) throws IOException {
        Path home = directory(number);
        Files.createDirectory(home);
        ChronicleFile file = ChronicleFile.create(home, number);
        ChannelBlockFile.forceDirectory(home);
        ChannelBlockFile.forceDirectory(directory);
        return file;
    }

    @Override
    public void remove(long number) throws IOException {
        Path home = directory(number);
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Files.delete(entry);
            }
        }
        Files.delete(home);
    }

    @Override
    public long freeBytes() throws IOException {
        FileStore known = store;
        if (known == null) {
            known = Files.getFileStore(directory); // reads the table of mounts
            store = known;
        }
        return known.getUsableSpace();
    }

    /** The queue file itself, for those who name it to a person. */
    Path queueFile(long number) throws IOException {
        List<Path> files = queueFiles(number);
        return files.isEmpty() ? directory(number) : files.get(0);
    }

    private List<Path> queueFiles(long number) throws IOException {
        if (!Files.isDirectory(directory(number))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory(number))) {
            return entries.filter(file -> file.toString().endsWith(QUEUE_FILE_SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private Path directory(long number) {
        return directory.resolve(String.format(Locale.ROOT, "%08d", number));
    }
}
