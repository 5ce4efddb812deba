package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.core.CheckpointId;
import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Vote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The edge between loop and journal under real threads: one hands in, others look on, the disk
 * stands still so that the queue fills, fails, or the journal is closed while all is under way.
 */
@Tag("slow")
class JournalStressTest {

    private static final long SEED = Long.getLong("vigil.seed", 20_261_129L);
    private static final int ROUNDS = 4;
    private static final int STEPS = 2_500;

    private static final List<LogEntry> CHAIN =
            TestGroup.chain(TestGroup.GENESIS, 0, 3 * STEPS, 40);

    @TempDir Path temporary;

    /** How a round ends. */
    enum End {
        /** Everything is handed in and reported before it is closed. */
        DRAINED,
        /** It is closed by another thread while the loop hands in. */
        CLOSED_IN_FLIGHT,
        /** A force fails. */
        FORCE_FAILED
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void nothingIsLostDoubledReorderedOrPromisedEarlyAndNothingComesAfterTheEnd(End end)
            throws Exception {
        int full = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long seed = SEED + i;
            try {
                full += new Round(end, seed, temporary.resolve("replica" + i)).run() ? 1 : 0;
            } catch (Exception | AssertionError e) {
                throw new AssertionError(end + ", seed " + seed, e);
            }
        }
        assertTrue(full > 0, "no queue was ever full");
    }

    /** One journal from its start to its end. */
    private static final class Round implements JournalListener {

        private final End end;
        private final Random random;
        private final Path directory;
        private final StressedDisk disk;
        private final ExecutorService background = Executors.newSingleThreadExecutor();
        private final JournalThread journal;
        private final VoteFile voteFile;

        /** The last op of each step with records, by its journal sequence. */
        private final Map<Long, Long> lastOps = new ConcurrentHashMap<>();

        private final CountDownLatch underWay = new CountDownLatch(1);
        private volatile long handedInSequence;
        private volatile long handedInGeneration = 1;
        private volatile Input.Forced last = new Input.Forced(0, 1);
        private volatile boolean ended;
        private volatile String failure = "";
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicLong loaded = new AtomicLong();

        Round(End end, long seed, Path directory) throws Exception {
            this.end = end;
            this.random = new Random(seed);
            this.directory = TestGroup.make(directory);
            this.disk =
                    new StressedDisk(
                            ChronicleJournalFiles.of(new Layout(directory)),
                            new Random(~seed),
                            end == End.FORCE_FAILED ? 1 + random.nextInt(4) : 0);
            JournalIndex index = new JournalIndex();
            JournalScan.Outcome found = scan(index);
            JournalWriter writer =
                    JournalWriter.goOn(disk, TestGroup.OWNER, index, 200_000, background, found);
            disk.watch();
            this.voteFile =
                    VoteFile.open(
                            disk.vote(ChannelBlockFile.openToWrite(directory.resolve("vote"))));
            this.journal =
                    new JournalThread(
                            writer,
                            voteFile,
                            new CheckpointFiles(
                                    directory.resolve("checkpoints"), TestGroup.GENESIS.hash()),
                            new FailureNote(directory.resolve("force-failed")),
                            background,
                            History.KEPT,
                            this);
        }

        private JournalScan.Outcome scan(JournalIndex index) throws Exception {
            return new JournalScan(
                            disk,
                            TestGroup.OWNER,
                            JournalBounds.FIRST,
                            false,
                            new ReplicaDirectory.IndexingSink(index))
                    .run();
        }

        /** Whether the queue was full on the way. */
        boolean run() throws Exception {
            Thread closer = new Thread(this::closeInFlight, "closer");
            Thread onlooker = new Thread(this::lookOn, "onlooker");
            closer.start();
            onlooker.start();
            boolean full = handInAll();
            onlooker.join();
            switch (end) {
                case DRAINED ->
                        Eventually.holds(
                                "all is reported",
                                () ->
                                        last.journalSequence() == handedInSequence
                                                && last.voteGeneration() == handedInGeneration);
                case FORCE_FAILED -> Eventually.holds("a failure", () -> !failure.isEmpty());
                case CLOSED_IN_FLIGHT -> {}
            }
            underWay.countDown();
            closer.join();
            background.shutdown();
            assertTrue(background.awaitTermination(30, TimeUnit.SECONDS), "background");
            voteFile.close();
            assertEquals(List.of(), List.copyOf(wrong));
            assertEquals(List.of(), disk.wrong());
            assertEquals(end == End.FORCE_FAILED, !failure.isEmpty(), failure);
            assertEquals(
                    ONLOOKS, loaded.get(), "every question of the background is answered once");
            assertWhatStandsOnTheDisk();
            return full;
        }

