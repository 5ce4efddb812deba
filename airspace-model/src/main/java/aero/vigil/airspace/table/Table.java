package aero.vigil.airspace.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded array of immutable records by dense index, changed in units of work.
 *
 * <p>Index 0 is never used, so that 0 can mean "none". Iteration goes by index, so its order is the
 * same everywhere. A table never shrinks; which free index is used next is its owner's rule.
 *
 * @param <R> an immutable record type
 */
public final class Table<R> implements Rows<R> {

    private final UnitOfWork work;
    private final String name;
    private final int capacity;
    private @Nullable Object[] rows = new Object[64];
    private Touched[] followers = {};
    private int size;
    private int limit = 1;

    /**
     * @param name for messages
     * @param capacity the greatest index, at least 1
     */
    public Table(UnitOfWork work, String name, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of " + name + " is " + capacity);
        }
        this.work = work;
        this.name = name;
        this.capacity = capacity;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable R get(int index) {
        return index > 0 && index < limit ? (R) rows[index] : null;
    }

    /** Stores the record at this index, or removes what is there when it is null. */
    public void set(int index, @Nullable R row) {
        if (index < 1 || index > capacity) {
            throw new IllegalArgumentException(
                    name + " has no index " + index + " (1.." + capacity + ")");
        }
        R before = get(index);
        if (before == row) {
            return;
        }
        work.remember(() -> put(index, before));
        put(index, row);
    }

    private void put(int index, @Nullable R row) {
        if (index >= rows.length) {
            rows =
                    Arrays.copyOf(
                            rows, Math.max(index + 1, Math.min(capacity + 1, rows.length * 2)));
        }
        size += (row == null ? 0 : 1) - (rows[index] == null ? 0 : 1);
        rows[index] = row;
        limit = Math.max(limit, index + 1);
        for (Touched follower : followers) {
            follower.add(index);
        }
    }

    /** From now on notes where this table is stored at. */
    public Touched follow() {
        Touched touched = new Touched();
        followers = Arrays.copyOf(followers, followers.length + 1);
        followers[followers.length - 1] = touched;
        for (int index = 1; index < limit; index++) {
            touched.add(index);
        }
        return touched;
    }

    @Override
    public int size() {
        return size;
    }

    /** The greatest index that may be used. */
    public int capacity() {
        return capacity;
    }

    @Override
    public int limit() {
        return limit;
    }

    /** The rows of this moment: a shallow copy, which any thread may read. */
    public Rows<R> frozen() {
        return new Frozen<>(copy(), size);
    }

    private record Frozen<R>(@Nullable Object[] rows, int size) implements Rows<R> {

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable R get(int index) {
            return index > 0 && index < rows.length ? (R) rows[index] : null;
        }

        @Override
        public int limit() {
            return rows.length;
        }
    }

    /** A shallow copy of the rows, index for index, for a snapshot: the records are immutable. */
    public @Nullable Object[] copy() {
        return Arrays.copyOf(rows, limit);
    }
}
