package aero.vigil.airspace;

import aero.vigil.airspace.table.UnitOfWork;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work: whole, or not at all.
 *
 * <p>A {@link RuntimeException} or {@link AssertionError} is the same on every machine and becomes
 * a {@link Failure}. A {@link VirtualMachineError} depends on the machine and goes up: the replica
 * stops (airspace-algorithms §1.5).
 */
final class Units {

    private final UnitOfWork work;

    Units(UnitOfWork work) {
        this.work = work;
    }

    /**
     * What a unit came to.
     *
     * @param value what it returned, null when it failed
     * @param failure what went wrong, null when nothing did
     */
    record Outcome<T>(@Nullable T value, @Nullable Failure failure) {}

    /**
     * What went wrong inside a unit.
     *
     * @param error the kind of error, and its text where that is our own
     */
    record Failure(String error) {

        /** Longest text kept of an error. */
        private static final int MAX_TEXT = 200;

        static Failure of(Throwable thrown) {
            // The texts of the platform's own exceptions differ between versions of Java.
            boolean ours =
                    thrown instanceof AssertionError
                            || thrown.getClass() == IllegalArgumentException.class
                            || thrown.getClass() == IllegalStateException.class;
            String message = ours ? thrown.getMessage() : null;
            String name = thrown.getClass().getSimpleName();
            String text = message == null || message.isEmpty() ? name : name + ": " + message;
            return new Failure(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT));
        }
    }

    /** Runs a unit; commits it, or rolls it back if it fails. */
    <T> Outcome<T> run(Supplier<T> unit) {
        begin();
        try {
            T value = unit.get();
            work.commit();
            return new Outcome<>(value, null);
        } catch (RuntimeException | AssertionError e) {
            work.rollback();
            return new Outcome<>(null, Failure.of(e));
        }
    }

    /** Runs a unit that returns nothing; returns what went wrong, or null. */
    @Nullable Failure run(Runnable unit) {
        begin();
        try {
            unit.run();
            work.commit();
            return null;
        } catch (RuntimeException | AssertionError e) {
            work.rollback();
            return Failure.of(e);
        }
    }

    private void begin() {
        if (!work.isClean()) {
            throw new AssertionError("a unit of work begins inside another");
        }
    }

    /** Undoes what the running unit has done so far; it goes on with nothing done. */
    void undo() {
        work.rollback();
    }
}
