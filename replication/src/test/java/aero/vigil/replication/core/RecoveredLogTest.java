package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log as its records make it, above all where it does not begin with op 1 (§7, §8). */
class RecoveredLogTest {

    private static final int OPS = 40;

    private final List<LogEntry> ops = chain(0);
    private final RecoveredLog log = new RecoveredLog();
    private long place;

    /** Ops 1 to 40 as some view wrote them. */
    private static List<LogEntry> chain(long view) {
        List<LogEntry> chain = new ArrayList<>();
        Digest before = Digest.ZERO;
        for (long op = 1; op <= OPS; op++) {
            LogEntry entry =
                    LogEntry.create(
                            EntryKind.TICK,
                            op,
                            view,
                            1_000 + op,
                            ClientId.RESERVED,
                            0,
                            0,
                            new byte[0],
                            before);
            chain.add(entry);
            before = entry.hash();
        }
        return chain;
    }

    private LogEntry op(long number) {
        return ops.get((int) number - 1);
    }

    private List<LogEntry> ops(long first, long last) {
        return ops.subList((int) first - 1, (int) last);
    }

    private void add(JournalRecord record) {
        log.add(place++, record);
    }

    private void entries(long first, long last) {
        add(new JournalRecord.Entries(0, 0, 1, ops(first, last)));
    }

    private void staged(long first, long last) {
        add(new JournalRecord.Staged(3, ops(first, last)));
    }

    private void adopted(long forkOp, long opNumber) {
        add(new JournalRecord.LogAdopted(3, forkOp, opNumber, op(opNumber).hash(), 1));
    }

    private void holds(long first, long last) {
        assertEquals(first, log.firstOp());
        assertEquals(last, log.opNumber());
        assertEquals(op(last).hash(), log.hash());
        assertEquals(first == 1 ? Digest.ZERO : op(first - 1).hash(), log.baseHash());
        for (long op = first; op <= last; op++) {
            log.placeAtOrBefore(op);
        }
        long before = first - 1;
        assertThrows(IllegalArgumentException.class, () -> log.placeAtOrBefore(before));
    }

    @Test
    void aLogMayBeginWhereItsFirstRecordDoes() {
        entries(11, 20);
        entries(21, 30);

        holds(11, 30);
    }

    /** Seed 5717: a hole where nothing was lost is asked for, and may be found nowhere else. */
    @Test
    void whatFollowsALostRecordByItsHashLeavesNoHole() {
        entries(1, 10);
        log.recordsLost();
        add(new JournalRecord.Entries(3, 3, 1, ops(11, 12)));

        holds(1, 12);
        assertEquals(List.of(), log.holes());
    }

    @Test
    void whatFollowsALostRecordByAnotherHashHidesWhatWasCutOff() {
        entries(1, 10);
        log.recordsLost();
        List<LogEntry> other = chain(2);
        add(new JournalRecord.Entries(3, 3, 1, other.subList(10, 12)));

        assertEquals(12, log.opNumber());
        assertEquals(List.of(new Hole(2, 10, other.get(9).hash(), Digest.ZERO)), log.holes());
    }

    /** Seed 30013054: of pieces that overlap the one that begins last need not reach furthest. */
    @Test
    void whatWasFetchedAgainMoreThanOnceIsThere() {
        log.recordsLost();
        entries(5, 10);
        add(new JournalRecord.Repaired(ops(1, 1)));
        add(new JournalRecord.Repaired(ops(2, 2)));
        add(new JournalRecord.Repaired(ops(1, 3)));
        add(new JournalRecord.Repaired(ops(2, 4)));

        log.beginBehind(0);

        holds(1, 10);
        assertEquals(List.of(), log.holes());
        assertEquals(3, log.placeAtOrBefore(1), "the last record that has it");
        assertEquals(4, log.placeAtOrBefore(3));
    }

