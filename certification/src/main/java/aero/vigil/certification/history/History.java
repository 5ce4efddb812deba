package aero.vigil.certification.history;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as clients, displays and streams saw it, read back from its files.
 *
 * @param flights the flight in whose order log each session's commands show
 * @param invocations in the order in which they were submitted
 * @param shown what the voting display showed, in order
 * @param suspicions what the voting display held against replicas, in words
 * @param frames all that was streamed, in the order of arrival
 * @param keyframes all that was streamed, in the order of arrival
 * @param windows in order
 */
public record History(
        SortedMap<Integer, Integer> flights,
        List<Invocation> invocations,
        List<ShownPicture> shown,
        List<String> suspicions,
        List<StreamFrame> frames,
        List<StreamKeyframe> keyframes,
        List<Window> windows) {

    public History {
        flights = new TreeMap<>(flights);
        invocations = List.copyOf(invocations);
        shown = List.copyOf(shown);
        suspicions = List.copyOf(suspicions);
        frames = List.copyOf(frames);
        keyframes = List.copyOf(keyframes);
        windows = List.copyOf(windows);
    }

    /** The windows without a fault, or those with one. */
    public List<Window> windows(boolean control) {
        List<Window> chosen = new ArrayList<>();
        for (Window window : windows) {
            if (window.isControl() == control) {
                chosen.add(window);
            }
        }
        return chosen;
    }

    /** Commands answered that they took effect. */
    public long acknowledged() {
        return invocations.stream().filter(Invocation::isAcknowledged).count();
    }
}
