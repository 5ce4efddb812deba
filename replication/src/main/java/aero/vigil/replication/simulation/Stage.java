package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.core.Message;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the scenes of {@link Scenes} are made with; one of them at a time. */
final class Stage {

    /** A scene that has not come to its point by then is given up. */
    static final long PATIENCE_MICROS = 4_000_000;

    /** From the moment a message is sent until surely nothing else happens at its sender. */
    static final long AT_ONCE_MICROS = 1;

    private static final long POLL_MICROS = 100;

    private final EventQueue events;
    private final Machines machines;
    private final List<SimulatedNode> nodes;
    private final SimulatedNetwork network;
    private final Checker checker;
    private boolean underWay;
    private boolean over;

    /** A message that was kept, to come much later. */
    record Kept(int from, Incarnation incarnation, int to, Message message) {}

    Stage(EventQueue events, Machines machines, SimulatedNetwork network, Checker checker) {
        this.events = events;
        this.machines = machines;
        this.nodes = machines.members();
        this.network = network;
        this.checker = checker;
    }

    int size() {
        return nodes.size();
    }

    SimulatedNode node(int index) {
        return nodes.get(index);
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    Machines machines() {
        return machines;
    }

    SimulatedNetwork network() {
        return network;
    }

    /** Who leads, or -1. */
    int leading() {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isLeading()) {
                return i;
            }
        }
        return -1;
    }

    boolean isFree() {
        return !underWay && !over;
    }

    boolean isOver() {
        return over;
    }

    void begin(String scene) {
        underWay = true;
        count("scene " + scene);
    }

    void count(String what) {
        checker.count(what);
    }

    void end() {
        underWay = false;
        network.watch(null);
    }

    /** All is healed elsewhere; what waits here is given up. */
    void stop() {
        over = true;
        end();
        machines.joinAll();
    }

    void after(long micros, Runnable action) {
        events.after(micros, action);
    }

    /** Does something as soon as this holds, unless patience ends before. */
    void await(BooleanSupplier condition, Runnable then) {
        await(condition, events.nowMicros() + PATIENCE_MICROS, then);
    }

    private void await(BooleanSupplier condition, long deadline, Runnable then) {
        if (over || events.nowMicros() >= deadline) {
            return;
        }
        if (condition.getAsBoolean()) {
            then.run();
        } else {
            events.after(POLL_MICROS, () -> await(condition, deadline, then));
        }
    }

    void cutBoth(int one, int other) {
        network.cut(one, other);
        network.cut(other, one);
    }

    void mendBoth(int one, int other) {
        network.mend(one, other);
        network.mend(other, one);
    }

    void isolate(int a, boolean alone) {
        for (int i = 0; i < nodes.size(); i++) {
            if (i != a && alone) {
                cutBoth(a, i);
            } else if (i != a) {
                mendBoth(a, i);
            }
        }
    }

    void cutPowerFor(int victim, long micros) {
        nodes.get(victim).cutPower();
        events.after(micros, nodes.get(victim)::start);
    }

    void deliver(Kept kept) {
        count("old messages");
        nodes.get(kept.to())
                .take(new Input.Received(kept.from(), kept.incarnation(), kept.message()));
    }
}
