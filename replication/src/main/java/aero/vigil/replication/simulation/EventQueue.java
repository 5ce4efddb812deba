package aero.vigil.replication.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, by simulated time; at the same time, in the order in which it was scheduled.
 */
final class EventQueue {

    private long[] times = new long[1_024];
    private long[] orders = new long[1_024];
    private @Nullable Runnable[] actions = new @Nullable Runnable[1_024];
    private int size;
    private long scheduled;
    private long nowMicros;
    private long executed;

    /** Simulated time, in microseconds since the start. */
    long nowMicros() {
        return nowMicros;
    }

    long executed() {
        return executed;
    }

    void after(long delayMicros, Runnable action) {
        at(nowMicros + Math.max(0, delayMicros), action);
    }

    void at(long timeMicros, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            actions = Arrays.copyOf(actions, 2 * size);
        }
        long order = scheduled++;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!isBefore(timeMicros, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, timeMicros, order, action);
    }

    /** Lets the next event happen, if it is due by then. */
    boolean runNext(long untilMicros) {
        if (size == 0 || times[0] > untilMicros) {
            nowMicros = Math.max(nowMicros, untilMicros);
            return false;
        }
        nowMicros = times[0];
        Runnable action = actions[0];
        removeFirst();
        executed++;
        if (action == null) {
            throw new AssertionError("an event without an action");
        }
        action.run();
        return true;
    }

    private void removeFirst() {
        size--;
        long time = times[size];
        long order = orders[size];
        Runnable action = actions[size];
        actions[size] = null;
        if (size == 0) {
            return;
        }
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (isBefore(time, order, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, order, action);
    }

    private boolean isBefore(long time, long order, int other) {
        return time < times[other] || (time == times[other] && order < orders[other]);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        orders[to] = orders[from];
        actions[to] = actions[from];
    }

    private void put(int at, long time, long order, @Nullable Runnable action) {
        times[at] = time;
        orders[at] = order;
        actions[at] = action;
    }
}
