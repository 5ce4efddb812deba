package aero.vigil.replication.codec;

/**
 * Which versions of the messages between replicas this build speaks.
 *
 * <p>Two replicas speak the newest that both know: a group is upgraded one member after the other,
 * so each build knows the version of the one before it. A kind of message, of log entry or of
 * journal record that is new comes with a new version, and is used where the others speak it.
 */
public final class ProtocolVersions {

    private static final int OLDEST = 1;
    private static final int NEWEST = 1;

    private ProtocolVersions() {}

    /** The oldest that this build speaks. */
    public static int oldest() {
        return OLDEST;
    }

    /** The newest that this build speaks. */
    public static int newest() {
        return NEWEST;
    }

    /** The newest that this build and another speak, 0 when there is none. */
    public static int agreed(int othersOldest, int othersNewest) {
        int newest = Math.min(NEWEST, othersNewest);
        return newest >= Math.max(OLDEST, othersOldest) ? newest : 0;
    }
}
