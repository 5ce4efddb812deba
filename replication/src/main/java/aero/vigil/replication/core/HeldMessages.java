package aero.vigil.replication.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The messages that wait for a force: promises not yet true.
 *
 * <p>Invariant: what stands further back waits for no less than what stands before it. Bounded by
 * what one force may cover: the core sends at most a few promises a step, and a step a force.
 */
public final class HeldMessages {

    private final Deque<Held> waiting = new ArrayDeque<>();

    private record Held(long journalSequence, long voteGeneration, List<Outgoing> messages) {}

    /** Keeps what a step wants sent after its force; drops what a left view had promised. */
    public void hold(Outputs outputs) {
        if (outputs.discardHeld()) {
            waiting.clear();
        }
        if (!outputs.afterForce().isEmpty()) {
            waiting.add(
                    new Held(
                            outputs.journalSequence(),
                            outputs.voteGeneration(),
                            outputs.afterForce()));
        }
    }

    /** What may leave now, in the order in which it was held. */
    public List<Outgoing> release(Input.Forced forced) {
        List<Outgoing> free = List.of();
        while (!waiting.isEmpty() && isCovered(waiting.element(), forced)) {
            List<Outgoing> messages = waiting.remove().messages();
            if (free.isEmpty()) {
                free = messages;
            } else {
                List<Outgoing> both = new ArrayList<>(free);
                both.addAll(messages);
                free = both;
            }
        }
        return free;
    }

    private static boolean isCovered(Held held, Input.Forced forced) {
        return held.journalSequence() <= forced.journalSequence()
                && held.voteGeneration() <= forced.voteGeneration();
    }

    /** How many steps' messages wait. */
    public int size() {
        return waiting.size();
    }
}
