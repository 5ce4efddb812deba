package aero.vigil.replication.simulation;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a run differs from the world that its seed decides: longer, or with less in it. What is left
 * out shifts nothing that is drawn apart from it; so a failing world can be made small.
 *
 * @param chaosFactor how many times longer things go wrong
 * @param mostChaosMicros and how long at most
 * @param mostClients how many clients at most
 * @param lossless no message is lost by chance
 * @param undoubled no message is delivered twice
 * @param punctual no message is very late
 * @param skippedStrikes which faults do not happen, counted from 0
 * @param resizing the group grows and shrinks meanwhile
 */
record Variation(
        int chaosFactor,
        long mostChaosMicros,
        int mostClients,
        boolean lossless,
        boolean undoubled,
        boolean punctual,
        SortedSet<Integer> skippedStrikes,
        boolean resizing) {

    private static final int LONG_FACTOR = 20;

    /** The world as the seed decides it. */
    static Variation none() {
        return new Variation(
                1, Long.MAX_VALUE, Integer.MAX_VALUE, false, false, false, new TreeSet<>(), false);
    }

    /** The same world for a minute or more. */
    static Variation lengthy() {
        return new Variation(
                LONG_FACTOR,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                false,
                false,
                false,
                new TreeSet<>(),
                false);
    }

    Variation withMostChaos(long micros) {
        return new Variation(
                chaosFactor,
                micros,
                mostClients,
                lossless,
                undoubled,
                punctual,
                skippedStrikes,
                resizing);
    }

    Variation withMostClients(int clients) {
        return new Variation(
                chaosFactor,
                mostChaosMicros,
                clients,
                lossless,
                undoubled,
                punctual,
                skippedStrikes,
                resizing);
    }

    Variation withNetwork(boolean losesNone, boolean doublesNone, boolean isPunctual) {
        return new Variation(
                chaosFactor,
                mostChaosMicros,
                mostClients,
                losesNone,
                doublesNone,
                isPunctual,
                skippedStrikes,
                resizing);
    }

    /** Without the strikes from one to before another, too. */
    Variation skipping(int from, int before) {
        TreeSet<Integer> skipped = new TreeSet<>(skippedStrikes);
        for (int i = from; i < before; i++) {
            skipped.add(i);
        }
        return new Variation(
                chaosFactor,
                mostChaosMicros,
                mostClients,
                lossless,
                undoubled,
                punctual,
                skipped,
                resizing);
    }

    /** With learners, and a group that grows and shrinks. */
    Variation withResizing() {
        return new Variation(
                chaosFactor,
                mostChaosMicros,
                mostClients,
                lossless,
                undoubled,
                punctual,
                skippedStrikes,
                true);
    }
}
