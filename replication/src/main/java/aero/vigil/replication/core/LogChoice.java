package aero.vigil.replication.core;

import aero.vigil.replication.core.Message.DoViewChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Choosing the log of a new view from what f + 1 or more replicas report (VRR §4.2, step 3, with
 * rule 11): the log of the greatest log view, to its greatest op, ended by nacks.
 *
 * <p>A replica nacks an op behind the longest log if it would have had it, had it been committed
 * there: its log view is older, or its log is of that view and its tail is certain. A replica with
 * an uncertain tail may have promised more than it still has.
 */
final class LogChoice {

    /**
     * The log chosen.
     *
     * @param logView the view in which it was last added to
     * @param opNumber its end
     * @param hash of that op
     * @param commitNumber the greatest reported
     * @param holder a replica that has all of it
     */
    record Chosen(long logView, long opNumber, Digest hash, long commitNumber, int holder) {}

    private LogChoice() {}

    /**
     * The log to begin the view with, or null while more reports are needed.
     *
     * @param reports by replica index, null where none has come
     * @throws AssertionError if the reports contradict what the protocol guarantees: then nobody
     *     may go on
     */
    static @Nullable Chosen choose(List<@Nullable DoViewChange> reports, int quorum) {
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
        int holder = longest(reports, logView);
        DoViewChange best = required(reports.get(holder));
        if (nacks(reports, logView) < quorum && count < reports.size()) {
            return null;
        }
        if (commitNumber > best.opNumber()) {
            throw new AssertionError(
                    "op "
                            + commitNumber
                            + " was committed, but the log of view "
                            + logView
                            + " ends at "
                            + best.opNumber());
        }
        return new Chosen(logView, best.opNumber(), best.hash(), commitNumber, holder);
    }

    private static int longest(List<@Nullable DoViewChange> reports, long logView) {
        int holder = -1;
        for (int i = 0; i < reports.size(); i++) {
            DoViewChange report = reports.get(i);
            if (report == null || report.logView() != logView) {
                continue;
            }
            if (holder < 0) {
                holder = i;
                continue;
            }
            DoViewChange best = required(reports.get(holder));
            if (report.opNumber() == best.opNumber() && !report.hash().equals(best.hash())) {
                throw new AssertionError(
                        "the log of view " + logView + " has two ops " + best.opNumber());
            }
            if (report.opNumber() > best.opNumber()) {
                holder = i;
            }
        }
        return holder;
    }

    /** How many would have the op behind the longest log, had it been committed there. */
    private static int nacks(List<@Nullable DoViewChange> reports, long logView) {
        int nacks = 0;
        for (DoViewChange report : reports) {
            if (report != null && (report.logView() < logView || report.tailCertain())) {
                nacks++;
            }
        }
        return nacks;
    }

    private static DoViewChange required(@Nullable DoViewChange report) {
        if (report == null) {
            throw new AssertionError("a report that was counted is gone");
        }
        return report;
    }
}
