package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.CheckpointCapture;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory read by somebody else than its replica, which runs or does not. */
class RecordedLogTest {

    private static final long SMALL_FILES = 200_000;
    private static final int OPS = 400;

    @TempDir private Path temporary;
    private Path directory = Path.of("");
    private final List<LogEntry> all = new ArrayList<>(List.of(TestGroup.GENESIS));

    @BeforeEach
    void format() throws Exception {
        directory = TestGroup.make(temporary.resolve("replica"));
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            RecordingListener listener = new RecordingListener();
            append(opened.start(listener), listener, OPS, 5_000);
        }
    }

    @Test
    void allThatIsCommittedIsReadAndNothingIsChanged() throws Exception {
        Map<String, byte[]> before = files();

        try (RecordedLog log = RecordedLog.open(directory)) {
            assertEquals(List.of(), log.findings());
            assertEquals(0, log.index());
            assertEquals(1, log.firstOp());
            assertEquals(OPS, log.lastOp()); // of the last one nothing says that it is committed
            assertReads(log, 1);
        }

        Map<String, byte[]> after = files();
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }

    @Test
    void aReplicaThatRunsIsNotInTheWayAndMayRemoveWhatIsBeingRead() throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES);
                RecordedLog log = RecordedLog.open(directory)) {
            letGo(opened, History.REMOVED);
            assertNull(opened.logReader().read(2));

            assertReads(log, 1);
            try (RecordedLog later = RecordedLog.open(directory)) {
                assertTrue(later.firstOp() > 1 && later.firstOp() <= 200);
                assertEquals(List.of(200L, 300L), List.copyOf(later.checkpoints().keySet()));
                assertEquals(List.of(), later.findings());
                assertReads(later, later.firstOp());
            }
        }
    }

    @Test
    void theArchiveIsReadAsOneWithTheJournal() throws Exception {
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory, SMALL_FILES)) {
            letGo(opened, History.archivedAfter(Duration.ZERO));
        }

        try (RecordedLog log = RecordedLog.open(directory)) {
            assertEquals(1, log.firstOp());
            assertReads(log, 1);
        }
    }

    @Test
    void aLostVoteIsNoLossHere() throws Exception {
        Files.delete(directory.resolve("vote"));

        try (RecordedLog log = RecordedLog.open(directory)) {
            assertReads(log, 1);
        }
    }

    @Test
    void whatIsNoReplicasDirectoryIsRefusedWithARemedy() {
        RefusalToStart refused =
                assertThrows(RefusalToStart.class, () -> RecordedLog.open(temporary));

        assertEquals(RefusalToStart.Reason.NOT_FORMATTED, refused.reason());
        assertTrue(refused.getMessage().contains("Give one"), refused.getMessage());
    }

    private void letGo(ReplicaDirectory opened, History history) throws Exception {
        RecordingListener listener = new RecordingListener();
        JournalThread journal = opened.start(listener, history);
        journal.publish(new CheckpointCapture(200, () -> new byte[] {1}, false, false));
        journal.publish(new CheckpointCapture(300, () -> new byte[] {2}, false, false));
        listener.awaitPublished(300);
        journal.letGoBelow(1_000);
        append(journal, listener, 2, 10); // behind the first of them
        listener.awaitLetGo();
    }

    /** Each record says that the one before it is committed. */
    private void append(JournalThread journal, RecordingListener listener, int count, int bytes)
            throws Exception {
        for (int i = 1; i <= count; i++) {
            List<LogEntry> more = TestGroup.chain(all.get(all.size() - 1), 0, 1, bytes);
            journal.submit(List.of(new JournalRecord.Entries(0, 0, all.size(), more)), i, null);
            all.addAll(more);
            if (i == count || i % 10 == 0 || count < 10) {
                listener.awaitForced(i, 1);
            }
        }
    }

    private void assertReads(RecordedLog log, long firstOp) {
        LogReader one = log.reader();
        LogReader other = log.reader();
        for (long op = firstOp; op <= log.lastOp(); op++) {
            assertEquals(all.get((int) op - 1), one.read(op), "op " + op);
            long back = log.lastOp() + firstOp - op;
            assertEquals(all.get((int) back - 1), other.read(back), "op " + back);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                files.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
