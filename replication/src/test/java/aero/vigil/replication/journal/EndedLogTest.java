package aero.vigil.replication.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.core.EntryKind;
import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Recovered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of members 0 and 1 of a group of three, ten ops in each, damaged and then ended. */
class EndedLogTest {

    private static final int LAST_OP = 10;
    private static final List<LogEntry> ENTRIES =
            TestGroup.chain(TestGroup.GENESIS, 0, LAST_OP - 1, 400);

    @TempDir private Path root;

    @BeforeEach
    void write() throws Exception {
        write(0, TestGroup.INCARNATION);
        write(1, new Incarnation(1, 1));
    }

    private Path directory(int member) {
        return root.resolve("old-" + member);
    }

    private void write(int member, Incarnation incarnation) throws Exception {
        DirectoryMaker.make(directory(member), TestGroup.GENESIS, incarnation);
        try (ReplicaDirectory opened = ReplicaDirectory.open(directory(member))) {
            RecordingListener listener = new RecordingListener();
            JournalThread journal = opened.start(listener);
            for (int i = 0; i < ENTRIES.size(); i++) {
                journal.submit(List.of(TestGroup.entries(List.of(ENTRIES.get(i)))), i + 1, null);
                listener.awaitForced(i + 1, 1);
            }
        }
    }

    /** A bit of this op is flipped wherever it stands. */
    private void damage(int member, long op) throws IOException {
        byte[] body = ENTRIES.get((int) op - 2).operation();
        try (Stream<Path> files = Files.walk(directory(member).resolve("journal"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                boolean found = false;
                for (int at = indexOf(bytes, body, 0); at >= 0; at = indexOf(bytes, body, at + 1)) {
                    bytes[at] ^= 1;
                    found = true;
                }
                if (found) {
                    Files.write(file, bytes);
                }
            }
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            int i = 0;
            while (i < wanted.length && bytes[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private SortedMap<Integer, Path> targets(int... members) {
        SortedMap<Integer, Path> targets = new TreeMap<>();
        for (int member : members) {
            targets.put(member, root.resolve("new-" + member));
        }
        return targets;
    }

    private EndedLog.Made end(long lastOp, long view, int... members) throws Exception {
        try (EndedLog ended = EndedLog.of(List.of(directory(0), directory(1)))) {
            return ended.makeAt(lastOp, view, "the disks of all burned", targets(members));
        }
    }

    private void assertRefused(String words, long lastOp, long view) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> end(lastOp, view, 0, 1));
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused::getMessage);
        assertFalse(Files.exists(root.resolve("new-0")));
    }

    @Test
    void whatAllHaveLostAndWhatFollowedIsGoneAndTheRestIsPutTogetherFromBoth() throws Exception {
        damage(0, 4);
        damage(1, 6);
        damage(0, 8);
        damage(1, 8);

        EndedLog.Made made = end(7, 5, 1, 2);

        assertEquals(7 + 1 + 3, made.lastOp());
        for (int member = 1; member <= 2; member++) {
            try (ReplicaDirectory opened = ReplicaDirectory.open(root.resolve("new-" + member))) {
                Recovered recovered = opened.recovered();
                assertEquals(member, opened.index());
                assertEquals(made.hash(), recovered.log().hash());
                assertEquals(made.lastOp(), recovered.log().commitNumber());
                assertEquals(5, recovered.vote().viewNumber());
                assertEquals(5, recovered.vote().logView());
                assertTrue(recovered.tailCertain());
                assertFalse(recovered.vote().recovering());
                for (long op = 2; op <= 7; op++) {
                    assertEquals(ENTRIES.get((int) op - 2).hash(), read(opened, op).hash());
                }
                assertEquals(EntryKind.RESOLVE, read(opened, 8).kind());
                assertNotEquals(new Incarnation(1, member - 1), recovered.vote().incarnation());
            }
        }
    }

    private static LogEntry read(ReplicaDirectory opened, long op) {
        return Objects.requireNonNull(opened.logReader().read(op));
    }

    @Test
    void nothingIsEndedWhereSomebodyHasWhatFollows() throws Exception {
        damage(0, 8);

        assertRefused("op 8 is there", 7, 5);
    }

    @Test
    void nothingIsKeptThatNobodyHas() throws Exception {
        damage(0, 4);
        damage(1, 4);

        assertRefused("the log can be ended at op 3 at most", 7, 5);
    }

    @Test
    void theViewIsLaterThanAnyThatWasPromised() throws Exception {
        assertRefused("has promised view 0", LAST_OP, 0);
    }

    @Test
    void twoDirectoriesOfOneMemberAreNoTwoMembers() throws Exception {
        Path copy = root.resolve("copy");
        try (Stream<Path> files = Files.walk(directory(1))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(directory(1).relativize(file).toString()));
            }
        }

        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> EndedLog.of(List.of(directory(1), copy)).close());

        assertTrue(String.valueOf(refused.getMessage()).contains("both of member 1"));
    }
}
