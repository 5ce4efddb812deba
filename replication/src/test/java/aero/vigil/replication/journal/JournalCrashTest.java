package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.RecoveredLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start makes of a journal after a power cut at any moment, with any bit flipped: never a
 * wrong log, never a promise forgotten without a word (replication.md §8, rules 17 and 18).
 */
@Tag("slow")
class JournalCrashTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_106L);
    private static final int SECTOR_BYTES = 512;
    private static final int PAGE_BYTES = 4_096;

    /** Where the library's own head of a file has ended. */
    private static final int FIRST_BYTES = 66_000;

    private static final int ROUNDS = Integer.getInteger("vigil.rounds", 1_500);
    private static final int STEPS = 60;
    private static final long ROLL_BYTES = 20_000;

    @TempDir Path temporary;

    /** Op n stands at n - 1. */
    private final List<LogEntry> truth = new ArrayList<>(List.of(TestGroup.GENESIS));

    private final List<Moment> moments = new ArrayList<>();

    /**
     * The files between two steps of the writer.
     *
     * @param onDisk what is forced, by file
     * @param inCache what is written, by file
     * @param entries the files whose directory entries are forced
     * @param promisedOp the last op whose force has returned
     */
    private record Moment(
            TreeMap<Long, byte[]> onDisk,
            TreeMap<Long, byte[]> inCache,
            Set<Long> entries,
            long promisedOp) {}

    @BeforeEach
    void writeAndForceByTurns() throws Exception {
        Random random = new Random(SEED);
        WatchedFiles files = new WatchedFiles();
        try (JournalWriter writer =
                JournalWriter.begin(
                        files, TestGroup.OWNER, new JournalIndex(), ROLL_BYTES, Runnable::run)) {
            writer.append(List.of(TestGroup.entries(truth)));
            writer.force();
            files.promise(1);
            for (int step = 0; step < STEPS; step++) {
                List<LogEntry> batch =
                        TestGroup.chain(
                                truth.get(truth.size() - 1),
                                0,
                                1 + random.nextInt(3),
                                random.nextInt(1_500));
                truth.addAll(batch);
                writer.append(List.of(TestGroup.entries(batch)));
                if (random.nextInt(3) > 0) {
                    writer.force();
                    files.promise(truth.size());
                }
            }
        }
        assertTrue(moments.get(moments.size() - 1).inCache().size() > 3, "files");
    }

    @Test
    void aPowerCutLosesNothingThatWasPromised() throws Exception {
        int lost = 0;
        int entriesLost = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Moment moment = moments.get(random.nextInt(moments.size()));
            String context = "seed " + SEED + ", round " + round;

            SortedMap<Long, byte[]> left = afterPowerCut(moment, random);
            Scanned scanned = scan(left);
            entriesLost += left.size() < moment.inCache().size() ? 1 : 0;

            assertPrefix(scanned, context);
            assertTrue(scanned.lastOp() >= moment.promisedOp(), context + ": " + scanned);
            lost += scanned.lastOp() < truth.size() ? 1 : 0;
        }
        assertTrue(lost > 0, "nothing was ever lost: no power cut");
        assertTrue(entriesLost > 0, "no directory entry was ever lost");
    }

    @Test
    void flippedBitsEndInDoubtOrInAHoleAndNeverInAWrongLog() throws Exception {
        int repairable = 0;
        int doubted = 0;
        int whole = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            Moment moment = moments.get(random.nextInt(moments.size()));
            SortedMap<Long, byte[]> files = afterPowerCut(moment, random);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                flip(files, random);
            }
            String context = "seed " + SEED + ", round " + round;
            try {
                Scanned scanned = scan(files);

                assertPrefix(scanned, context);
                if (scanned.certain()) {
                    assertTrue(scanned.lastOp() >= moment.promisedOp(), context + ": " + scanned);
                    whole += scanned.index().log().holes().isEmpty() ? 1 : 0;
                    repairable += scanned.index().log().holes().isEmpty() ? 0 : 1;
                } else {
                    doubted++;
                }
            } catch (RefusalToStart refusal) {
                assertEquals(RefusalToStart.Reason.FOREIGN_FILE, refusal.reason(), context);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(context, e);
            }
        }
        assertTrue(
                repairable > 0 && doubted > 0 && whole > 0,
                repairable + " " + doubted + " " + whole);
    }

    private record Scanned(JournalIndex index, boolean certain) {
        long lastOp() {
            return index.log().opNumber();
        }
    }

    private void assertPrefix(Scanned scanned, String context) {
        assertTrue(scanned.lastOp() <= truth.size(), context);
        RecoveredLog log = scanned.index().log();
        for (Hole hole : log.holes()) {
            assertEquals(truth.get((int) hole.lastOp() - 1).hash(), hole.hash(), context);
        }
        if (scanned.lastOp() > 0) {
            assertEquals(
                    truth.get((int) scanned.lastOp() - 1).hash(),
                    scanned.index().log().hash(),
                    context);
        }
    }

    private static Scanned scan(SortedMap<Long, byte[]> files) throws IOException, RefusalToStart {
        JournalIndex index = new JournalIndex();
        JournalScan.Outcome outcome =
                new JournalScan(
                                new FilesInMemory(files),
                                TestGroup.OWNER,
                                JournalBounds.FIRST,
                                false,
                                new ReplicaDirectory.IndexingSink(index))
                        .run();
        return new Scanned(index, outcome.tailCertain());
    }

    /**
     * Each sector that is not forced is old, new, zeros or noise; one that holds forced bytes too
     * is old or new, since sectors are written whole. A file whose entry in its directory is not
     * forced is gone, empty, or there.
     */
    private static SortedMap<Long, byte[]> afterPowerCut(Moment moment, Random random) {
        SortedMap<Long, byte[]> left = new TreeMap<>();
        moment.inCache()
                .forEach(
                        (number, cached) -> {
                            int entry = moment.entries().contains(number) ? 2 : random.nextInt(3);
                            if (entry == 0) {
                                return;
                            }
                            if (entry == 1) {
                                left.put(number, new byte[0]);
                                return;
                            }
                            byte[] old = moment.onDisk().getOrDefault(number, new byte[0]);
                            byte[] bytes = Arrays.copyOf(old, cached.length);
                            for (int at = 0; at < cached.length; at += SECTOR_BYTES) {
                                int end = Math.min(at + SECTOR_BYTES, cached.length);
                                if (!Arrays.equals(bytes, at, end, cached, at, end)) {
                                    tear(bytes, cached, at, end, holdsData(old, at, end), random);
                                }
                            }
                            left.put(number, bytes);
                        });
        return left;
    }

    private static boolean holdsData(byte[] old, int from, int to) {
        for (int i = from; i < Math.min(to, old.length); i++) {
            if (old[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void tear(
            byte[] bytes, byte[] cached, int at, int end, boolean shared, Random random) {
        switch (random.nextInt(shared ? 2 : 4)) {
            case 0 -> System.arraycopy(cached, at, bytes, at, end - at);
            case 2 -> Arrays.fill(bytes, at, end, (byte) 0);
            case 3 -> {
                byte[] noise = new byte[end - at];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, noise.length);
            }
            default -> {} // as it was
        }
    }

    private static void flip(SortedMap<Long, byte[]> files, Random random) {
        List<Long> numbers = new ArrayList<>(files.keySet());
        byte[] bytes = files.get(numbers.get(random.nextInt(numbers.size())));
        if (bytes != null && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Real files, and what of them is forced. */
    private final class WatchedFiles implements JournalFiles {
        private final JournalFiles real =
                new ChronicleJournalFiles(temporary, this::forceDirectory);
        private final Set<Long> namedInHome = new TreeSet<>();
        private final Set<Long> homes = new TreeSet<>();
        private final TreeMap<Long, byte[]> forced = new TreeMap<>();
        private final TreeMap<Long, byte[]> written = new TreeMap<>();
        private long promisedOp;

        void promise(long opNumber) {
            promisedOp = opNumber;
            remember();
        }

        private void remember() {
            if (promisedOp > 0) {
                Set<Long> entries = new TreeSet<>(namedInHome);
                entries.retainAll(homes);
                moments.add(
                        new Moment(
                                new TreeMap<>(forced),
                                new TreeMap<>(written),
                                entries,
                                promisedOp));
            }
        }

        /** A file has a home in the journal's directory, and its name in that home. */
        private void forceDirectory(Path directory) throws IOException {
            for (long number : real.numbers()) {
                if (!written.containsKey(number)) {
                    written.put(number, content(number, 0));
                }
            }
            remember(); // here an entry may be lost
            ChannelBlockFile.forceDirectory(directory);
            if (directory.equals(temporary)) {
                homes.addAll(real.numbers());
            } else {
                namedInHome.add(Long.parseLong(directory.getFileName().toString()));
            }
        }

        private byte[] content(long number, AppendableFile file) throws IOException {
            return content(number, file.lengthBytes());
        }

        /** Some whole pages more than anything was appended. */
        private byte[] content(long number, long lengthBytes) throws IOException {
            int pages = (int) Math.max(lengthBytes, FIRST_BYTES) / PAGE_BYTES + 2;
            ByteBuffer bytes = ByteBuffer.allocate(pages * PAGE_BYTES);
            try (BlockFile read = real.openToRead(number)) {
                read.read(0, bytes);
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        @Override
        public List<Long> numbers() throws IOException {
            return real.numbers();
        }

        @Override
        public BlockFile openToRead(long number) throws IOException {
            return real.openToRead(number);
        }

        @Override
        public AppendableFile create(long number) throws IOException {
            AppendableFile file = real.create(number);
            forced.put(number, content(number, file));
            written.put(number, content(number, file));
            return new AppendableFile() {
                @Override
                public long append(Excerpt excerpt) throws IOException {
                    long position = file.append(excerpt);
                    written.put(number, content(number, file));
                    remember();
                    return position;
                }

                @Override
                public void force() throws IOException {
                    file.force();
                    forced.put(number, content(number, file));
                    remember();
                }

                @Override
                public long lengthBytes() {
                    return file.lengthBytes();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        @Override
        public void archive(long number) throws IOException {
            real.archive(number);
        }

        @Override
        public long lastWrittenMillis(long number) throws IOException {
            return real.lastWrittenMillis(number);
        }

        @Override
        public void remove(long number) throws IOException {
            real.remove(number);
        }

        @Override
        public long freeBytes() throws IOException {
            return real.freeBytes();
        }
    }
}
