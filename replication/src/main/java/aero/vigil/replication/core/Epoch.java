package aero.vigil.replication.core;

/**
 * A time in which the group has the same number of members (VRR §7): the first so many places.
 *
 * <p>A view-number says its epoch and the size of its group in its high bits, so that whoever reads
 * one knows how many replicas are a majority in that view, and who its primary is; and a view of a
 * later epoch is a later view. Epoch 0 is that of op 1: its views are 0, 1, 2, as if there were no
 * epochs.
 *
 * <p>A majority of one epoch and a majority of the next have a replica in common, since their sizes
 * differ by one.
 *
 * @param number 0, and one more with each {@link Reconfiguration}
 * @param groupSize how many members there are
 */
public record Epoch(long number, int groupSize) {

    /** No group grows beyond this, or begins with more than that and is changed. */
    public static final int MOST_MEMBERS = 5;

    /** A group of fewer could replace no member: f + 1 others must commit that. */
    public static final int LEAST_MEMBERS = 3;

    private static final int SIZE_SHIFT = 40;
    private static final int NUMBER_SHIFT = 48;
    private static final long VIEW_MASK = (1L << SIZE_SHIFT) - 1;
    private static final int SIZE_MASK = 0xff;

    /**
     * The epoch of a view.
     *
     * @param initialGroupSize as op 1 has it
     */
    public static Epoch of(long viewNumber, int initialGroupSize) {
        return new Epoch(numberOf(viewNumber), groupSizeOf(viewNumber, initialGroupSize));
    }

    /** How many members there may ever be in a group that began with so many. */
    public static int places(int initialGroupSize) {
        return Math.max(initialGroupSize, MOST_MEMBERS);
    }

    /** The epoch of a view, by its number. */
    public static long numberOf(long viewNumber) {
        return viewNumber >>> NUMBER_SHIFT;
    }

    /** A view-number for a person: 7, and 2/7 where the group's size was changed twice before. */
    public static String viewWords(long viewNumber) {
        long epoch = numberOf(viewNumber);
        return epoch == 0
                ? Long.toString(viewNumber)
                : epoch + "/" + Long.toString(viewNumber & VIEW_MASK);
    }

    static int groupSizeOf(long viewNumber, int initialGroupSize) {
        return numberOf(viewNumber) == 0
                ? initialGroupSize
                : (int) (viewNumber >>> SIZE_SHIFT) & SIZE_MASK;
    }

    /** Whether a view-number can be one: none of a group that there cannot be. */
    static boolean isPossible(long viewNumber) {
        int size = (int) (viewNumber >>> SIZE_SHIFT) & SIZE_MASK;
        return numberOf(viewNumber) == 0
                ? size == 0
                : size >= LEAST_MEMBERS && size <= MOST_MEMBERS;
    }

    /** The primary of a view: views of an epoch go round its members. */
    static int primaryOf(long viewNumber, int initialGroupSize) {
        return (int) ((viewNumber & VIEW_MASK) % groupSizeOf(viewNumber, initialGroupSize));
    }

    /** How many are a majority of so many: f + 1 of 2f + 1, f + 2 of 2f + 2. */
    static int majorityOf(int groupSize) {
        return groupSize / 2 + 1;
    }

    /** The first view of this epoch that this member is the primary of. */
    long firstViewOf(int primary) {
        return (number << NUMBER_SHIFT) | ((long) groupSize << SIZE_SHIFT) | primary;
    }
}
