package aero.vigil.replication.core;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.List;
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

    /** The log to begin the view with, all of whose bodies may still be found. */
    static @Nullable Chosen choose(List<@Nullable DoViewChange> reports, int quorum) {
        return choose(reports, quorum, Long.MAX_VALUE);
    }

    /**
     * The log to begin the view with, or null while more reports are needed.
     *
     * @param reports by replica index, null where none has come
     * @param lastOp the log goes no further: the op behind is proven to be nowhere
     * @throws AssertionError if the reports contradict what the protocol guarantees: then nobody
     *     may go on
     */
    static @Nullable Chosen choose(List<@Nullable DoViewChange> reports, int quorum, long lastOp) {
        int count = 0;
        long logView = -1;
        long commitNumber = 0;
        for (DoViewChange report : reports) {
            if (report != null) {
                count++;
                logView = Math.max(logView, report.logView());
                commitNumber = Math.max(commitNumber, report.commitNumber());
            }
        }
        if (count < quorum) {
            return null;
        }
        End end = longest(reports, logView, lastOp);
        if (end == null) {
            return null;
        }
        if (nacks(reports, logView, end.opNumber()) < quorum && count < reports.size()) {
            return null;
        }
        if (commitNumber > end.opNumber() && lastOp < Long.MAX_VALUE) {
            return null; // somebody knows more than has been reported
        }
        if (commitNumber > end.opNumber()) {
            throw new AssertionError(
                    "op "
                            + commitNumber
                            + " was committed, but the log of view "
                            + logView
                            + " ends at "
                            + end.opNumber());
        }
        return new Chosen(logView, end.opNumber(), end.hash(), commitNumber, end.holder());
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
