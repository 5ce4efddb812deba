package aero.vigil.replication.core;

/**
 * One life of a member's disk: 128 random bits drawn when the disk is formatted. A member whose
 * disk was lost and formatted again is another incarnation and cannot vote in its place.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Incarnation(long high, long low) {

    /** That of no disk. */
    public static final Incarnation NONE = new Incarnation(0, 0);

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
