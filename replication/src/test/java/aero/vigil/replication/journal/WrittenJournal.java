package aero.vigil.replication.journal;

import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.journal.FileScan.Found;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory with a journal that a process has written and left as kill -9 does; to be damaged.
 */
final class WrittenJournal {

    static final int OPERATION_BYTES = 3_000;

    final Path directory;

    /** The file of all batches but the first copy of op 1. */
    final Path file;

    /** One op a batch, one batch a force: op n + 1 stands at n. */
    final List<Found> batches = new ArrayList<>();

    /** Op n stands at n - 1. */
    final List<LogEntry> truth = new ArrayList<>(List.of(TestGroup.GENESIS));

    private WrittenJournal(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    static WrittenJournal write(Path directory, int batches, int operationBytes) throws Exception {
        TestGroup.make(directory);
        List<LogEntry> entries = new ArrayList<>();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            LogEntry last = TestGroup.GENESIS;
            for (int i = 1; i < batches; i++) {
                last = TestGroup.after(last, 0, operationBytes);
                entries.add(last);
                journal.submit(List.of(TestGroup.entries(List.of(last))), i, null);
                listener.awaitForced(i, 1);
            }
        }
        WrittenJournal written =
                new WrittenJournal(
                        directory,
                        new ChronicleJournalFiles(directory.resolve("journal")).queueFile(2));
        written.truth.addAll(entries);
        written.forgetBounds();
        try (BlockFile read = ChannelBlockFile.openToRead(written.file)) {
            FileScan scan = new FileScan(read);
            @Nullable Found found;
            while ((found = scan.next()) != null) {
                if (found.excerpt().kind() == Excerpt.Kind.BATCH) {
                    written.batches.add(found);
                }
            }
        }
        return written;
    }

    /** As at a kill: what stands beside the vote does not say yet how far the journal has come. */
    void forgetBounds() throws IOException, RefusalToStart {
        try (VoteFile vote =
                VoteFile.open(ChannelBlockFile.openToWrite(directory.resolve("vote")))) {
            vote.journalReaches(JournalBounds.FIRST);
        }
    }

    /** What a start makes of a journal. */
    record Scanned(JournalIndex index, JournalScan.Outcome outcome) {}

    /** Reads the journal as a start does, without changing anything. */
    Scanned scan() throws IOException, RefusalToStart {
        return scan(new ChronicleJournalFiles(directory.resolve("journal")), JournalBounds.FIRST);
    }

    static Scanned scan(JournalFiles files, JournalBounds bounds)
            throws IOException, RefusalToStart {
        JournalIndex index = new JournalIndex();
        JournalScan.Outcome outcome =
                new JournalScan(
                                files,
                                TestGroup.OWNER,
                                bounds,
                                false,
                                new ReplicaDirectory.IndexingSink(index))
                        .run();
        return new Scanned(index, outcome);
    }

    void flip(long at) throws IOException {
        overwrite(at, new byte[] {(byte) (read(at, 1)[0] ^ 0x04)});
    }

    byte[] read(long at, int length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            raw.seek(at);
            raw.readFully(bytes);
            return bytes;
        }
    }

    void overwrite(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(bytes);
        }
    }

    void truncate(long length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(length);
        }
    }

    static void deleteRecursively(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
