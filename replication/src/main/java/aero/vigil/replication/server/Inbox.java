package aero.vigil.replication.server;

import aero.vigil.replication.core.Input;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
    private volatile @Nullable Thread sleeper;

    Inbox(int limit) {
        this.limit = limit;
    }

    /** Puts in what comes from outside; false when there is no room. */
    boolean offer(Input input) {
        if (size.get() >= limit) {
            return false;
        }
        size.incrementAndGet();
        outside.add(input);
        wake();
        return true;
    }

    /** Puts in a completion. */
    void put(Input input) {
        own.add(input);
        wake();
    }

    void wake() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
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

    /**
     * Sleeps until there is an input, at most this long; the loop's thread only.
     *
     * @param ownOnly what comes from outside is left waiting now
     */
    void await(long nanos, boolean ownOnly) {
        sleeper = Thread.currentThread();
        if (own.isEmpty() && (ownOnly || outside.isEmpty())) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }
}
