package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.CheckpointPieces;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.IncomingCheckpoint;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.KeptPiece;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Member;
import aero.vigil.replication.core.MemberAddresses;
import aero.vigil.replication.core.RecoveredLog;
import aero.vigil.replication.core.StoredCheckpoint;
import aero.vigil.replication.core.Vote;
import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a replica on a real disk. */
class ReplicaDirectoryTest {

    private static final long SMALL_FILES = 200_000;

    @TempDir Path temporary;

    private Path directory = Path.of("");

    @BeforeEach
    void format() throws IOException {
        directory = TestGroup.make(temporary.resolve("replica"));
    }

    @Test
    void aNewDirectoryHoldsOpOneAndTheFirstVote() throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(TestGroup.GENESIS, opened.genesisEntry());
            assertEquals(TestGroup.GENESIS.hash(), opened.clusterId());
            assertEquals(0, opened.index());
            assertEquals(
                    Vote.initial(TestGroup.GENESIS, TestGroup.INCARNATION),
                    opened.recovered().vote());
            RecoveredLog log = opened.recovered().log();
            assertEquals(1, log.firstOp());
            assertEquals(1, log.opNumber());
            assertEquals(1, log.commitNumber());
            assertEquals(TestGroup.GENESIS.hash(), log.hash());
            assertTrue(opened.recovered().tailCertain());
            assertNull(opened.recovered().checkpoint());
            assertEquals(TestGroup.GENESIS, opened.logReader().read(1));
        }
    }

    @Test
    void whatWasForcedIsThereAfterEachOfManyRestarts() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));

        for (int start = 0; start < 6; start++) {
            try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
                assertHolds(all, opened);
                RecordingListener listener = new RecordingListener();
                JournalThread journal = opened.start(listener);
                for (int i = 1; i <= 10 * start; i++) {
                    List<LogEntry> more = TestGroup.chain(last(all), 0, 1 + i % 3, 50 * i);
                    journal.submit(List.of(TestGroup.entries(more)), i, null);
                    all.addAll(more);
                }
                if (start > 0) {
                    listener.awaitForced(10L * start, 1);
                }
                assertHolds(all, opened);
            }
        }
    }

    /** docs/adr/0021: whatever the journal shows, more may have been promised. */
    @Test
    void whoAcknowledgedFromMemoryComesBackWithAnUncertainTailUntilALogIsAdopted()
            throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        openedOnce(true, all, true);
        openedOnce(true, all, false);
        openedOnce(false, all, false);

        // Forced again since, but nobody has named the log's end: the journal remembers.
        openedOnce(false, all, false);
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            LogEntry end = last(all);
            opened.start(listener)
                    .submit(
                            List.of(
                                    new JournalRecord.LogAdopted(
                                            1,
                                            end.opNumber(),
                                            end.opNumber(),
                                            end.hash(),
                                            1,
                                            null)),
                            1,
                            null);
            listener.awaitForced(1, 1);
        }
        openedOnce(false, all, true);
    }

    private void openedOnce(boolean inMemory, List<LogEntry> all, boolean certain)
            throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(certain, opened.recovered().tailCertain());
            opened.acknowledgesInMemory(inMemory);
            assertHolds(all, opened);
        }
    }

    @Test
    void aJournalOfManyFilesIsOneJournal() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        write(all, 400, 5_000);

        assertTrue(journalFiles() > 5, "the journal has gone to new files");
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            assertHolds(all, opened);
        }
    }

    @Test
    void aBatchLargerThanAnExcerptIsCutAndReadBackWhole() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        List<LogEntry> large = TestGroup.chain(TestGroup.GENESIS, 0, 9, 256 * 1024);
        all.addAll(large);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            opened.start(listener).submit(List.of(TestGroup.entries(large)), 1, null);
            listener.awaitForced(1, 1);
        }

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertHolds(all, opened);
        }
    }

    @Test
    void anAdoptedLogReplacesTheOldOneOnlyWithItsRecord() throws Exception {
        List<LogEntry> old = TestGroup.chain(TestGroup.GENESIS, 0, 9, 20);
        List<LogEntry> staged = TestGroup.chain(old.get(4), 1, 6, 20); // forks behind op 6
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            journal.submit(List.of(TestGroup.entries(old)), 1, null);
            journal.submit(
                    List.of(
                            new JournalRecord.Staged(1, staged.subList(3, 6)),
                            new JournalRecord.Staged(1, staged.subList(0, 3))),
                    3,
                    null);
            listener.awaitForced(3, 1);
        }
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(old.get(8), opened.logReader().read(10));
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            Digest end = staged.get(5).hash();

            journal.submit(List.of(new JournalRecord.LogAdopted(1, 6, 12, end, 6)), 1, null);
            List<LogEntry> further = TestGroup.chain(staged.get(5), 1, 3, 20);
            journal.submit(List.of(TestGroup.entries(further)), 2, null);
            listener.awaitForced(2, 1);

            assertEquals(staged.get(0), opened.logReader().read(7));
            assertEquals(old.get(4), opened.logReader().read(6));
        }
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        all.addAll(old.subList(0, 5));
        all.addAll(staged);
        all.addAll(TestGroup.chain(staged.get(5), 1, 3, 20));
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertHolds(all, opened);
            assertEquals(1, opened.recovered().log().logView());
        }
    }

    @Test
    void aVoteIsReportedAfterTheRecordsItStandsOn() throws Exception {
        Vote vote = new Vote(2, 1, 0, 1, TestGroup.GENESIS.hash(), TestGroup.INCARNATION, false);
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            List<LogEntry> entries = TestGroup.chain(TestGroup.GENESIS, 0, 1, 10);

            journal.submit(List.of(TestGroup.entries(entries)), 1, vote);
            listener.awaitForced(1, 2);

            assertEquals(
                    List.of(new Input.Forced(1, 1), new Input.Forced(1, 2)), listener.allForced());
        }
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(vote, opened.recovered().vote());
        }
    }

    @Test
    void theNewestWholeCheckpointIsGoneOnFromAndTwoAreKept() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        all.addAll(TestGroup.chain(TestGroup.GENESIS, 0, 40, 10));
        byte[] state = {9, 8, 7};
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            journal.submit(List.of(TestGroup.entries(all.subList(1, 41))), 1, null);
            listener.awaitForced(1, 1);
            for (long op : new long[] {10, 20, 30}) {
                journal.publish(new CheckpointCapture(op, () -> state, false, false));
                assertEquals(
                        CheckpointPieces.digest(state, Limits.CHECKPOINT_PIECE_BYTES),
                        listener.awaitPublished(op).digest());
            }
        }
        CheckpointFiles files =
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash());
        assertEquals(List.of(30L, 20L), files.opNumbers());
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            StoredCheckpoint newest = Objects.requireNonNull(opened.recovered().checkpoint());
            assertEquals(30, opened.recovered().checkpointOp());
            assertFalse(newest.borrowed());
            assertArrayEquals(state, newest.state());
        }

        flipByte(directory.resolve("checkpoints/0000000000000000030.checkpoint"), 57);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(20, opened.recovered().checkpointOp());
        }
    }

    @Test
    void archivedFilesStayReadableByTheCheckAndTheJournalGoesOnWithoutThem() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        write(all, 400, 5_000);
        long filesBefore = journalFiles();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener, History.archivedAfter(Duration.ZERO));
            journal.publish(new CheckpointCapture(200, () -> new byte[] {1}, false, false));
            journal.publish(new CheckpointCapture(300, () -> new byte[] {2}, false, false));
            listener.awaitPublished(300);

            journal.letGoBelow(1_000);
            for (int i = 1; i <= 2; i++) { // moved behind the first of them
                List<LogEntry> more = TestGroup.chain(last(all), 0, 1, 10);
                all.addAll(more);
                journal.submit(List.of(TestGroup.entries(more)), i, null);
                listener.awaitForced(i, 1);
            }
            long firstOp = listener.awaitLetGo().firstOp();
            assertTrue(firstOp > 1 && firstOp <= 200, "first op " + firstOp);
            assertNull(opened.logReader().read(firstOp - 1));
            for (long op = firstOp; op <= all.size(); op++) {
                assertEquals(all.get((int) op - 1), opened.logReader().read(op));
            }
        }
        assertTrue(journalFiles() < filesBefore, "files were moved");

        DirectoryCheck.Report report = DirectoryCheck.check(directory);
        assertEquals(List.of(), report.faults());
        assertTrue(
                report.findings().stream()
                        .anyMatch(line -> line.startsWith("log: ops 1 to " + all.size())),
                report.findings()::toString);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            assertEquals(all.size(), opened.recovered().log().opNumber());
            assertEquals(300, opened.recovered().checkpointOp());
        }
    }

    @Test
    void youngFilesStayUntilTheyAreOldEnough() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        write(all, 400, 5_000);
        long filesBefore = journalFiles();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal =
                    opened.start(listener, History.archivedAfter(Duration.ofDays(30)));
            journal.publish(new CheckpointCapture(200, () -> new byte[] {1}, false, false));
            journal.publish(new CheckpointCapture(300, () -> new byte[] {2}, false, false));
            listener.awaitPublished(300);
            journal.letGoBelow(1_000);
            List<LogEntry> more = TestGroup.chain(last(all), 0, 2, 10);
            for (int i = 1; i <= 2; i++) {
                journal.submit(List.of(TestGroup.entries(more.subList(i - 1, i))), i, null);
                listener.awaitForced(i, 1);
            }
        }

        assertTrue(journalFiles() >= filesBefore, "nothing was moved");
    }

    @Test
    void aFetchedCheckpointIsKeptPieceByPieceAndOlderOnesStay() throws Exception {
        byte[] state = new byte[3 * Limits.CHECKPOINT_PIECE_BYTES + 5];
        new Random(7).nextBytes(state);
        CheckpointPieces pieces = CheckpointPieces.of(state, Limits.CHECKPOINT_PIECE_BYTES);
        CheckpointId wanted = new CheckpointId(900, pieces.digest());
        CheckpointFiles files =
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash());
        files.publish(new StoredCheckpoint(10, new byte[] {1}, false));
        files.publish(new StoredCheckpoint(20, new byte[] {2}, false));
        for (int piece : new int[] {3, 1}) {
            int from = (int) pieces.offset(piece);
            files.keep(
                    new KeptPiece(
                            wanted,
                            pieces,
                            piece,
                            Arrays.copyOfRange(state, from, from + pieces.length(piece))));
        }

        IncomingCheckpoint incoming = files.incoming().orElseThrow();
        assertEquals(wanted, incoming.checkpoint());
        assertNull(files.pieces(wanted));

        files.publishFetched(new StoredCheckpoint(900, state, false), 25);
        assertEquals(List.of(900L, 20L, 10L), files.opNumbers());
        assertTrue(files.incoming().isEmpty());
        assertEquals(pieces, files.pieces(wanted));
        for (int piece = 0; piece < pieces.count(); piece++) {
            byte[] bytes = files.piece(wanted, piece);
            assertTrue(bytes != null && pieces.isPiece(piece, bytes), "piece " + piece);
        }
        assertNull(files.piece(wanted, 4));
        assertNull(files.pieces(new CheckpointId(900, Digest.ZERO)));
    }

    @Test
    void whatAnotherReplicaIsFetchingStaysAndOfWhatIsNotReachedOnlyTheNewest() throws Exception {
        CheckpointFiles files =
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash());
        byte[] state = {1, 2, 3};
        for (long op = 10; op <= 30; op += 10) {
            files.publish(new StoredCheckpoint(op, state, false));
        }
        assertEquals(List.of(30L, 20L), files.opNumbers());
        CheckpointId fetchedByAnother =
                new CheckpointId(20, CheckpointPieces.digest(state, Limits.CHECKPOINT_PIECE_BYTES));
        assertTrue(files.piece(fetchedByAnother, 0) != null);

        files.publish(new StoredCheckpoint(40, state, false));
        assertEquals(List.of(40L, 30L, 20L), files.opNumbers());

        files.publishFetched(new StoredCheckpoint(800, state, false), 45);
        files.publishFetched(new StoredCheckpoint(900, state, false), 45);
        assertEquals(List.of(900L, 40L, 30L), files.opNumbers());
    }

    /** Rule 16: what one replica alone said is no second word for it after a restart either. */
    @Test
    void aBorrowedCheckpointIsReadBackAsSuch() throws Exception {
        CheckpointFiles files =
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash());
        Digest digest = files.publishFetched(new StoredCheckpoint(10, new byte[] {1}, true), 25);
        files.publish(new StoredCheckpoint(20, new byte[] {1}, false));

        CheckpointFiles.Checkpoint borrowed = Objects.requireNonNull(files.read(10));
        CheckpointFiles.Checkpoint own = Objects.requireNonNull(files.read(20));
        assertTrue(borrowed.stored().borrowed());
        assertEquals(digest, borrowed.digest());
        assertFalse(own.stored().borrowed());
    }

    @Test
    void whatMayBeWrongIsRemovedAndWhatHasAnotherDigestStays() throws Exception {
        CheckpointFiles files =
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash());
        Digest digest = files.publish(new StoredCheckpoint(10, new byte[] {1}, false));

        files.discard(new CheckpointId(10, Digest.ZERO));
        files.discard(new CheckpointId(20, digest));
        assertEquals(List.of(10L), files.opNumbers());

        files.discard(new CheckpointId(10, digest));
        assertEquals(List.of(), files.opNumbers());
    }

    @Test
    void filesBelowTheOlderCheckpointCanBeLetGo() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        write(all, 400, 5_000);
        long filesBefore = journalFiles();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener, History.REMOVED);
            journal.publish(new CheckpointCapture(200, () -> new byte[] {1}, false, false));
            journal.publish(new CheckpointCapture(300, () -> new byte[] {2}, false, false));
            listener.awaitPublished(300);

            journal.letGoBelow(1_000);
            for (int i = 1; i <= 2; i++) { // removed behind the first of them
                List<LogEntry> more = TestGroup.chain(last(all), 0, 1, 10);
                all.addAll(more);
                journal.submit(List.of(TestGroup.entries(more)), i, null);
                listener.awaitForced(i, 1);
            }
            assertNull(opened.logReader().read(2));
        }

        assertTrue(journalFiles() < filesBefore, "files were removed");
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecoveredLog log = opened.recovered().log();
            assertTrue(log.firstOp() > 1 && log.firstOp() <= 200, "first op " + log.firstOp());
            assertEquals(all.size(), log.opNumber());
            for (long op = log.firstOp(); op <= log.opNumber(); op++) {
                assertEquals(all.get((int) op - 1), opened.logReader().read(op));
            }
        }
    }

    @Test
    void aDirectoryInUseIsRefusedWithTheNameOfItsUser() throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(0, opened.index());

            RefusalToStart refusal = assertRefused(Reason.IN_USE);

            assertTrue(
                    refusal.getMessage().contains("" + ProcessHandle.current().pid()),
                    refusal.getMessage());
        }
        ReplicaDirectory.open(directory).close();
    }

    @Test
    void aDirectoryThatWasNeverFormattedIsRefused() {
        directory = temporary.resolve("nowhere");

        assertRefused(Reason.NOT_FORMATTED);
    }

    /** Nobody can tell it what it has promised (replication.md §9). */
    @Test
    void inAGroupOfOneALostVoteIsRefused() throws Exception {
        Incarnation alone = new Incarnation(9, 9);
        directory = temporary.resolve("alone");
        DirectoryMaker.make(directory, TestGroup.genesisOfOne(alone), alone);
        loseVote();

        assertRefused(Reason.VOTE_LOST);
    }

    @Test
    void aLostVoteMakesAnotherIncarnationThatRecovers() throws Exception {
        Incarnation before = TestGroup.INCARNATION;
        loseVote();
        Vote made;

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            made = opened.recovered().vote();
            assertTrue(opened.voteLost().orElseThrow().contains("both copies"));
            assertEquals(0, opened.index());
            assertTrue(made.recovering());
            assertNotEquals(before, made.incarnation());
            assertEquals(1, opened.recovered().log().opNumber());
        }

        try (ReplicaDirectory again = ReplicaDirectory.open(directory)) {
            assertEquals(made, again.recovered().vote());
            assertTrue(again.voteLost().isEmpty());
        }
        Files.delete(directory.resolve("vote"));
        try (ReplicaDirectory again = ReplicaDirectory.open(directory)) {
            assertTrue(again.voteLost().orElseThrow().contains("gone"));
            assertNotEquals(made.incarnation(), again.recovered().vote().incarnation());
        }
    }

    @Test
    void theDirectoryOfALostMemberHoldsOpOneAndAVoteThatTakesPartInNothing() throws Exception {
        directory = temporary.resolve("recovered");

        Incarnation made = DirectoryMaker.makeRecovering(directory, TestGroup.GENESIS, 2);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(2, opened.index());
            assertEquals(made, opened.recovered().vote().incarnation());
            assertTrue(opened.recovered().vote().recovering());
            assertEquals(1, opened.recovered().log().opNumber());
            assertEquals(TestGroup.GENESIS.hash(), opened.clusterId());
        }
        flipByte(directory.resolve("member"), 20);
        assertRefused(Reason.VOTE_OF_ANOTHER_GROUP); // op 1 does not name this incarnation
        loseVote();
        assertRefused(Reason.VOTE_LOST);
    }

    @Test
    void aLearnersDirectorySaysItsPlaceAndWhereItIsReachedAlsoWhenItsVoteIsLost() throws Exception {
        directory = temporary.resolve("learner");
        int place = Genesis.decode(TestGroup.GENESIS.operation()).members().size();
        MemberAddresses where = new MemberAddresses("there:1", "there:2");

        Incarnation made = DirectoryMaker.makeLearner(directory, TestGroup.GENESIS, place, where);

        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(new Member(place, "there:1", "there:2", made), opened.member());
            assertFalse(opened.recovered().vote().recovering());
        }
        loseVote();
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            assertEquals(where, MemberAddresses.of(opened.member()));
            assertTrue(opened.recovered().vote().recovering());
        }
        flipByte(directory.resolve("member"), 40);
        assertRefused(Reason.VOTE_OF_ANOTHER_GROUP);
    }

    @Test
    void aLearnersPlaceIsBehindThoseThatOpOneNames() {
        Path never = temporary.resolve("never");
        for (int place : new int[] {0, 5}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            DirectoryMaker.makeLearner(
                                    never,
                                    TestGroup.GENESIS,
                                    place,
                                    new MemberAddresses("there:1", "there:2")));
        }
        assertFalse(Files.exists(never));
    }

    @Test
    void aMemberFileThatIsDamagedIsMadeAnewWhereOpOneNamesTheVotesIncarnation() throws Exception {
        byte[] whole = Files.readAllBytes(directory.resolve("member"));
        flipByte(directory.resolve("member"), 20);

        ReplicaDirectory.open(directory).close();

        assertArrayEquals(whole, Files.readAllBytes(directory.resolve("member")));
    }

    private void loseVote() throws IOException {
        flipByte(directory.resolve("vote"), 30);
        flipByte(directory.resolve("vote"), VoteSlots.SLOT_BYTES + 30);
    }

    @Test
    void theVoteOfAnotherGroupIsRefused() throws Exception {
        Path other = temporary.resolve("other");
        Incarnation another = new Incarnation(7, 7);
        DirectoryMaker.make(other, TestGroup.genesisOf(another), another);
        Files.delete(directory.resolve("vote"));
        Files.copy(other.resolve("vote"), directory.resolve("vote"));

        assertRefused(Reason.VOTE_OF_ANOTHER_GROUP);
    }

    @Test
    void aDamagedGenesisIsRefused() throws Exception {
        flipByte(directory.resolve("genesis"), 40);

        assertRefused(Reason.GENESIS_DAMAGED);
    }

    @Test
    void aDirectoryWithSomethingInItIsNotFormatted() {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> TestGroup.make(directory));

        assertTrue(String.valueOf(thrown.getMessage()).contains("not empty"));
    }

    @Test
    void chroniclesOwnReaderSeesTheSameExcerpts() throws Exception {
        List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));
        write(all, 20, 1_000);
        List<Excerpt> ours = new ArrayList<>();
        try (BlockFile file = ChronicleJournalFiles.of(new Layout(directory)).openToRead(2)) {
            FileScan scan = new FileScan(file);
            for (FileScan.Found found = scan.next(); found != null; found = scan.next()) {
                ours.add(found.excerpt());
            }
        }

        try (ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(journal().resolve("00000002"))
                                .rollCycle(RollCycles.FAST_DAILY)
                                .readOnly(true)
                                .build();
                ExcerptTailer tailer = queue.createTailer()) {
            for (Excerpt excerpt : ours) {
                Bytes<?> bytes = Bytes.allocateElasticOnHeap();
                assertTrue(tailer.readBytes(bytes), "excerpt " + excerpt.recordNumber());
                assertArrayEquals(excerpt.bytes(), bytes.toByteArray());
            }
            assertFalse(tailer.readBytes(Bytes.allocateElasticOnHeap()));
        }
        assertTrue(ours.size() > 3, "head, copy and what was written");
    }

    @Test
    void preparedFilesDoNotPileUp() throws Exception {
        for (int start = 0; start < 5; start++) {
            ReplicaDirectory.open(directory).close();
        }

        assertTrue(journalFiles() <= 7, journalFiles() + " files after 5 starts");
        assertFalse(Files.exists(directory.resolve("force-failed")));
    }

    private void write(List<LogEntry> all, int count, int bytes) throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            for (int i = 1; i <= count; i++) {
                List<LogEntry> more = TestGroup.chain(last(all), 0, 1, bytes);
                all.addAll(more);
                journal.submit(List.of(TestGroup.entries(more)), i, null);
                if (i % 10 == 0) {
                    listener.awaitForced(i, 1);
                }
            }
        }
    }

    private static void assertHolds(List<LogEntry> all, ReplicaDirectory opened) {
        RecoveredLog log = opened.recovered().log();
        assertEquals(last(all).opNumber(), log.opNumber());
        assertEquals(last(all).hash(), log.hash());
        for (LogEntry entry : all) {
            assertEquals(entry, opened.logReader().read(entry.opNumber()));
        }
        for (int op = all.size(); op > 0; op -= 7) {
            assertEquals(all.get(op - 1), opened.logReader().read(op));
        }
        assertNull(opened.logReader().read(all.size() + 1));
        assertNull(opened.readFailure());
    }

    private RefusalToStart assertRefused(Reason reason) {
        RefusalToStart refusal =
                assertThrows(RefusalToStart.class, () -> ReplicaDirectory.open(directory));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private long journalFiles() throws IOException {
        try (Stream<Path> entries = Files.list(journal())) {
            return entries.count();
        }
    }

    private static LogEntry last(List<LogEntry> entries) {
        return entries.get(entries.size() - 1);
    }

    static void flipByte(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 0x10;
        Files.write(file, bytes);
    }
}
