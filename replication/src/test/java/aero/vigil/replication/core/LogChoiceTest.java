package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Choosing the log of a view (VRR §4.2, step 3; rule 11), f = 1. */
class LogChoiceTest {

    private static final Digest OURS = Digest.of(new byte[] {1});
    private static final Digest THEIRS = Digest.of(new byte[] {2});

    private final List<@Nullable DoViewChange> reports = new ArrayList<>();

    @Test
    void oneReportIsTooFew() {
        reported(log(3, 10), null, null);

        assertNull(chosen());
    }

    @Test
    void theGreatestLogViewWinsHoweverShort() {
        reported(log(3, 10), log(4, 7), null);

        assertEquals(new LogChoice.Chosen(4, 7, OURS, 1, 1), chosen());
    }

    @Test
    void amongThoseTheLongestWinsAndTheGreatestCommitNumberOfAllIsKept() {
        reported(log(4, 8, 2, true), log(4, 9, 3, true), log(3, 12, 6, true));

        assertEquals(new LogChoice.Chosen(4, 9, OURS, 6, 1), chosen());
    }

    @Test
    void whoIsUncertainDoesNotSayThatNothingStoodBehind() {
        reported(log(4, 8, 2, false), log(4, 8, 2, true), null);

        assertNull(chosen());
    }

    @Test
    void aThirdThatIsCertainMakesTheNacksEnough() {
        reported(log(4, 8, 2, false), log(4, 8, 2, true), log(3, 30, 2, false));

        assertEquals(new LogChoice.Chosen(4, 8, OURS, 2, 0), chosen());
    }

    @Test
    void whenAllHaveAnsweredNobodyElseCanHaveMore() {
        reported(log(4, 8, 2, false), log(4, 9, 2, false), log(4, 7, 2, false));

        assertEquals(new LogChoice.Chosen(4, 9, OURS, 2, 1), chosen());
    }

    @Test
    void aChosenLogWithoutACommittedOpStopsEverybody() {
        reported(log(4, 8, 2, true), log(3, 12, 9, true), null);

        assertThrows(AssertionError.class, this::chosen);
    }

    @Test
    void twoEntriesAtOneViewAndOpStopEverybody() {
        reported(
                log(4, 8),
                new DoViewChange(5, 4, 1, OURS, 8, THEIRS, 1, true, List.of(), List.of(), 8),
                null);

        assertThrows(AssertionError.class, this::chosen);
    }

    @Test
    void itEndsBeforeWhatIsProvenToBeNowhere() {
        reported(log(4, 9), log(4, 8), null);

        assertEquals(new LogChoice.Chosen(4, 8, OURS, 1, 1), chosen(cut(4, 8)));
    }

    /**
     * Two of five have lost ops 2 to 8 of view 8: they name no end, and the others none of theirs.
     */
    @Test
    void aLogWhoseEndNobodyCanNameIsLeftOutWhereEnoughOthersHaveReported() {
        reported(lost(8, 2, 8), lost(8, 2, 8), log(7, 6), log(7, 5), log(6, 9));

        assertNull(LogChoice.choose(reports.subList(0, 4), 3, cut(8, 7)));
        assertEquals(
                new LogChoice.Chosen(7, 6, OURS, 1, 2), LogChoice.choose(reports, 3, cut(8, 7)));
    }

    @Test
    void whatIsNowhereInOneLogEndsNoOther() {
        reported(lost(8, 2, 8), log(7, 12), log(7, 11));

        assertEquals(new LogChoice.Chosen(7, 12, OURS, 1, 1), chosen(cut(8, 7)));
    }

    /**
     * Ops 2 to 7 of it may be committed, and are at others: all reports together do not deny it.
     */
    @Test
    void aNameFarBelowWhatIsNowhereIsNoEndOnlyBecauseAllHaveAnswered() {
        reported(lost(8, 2, 8), log(8, 7, 1, false), log(7, 7, 1, false));

        assertEquals(new LogChoice.Chosen(8, 7, OURS, 1, 1), chosen(cut(8, 7)));
        reports.set(1, log(8, 5, 1, false));
        assertNull(chosen(cut(8, 7)));
    }

    @Test
    void nobodyIsLeftOutWhoKnowsOfACommittedOpThatTheOthersLack() {
        reported(lost(8, 7, 2, 8), log(7, 6), log(7, 6));

        assertNull(chosen(cut(8, 7)));
    }

    private void reported(@Nullable DoViewChange... all) {
        reports.addAll(Arrays.asList(all));
    }

    private LogChoice.@Nullable Chosen chosen() {
        return chosen(new TreeMap<>());
    }

    private LogChoice.@Nullable Chosen chosen(SortedMap<Long, Long> lastOps) {
        return LogChoice.choose(reports, 2, lastOps);
    }

    /** In the log of this view the op behind that one is nowhere. */
    private static SortedMap<Long, Long> cut(long logView, long lastOp) {
        return new TreeMap<>(Map.of(logView, lastOp));
    }

    /** One adopted to its end, without the bodies of these ops. */
    private static DoViewChange lost(long logView, long firstOp, long lastOp) {
        return lost(logView, 1, firstOp, lastOp);
    }

    private static DoViewChange lost(long logView, long commitNumber, long firstOp, long lastOp) {
        return new DoViewChange(
                9,
                logView,
                lastOp,
                OURS,
                lastOp,
                OURS,
                commitNumber,
                true,
                List.of(new Hole(firstOp, lastOp, OURS, OURS)),
                List.of(),
                firstOp - 1);
    }

    private static DoViewChange log(long logView, long opNumber) {
        return log(logView, opNumber, 1, true);
    }

    private static DoViewChange log(
            long logView, long opNumber, long commitNumber, boolean tailCertain) {
        return new DoViewChange(
                5,
                logView,
                1,
                OURS,
                opNumber,
                OURS,
                commitNumber,
                tailCertain,
                List.of(),
                List.of(),
                opNumber);
    }
}
