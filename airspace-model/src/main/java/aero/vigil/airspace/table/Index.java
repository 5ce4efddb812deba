package aero.vigil.airspace.table;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sorted index from a key to the indexes of a {@link Table} that have it, changed in units of
 * work.
 *
 * <p>Derived state: it is never written to a checkpoint but built anew from its table.
 *
 * @param <K> a key with a total order of its own
 */
public final class Index<K extends Comparable<K>> {

    private static final int[] NONE = {};

    private final UnitOfWork work;
    private final Map<K, int[]> entries = new TreeMap<>();

    public Index(UnitOfWork work) {
        this.work = work;
    }

    /** The indexes with this key, ascending; the array is the caller's. */
    public int[] get(K key) {
        return entries.getOrDefault(key, NONE).clone();
    }

    /** Adds an index under a key; it must not be there yet. */
    public void add(K key, int index) {
        int[] before = entries.getOrDefault(key, NONE);
        int at = Arrays.binarySearch(before, index);
        if (at >= 0) {
            throw new AssertionError(index + " is indexed twice under " + key);
        }
        int[] after = new int[before.length + 1];
        System.arraycopy(before, 0, after, 0, -at - 1);
        after[-at - 1] = index;
        System.arraycopy(before, -at - 1, after, -at, before.length + at + 1);
        replace(key, before, after);
    }

    /** Removes an index from a key; it must be there. */
    public void remove(K key, int index) {
        int[] before = entries.getOrDefault(key, NONE);
        int at = Arrays.binarySearch(before, index);
        if (at < 0) {
            throw new AssertionError(index + " is not indexed under " + key);
        }
        int[] after = new int[before.length - 1];
        System.arraycopy(before, 0, after, 0, at);
        System.arraycopy(before, at + 1, after, at, after.length - at);
        replace(key, before, after);
    }

    private void replace(K key, int[] before, int[] after) {
        work.remember(() -> put(key, before));
        put(key, after);
    }

    private void put(K key, int[] indexes) {
        if (indexes.length == 0) {
            entries.remove(key);
        } else {
            entries.put(key, indexes);
        }
    }
}
