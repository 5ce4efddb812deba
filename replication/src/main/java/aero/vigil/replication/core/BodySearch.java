package aero.vigil.replication.core;

import java.util.Arrays;

/**
 * Who has said what about one entry that somebody must hold (rule 11): a replica that answers
 * without it either lacks it for certain, or may have lost it.
 */
public class BodySearch {

    private final boolean[] answered;
    private final boolean[] lacking;
    private int groupSize;

    protected BodySearch(int places) {
        answered = new boolean[places];
        lacking = new boolean[places];
    }

    /** Another entry is wanted from now on, in a group of so many: the others' word is none. */
    final void begin(int members) {
        groupSize = members;
        Arrays.fill(answered, false);
        Arrays.fill(lacking, false);
    }

    /**
     * A replica does not have it.
     *
     * @param certainly whether it never promised it
     */
    final void hasNot(int replica, boolean certainly) {
        answered[replica] = true;
        lacking[replica] = certainly;
    }

    /**
     * Whether the entry can never have been committed, or is lost everywhere: f + 1 lack it for
     * certain, or all have answered and none has it.
     */
    protected boolean isAbsent(int quorum) {
        return count(lacking) >= quorum || count(answered) == groupSize;
    }

    /** How many lack it for certain. */
    protected final int lacking() {
        return count(lacking);
    }

    private int count(boolean[] said) {
        int count = 0;
        for (int i = 0; i < groupSize; i++) {
            count += said[i] ? 1 : 0;
        }
        return count;
    }
}
