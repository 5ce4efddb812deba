package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Vote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bit flipped in any byte of anything a replica keeps: never is anything read that differs from
 * what was written.
 *
 * <p>Bits without a meaning: the library's own head and index pages and the words of its framing,
 * which the scan does not need (an excerpt is found by its magic, and counts by its checksum); the
 * room behind the last record, which reads as one that was never written whole; the lock, whose
 * content is a process id for a message; the text in {@code force-failed}, whose being there is all
 * it says.
 */
@Tag("slow")
class EveryByteTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_260_107L);
    private static final int PAGE_BYTES = 4_096;

    @TempDir Path temporary;

    private final Random random = new Random(SEED);

    private int flip(byte[] bytes, int at) {
        int bit = 1 << random.nextInt(8);
        bytes[at] ^= (byte) bit;
        return bit;
    }

    @Test
    void ofAJournalFile() throws Exception {
        WrittenJournal journal = WrittenJournal.write(temporary.resolve("replica"), 6, 60);
        FileScan.Found last = journal.batches.get(5);
        int end = (int) last.position() + 4 + last.excerpt().bytes().length;
        int pages = end / PAGE_BYTES + 2;
        ByteBuffer whole = ByteBuffer.allocate(pages * PAGE_BYTES);
        ByteBuffer first = ByteBuffer.allocate(pages * PAGE_BYTES);
        ChronicleJournalFiles real =
                new ChronicleJournalFiles(journal.directory.resolve("journal"));
        try (BlockFile one = real.openToRead(1);
                BlockFile two = real.openToRead(2)) {
            one.read(0, first);
            two.read(0, whole);
        }
        int ours = (int) headOf(journal.file);
        byte[] bytes = whole.array();
        TreeMap<Long, byte[]> files = new TreeMap<>();
        files.put(1L, first.array());
        files.put(2L, bytes);
        JournalBounds bounds = new JournalBounds(1, 2, 6);
        int silent = 0;
        for (int at = 0; at < bytes.length; at += at < ours ? 1 + random.nextInt(64) : 1) {
            int bit = flip(bytes, at);
            String context = "seed " + SEED + ", byte " + at + ", bit " + bit;

            WrittenJournal.Scanned scanned = WrittenJournal.scan(new FilesInMemory(files), bounds);

            boolean told = requireTrue(journal, scanned, context);
            assertTrue(told || !isPartOfAnExcerpt(journal, at), context + ": nothing noticed");
            silent += told ? 0 : 1;
            bytes[at] ^= (byte) bit;
        }
        assertTrue(silent > 0, "the library's own head has bits without a meaning");
    }

    private static long headOf(Path file) throws IOException {
        try (BlockFile read = ChannelBlockFile.openToRead(file)) {
            FileScan.Found found = new FileScan(read).next();
            return found == null ? 0 : found.position();
        }
    }

    private static boolean isPartOfAnExcerpt(WrittenJournal journal, int at) throws IOException {
        try (BlockFile read = ChannelBlockFile.openToRead(journal.file)) {
            FileScan scan = new FileScan(read);
            for (FileScan.Found found = scan.next(); found != null; found = scan.next()) {
                long start = found.position() + 4;
                if (at >= start && at < start + found.excerpt().bytes().length) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What was read is the truth, or known to be missing; whether anything was said to be wrong.
     */
    private static boolean requireTrue(
            WrittenJournal journal, WrittenJournal.Scanned scanned, String context) {
        RecoveredLog log = scanned.index().log();
        for (Hole hole : log.holes()) {
            assertEquals(journal.truth.get((int) hole.lastOp() - 1).hash(), hole.hash(), context);
        }
        assertTrue(log.opNumber() <= 6, context);
        assertEquals(journal.truth.get((int) log.opNumber() - 1).hash(), log.hash(), context);
        boolean whole = log.opNumber() == 6 && log.holes().isEmpty();
        boolean told = !scanned.outcome().damage().isEmpty() || !scanned.outcome().tailCertain();
        assertTrue(whole || told, context + ": something is missing and nothing was said");
        return told;
    }

    @Test
    void ofTheVote() throws Exception {
        Path directory = TestGroup.make(temporary.resolve("replica"));
        byte[] bytes = Files.readAllBytes(directory.resolve("vote"));
        Vote truth = Vote.initial(TestGroup.GENESIS, TestGroup.INCARNATION);
        for (int at = 0; at < bytes.length; at++) {
            int bit = flip(bytes, at);
            SimulatedBlockFile file = new SimulatedBlockFile(bytes.length);
            file.damage(0, bytes);

            VoteSlots.Peeked peeked = VoteSlots.peek(file);

            assertEquals(1, peeked.damagedSlots(), "seed " + SEED + ", byte " + at);
            byte[] value = peeked.value().orElseThrow();
            assertEquals(truth, VoteFile.Content.decode(value).vote());
            bytes[at] ^= (byte) bit;
        }
    }

    @Test
    void ofBothCopiesOfTheVote() throws Exception {
        Path directory = TestGroup.make(temporary.resolve("replica"));
        byte[] whole = Files.readAllBytes(directory.resolve("vote"));
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = whole.clone();
            int pair = random.nextInt(2);
            for (int copy = 0; copy < 2; copy++) {
                int slot = 2 * pair + copy;
                flip(bytes, slot * VoteSlots.SLOT_BYTES + random.nextInt(VoteSlots.SLOT_BYTES));
            }
            SimulatedBlockFile file = new SimulatedBlockFile(bytes.length);
            file.damage(0, bytes);

            assertEquals(
                    Optional.empty(),
                    VoteSlots.peek(file).value(),
                    "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void ofACheckpoint() throws Exception {
        CheckpointFiles files = new CheckpointFiles(temporary, TestGroup.GENESIS.hash());
        byte[] state = new byte[700];
        random.nextBytes(state);
        files.publish(new StoredCheckpoint(40, state, false));
        Path file = temporary.resolve("%019d.checkpoint".formatted(40));
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            int bit = flip(bytes, at);
            Files.write(file, bytes);

            assertNull(files.read(40), "seed " + SEED + ", byte " + at);
            bytes[at] ^= (byte) bit;
        }
        Files.write(file, bytes);
        assertTrue(files.read(40) != null);
        for (int length = 0; length < bytes.length; length += 13) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertNull(files.read(40), "cut to " + length);
        }
    }

    @Test
    void ofGenesis() throws Exception {
        Path directory = TestGroup.make(temporary.resolve("replica"));
        Path file = directory.resolve("genesis");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            int bit = flip(bytes, at);
            Files.write(file, bytes);
            try {
                LogEntry read = ReplicaDirectory.readGenesis(file);
                assertEquals(TestGroup.GENESIS, read, "seed " + SEED + ", byte " + at);
            } catch (RefusalToStart refusal) {
                assertEquals(RefusalToStart.Reason.GENESIS_DAMAGED, refusal.reason());
            }
            bytes[at] ^= (byte) bit;
        }
    }
}
