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
 * @param addresses where the member that comes is reached; of one that goes nothing is said
 */
record Reconfiguration(
        long opNumber, long firstView, Incarnation added, MemberAddresses addresses) {

    /** That there was none yet. */
    static final Reconfiguration NONE = begun(0);

    Reconfiguration {
        if (!Epoch.isPossible(firstView)) {
            throw new IllegalArgumentException(
                    "no epoch begins with view " + Long.toHexString(firstView));
        }
    }

    /** One of which it is known only which epoch it began, as a checkpoint says. */
    static Reconfiguration begun(long firstView) {
        return new Reconfiguration(0, firstView, Incarnation.NONE, MemberAddresses.NONE);
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
        Bytes bytes = new Bytes().putLong(firstView).putLong(added.high()).putLong(added.low());
        if (addresses.isKnown()) {
            bytes.putText(addresses.replica()).putText(addresses.gateway());
        }
        return bytes.toArray();
    }

    static Reconfiguration of(LogEntry entry) {
        try {
            ByteReader reader = new ByteReader(entry.operation());
            Reconfiguration read =
                    new Reconfiguration(
                            entry.opNumber(),
                            reader.getLong(),
                            new Incarnation(reader.getLong(), reader.getLong()),
                            reader.isAtEnd()
                                    ? MemberAddresses.NONE
                                    : new MemberAddresses(reader.getText(), reader.getText()));
            reader.expectEnd();
            return read;
        } catch (IllegalArgumentException e) {
            throw new AssertionError(entry + " is no reconfiguration", e);
        }
    }
}
