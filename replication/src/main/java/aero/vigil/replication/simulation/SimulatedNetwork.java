package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Incarnation;
import aero.vigil.replication.core.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The network between replicas: loses, delays, doubles, reorders, cuts in one direction or both,
 * and sometimes delivers what everybody has forgotten.
 */
final class SimulatedNetwork {

    private static final long LATEST_MICROS = 3_000_000;

    private final EventQueue events;
    private final SeededRandom random;
    private final SeedPlan plan;
    private final boolean[][] cut;
    private final boolean[] losesLarge;
    private boolean healed;
    private long lastLateMicros;
    private final Delivery delivery;
    private @Nullable Watcher watcher;

    /** Sees what is sent, before the network does anything to it. */
    interface Watcher {
        void sent(int from, Incarnation incarnation, int to, Message message);
    }

    /** What arrives where. */
    interface Delivery {
        void deliver(int from, Incarnation incarnation, int to, Message message);
    }

    SimulatedNetwork(EventQueue events, SeededRandom random, SeedPlan plan, Delivery delivery) {
        this.events = events;
        this.random = random;
        this.plan = plan;
        this.delivery = delivery;
        this.cut = new boolean[plan.machines()][plan.machines()];
        this.losesLarge = new boolean[plan.machines()];
    }

    /** From now on this one sees all that is sent, or nobody does. */
    void watch(@Nullable Watcher next) {
        watcher = next;
    }

    void cut(int from, int to) {
        cut[from][to] = true;
    }

    void mend(int from, int to) {
        cut[from][to] = false;
    }

    /** From now on what this node sends arrives only if it is small, or all of it again. */
    void loseLarge(int from, boolean loses) {
        losesLarge[from] = loses;
    }

    private static boolean isLarge(Message message) {
        return message instanceof Message.Prepare
                || message instanceof Message.ForwardedRequests
                || (message instanceof Message.NewState state && !state.entries().isEmpty())
                || (message instanceof Message.LogPiece piece && !piece.entries().isEmpty());
    }

    boolean isCut(int from, int to) {
        return cut[from][to];
    }

    /** All lines whole, nothing lost; what is late already stays late. */
    void heal() {
        healed = true;
        for (boolean[] row : cut) {
            Arrays.fill(row, false);
        }
        Arrays.fill(losesLarge, false);
    }

    /** Whether nothing is on its way that was late before all was healed. */
    boolean isQuiet() {
        return events.nowMicros() > lastLateMicros;
    }

    void send(int from, Incarnation incarnation, int to, Message message) {
        Watcher seeing = watcher;
        if (seeing != null) {
            seeing.sent(from, incarnation, to, message);
        }
        if (losesLarge[from] && isLarge(message)) {
            return;
        }
        if (cut[from][to] || (!healed && random.perMillion(plan.lossPerMillion()))) {
            return;
        }
        carry(from, incarnation, to, message);
        if (!healed && random.perMillion(plan.duplicatePerMillion())) {
            carry(from, incarnation, to, message);
        }
    }

    private void carry(int from, Incarnation incarnation, int to, Message message) {
        boolean late = !healed && random.perMillion(plan.latePerMillion());
        long delay =
                late
                        ? random.between(plan.mostDelayMicros(), LATEST_MICROS)
                        : random.skewed(plan.leastDelayMicros(), plan.mostDelayMicros());
        if (late) {
            lastLateMicros = Math.max(lastLateMicros, events.nowMicros() + delay);
        }
        events.after(
                delay,
                () -> {
                    if (!cut[from][to]) {
                        delivery.deliver(from, incarnation, to, message);
                    }
                });
    }
}
