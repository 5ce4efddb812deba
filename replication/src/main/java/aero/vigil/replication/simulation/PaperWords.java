package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.Message;
import aero.vigil.replication.core.Vote;
import java.util.List;

/** What happens in a simulation, in the words of the paper (VRR), short enough for a line. */
final class PaperWords {

    private static final int MOST_LETTERS = 160;

    private PaperWords() {}

    /** Replica 0 is A. */
    static String replica(int index) {
        return String.valueOf((char) ('A' + index));
    }

    static String of(Object subject) {
        if (subject instanceof Message message) {
            return ofMessage(message);
        }
        if (subject instanceof Vote vote) {
            return "votes: view " + vote.viewNumber() + ", log view " + vote.logView();
        }
        if (subject instanceof JournalRecord.LogAdopted adopted) {
            return String.format(
                    "adopts the log of view %d: common to op %d, ends at op %d %s",
                    adopted.viewNumber(), adopted.forkOp(), adopted.opNumber(), adopted.hash());
        }
        if (subject instanceof JournalRecord.Staged staged) {
            return "stages " + ops(staged.entries()) + " for view " + staged.viewNumber();
        }
        if (subject instanceof Input.PeerLost lost) {
            return "loses its connection to "
                    + replica(lost.peer())
                    + (lost.reconnectRefused() ? ", which refuses another" : "");
        }
        String text = String.valueOf(subject);
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "...";
    }

    private static String ofMessage(Message message) {
        String name = message.getClass().getSimpleName() + " (view " + message.viewNumber();
        if (message instanceof Message.Prepare prepare) {
            return name
                    + ", "
                    + ops(prepare.entries())
                    + ", commit "
                    + prepare.commitNumber()
                    + ")";
        }
        if (message instanceof Message.PrepareOk ok) {
            return name + ", op " + ok.opNumber() + " " + ok.hash() + ")";
        }
        if (message instanceof Message.DoViewChange report) {
            return String.format(
                    "%s, log view %d, op %d %s, commit %d%s)",
                    name,
                    report.logView(),
                    report.opNumber(),
                    report.hash(),
                    report.commitNumber(),
                    report.tailCertain() ? "" : ", tail uncertain");
        }
        if (message instanceof Message.StartView start) {
            return String.format(
                    "%s, op %d %s, commit %d)",
                    name, start.opNumber(), start.hash(), start.commitNumber());
        }
        if (message instanceof Message.GetState get) {
            return name + ", after op " + get.fromOp() + ")";
        }
        if (message instanceof Message.NewState state) {
            return name + ", " + ops(state.entries()) + ", commit " + state.commitNumber() + ")";
        }
        if (message instanceof Message.FetchLog fetch) {
            return String.format(
                    "%s, up to op %d %s, after op %d)",
                    name, fetch.opNumber(), fetch.hash(), fetch.afterOp());
        }
        if (message instanceof Message.LogPiece piece) {
            return String.format(
                    "%s, up to op %d %s: %s)",
                    name, piece.opNumber(), piece.hash(), ops(piece.entries()));
        }
        return name + ")";
    }

    private static String ops(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return "no ops";
        }
        LogEntry first = entries.get(0);
        LogEntry last = entries.get(entries.size() - 1);
        return entries.size() == 1
                ? "op " + first.opNumber() + " " + first.hash()
                : "ops " + first.opNumber() + " to " + last.opNumber() + " " + last.hash();
    }
}
