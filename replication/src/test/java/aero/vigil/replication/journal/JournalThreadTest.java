package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal's thread promises, and how it stops. */
class JournalThreadTest {

    @TempDir Path temporary;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final RecordingListener listener = new RecordingListener();

    private Path directory = Path.of("");

    @BeforeEach
    void format() throws IOException {
        directory = TestGroup.make(temporary.resolve("replica"));
    }

    @AfterEach
    void stopBackground() throws InterruptedException {
        background.shutdown();
        assertTrue(background.awaitTermination(10, TimeUnit.SECONDS), "a file is still being made");
    }

    @Test
    void whatWaitsWhileAForceIsUnderWayIsForcedAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        JournalListener slow = blockedBy(release); // busy until all is handed in
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            JournalThread journal = opened.start(slow);
            submitChain(journal, 100);
            release.countDown();

            listener.awaitForced(100, 1);

            assertTrue(listener.allForced().size() <= 2, "forces: " + listener.allForced());
            assertTrue(journal.forceTimes().summary().count() <= 2);
            assertTrue(journal.forceTimes().summary().maxMicros() > 0);
        }
    }

    @Test
    void aFailedForceIsReportedNeverRetriedAndRemembered() throws Exception {
        FaultyJournalFiles files = faulty();
        try (JournalThread journal = thread(files)) {
            submitChain(journal, 1);
            listener.awaitForced(1, 1);
            files.failForces();

            LogEntry next = TestGroup.after(TestGroup.after(TestGroup.GENESIS, 0, 10), 0, 10);
            journal.submit(List.of(TestGroup.entries(List.of(next))), 2, null);

            assertTrue(listener.awaitFailure().contains("Input/output error"));
            journal.submit(List.of(TestGroup.entries(List.of(next))), 3, null);
            assertEquals(List.of(new Input.Forced(1, 1)), listener.allForced());
            assertTrue(
                    Files.readString(directory.resolve("force-failed"))
                            .contains("Input/output error"));
        }
    }

    @Test
    void aFailedForcePromisesNoVoteEither() throws Exception {
        FaultyJournalFiles files = faulty();
        Vote vote = new Vote(2, 1, 0, 1, TestGroup.GENESIS.hash(), TestGroup.INCARNATION, false);
        try (JournalThread journal = thread(files)) {
            files.failForces();

            LogEntry next = TestGroup.after(TestGroup.GENESIS, 0, 10);
            journal.submit(List.of(TestGroup.entries(List.of(next))), 1, vote);

            listener.awaitFailure();
            assertEquals(List.of(), listener.allForced());
        }
        try (BlockFile file = ChannelBlockFile.openToWrite(directory.resolve("vote"))) {
            assertEquals(1, VoteFile.open(file).vote().generation());
        }
    }

    @Test
    void aFullDiskIsReportedAndNothingIsPromised() throws Exception {
        FaultyJournalFiles files = faulty();
        try (JournalThread journal = thread(files)) {
            files.failAppends();

            submitChain(journal, 1);

            assertTrue(listener.awaitFailure().contains("No space left"));
            assertEquals(List.of(), listener.allForced());
        }
    }

    @Test
    void aNextFileThatCannotBeMadeStopsTheJournalOnlyWhenItIsNeeded() throws Exception {
        FaultyJournalFiles files = faulty();
        files.failCreatesAfterTheFirst();
        try (JournalThread journal = thread(files)) {
            List<LogEntry> first = TestGroup.chain(TestGroup.GENESIS, 0, 1, 10);
            journal.submit(List.of(TestGroup.entries(first)), 1, null);
            listener.awaitForced(1, 1);

            List<LogEntry> large = TestGroup.chain(first.get(0), 0, 4, 200_000);
            journal.submit(List.of(TestGroup.entries(large)), 2, null);

            assertTrue(listener.awaitFailure().contains("No space left"));
        }
    }

    @Test
    void aNextFileThatCouldNotBeMadeIsTriedAgainWhenItIsNeeded() throws Exception {
        FaultyJournalFiles files = faulty();
        files.failCreatesAfterTheFirst();
        try (JournalThread journal = thread(files)) {
            List<LogEntry> first = TestGroup.chain(TestGroup.GENESIS, 0, 1, 10);
            journal.submit(List.of(TestGroup.entries(first)), 1, null);
            listener.awaitForced(1, 1);
            files.allowCreates();

            List<LogEntry> large = TestGroup.chain(first.get(0), 0, 4, 200_000);
            journal.submit(List.of(TestGroup.entries(large)), 2, null);

            assertEquals(2, listener.awaitForced(2, 1).journalSequence());
        }
    }

    @Test
    void aFullDiskIsWaitedForAndNothingIsTriedMeanwhile() throws Exception {
        FaultyJournalFiles files = faulty();
        try (JournalThread journal = thread(files)) {
            files.leave(JournalThread.RESERVE_BYTES - 1);
            submitChain(journal, 1);
            listener.awaitWaitingForSpace(true);
            assertEquals(List.of(), listener.allForced());
            assertEquals(0, files.appends());

            files.leave(Long.MAX_VALUE / 4);

            listener.awaitForced(1, 1);
            listener.awaitWaitingForSpace(false);
        }
    }

    @Test
    void aJournalThatWaitsForSpaceCanBeStopped() throws Exception {
        FaultyJournalFiles files = faulty();
        files.leave(0);
        try (JournalThread journal = thread(files)) {
            submitChain(journal, 1);
            listener.awaitWaitingForSpace(true);
        }
        assertEquals(List.of(), listener.allForced());
    }

    @Test
    void aLoopIsToldWhenThereIsNoRoomAndStoppedWhenItDoesNotListen() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        JournalListener stalled = blockedBy(never);
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory)) {
            JournalThread journal = opened.start(stalled);
            assertTrue(journal.hasRoom());
            List<LogEntry> entries = TestGroup.chain(TestGroup.GENESIS, 0, 10_000, 1);
            int submitted = 0;
            submit(journal, entries, submitted++);
            blocked.await(); // from here on nothing is taken, however late the thread came
            while (journal.hasRoom()) {
                submit(journal, entries, submitted++);
            }
            int roomEndedAt = submitted;
            assertFalse(journal.hasRoom());

            assertThrows(
                    IllegalStateException.class,
                    () -> {
                        for (int i = roomEndedAt; i < entries.size(); i++) {
                            submit(journal, entries, i);
                        }
                    });
            never.countDown();
        }
    }

    private final CountDownLatch blocked = new CountDownLatch(1);

    /** Reports to {@link #listener} as soon as the latch is down. */
    private JournalListener blockedBy(CountDownLatch latch) {
        return new JournalListener() {
            @Override
            public void forced(Input.Forced forced) {
                blocked.countDown();
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                listener.forced(forced);
            }

            @Override
            public void checkpointPublished(Input.CheckpointPublished published) {
                listener.checkpointPublished(published);
            }

            @Override
            public void checkpointLoaded(Input.CheckpointLoaded loaded) {}

            @Override
            public void logLetGo(Input.LogLetGo letGo) {}

            @Override
            public void checkpointPieceRead(Input.CheckpointPieceRead read) {}

            @Override
            public void checkpointFailed(long opNumber, String reason) {
                listener.checkpointFailed(opNumber, reason);
            }

            @Override
            public void failed(String reason) {
                listener.failed(reason);
            }
        };
    }

    private static void submit(JournalThread journal, List<LogEntry> entries, int index) {
        journal.submit(List.of(TestGroup.entries(List.of(entries.get(index)))), index + 1L, null);
    }

    private static void submitChain(JournalThread journal, int count) {
        List<LogEntry> entries = new ArrayList<>(TestGroup.chain(TestGroup.GENESIS, 0, count, 10));
        for (int i = 0; i < count; i++) {
            submit(journal, entries, i);
        }
    }

    private FaultyJournalFiles faulty() {
        return new FaultyJournalFiles(ChronicleJournalFiles.of(new Layout(directory)));
    }

    private JournalThread thread(FaultyJournalFiles files) throws Exception {
        JournalIndex index = new JournalIndex();
        JournalScan.Outcome found =
                new JournalScan(
                                files,
                                TestGroup.OWNER,
                                JournalBounds.FIRST,
                                false,
                                new ReplicaDirectory.IndexingSink(index))
                        .run();
        JournalWriter writer =
                JournalWriter.goOn(files, TestGroup.OWNER, index, 500_000, background, found);
        return new JournalThread(
                writer,
                VoteFile.open(ChannelBlockFile.openToWrite(directory.resolve("vote"))),
                new CheckpointFiles(directory.resolve("checkpoints"), TestGroup.GENESIS.hash()),
                new FailureNote(directory.resolve("force-failed")),
                background,
                History.KEPT,
                listener);
    }
}
