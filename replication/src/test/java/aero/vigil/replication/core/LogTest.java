package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a log says of an op whose body turns out to be lost while it is asked (§8). */
class LogTest {

    private static final int OPS = 9;

    private final List<LogEntry> ops = new ArrayList<>();
    private final Set<Long> lost = new HashSet<>();

    /** The journal has let go of what is before this op. */
    private long firstKept = 1;

    /** All of it still to be read. */
    private Log log() {
        RecoveredLog recovered = new RecoveredLog();
        Digest before = Digest.ZERO;
        for (long op = 1; op <= OPS; op++) {
            LogEntry entry =
                    LogEntry.create(
                            EntryKind.TICK,
                            op,
                            1,
                            1_000 + op,
                            ClientId.RESERVED,
                            0,
                            0,
                            new byte[0],
                            before);
            ops.add(entry);
            before = entry.hash();
        }
        recovered.add(1, new JournalRecord.Entries(1, 1, OPS, ops));
        return new Log(
                recovered,
                new LogReader() {
                    @Override
                    public @Nullable LogEntry read(long op) {
                        return op < firstKept || lost.contains(op) ? null : ops.get((int) op - 1);
                    }

                    @Override
                    public long firstOp() {
                        return firstKept;
                    }
                },
                Bounds.standard());
    }

    private Digest hashOf(long op) {
        return ops.get((int) op - 1).hash();
    }

    @Test
    void anOpFoundLostByAskingForItsHashIsNamedByItsSuccessorAtOnce() {
        Log log = log();
        lost.add(5L);

        assertTrue(log.has(5, hashOf(5)));
        assertFalse(log.lacks(5, hashOf(5)));
        assertFalse(log.has(5, hashOf(6)));
        assertTrue(log.lacks(5, hashOf(6)));
        assertEquals(List.of(new Hole(5, 5, hashOf(5), hashOf(4))), log.takeFound());
    }

    @Test
    void ofSeveralFoundLostOnlyTheLastHasAName() {
        Log log = log();
        lost.addAll(List.of(5L, 6L));

        assertNull(log.hashAt(5));
        assertFalse(log.has(5, hashOf(5)));
        assertFalse(log.lacks(5, hashOf(6)), "it is not known to be another");
        assertEquals(hashOf(6), log.hashAt(6));
    }

    @Test
    void whereTheJournalHasLetGoUpToAnOpThatIsLostTheLogBeginsThere() {
        Log log = log();
        firstKept = 5;
        lost.add(5L);

        assertNull(log.at(3));
        assertEquals(5, log.firstOp());
        assertNull(log.hashAt(4), "only op 5 could name it");
        assertNull(log.at(5));
        assertEquals(List.of(new Hole(5, 5, hashOf(5), Digest.ZERO)), log.takeFound());
    }
}
