package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Hole;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage below what is intact, and files that are lost or somebody else's: the journal says what is
 * missing, and takes it back (replication.md §8, docs/storage-faults.md).
 */
@Tag("slow")
class JournalHoleTest {

    private static final int BATCHES = 12;

    @TempDir Path temporary;

    private WrittenJournal journal;

    @BeforeEach
    void write() throws Exception {
        journal = WrittenJournal.write(temporary.resolve("replica"), BATCHES, 3_000);
    }

    private static Hole hole(WrittenJournal of, long first, long last) {
        return new Hole(
                first,
                last,
                of.truth.get((int) last - 1).hash(),
                first == 1 ? of.truth.get(0).previousHash() : of.truth.get((int) first - 2).hash());
    }

    @Test
    void aBitFlippedInAnyPromisedBatchIsAHoleWithAName() throws Exception {
        for (int damaged = 2; damaged < BATCHES - 1; damaged++) {
            long at = journal.batches.get(damaged).position() + 100;
            journal.flip(at);

            WrittenJournal.Scanned scanned = journal.scan();

            assertEquals(
                    List.of(hole(journal, damaged + 1, damaged + 1)),
                    scanned.index().log().holes());
            assertTrue(scanned.outcome().tailCertain());
            assertEquals(1, scanned.outcome().damage().size());
            assertTrue(
                    scanned.outcome().damage().get(0).what().contains("record " + (damaged + 1)),
                    scanned.outcome().damage()::toString);
            journal.flip(at);
        }
        assertEquals(List.of(), journal.scan().outcome().damage());
    }

    @Test
    void zerosInPromisedBatchesAreAHoleAndNoTear() throws Exception {
        long from = journal.batches.get(3).position();
        journal.overwrite(from, new byte[(int) (journal.batches.get(6).position() - from)]);

        assertOpensWith(List.of(hole(journal, 4, 6)), true);
    }

    @Test
    void aHoleIsFilledByBodiesThatAreJournalledAgain() throws Exception {
        journal.overwrite(journal.batches.get(3).position() + 9, new byte[7_000]);
        assertOpensWith(List.of(hole(journal, 4, 6)), true);

        repair(journal.truth.subList(4, 6));
        assertOpensWith(List.of(hole(journal, 4, 4)), true);
        repair(journal.truth.subList(3, 4));

        assertOpensWith(List.of(), true);
        journal.flip(journal.batches.get(8).position() + 500);
        assertOpensWith(List.of(hole(journal, 9, 9)), true);
    }

