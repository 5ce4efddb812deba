package aero.vigil.replication.journal;

import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * How long an append with its force takes, by batch size: {@code JournalBenchmark DIR}, on the disk
 * that counts. Beside it: one force of 200 bytes without any journal, what the disk itself can do.
 */
public final class JournalBenchmark {

    private static final int OPERATION_BYTES = 128;
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 5_000;

    private JournalBenchmark() {}

    /** Prints a table of microseconds. */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments.length == 0 ? "journal-benchmark" : arguments[0]);
        Files.createDirectories(root);
        System.out.printf(
                "%-22s %9s %9s %9s %12s%n", "", "p50 us", "p99 us", "max us", "entries/s");
        bareForce(root.resolve("bare"));
        for (int batch : new int[] {1, 8, 64}) {
            Path directory = TestGroup.make(root.resolve("batch-" + batch));
            measure(directory, batch);
            open(directory);
            deleteAll(directory);
        }
        deleteAll(root);
    }

    private static void bareForce(Path file) throws IOException {
        long[] nanos = new long[ROUNDS];
        try (BlockFile bare = ChannelBlockFile.createNew(file)) {
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                bare.write(i * 200L, ByteBuffer.wrap(new byte[200]));
                bare.force();
                nanos[i] = System.nanoTime() - start;
            }
        }
        print("write + force, bare", nanos, 1);
    }

    private static void measure(Path directory, int batch) throws Exception {
        ExecutorService background = Executors.newSingleThreadExecutor();
        JournalIndex index = new JournalIndex();
        JournalFiles files = ChronicleJournalFiles.of(new Layout(directory));
        JournalScan.Outcome found =
                new JournalScan(
                                files,
                                TestGroup.OWNER,
                                JournalBounds.FIRST,
                                false,
                                new ReplicaDirectory.IndexingSink(index))
                        .run();
        long[] appends = new long[ROUNDS];
        long[] forces = new long[ROUNDS];
        long[] both = new long[ROUNDS];
        try (JournalWriter writer =
                JournalWriter.goOn(
                        files,
                        TestGroup.OWNER,
                        index,
                        ReplicaDirectory.ROLL_BYTES,
                        background,
                        found)) {
            LogEntry last = TestGroup.GENESIS;
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                List<LogEntry> entries = TestGroup.chain(last, 0, batch, OPERATION_BYTES);
                last = entries.get(batch - 1);
                List<JournalRecord> records = List.of(TestGroup.entries(entries));
                long start = System.nanoTime();
                writer.append(records);
                long appended = System.nanoTime();
                writer.force();
                long forced = System.nanoTime();
                if (i >= 0) {
                    appends[i] = appended - start;
                    forces[i] = forced - appended;
                    both[i] = forced - start;
                }
            }
        }
        background.shutdown();
        print("batch " + batch + ": append", appends, batch);
        print("batch " + batch + ": force", forces, batch);
        print("batch " + batch + ": both", both, batch);
    }

    /** A start: everything read and checked, the tail copied and forced; then all read back. */
    private static void open(Path directory) throws Exception {
        long start = System.nanoTime();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            long ready = System.nanoTime();
            long ops = opened.recovered().log().opNumber();
            for (long op = 1; op <= ops; op++) {
                if (opened.logReader().read(op) == null) {
                    throw new AssertionError("op " + op + " cannot be read back");
                }
            }
            long read = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "start with %d ops: %.0f ms; all read back in order: %.1f us an op%n",
                    ops,
                    (ready - start) / 1e6,
                    (read - ready) / 1e3 / ops);
        }
    }

    private static void print(String name, long[] nanos, int entries) {
        double perSecond = entries * 1e9 * nanos.length / Arrays.stream(nanos).sum();
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-22s %9.1f %9.1f %9.1f %12.0f%n",
                name,
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) (nanos.length * 0.99)] / 1e3,
                nanos[nanos.length - 1] / 1e3,
                perSecond);
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