    /** Seed 30015406: what began behind the end of the adopted log was another log's. */
    @Test
    void anAdoptionBehindALossEndsWhatBeganBehindIt() {
        log.recordsLost();
        add(new JournalRecord.Entries(2, 2, 3, chain(2).subList(4, 5)));
        log.recordsLost();
        adopted(3, 3);
        add(new JournalRecord.Entries(3, 3, 3, ops(4, 6)));

        log.beginBehind(0);

        assertEquals(6, log.opNumber());
        assertEquals(List.of(new Hole(1, 3, op(3).hash(), Digest.ZERO)), log.holes());
        assertEquals(2, log.placeAtOrBefore(4));
    }

    @Test
    void withinAViewItBeginsAnewAtACheckpointFurtherOn() {
        entries(1, 10);
        add(new JournalRecord.LogBegins(new LogBase(20, op(20).hash())));
        assertEquals(20, log.commitNumber());
        entries(21, 25);

        holds(21, 25);
        LogBase behind = new LogBase(24, op(24).hash());
        assertThrows(
                IllegalArgumentException.class, () -> add(new JournalRecord.LogBegins(behind)));
        holds(21, 25);
    }

    @Test
    void aViewsLogMayBeginAtACheckpointWhateverWasThereBefore() {
        entries(1, 30);
        staged(26, 28);
        staged(21, 25);
        add(
                new JournalRecord.LogAdopted(
                        3, 20, 28, op(28).hash(), 1, new LogBase(20, op(20).hash())));
        entries(29, 30);

        holds(21, 30);
        assertEquals(3, log.logView());
        assertEquals(28, log.adoptedOp());
    }

    @Test
    void piecesThatDoNotLeadToTheCheckpointAreNoLog() {
        entries(1, 10);
        staged(22, 28);
        JournalRecord gap =
                new JournalRecord.LogAdopted(
                        3, 20, 28, op(28).hash(), 1, new LogBase(20, op(20).hash()));

        assertThrows(IllegalArgumentException.class, () -> add(gap));
    }

    @Test
    void whereTheFirstFilesAreGoneAnAdoptionMayStandFirst() {
        adopted(10, 10);
        entries(11, 12);

        holds(11, 12);
        assertEquals(3, log.logView());
    }

    @Test
    void whereTheFirstFilesAreGoneTheForkMayBeGoneWithThem() {
        entries(15, 20);
        staged(18, 22);
        adopted(9, 22); // of its pieces, those from 10 to 17 stood in the files
        entries(23, 24);

        holds(18, 24);
    }

    /** Seed 1812 of the simulator: they lead up to the end no more, whatever the checkpoint. */
    @Test
    void whereTheFirstFilesAreGoneThePiecesAboveACheckpointMayBeGoneWithThem() {
        staged(18, 22); // those from 23 to 28 stood in the files
        add(
                new JournalRecord.LogAdopted(
                        3, 20, 28, op(28).hash(), 1, new LogBase(20, op(20).hash())));
        entries(29, 30);

        holds(29, 30);
    }

    /** Seed 30538 of the simulator: what stood around the base was a former life's piece. */
    @Test
    void aLogThatBeginsAtACheckpointGoesOnWithThePiecesThatLeadToItsEnd() {
        entries(1, 10);
        staged(29, 31);
        staged(26, 28); // and then the process died
        staged(34, 36);
        staged(31, 33);
        staged(28, 30);
        staged(25, 27);

        add(
                new JournalRecord.LogAdopted(
                        3, 26, 36, op(36).hash(), 26, new LogBase(26, op(26).hash())));

        holds(27, 36);
    }

    @Test
    void whatIsLetGoOfTakesAlongWhatLeadsUpToIt() {
        entries(1, 10);
        staged(26, 28);
        long nextFile = place;
        log.fileBegins();
        staged(21, 25);
        staged(11, 20);
        adopted(10, 28);
        entries(29, 30);
        entries(31, 32);

        log.letGoBefore(nextFile);

        assertEquals(29, log.firstOp());
        for (long op = log.firstOp(); op <= log.opNumber(); op++) {
            assertTrue(log.placeAtOrBefore(op) >= nextFile, "op " + op);
        }
    }

    @Test
    void aForkBeyondTheEndIsDamageWhereNothingIsGone() {
        entries(1, 10);

        assertThrows(IllegalArgumentException.class, () -> adopted(12, 20));
        holds(1, 10);
    }
}