        private boolean handInAll() {
            int closeAt = random.nextInt(STEPS);
            boolean full = false;
            int next = 0;
            for (int step = 0; step < STEPS; step++) {
                while (!journal.hasRoom() && !ended) {
                    full = true;
                    disk.release();
                    Thread.onSpinWait();
                }
                if (end == End.CLOSED_IN_FLIGHT && step == closeAt) {
                    underWay.countDown();
                }
                boolean voteOnly = random.nextInt(20) == 0;
                int count = voteOnly ? 0 : 1 + random.nextInt(3);
                Vote vote = voteOnly || random.nextInt(20) == 0 ? nextVote() : null;
                List<JournalRecord> records =
                        voteOnly
                                ? List.of()
                                : List.of(TestGroup.entries(CHAIN.subList(next, next + count)));
                next += count;
                long sequence = handedInSequence + (voteOnly ? 0 : 1);
                lastOps.put(sequence, 1L + next);
                journal.submit(records, sequence, vote);
                handedInSequence = sequence;
                handedInGeneration = vote == null ? handedInGeneration : vote.generation();
            }
            disk.open();
            return full;
        }

        private Vote nextVote() {
            long generation = handedInGeneration + 1;
            return new Vote(
                    generation,
                    generation,
                    0,
                    1,
                    TestGroup.GENESIS.hash(),
                    TestGroup.INCARNATION,
                    false);
        }

        private static final int ONLOOKS = 200;

        /** What other threads may ask at any time. */
        private void lookOn() {
            for (int i = 1; i <= ONLOOKS; i++) {
                journal.load(new CheckpointId(i, Digest.ZERO));
                journal.letGoBelow(i);
                if (journal.forceTimes().summary().maxMicros() < 0) {
                    wrong.add("a force took less than nothing");
                }
            }
        }

        private void closeInFlight() {
            try {
                underWay.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            long sequence = handedInSequence;
            long generation = handedInGeneration;
            disk.open(); // an orderly close: the disk stands still no more
            journal.close();
            ended = true;
            if (failure.isEmpty()
                    && (last.journalSequence() < sequence || last.voteGeneration() < generation)) {
                wrong.add("closed with " + last + ", handed in " + sequence);
            }
            if (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("journal"))) {
                wrong.add("its thread runs on");
            }
        }

        private void assertWhatStandsOnTheDisk() throws Exception {
            JournalIndex index = new JournalIndex();
            scan(index);

            long op = index.log().opNumber();
            List<LogEntry> truth = new ArrayList<>(List.of(TestGroup.GENESIS));
            truth.addAll(CHAIN);
            assertTrue(op >= lastOps.getOrDefault(last.journalSequence(), 1L), "up to op " + op);
            assertEquals(truth.get((int) op - 1).hash(), index.log().hash());
            try (BlockFile file = ChannelBlockFile.openToWrite(directory.resolve("vote"))) {
                assertTrue(VoteFile.open(file).vote().generation() >= last.voteGeneration());
            }
        }

        @Override
        public void forced(Input.Forced now) {
            if (ended || !failure.isEmpty()) {
                wrong.add(now + " after the end");
            }
            if (now.journalSequence() < last.journalSequence()
                    || now.voteGeneration() < last.voteGeneration()) {
                wrong.add(now + " after " + last);
            }
            long op = lastOps.getOrDefault(now.journalSequence(), 1L);
            if (disk.forcedOp() < op) {
                wrong.add(now + " promises op " + op + ", forced is " + disk.forcedOp());
            }
            if (!disk.voteIsForced()) {
                wrong.add(now + " promises a vote that is not forced");
            }
            last = now;
        }

        @Override
        public void failed(String reason) {
            if (ended || !failure.isEmpty()) {
                wrong.add("failed again: " + reason);
            }
            failure = reason;
        }

        @Override
        public void checkpointLoaded(Input.CheckpointLoaded read) {
            loaded.incrementAndGet();
            if (read.checkpoint().opNumber() != loaded.get()) {
                wrong.add("answer " + loaded + " is to " + read.checkpoint().opNumber());
            }
        }

        @Override
        public void checkpointPublished(Input.CheckpointPublished published) {
            wrong.add(published.toString());
        }

        @Override
        public void checkpointFailed(long opNumber, String reason) {
            wrong.add("checkpoint " + opNumber + ": " + reason);
        }

        @Override
        public void checkpointPieceRead(Input.CheckpointPieceRead read) {
            wrong.add(read.toString());
        }

        @Override
        public void logLetGo(Input.LogLetGo letGo) {
            wrong.add(letGo.toString());
        }
    }
}
