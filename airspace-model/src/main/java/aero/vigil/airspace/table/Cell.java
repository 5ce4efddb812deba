package aero.vigil.airspace.table;

/**
 * One immutable value of the model's state that changes in units of work.
 *
 * @param <T> an immutable type
 */
public final class Cell<T> {

    private final UnitOfWork work;
    private T value;

    public Cell(UnitOfWork work, T initial) {
        this.work = work;
        this.value = initial;
    }

    public T get() {
        return value;
    }

    /** Replaces the value; undone if the unit is rolled back. */
    public void set(T replacement) {
        T before = value;
        if (before == replacement) {
            return;
        }
        work.remember(() -> value = before);
        value = replacement;
    }
}
