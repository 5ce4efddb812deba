package aero.vigil.replication.journal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

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
    private final Path archive;

    /** Whether files of the archive count as well. */
    private final boolean withArchive;

    private final DirectoryForce force;

    /** Makes durable which entries a directory has. */
    interface DirectoryForce {
        void force(Path directory) throws IOException;
    }

    private ChronicleJournalFiles(
            Path directory, Path archive, boolean withArchive, DirectoryForce force) {
        this.directory = directory;
        this.archive = archive;
        this.withArchive = withArchive;
        this.force = force;
    }

    /** The files of the journal. */
    static ChronicleJournalFiles of(Layout layout) {
        return new ChronicleJournalFiles(
                layout.journal(), layout.archive(), false, ChannelBlockFile::forceDirectory);
    }

    /** Files in a directory of their own; an archive would stand beside it. */
    ChronicleJournalFiles(Path directory) {
        this(directory, ChannelBlockFile::forceDirectory);
    }

    /** The same; this is how directories are forced. */
    ChronicleJournalFiles(Path directory, DirectoryForce force) {
        this(directory, directory.resolveSibling("archive"), false, force);
    }

    /** The files of the journal and those that were archived, to be read as one. */
    static ChronicleJournalFiles withArchive(Layout layout) {
        return new ChronicleJournalFiles(
                layout.journal(), layout.archive(), true, ChannelBlockFile::forceDirectory);
    }

    @Override
    public List<Long> numbers() throws IOException {
        List<Long> numbers = numbersIn(directory);
        if (withArchive && Files.isDirectory(archive)) {
            numbers.addAll(numbersIn(archive));
        }
        numbers.sort(null);
        return numbers;
    }

    private static List<Long> numbersIn(Path where) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> entries = Files.list(where)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.matches("\\d{8}") && Files.isDirectory(entry)) {
                    numbers.add(Long.parseLong(name));
                }
            }
        }
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
        force.force(home);
        force.force(directory);
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
    public void archive(long number) throws IOException {
        if (!Files.isDirectory(archive)) {
            Files.createDirectory(archive);
            force.force(archive.resolve(".."));
        }
        Files.move(directory(number), archive.resolve(name(number)), ATOMIC_MOVE);
        force.force(archive);
        force.force(directory);
    }

    @Override
    public long lastWrittenMillis(long number) throws IOException {
        long last = 0;
        for (Path file : queueFiles(number)) {
            last = Math.max(last, Files.getLastModifiedTime(file).toMillis());
        }
        return last;
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
        Path here = directory.resolve(name(number));
        return withArchive && !Files.exists(here) ? archive.resolve(name(number)) : here;
    }

    private static String name(long number) {
        return String.format(Locale.ROOT, "%08d", number);
    }
}
