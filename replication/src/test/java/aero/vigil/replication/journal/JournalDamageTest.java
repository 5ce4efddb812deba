package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Recovered;
import aero.vigil.replication.journal.FileScan.Found;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of a journal that was cut short or damaged (replication.md §8, rule 18). */
@Tag("slow")
class JournalDamageTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_104L);
    private static final int BATCHES = 12;
    private static final int OPERATION_BYTES = WrittenJournal.OPERATION_BYTES;

    @TempDir Path temporary;

    private @Nullable WrittenJournal writtenJournal;
    private Path directory = Path.of("");
    private Path file = Path.of("");
    private List<Found> batches = List.of();

    @BeforeEach
    void writeAJournal() throws Exception {
        WrittenJournal journal =
                WrittenJournal.write(temporary.resolve("replica"), BATCHES, OPERATION_BYTES);
        writtenJournal = journal;
        directory = journal.directory;
        file = journal.file;
        batches = journal.batches;
        assertEquals(BATCHES, batches.size());
    }

    @Test
    void anUnharmedJournalIsReadWhole() throws Exception {
        assertRecovered(BATCHES, true);
    }

    @Test
    void aLastBatchCutShortToZerosWasNeverPromised() throws Exception {
        Found last = batches.get(BATCHES - 1);
        long end = last.position() + 4 + last.excerpt().bytes().length;
        for (long from = end - 1;
                from > last.position() + 4;
                from -= from > last.position() + 90 ? 97 : 1) {
            overwrite(from, new byte[(int) (end - from)]);

            assertRecoveredWithoutKeeping(BATCHES - 1, true, "zeros from " + from);
        }
    }

    @Test
    void aLastBatchWithSectorsOfZerosWasNeverPromised() throws Exception {
        Found last = batches.get(BATCHES - 1);
        byte[] whole = read(last.position(), 4 + last.excerpt().bytes().length);
        long firstSector = last.position() / 512 + 1;
        for (long sector = firstSector; sector < firstSector + 5; sector++) {
            overwrite(last.position(), whole);
            overwrite(sector * 512, new byte[512]);

            assertRecoveredWithoutKeeping(BATCHES - 1, true, "sector " + sector);
        }
    }

    @Test
    void aLastBatchWhoseFirstSectorIsMissingWasNeverPromised() throws Exception {
        long position = batches.get(BATCHES - 1).position();
        overwrite(position, new byte[(int) (512 - position % 512)]);

        assertRecovered(BATCHES - 1, true);
    }

    @Test
    void aLastBatchWrittenButNotMarkedCompleteCounts() throws Exception {
        overwrite(batches.get(BATCHES - 1).position(), new byte[] {0, 0, 0, (byte) 0x80});

        assertRecovered(BATCHES, true);
    }

    @Test
    void aBitFlippedInTheLastBatchIsUncertain() throws Exception {
        Found last = batches.get(BATCHES - 1);
        Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            long at = last.position() + 4 + random.nextInt(last.excerpt().bytes().length);
            byte original = read(at, 1)[0];
            overwrite(at, new byte[] {(byte) (original ^ 1 << random.nextInt(8))});

            assertRecoveredWithoutKeeping(
                    BATCHES - 1, false, "seed " + SEED + ", flip " + i + " at " + at);
            overwrite(at, new byte[] {original});
        }
    }

    @Test
    void noiseInTheLastBatchIsUncertain() throws Exception {
        Found last = batches.get(BATCHES - 1);
        byte[] noise = new byte[512];
        new Random(SEED).nextBytes(noise);
        overwrite((last.position() / 512 + 1) * 512, noise);

        assertRecovered(BATCHES - 1, false);
    }

    @Test
    void theTwoLastBatchesDamagedIsUncertain() throws Exception {
        flip(batches.get(BATCHES - 2).position() + 200);
        flip(batches.get(BATCHES - 1).position() + 200);

        assertRecovered(BATCHES - 2, false);
    }

    @Test
    void aDamagedWordOfTheFramingAloneLosesNothing() throws Exception {
        for (int damaged = 2; damaged < BATCHES; damaged++) {
            overwrite(batches.get(damaged).position(), new byte[] {1, 2, 3, (byte) 0xF4});
        }

        assertRecovered(BATCHES, true);
    }

    @Test
    void aFileCutOffIsUncertainOrRefusedAndNeverCertain() throws Exception {
        Found last = batches.get(BATCHES - 1);
        journal().truncate(last.position() + 1_000);

        assertRecovered(BATCHES - 1, false);
    }

    @Test
    void aStartThatDiedWhileCopyingIsPassedOver() throws Exception {
        ReplicaDirectory.open(directory).close(); // file 3 or 4 holds copies of the last two
        long copies = lastFileInUse();
        Path copied = ChronicleJournalFiles.of(new Layout(directory)).queueFile(copies);
        long secondCopy = positionOf(copied, BATCHES);
        try (RandomAccessFile raw = new RandomAccessFile(copied.toFile(), "rw")) {
            raw.seek(secondCopy);
            raw.write(new byte[8_000]);
        }
        journal().forgetBounds(); // they are written when the copies are there

        assertRecovered(BATCHES, true);
    }

    @Test
    void aStartThatDiedWhileMakingAFileIsPassedOver() throws Exception {
        byte[] made = Files.readAllBytes(file);
        long firstExcerpt = positionOf(file, 0);
        List<Long> cuts = new ArrayList<>(List.of(0L, 4L, 20L, 199L, 200L, 204L, 240L, 33_008L));
        cuts.addAll(List.of(33_020L, 40_000L, firstExcerpt, firstExcerpt + 4));
        for (long cut = firstExcerpt + 5; cut < firstExcerpt + 400; cut += 9) {
            cuts.add(cut);
        }
        Path home = Files.createDirectory(directory.resolve("journal/00000009"));
        for (long cut : cuts) {
            int word = lastDocumentBefore(cut, firstExcerpt);
            for (Word state : Word.values()) {
                byte[] unfinished = Arrays.copyOf(Arrays.copyOf(made, (int) cut), made.length);
                renumber(unfinished, (int) firstExcerpt);
                state.write(unfinished, word);
                Files.write(home.resolve("19700110F.cq4"), unfinished);

                assertRecoveredWithoutKeeping(BATCHES, true, "cut at " + cut + ", word " + state);
            }
        }
        Files.write(home.resolve("19700110F.cq4"), new byte[0]);
        assertRecovered(BATCHES, true);
    }

    /** What the word before a document that is being written can say. */
    private enum Word {
        COMPLETE,
        NOT_COMPLETE,
        NOT_COMPLETE_OF_UNKNOWN_LENGTH,
        NOTHING;

        void write(byte[] file, int at) {
            switch (this) {
                case COMPLETE -> {}
                case NOT_COMPLETE -> file[at + 3] |= (byte) 0x80;
                case NOT_COMPLETE_OF_UNKNOWN_LENGTH ->
                        System.arraycopy(new byte[] {0, 0, 0, (byte) 0x80}, 0, file, at, 4);
                case NOTHING -> Arrays.fill(file, at, at + 4, (byte) 0);
            }
        }
    }

    /** Where the document starts that a writer at {@code cut} was writing. */
    private static int lastDocumentBefore(long cut, long firstExcerpt) {
        if (cut > firstExcerpt + 3) {
            return (int) firstExcerpt;
        }
        return cut >= 33_012 ? 33_008 : cut >= 204 ? 200 : 0;
    }

    /** Makes the head say that it is that of file 9, as far as it is there. */
    private static void renumber(byte[] file, int firstExcerpt) {
        Excerpt head = FileHead.fileStart(9, TestGroup.OWNER);
        for (int i = 0; i < head.bytes().length; i++) {
            int at = firstExcerpt + 4 + i;
            file[at] = file[at] == 0 ? 0 : head.bytes()[i];
        }
    }

    @Test
    void everythingIsCopiedAfterAFailedForce() throws Exception {
        Files.writeString(directory.resolve("force-failed"), "EIO");

        ReplicaDirectory.open(directory).close();

        assertFalse(Files.exists(directory.resolve("force-failed")));
        Path copied = ChronicleJournalFiles.of(new Layout(directory)).queueFile(lastFileInUse());
        assertTrue(positionOf(copied, 1) > 0);
        assertTrue(positionOf(copied, BATCHES) > 0);
    }

    @Test
    void whateverIsDamagedAStartEndsWithANamedOutcome() throws Exception {
        Random random = new Random(SEED);
        byte[] whole = Files.readAllBytes(file);
        long end = batches.get(BATCHES - 1).position() + 4_000;
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                int at = random.nextInt((int) end);
                int length = Math.min(damaged.length - at, 1 + random.nextInt(3_000));
                if (random.nextBoolean()) {
                    Arrays.fill(damaged, at, at + length, (byte) 0);
                } else {
                    damaged[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            Files.write(file, damaged);
            try {
                JournalIndex index = scan().index();
                assertTrue(index.log().opNumber() <= BATCHES);
            } catch (RefusalToStart refusal) {
                assertFalse(refusal.getMessage().isBlank());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + SEED + ", round " + round, e);
            }
        }
    }

    private WrittenJournal journal() {
        return Objects.requireNonNull(writtenJournal);
    }

    private WrittenJournal.Scanned scan() throws IOException, RefusalToStart {
        return journal().scan();
    }

    private void assertRecoveredWithoutKeeping(long lastOp, boolean certain, String context)
            throws Exception {
        WrittenJournal.Scanned scanned = scan();
        assertEquals(lastOp, scanned.index().log().opNumber(), context);
        assertEquals(certain, scanned.outcome().tailCertain(), context);
    }

    private void assertRecovered(long lastOp, boolean certain) throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            Recovered recovered = opened.recovered();
            assertEquals(lastOp, recovered.log().opNumber());
            assertEquals(certain, recovered.tailCertain());
            for (long op = 1; op <= lastOp; op++) {
                LogEntry entry = opened.logReader().read(op);
                assertTrue(entry != null && entry.opNumber() == op, "op " + op);
            }
        }
        // What one start has decided, the next one finds.
        try (ReplicaDirectory again = ReplicaDirectory.open(directory)) {
            assertEquals(lastOp, again.recovered().log().opNumber());
            assertEquals(certain, again.recovered().tailCertain(), "doubt outlives a restart");
        }
    }

    @Test
    void doubtOutlivesRestartsAndNewFilesUntilALogIsAdopted() throws Exception {
        overwrite(batches.get(BATCHES - 1).position() + 60, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        LogEntry last = entryAtTheEnd();

        for (int start = 0; start < 3; start++) {
            last = goOnFor(3, last, false); // each batch goes to a file of its own
        }
        adopt(last);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertTrue(opened.recovered().tailCertain());
            assertEquals(last.hash(), opened.recovered().log().hash());
        }
    }

    private LogEntry entryAtTheEnd() throws Exception {
        JournalIndex index = scan().index();
        LogEntry last = TestGroup.GENESIS;
        while (last.opNumber() < index.log().opNumber()) {
            last = TestGroup.after(last, 0, OPERATION_BYTES);
        }
        assertEquals(index.log().hash(), last.hash());
        return last;
    }

    private LogEntry goOnFor(int count, LogEntry last, boolean certain) throws Exception {
        LogEntry entry = last;
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, 1)) {
            assertEquals(certain, opened.recovered().tailCertain());
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            for (int i = 1; i <= count; i++) {
                entry = TestGroup.after(entry, 0, OPERATION_BYTES);
                journal.submit(List.of(TestGroup.entries(List.of(entry))), i, null);
                listener.awaitForced(i, 1);
            }
        }
        return entry;
    }

    private void adopt(LogEntry last) throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            long op = last.opNumber();
            opened.start(listener)
                    .submit(
                            List.of(new JournalRecord.LogAdopted(1, op, op, last.hash(), 1)),
                            1,
                            null);
            listener.awaitForced(1, 1);
        }
    }

    private long lastFileInUse() throws Exception {
        return scan().outcome().lastFile() - 1; // behind it stands the one made ready
    }

    private static long positionOf(Path file, long recordNumber) throws IOException {
        try (BlockFile read = ChannelBlockFile.openToRead(file)) {
            FileScan scan = new FileScan(read);
            @Nullable Found found;
            while ((found = scan.next()) != null) {
                if (found.excerpt().recordNumber() == recordNumber) {
                    return found.position();
                }
            }
        }
        return -1;
    }

    private void flip(long at) throws IOException {
        journal().flip(at);
    }

    private byte[] read(long at, int length) throws IOException {
        return journal().read(at, length);
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        journal().overwrite(at, bytes);
    }
}
