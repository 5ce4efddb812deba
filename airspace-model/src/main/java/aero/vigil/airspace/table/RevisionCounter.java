package aero.vigil.airspace.table;

/**
 * Gives each change of an object of the picture a number greater than every one before, so that
 * what changed since a frame is what has a greater number than the frame saw.
 */
public final class RevisionCounter {

    private final Cell<Long> last;

    public RevisionCounter(UnitOfWork work) {
        last = new Cell<>(work, 0L);
    }

    /** The greatest number given so far. */
    public long last() {
        return last.get();
    }

    /** The next number. */
    public long next() {
        long next = last.get() + 1;
        last.set(next);
        return next;
    }

    /** Continues from a number read from a checkpoint. */
    public void continueFrom(long number) {
        last.set(number);
    }
}
