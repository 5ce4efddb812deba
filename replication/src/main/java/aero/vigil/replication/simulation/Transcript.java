package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a simulation, kept as they were and put into words only when somebody reads
 * them.
 */
final class Transcript {

    private static final int KEPT = 4_096;

    private final EventQueue events;
    private final long[] times = new long[KEPT];
    private final int[] nodes = new int[KEPT];
    private final int[] froms = new int[KEPT];
    private final @Nullable Object[] subjects = new @Nullable Object[KEPT];
    private long noted;

    Transcript(EventQueue events) {
        this.events = events;
    }

    /** A message arrives at a node. */
    void arrives(int from, int node, Message message) {
        note(from, node, message);
    }

    /** Something else happens at a node. */
    void happens(int node, Object what) {
        note(-1, node, what);
    }

    private void note(int from, int node, Object subject) {
        int at = (int) (noted++ % KEPT);
        times[at] = events.nowMicros();
        nodes[at] = node;
        froms[at] = from;
        subjects[at] = subject;
    }

    /** The last so many events, heartbeats left out, oldest first. */
    List<String> tail(int count) {
        List<String> lines = new ArrayList<>();
        long oldest = Math.max(0, noted - KEPT);
        for (long i = noted - 1; i >= oldest && lines.size() < count; i--) {
            int at = (int) (i % KEPT);
            Object subject = subjects[at];
            if (subject == null
                    || subject instanceof Message.Commit
                    || subject instanceof Message.CommitOk) {
                continue;
            }
            String place = froms[at] < 0 ? " at " + nodes[at] : froms[at] + "->" + nodes[at];
            lines.add(0, String.format("%10d us  %-5s %s", times[at], place, words(subject)));
        }
        return lines;
    }

    private static String words(Object subject) {
        String text = String.valueOf(subject);
        return text.length() <= 240 ? text : text.substring(0, 240) + "...";
    }
}
