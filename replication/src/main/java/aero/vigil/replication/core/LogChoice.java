package aero.vigil.replication.core;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Choosing the log of a new view from what f + 1 or more replicas report (VRR §4.2, step 3, with
 * rule 11): the log of the greatest log view, to its greatest op, ended by nacks.
 *
 * <p>A replica nacks an op behind the log's end if it would have had it, had it been committed: its
 * log view is older and the op younger than what that view began with, or its log is of that view,
 * ends before it and has a certain tail. A replica with an uncertain tail may have promised more
 * than it still has, and one that has lost the body of an op has promised it.
 */
final class LogChoice {

    /**
     * The log chosen.
     *
     * @param logView the view in which it was last added to
     * @param opNumber its end
     * @param hash of that op
     * @param commitNumber the greatest reported
     * @param holder a replica that has all of it, but for what is damaged there
     */
    record Chosen(long logView, long opNumber, Digest hash, long commitNumber, int holder) {}

    /** Where a log ends that goes no further than allowed. */
    private record End(long opNumber, Digest hash, int holder) {}

    private LogChoice() {}

    /**
     * The log to begin the view with, or null while more reports are needed.
     *
     * <p>A log of which bodies are nowhere, and of which nobody can say with certainty where it
     * ends before them, is chosen by nobody: whoever reports it counts as silent, as any f may, and
     * f + 1 others choose among theirs. Had its view committed anything, one of those would have
     * that log too.
     *
     * @param reports by replica index, null where none has come
     * @param lastOps by log view, where the log goes no further: the op behind is proven to be
     *     nowhere
     * @throws AssertionError if the reports contradict what the protocol guarantees: then nobody
     *     may go on
     */
    static @Nullable Chosen choose(
            List<@Nullable DoViewChange> reports, int quorum, SortedMap<Long, Long> lastOps) {
        long committed = 0;
        for (DoViewChange report : reports) {
            committed = report == null ? committed : Math.max(committed, report.commitNumber());
        }
        List<@Nullable DoViewChange> heard = new ArrayList<>(reports);
        while (count(heard) >= quorum) {
            long logView = greatestLogView(heard);
            Long lastOp = lastOps.get(logView);
            Chosen chosen =
                    lastOp == null
                            ? whole(heard, quorum, logView, committed)
                            : before(heard, quorum, logView, committed, lastOp);
            if (chosen != null || lastOp == null) {
                return chosen == null || holdsCommitted(chosen, heard, reports) ? chosen : null;
            }
            heard.replaceAll(each -> each == null || each.logView() == logView ? null : each);
        }
        return null;
    }

    /** The whole log of that view, once it is sure where it ends. */
    private static @Nullable Chosen whole(
            List<@Nullable DoViewChange> heard, int quorum, long logView, long committed) {
        End end = longest(heard, logView, Long.MAX_VALUE);
        if (end == null
                || (nacks(heard, logView, end.opNumber()) < quorum
                        && count(heard) < heard.size())) {
            return null;
        }
        return new Chosen(logView, end.opNumber(), end.hash(), committed, end.holder());
    }

    /** A log that lacks what is committed begins no view; nobody's can but by a loss at f + 1. */
    private static boolean holdsCommitted(
            Chosen chosen,
            List<@Nullable DoViewChange> heard,
            List<@Nullable DoViewChange> reports) {
        if (chosen.commitNumber() > chosen.opNumber() && count(heard) == count(reports)) {
            throw new AssertionError(
                    "op "
                            + chosen.commitNumber()
                            + " was committed, but the log of view "
                            + chosen.logView()
                            + " ends at "
                            + chosen.opNumber());
        }
        return chosen.commitNumber() <= chosen.opNumber();
    }

    /** The log of that view up to what is nowhere, or up to a name before which it surely ends. */
    private static @Nullable Chosen before(
            List<@Nullable DoViewChange> heard,
            int quorum,
            long logView,
            long committed,
            long lastOp) {
        End end = longest(heard, logView, lastOp);
        if (end == null
                || end.opNumber() < committed
                || (end.opNumber() < lastOp && nacks(heard, logView, end.opNumber()) < quorum)) {
            return null;
        }
        return new Chosen(logView, end.opNumber(), end.hash(), committed, end.holder());
    }

    private static int count(List<@Nullable DoViewChange> reports) {
        int count = 0;
        for (DoViewChange report : reports) {
            count += report == null ? 0 : 1;
        }
        return count;
    }

    private static long greatestLogView(List<@Nullable DoViewChange> reports) {
        long greatest = -1;
        for (DoViewChange report : reports) {
            greatest = report == null ? greatest : Math.max(greatest, report.logView());
        }
        return greatest;
    }

    private static @Nullable End longest(
            List<@Nullable DoViewChange> reports, long logView, long lastOp) {
        End best = null;
        for (int i = 0; i < reports.size(); i++) {
            DoViewChange report = reports.get(i);
            End end = report == null || report.logView() != logView ? null : end(report, lastOp, i);
            if (end == null) {
                continue;
            }
            if (best != null
                    && end.opNumber() == best.opNumber()
                    && !end.hash().equals(best.hash())) {
                throw new AssertionError(
                        "the log of view " + logView + " has two ops " + best.opNumber());
            }
            if (best == null || end.opNumber() > best.opNumber()) {
                best = end;
            }
        }
        return best;
    }

    /** The last op of a report up to which its log has a name; null if it names none so low. */
    private static @Nullable End end(DoViewChange report, long lastOp, int holder) {
        if (report.opNumber() <= lastOp) {
            return new End(report.opNumber(), report.hash(), holder);
        }
        for (int i = report.damaged().size() - 1; i >= 0; i--) {
            Hole hole = report.damaged().get(i);
            if (hole.firstOp() - 1 <= lastOp && !hole.hashBefore().equals(Digest.ZERO)) {
                return new End(hole.firstOp() - 1, hole.hashBefore(), holder);
            }
        }
        return report.adoptedOp() <= lastOp
                ? new End(report.adoptedOp(), report.adoptedHash(), holder)
                : null;
    }

    /** How many would have the op behind the log's end, had it been committed. */
    private static int nacks(List<@Nullable DoViewChange> reports, long logView, long lastOp) {
        long adoptedOp = 0;
        for (DoViewChange report : reports) {
            if (report != null && report.logView() == logView) {
                adoptedOp = Math.max(adoptedOp, report.adoptedOp());
            }
        }
        int nacks = 0;
        for (DoViewChange report : reports) {
            if (report == null) {
                continue;
            }
            boolean older = report.logView() < logView && lastOp + 1 > adoptedOp;
            boolean ends =
                    report.logView() == logView
                            && report.opNumber() <= lastOp
                            && report.tailCertain();
            nacks += older || ends ? 1 : 0;
        }
        return nacks;
    }
}
