package aero.vigil.replication.core;

import java.util.Arrays;

/**
 * Who has said what about one entry that somebody must hold (rule 11): a replica that answers
 * without it either lacks it for certain, or may have lost it.
 */
public class BodySearch {

    private final boolean[] answered;
    private final boolean[] lacking;

    protected BodySearch(int groupSize) {
        answered = new boolean[groupSize];
        lacking = new boolean[groupSize];
    }

    /** Another entry is wanted from now on. */
    final void begin() {
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
        return count(lacking) >= quorum || count(answered) == answered.length;
    }

    /** How many lack it for certain. */
    protected final int lacking() {
        return count(lacking);
    }

    private static int count(boolean[] said) {
        int count = 0;
        for (boolean each : said) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
