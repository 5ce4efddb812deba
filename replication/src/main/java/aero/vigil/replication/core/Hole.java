package aero.vigil.replication.core;

/**
 * Ops of a log whose bodies the journal has lost, below intact ones: the hash chain still names
 * them (replication.md §8).
 *
 * @param firstOp the first op without a body
 * @param lastOp the last
 * @param hash of lastOp, as the entry behind it says
 * @param hashBefore of the op before firstOp; {@link Digest#ZERO} where nothing here says it
 */
public record Hole(long firstOp, long lastOp, Digest hash, Digest hashBefore) {

    public Hole {
        if (firstOp < 1 || lastOp < firstOp) {
            throw new IllegalArgumentException("no hole: ops " + firstOp + " to " + lastOp);
        }
    }

    boolean covers(long op) {
        return op >= firstOp && op <= lastOp;
    }

    long ops() {
        return lastOp - firstOp + 1;
    }
}
