package aero.vigil.airspace.table;

import org.jspecify.annotations.Nullable;

/**
 * Gives out the indexes of a table in turn, and none again until its quarantine has passed, so that
 * a number on somebody's screen never means another object at once.
 *
 * <p>The order is the same everywhere: it depends on the order of calls and their times alone.
 */
public final class IndexPool {

    /** How long a freed index rests: 10 minutes (airspace-algorithms §1). */
    public static final long REST_MICROS = 600_000_000L;

    private final Table<?> table;
    private final Table<Long> freedAt;
    private final Cell<Integer> last;

    public IndexPool(UnitOfWork work, Table<?> table) {
        this.table = table;
        this.freedAt = new Table<>(work, "freed indexes", table.capacity());
        this.last = new Cell<>(work, 0);
    }

    /** The next free index, or 0 when the table is full. */
    public int take(long nowMicros) {
        int capacity = table.capacity();
        for (int step = 1; step <= capacity; step++) {
            int index = (last.get() + step - 1) % capacity + 1;
            Long freed = freedAt.get(index);
            if (table.get(index) == null && (freed == null || nowMicros - freed >= REST_MICROS)) {
                last.set(index);
                return index;
            }
        }
        return 0;
    }

    /** Says that this index was freed now. */
    public void freed(int index, long nowMicros) {
        freedAt.set(index, nowMicros);
    }

    /** What decides which indexes come next, frozen. */
    public StateCapture capture() {
        int lastTaken = last.get();
        @Nullable Object[] freed = freedAt.copy();
        int count = freedAt.size();
        return out -> {
            out.writeInt(lastTaken);
            out.writeInt(count);
            for (int i = 1; i < freed.length; i++) {
                if (freed[i] instanceof Long micros) {
                    out.writeInt(i);
                    out.writeLong(micros);
                }
            }
        };
    }

    /** Reads what a capture wrote, into a pool that was never used. */
    public void read(StateInput in) {
        last.set(in.readInt());
        int count = in.readLength(12);
        for (int i = 0; i < count; i++) {
            freedAt.set(in.readInt(), in.readLong());
        }
    }
}
