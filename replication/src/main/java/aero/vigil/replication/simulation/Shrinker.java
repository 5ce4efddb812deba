package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Assembly;
import java.util.List;

/**
 * Makes a failing world small: leaves out faults, clients and an unkind network as long as the same
 * guarantee is broken, so that a person can read what happens.
 */
final class Shrinker {

    /** Most worlds are small after a hundred. */
    private static final int MOST_RUNS = 400;

    private final Assembly assembly;
    private final DiskRules diskRules;
    private final long seed;
    private final String invariant;
    private Variation variation;
    private Simulation.Outcome smallest;
    private int runs;

    private Shrinker(
            Assembly assembly,
            DiskRules diskRules,
            Variation variation,
            Simulation.Outcome broken) {
        this.diskRules = diskRules;
        this.assembly = assembly;
        this.variation = variation;
        this.seed = broken.seed();
        this.invariant = String.valueOf(broken.invariant());
        this.smallest = broken;
    }

    /** The smallest world found in which this guarantee is broken as in this outcome. */
    static Simulation.Outcome shrink(
            Assembly assembly,
            DiskRules diskRules,
            Variation variation,
            Simulation.Outcome broken) {
        return new Shrinker(assembly, diskRules, variation, broken).shrunk();
    }

    private Simulation.Outcome shrunk() {
        cutChaos();
        calmNetwork();
        leaveOutStrikes();
        for (int clients = 1; clients < 6 && !attempt(variation.withMostClients(clients)); ) {
            clients++;
        }
        leaveOutStrikes();
        calmNetwork();
        cutChaos();
        return smallest;
    }

    private void cutChaos() {
        attempt(variation.withMostChaos(smallest.simulatedMicros()));
    }

    private void calmNetwork() {
        List<Variation> kinder =
                List.of(
                        variation.withNetwork(true, true, true),
                        variation.withNetwork(true, true, variation.punctual()),
                        variation.withNetwork(variation.lossless(), true, true),
                        variation.withNetwork(true, variation.undoubled(), true));
        for (Variation each : kinder) {
            if (attempt(each)) {
                return;
            }
        }
    }

    /** Half of them, then a quarter, down to each alone (delta debugging). */
    private void leaveOutStrikes() {
        int count = smallest.strikes();
        for (int piece = Math.max(1, count); piece >= 1; piece /= 2) {
            for (int from = 0; from < count && runs < MOST_RUNS; from += piece) {
                int before = Math.min(count, from + piece);
                if (!areSkipped(from, before)) {
                    attempt(variation.skipping(from, before));
                }
            }
        }
    }

    private boolean areSkipped(int from, int before) {
        for (int i = from; i < before; i++) {
            if (!variation.skippedStrikes().contains(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean attempt(Variation smaller) {
        if (runs >= MOST_RUNS) {
            return false;
        }
        runs++;
        Simulation.Outcome outcome = Simulation.run(seed, assembly, diskRules, smaller);
        if (!invariant.equals(outcome.invariant())) {
            return false;
        }
        variation = smaller;
        smallest = outcome;
        return true;
    }
}