    private void repair(List<LogEntry> bodies) throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(journal.directory)) {
            RecordingListener listener = new RecordingListener();
            opened.start(listener).submit(List.of(new JournalRecord.Repaired(bodies)), 1, null);
            listener.awaitForced(1, 1);
            for (LogEntry body : bodies) {
                assertEquals(body, opened.logReader().read(body.opNumber()));
            }
        }
    }

    @Test
    void aLostFileInTheMiddleIsAHole() throws Exception {
        ReplicaDirectory.open(journal.directory).close(); // a third file, of two copies
        WrittenJournal.deleteRecursively(journal.directory.resolve("journal/00000002"));

        assertOpensWith(List.of(hole(journal, 2, BATCHES - 2)), true);
    }

    @Test
    void anEmptiedFileIsALostOne() throws Exception {
        ReplicaDirectory.open(journal.directory).close();
        Files.write(journal.file, new byte[0]);

        assertOpensWith(List.of(hole(journal, 2, BATCHES - 2)), true);
    }

    @Test
    void aFileCutInTheMiddleLosesWhatStoodBehind() throws Exception {
        ReplicaDirectory.open(journal.directory).close();
        journal.truncate(journal.batches.get(6).position() + 1_000);

        assertOpensWith(List.of(hole(journal, 7, BATCHES - 2)), true);
    }

    @Test
    void aLostBeginningIsAHoleUnlessACheckpointCoversIt() throws Exception {
        ReplicaDirectory.open(journal.directory).close();
        WrittenJournal.deleteRecursively(journal.directory.resolve("journal/00000001"));
        WrittenJournal.deleteRecursively(journal.directory.resolve("journal/00000002"));

        assertOpensWith(List.of(hole(journal, 1, BATCHES - 2)), true);

        new CheckpointFiles(journal.directory.resolve("checkpoints"), TestGroup.GENESIS.hash())
                .publish(new StoredCheckpoint(BATCHES - 2, new byte[] {1}, false));
        assertOpensWith(List.of(), true);
    }

    @Test
    void aDamagedHeadLosesNothingWhereItsRecordsFollow() throws Exception {
        long head = headPosition();
        journal.flip(head + 40);

        WrittenJournal.Scanned scanned = journal.scan();

        assertEquals(BATCHES, scanned.index().log().opNumber());
        assertEquals(List.of(), scanned.index().log().holes());
        assertFalse(scanned.outcome().tailCertain(), "its head may have spoken of doubt");
        assertFalse(scanned.outcome().damage().isEmpty());
    }

    private long headPosition() throws IOException {
        try (BlockFile read = ChannelBlockFile.openToRead(journal.file)) {
            FileScan.Found found = Objects.requireNonNull(new FileScan(read).next());
            assertEquals(Excerpt.Kind.FILE_START, found.excerpt().kind());
            return found.position();
        }
    }

    @Test
    void aLostLastFileIsMissedAndMakesTheEndUncertain() throws Exception {
        noteBounds(new JournalBounds(1, 2, 2));
        WrittenJournal.deleteRecursively(journal.directory.resolve("journal/00000002"));

        assertLosesItsEnd(1);
    }

    @Test
    void anOlderCopyOfTheLastFileIsMissed() throws Exception {
        byte[] whole = Files.readAllBytes(journal.file);
        for (int i = (int) journal.batches.get(7).position(); i < whole.length; i++) {
            whole[i] = 0; // as it was when seven batches had been written
        }
        Files.write(journal.file, whole);
        noteBounds(new JournalBounds(1, 2, BATCHES));

        assertLosesItsEnd(7);
    }

    @Test
    void anEmptiedLastFileIsMissed() throws Exception {
        noteBounds(new JournalBounds(1, 2, 2));
        Files.write(journal.file, new byte[0]);

        assertLosesItsEnd(1);
    }

    private void assertLosesItsEnd(long lastOp) throws Exception {
        for (int start = 0; start < 2; start++) { // doubt outlives a restart
            try (ReplicaDirectory opened = ReplicaDirectory.open(journal.directory)) {
                assertEquals(lastOp, opened.recovered().log().opNumber());
                assertFalse(opened.recovered().tailCertain());
            }
        }
    }

    private void noteBounds(JournalBounds bounds) throws Exception {
        try (VoteFile vote =
                VoteFile.open(ChannelBlockFile.openToWrite(journal.directory.resolve("vote")))) {
            vote.journalReaches(bounds);
        }
    }

    @Test
    void aForeignFileIsPassedOverAndTheOneInItsPlaceIsLost() throws Exception {
        ReplicaDirectory.open(journal.directory).close();
        Path home = journal.directory.resolve("journal/00000002");
        Path other = WrittenJournal.write(temporary.resolve("other"), 5, 100).directory;

        byte[] noise = new byte[8_192];
        new Random(1).nextBytes(noise);
        Files.write(journal.file, noise);
        assertOpensWith(List.of(hole(journal, 2, BATCHES - 2)), true);

        Path cluster = temporary.resolve("cluster");
        LogEntry genesis = LogEntry.genesis(Genesis.decode(TestGroup.GENESIS.operation()), 77);
        DirectoryMaker.make(cluster, genesis, TestGroup.INCARNATION);
        replace(home, cluster.resolve("journal/00000001"));
        assertOpensWith(List.of(hole(journal, 2, BATCHES - 2)), true);

        replace(home, other.resolve("journal/00000001")); // of this member, but another number
        assertOpensWith(List.of(hole(journal, 2, BATCHES - 2)), true);
    }

    @Test
    void aFileOfAnotherMemberIsPassedOver() throws Exception {
        Path other = temporary.resolve("other");
        DirectoryMaker.make(
                other,
                TestGroup.GENESIS,
                Genesis.decode(TestGroup.GENESIS.operation()).members().get(1).incarnation());
        replace(journal.directory.resolve("journal/00000001"), other.resolve("journal/00000001"));

        WrittenJournal.Scanned scanned = journal.scan();

        // The second file holds a copy of the first one's only record.
        assertEquals(List.of(), scanned.index().log().holes());
        assertEquals(2, scanned.outcome().damage().size(), scanned.outcome().damage()::toString);
        assertTrue(scanned.outcome().damage().get(0).what().contains("member 1"));
    }

    private static void replace(Path home, Path by) throws IOException {
        try (var files = Files.list(by);
                var mine = Files.list(home)) {
            Path from = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
            Path to = mine.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aJournalOfNothingIsRefused() throws Exception {
        WrittenJournal.deleteRecursively(journal.directory.resolve("journal"));
        Files.createDirectory(journal.directory.resolve("journal"));

        RefusalToStart refusal =
                assertThrows(RefusalToStart.class, () -> ReplicaDirectory.open(journal.directory));

        assertEquals(Reason.JOURNAL_MISSING, refusal.reason());
    }

    @Test
    void damageFoundWhileRunningIsAnOpThatCannotBeRead() throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(journal.directory)) {
            journal.flip(journal.batches.get(5).position() + 300);

            assertNull(opened.logReader().read(6));

            assertTrue(String.valueOf(opened.readFailure()).contains("op 6"));
            assertEquals(journal.truth.get(4), opened.logReader().read(5));
            assertEquals(journal.truth.get(6), opened.logReader().read(7));
        }
    }

    private void assertOpensWith(List<Hole> holes, boolean certain) throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(journal.directory)) {
            RecoveredLog log = opened.recovered().log();
            assertEquals(BATCHES, log.opNumber());
            assertEquals(holes, log.holes());
            assertEquals(certain, opened.recovered().tailCertain());
            for (long op = log.firstOp(); op <= BATCHES; op++) {
                LogEntry read = opened.logReader().read(op);
                if (log.isMissing(op)) {
                    assertNull(read, "op " + op);
                } else {
                    assertEquals(journal.truth.get((int) op - 1), read, "op " + op);
                }
            }
        }
        journal.forgetBounds();
    }
}
