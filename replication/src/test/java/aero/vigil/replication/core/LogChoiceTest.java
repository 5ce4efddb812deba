package aero.vigil.replication.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private void reported(@Nullable DoViewChange... all) {
        reports.addAll(Arrays.asList(all));
    }

    private LogChoice.@Nullable Chosen chosen() {
        return LogChoice.choose(reports, 2);
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
