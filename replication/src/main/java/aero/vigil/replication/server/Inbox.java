package aero.vigil.replication.server;

import aero.vigil.replication.core.Input;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the replica's loop: any thread puts in, the loop takes out and sleeps when there
 * is nothing.
 *
 * <p>Two queues. What comes from outside is bounded, and may be left waiting. Completions of the
 * replica's own work (forces, encodings) are always taken, since there are never more of them than
 * were ordered.
 */
final class Inbox {

    private final int limit;
    private final ConcurrentLinkedQueue<Input> own = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Input> outside = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean(true);
    private volatile Runnable waker = () -> {};

    Inbox(int limit) {
        this.limit = limit;
    }

    /** Puts in what comes from outside; false when there is no room. */
    boolean offer(Input input) {
        if (size.getAndUpdate(waiting -> Math.min(waiting + 1, limit)) == limit) {
            return false;
        }
        outside.add(input);
        wake();
        return true;
    }

    /** Puts in a completion. */
    void put(Input input) {
        own.add(input);
        wake();
    }

    /** Says how the loop is woken; what came before is waiting for its first turn. */
    void open(Runnable wakeLoop) {
        waker = wakeLoop;
        awake();
        wake();
    }

    /** Sees to it that the loop takes a turn; one call is enough for all that waits. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            waker.run();
        }
    }

    /** The loop takes its turn: what comes from now on wakes it again. */
    void awake() {
        woken.set(false);
    }

    /** The next completion, or null when none waits. */
    @Nullable Input pollOwn() {
        return own.poll();
    }

    /** The next input from outside, or null when none waits. */
    @Nullable Input poll() {
        Input input = outside.poll();
        if (input != null) {
            size.decrementAndGet();
        }
        return input;
    }

    /** How many inputs from outside wait. */
    int size() {
        return size.get();
    }
}
