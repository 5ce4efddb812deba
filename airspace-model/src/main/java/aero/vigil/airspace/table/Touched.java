package aero.vigil.airspace.table;

import java.util.BitSet;

/**
 * Where something has been stored since this was last cleared: all rows that have changed, and
 * perhaps some that have not, for a unit may have been undone.
 *
 * <p>It says where to look and never what is so: no part of the state. Of a new table it names
 * every row, so that a restored model looks at all of them once.
 */
public final class Touched {

    private final BitSet indexes = new BitSet();

    /** Notes that something was stored there. */
    public void add(int index) {
        indexes.set(index);
    }

    /** The least index from this one on, or -1: there is none. */
    public int next(int from) {
        return indexes.nextSetBit(from);
    }

    /** Forgets one. */
    public void remove(int index) {
        indexes.clear(index);
    }

    /** Adds all of them to a set. */
    public void addTo(BitSet others) {
        others.or(indexes);
    }

    /** From here on anew. */
    public void clear() {
        indexes.clear();
    }
}
