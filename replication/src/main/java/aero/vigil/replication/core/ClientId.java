package aero.vigil.replication.core;

/**
 * Who submits operations: 128 random bits that a client draws once in its life.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record ClientId(long high, long low) {

    /** The id of the group itself (genesis, ticks); refused from outside. */
    public static final ClientId RESERVED = new ClientId(0, 0);

    /** Whether this id may not come from outside. */
    public boolean isReserved() {
        return high == 0 && low == 0;
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
