package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a simulation, kept as they were and put into the paper's words only when
 * somebody reads them: replicas are A, B, C ..., heartbeats and their answers are left out, and
 * what is repeated stands once.
 */
final class Transcript {

    /** What happens to no replica. */
    static final int NOBODY = -1;

    private static final int KEPT = 16_384;

    private final EventQueue events;
    private final long[] times = new long[KEPT];
    private final int[] nodes = new int[KEPT];
    private final int[] froms = new int[KEPT];
    private final @Nullable Object[] subjects = new @Nullable Object[KEPT];
    private long noted;

    /** A client was told that its request was applied; 0 is its Register. */
    record Acknowledged(int client, long requestNumber, long opNumber) {}

    Transcript(EventQueue events) {
        this.events = events;
    }

    /** A message arrives at a node. */
    void arrives(int from, int node, Message message) {
        note(from, node, message);
    }

    /** Something else happens at a node. */
    void happens(int node, Object what) {
        note(NOBODY, node, what);
    }

    private void note(int from, int node, Object subject) {
        int at = (int) (noted++ % KEPT);
        times[at] = events.nowMicros();
        nodes[at] = node;
        froms[at] = from;
        subjects[at] = subject;
    }

    /** The last so many lines, oldest first. */
    List<String> lines(int most) {
        Deque<String> lines = new ArrayDeque<>();
        String lastWords = "";
        int times = 1;
        long oldest = Math.max(0, noted - KEPT);
        for (long i = noted - 1; i >= oldest && lines.size() < most; i--) {
            int at = (int) (i % KEPT);
            Object subject = subjects[at];
            if (subject == null || isNoise(subject)) {
                continue;
            }
            String words = words(at, subject);
            times = words.equals(lastWords) ? times + 1 : 1;
            if (times > 1) {
                lines.removeFirst();
            }
            lines.addFirst(line(at, words, times));
            lastWords = words;
        }
        return new ArrayList<>(lines);
    }

    private String line(int at, String words, int repeats) {
        return String.format(
                "%10.3f ms  %s%s",
                times[at] / 1_000.0, words, repeats > 1 ? " (" + repeats + " times)" : "");
    }

    private static boolean isNoise(Object subject) {
        return subject instanceof Message.Commit
                || subject instanceof Message.CommitOk
                || subject instanceof Message.NewerView
                || subject instanceof Input.Asked
                || subject instanceof Input.Submitted
                || subject instanceof Input.KeyframeEncoded
                || subject instanceof Input.CheckpointPublished
                || subject instanceof Input.PeerConnected
                || subject instanceof JournalRecord.Entries
                || subject instanceof JournalRecord.CheckpointTaken;
    }

    private String words(int at, Object subject) {
        if (subject instanceof Acknowledged told) {
            return "client "
                    + told.client()
                    + " is told: request "
                    + told.requestNumber()
                    + " is op "
                    + told.opNumber();
        }
        String what = PaperWords.of(subject);
        if (froms[at] >= 0) {
            return PaperWords.replica(froms[at])
                    + " -> "
                    + PaperWords.replica(nodes[at])
                    + "  "
                    + what;
        }
        return nodes[at] == NOBODY ? what : PaperWords.replica(nodes[at]) + "  " + what;
    }
}
