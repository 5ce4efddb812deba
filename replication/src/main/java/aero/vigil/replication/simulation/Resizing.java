package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Epoch;
import aero.vigil.replication.core.Input;

/** Somebody who wants the group larger, and then smaller again, at whatever moment. */
final class Resizing {

    private static final long MOST_MICROS_BETWEEN = 600_000;

    private final EventQueue events;
    private final SeededRandom random;
    private final int initialGroupSize;
    private final Machines machines;
    private final Checker checker;
    private boolean growing = true;
    private boolean over;

    Resizing(
            EventQueue events,
            SeededRandom random,
            SeedPlan plan,
            Machines machines,
            Checker checker) {
        this.events = events;
        this.random = random;
        this.initialGroupSize = plan.groupSize();
        this.machines = machines;
        this.checker = checker;
    }

    void begin() {
        events.after(random.skewed(10_000, MOST_MICROS_BETWEEN), this::wish);
    }

    void end() {
        over = true;
    }

    private void wish() {
        if (!over) {
            wishNow();
            begin();
        }
    }

    /** Asks whoever leads, and whoever thinks so. */
    void wishNow() {
        for (SimulatedNode node : machines.all()) {
            if (node.isLeading()) {
                checker.count("resizings wanted");
                node.take(new Input.Reconfigure(next(groupSize(node))));
            }
        }
    }

    private int next(int groupSize) {
        if (groupSize == Epoch.MOST_MEMBERS || (groupSize > 3 && random.percent(15))) {
            growing = false;
        } else if (groupSize == Epoch.LEAST_MEMBERS) {
            growing = true;
        }
        int by = random.percent(10) ? 2 : 1; // which is refused
        return growing ? groupSize + by : groupSize - by;
    }

    private int groupSize(SimulatedNode node) {
        return Epoch.of(node.viewNumber(), initialGroupSize).groupSize();
    }

    /** The newest epoch that somebody leads. */
    long epoch() {
        long epoch = 0;
        for (SimulatedNode node : machines.all()) {
            if (node.isLeading()) {
                epoch = Math.max(epoch, Epoch.of(node.viewNumber(), initialGroupSize).number());
            }
        }
        return epoch;
    }
}
