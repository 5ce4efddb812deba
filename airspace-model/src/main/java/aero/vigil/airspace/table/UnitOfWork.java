package aero.vigil.airspace.table;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One thing the model does whole or not at all: a plot, an order, a plan message, one evaluation of
 * a safety net.
 *
 * <p>Everything mutable in the model is changed through a {@link Table} or a {@link Cell} that
 * belongs to one unit of work. Each first change remembers how to undo itself; {@link #rollback}
 * undoes in reverse order, {@link #commit} forgets. So a unit that throws leaves the state as it
 * was, on every replica alike.
 *
 * <p>Invariant: the undo list is empty between units.
 */
public final class UnitOfWork {

    /** The most changes one unit may make: a bound that only a runaway loop can meet. */
    public static final int MAX_CHANGES = 1 << 20;

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private boolean isForGood;

    /** Remembers how to undo a change that is about to be made. */
    void remember(Runnable undoing) {
        if (isForGood) {
            return;
        }
        if (undo.size() >= MAX_CHANGES) {
            throw new AssertionError(
                    "one unit of work makes more than " + MAX_CHANGES + " changes");
        }
        undo.push(undoing);
    }

    /**
     * Makes changes that are not to be undone, as many as they are: to a state that is thrown away
     * when they fail.
     */
    public void forGood(Runnable changes) {
        isForGood = true;
        try {
            changes.run();
        } finally {
            isForGood = false;
        }
    }

    /** Makes everything changed since the last commit or rollback stand. */
    public void commit() {
        undo.clear();
    }

    /** Undoes everything changed since the last commit or rollback, latest first. */
    public void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** Whether nothing has been changed since the last commit or rollback. */
    public boolean isClean() {
        return undo.isEmpty();
    }
}
