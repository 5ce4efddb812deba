package aero.vigil.airspace.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sets of numbers by a key from a small range, each in ascending order, so that the order in which
 * they came does not matter; derived from a table, never written to a checkpoint.
 *
 * <p>A look-up is two array reads: it serves where a whole tick asks, {@link Index} where a message
 * does.
 */
public final class NumberSets {

    private static final int[] NONE = {};

    private final Table<int[]> sets;

    /**
     * @param name for messages
     * @param keys keys run from 0 below this
     */
    public NumberSets(UnitOfWork work, String name, int keys) {
        sets = new Table<>(work, name, keys);
    }

    /** The numbers under this key, ascending: not to be changed. */
    public int[] get(int key) {
        int[] set = sets.get(key + 1);
        return set == null ? NONE : set;
    }

    /** Adds a number under a key, if it is not there. */
    public void add(int key, int number) {
        int[] before = get(key);
        int at = Arrays.binarySearch(before, number);
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        int[] after = new int[before.length + 1];
        System.arraycopy(before, 0, after, 0, place);
        after[place] = number;
        System.arraycopy(before, place, after, place + 1, before.length - place);
        sets.set(key + 1, after);
    }

    /** Removes a number from a key, if it is there. */
    public void remove(int key, int number) {
        int[] before = get(key);
        int at = Arrays.binarySearch(before, number);
        if (at < 0) {
            return;
        }
        int @Nullable [] after = null;
        if (before.length > 1) {
            after = new int[before.length - 1];
            System.arraycopy(before, 0, after, 0, at);
            System.arraycopy(before, at + 1, after, at, after.length - at);
        }
        sets.set(key + 1, after);
    }
}
