package aero.vigil.replication.core;

/**
 * The operation of a RECONFIGURE, the last op of its epoch: the group is one member larger or
 * smaller from the view on that it names (VRR §7.1).
 *
 * <p>The member that comes or goes is the last one, so that each keeps its place.
 *
 * @param opNumber where it stands; 0 as long as it does not
 * @param firstView in which the next epoch begins
 * @param added the incarnation of the member that comes; {@link Incarnation#NONE} if one goes
 */
record Reconfiguration(long opNumber, long firstView, Incarnation added) {

    /** That there was none yet. */
    static final Reconfiguration NONE = new Reconfiguration(0, 0, Incarnation.NONE);

    private static final int BYTES = 3 * 8;

    Reconfiguration {
        if (!Epoch.isPossible(firstView)) {
            throw new IllegalArgumentException(
                    "no epoch begins with view " + Long.toHexString(firstView));
        }
    }

    /** The number of the epoch that it begins. */
    long epoch() {
        return Epoch.numberOf(firstView);
    }

    /** Whether it puts a member into this place. */
    boolean adds(int index) {
        return !added.equals(Incarnation.NONE) && Epoch.groupSizeOf(firstView, 0) == index + 1;
    }

    byte[] encode() {
        return new Bytes().putLong(firstView).putLong(added.high()).putLong(added.low()).toArray();
    }

    static Reconfiguration of(LogEntry entry) {
        if (entry.operation().length != BYTES) {
            throw new AssertionError(entry + " is no reconfiguration");
        }
        ByteReader reader = new ByteReader(entry.operation());
        return new Reconfiguration(
                entry.opNumber(),
                reader.getLong(),
                new Incarnation(reader.getLong(), reader.getLong()));
    }
}
