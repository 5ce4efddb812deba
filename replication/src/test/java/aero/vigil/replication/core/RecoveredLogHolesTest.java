package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a log is when records of its journal are lost (replication.md §8). */
class RecoveredLogHolesTest {

    private final RecoveredLog log = new RecoveredLog();
    private final List<LogEntry> old = chain(null, 20, 0);
    private long place;

    private static List<LogEntry> chain(@Nullable LogEntry before, int count, long view) {
        List<LogEntry> entries = new ArrayList<>();
        @Nullable LogEntry last = before;
        for (int i = 0; i < count; i++) {
            last =
                    LogEntry.create(
                            EntryKind.COMMAND,
                            last == null ? 1 : last.opNumber() + 1,
                            view,
                            last == null ? 1 : last.timestampMicros() + 1,
                            new ClientId(1, 1),
                            1,
                            1,
                            new byte[] {(byte) view},
                            last == null ? Digest.ZERO : last.hash());
            entries.add(last);
        }
        return entries;
    }

    private void entries(long logView, long commitNumber, List<LogEntry> entries) {
        log.add(place++, new JournalRecord.Entries(logView, logView, commitNumber, entries));
    }

    private List<LogEntry> ops(int first, int last) {
        return old.subList(first - 1, last);
    }

    @Test
    void theLogViewThatHasNotChangedSaysThatOnlyEntriesAreLost() {
        entries(0, 1, ops(1, 5));
        log.recordsLost();
        entries(0, 1, ops(9, 12));

        assertEquals(List.of(new Hole(6, 8, old.get(7).hash(), old.get(4).hash())), log.holes());
        assertEquals(12, log.opNumber());
        assertTrue(log.isMissing(7));
        assertEquals(1, log.placeAtOrBefore(10));
        assertThrows(IllegalArgumentException.class, () -> log.placeAtOrBefore(7));
    }

    @Test
    void lostRecordsThatHeldNoEntriesLeaveNoHole() {
        entries(0, 1, ops(1, 5));
        log.recordsLost();
        entries(0, 1, ops(6, 7));

        assertEquals(List.of(), log.holes());
    }

    @Test
    void behindALostAdoptionOnlyWhatWasCommittedIsCertain() {
        entries(0, 3, ops(1, 8));
        List<LogEntry> adopted = chain(old.get(3), 6, 2); // ops 5 to 10 of view 2
        log.recordsLost();
        entries(2, 3, adopted.subList(5, 6));

        assertEquals(List.of(new Hole(4, 9, adopted.get(4).hash(), Digest.ZERO)), log.holes());
        assertEquals(2, log.logView());
        assertEquals(10, log.opNumber());
    }

    @Test
    void entriesRightBehindWhatWasCommittedReplaceWhatStoodThere() {
        entries(0, 3, ops(1, 3));
        entries(0, 3, ops(4, 8));
        List<LogEntry> adopted = chain(old.get(2), 2, 2); // ops 4 and 5 of view 2
        log.recordsLost();
        entries(2, 3, adopted);

        assertEquals(List.of(), log.holes());
        assertEquals(5, log.opNumber());
        assertEquals(2, log.placeAtOrBefore(4));
        assertEquals(0, log.placeAtOrBefore(3));
    }

    @Test
    void anAdoptionBehindLostPiecesNamesItsEndAlone() {
        entries(0, 5, ops(1, 8));
        log.recordsLost();
        log.add(place++, new JournalRecord.LogAdopted(3, 6, 14, Digest.of(new byte[1]), 5));

        assertEquals(List.of(new Hole(6, 14, Digest.of(new byte[1]), Digest.ZERO)), log.holes());
        assertEquals(3, log.logView());
        assertFalse(log.endsInLoss());
    }

    @Test
    void aLossWithNothingBehindItIsNoHoleButDoubt() {
        entries(0, 1, ops(1, 8));
        log.recordsLost();
        log.add(place++, new JournalRecord.CheckpointTaken(2, Digest.ZERO));

        assertEquals(List.of(), log.holes());
        assertTrue(log.endsInLoss());
    }

    @Test
    void whatDoesNotFollowBehindALossIsNoLog() {
        entries(2, 1, ops(1, 8));
        log.recordsLost();

        assertThrows(IllegalArgumentException.class, () -> entries(1, 1, ops(10, 11)));
        assertThrows(IllegalArgumentException.class, () -> entries(2, 1, ops(3, 4)));
    }

    @Test
    void bodiesFetchedAgainAreFoundWhereTheyStand() {
        entries(0, 1, ops(1, 5));
        log.recordsLost();
        entries(0, 1, ops(11, 12));
        log.add(place++, new JournalRecord.Repaired(ops(9, 10)));

        assertEquals(List.of(new Hole(6, 8, old.get(7).hash(), old.get(4).hash())), log.holes());
        assertEquals(2, log.placeAtOrBefore(9));
        assertEquals(1, log.placeAtOrBefore(11));

        log.add(place++, new JournalRecord.Repaired(ops(6, 8)));
        assertEquals(List.of(), log.holes());
        assertEquals(3, log.placeAtOrBefore(7));
    }

    @Test
    void anAdoptedLogCutsAHoleThatItForksIn() {
        entries(0, 4, ops(1, 5));
        log.recordsLost();
        entries(0, 4, ops(11, 12));
        List<LogEntry> other = chain(old.get(6), 3, 2); // forks behind op 7
        log.add(place++, new JournalRecord.Staged(2, other));
        log.add(place++, new JournalRecord.LogAdopted(2, 7, 10, other.get(2).hash(), 4));

        assertEquals(List.of(new Hole(6, 7, old.get(6).hash(), old.get(4).hash())), log.holes());
        assertEquals(10, log.opNumber());
    }

    @Test
    void aLostBeginningIsAHoleAboveTheCheckpoint() {
        log.recordsLost();
        entries(0, 4, ops(9, 12));
        log.beginBehind(5);

        assertEquals(6, log.firstOp());
        assertEquals(List.of(new Hole(6, 8, old.get(7).hash(), Digest.ZERO)), log.holes());
    }
}
