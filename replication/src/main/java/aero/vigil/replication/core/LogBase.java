package aero.vigil.replication.core;

/**
 * What a log that does not begin with op 1 goes on from: a checkpoint stands for all up to here.
 *
 * @param opNumber the op of the checkpoint
 * @param hash of that op's entry
 */
public record LogBase(long opNumber, Digest hash) {

    public LogBase {
        if (opNumber < 1) {
            throw new IllegalArgumentException("a log goes on from op 1 at least");
        }
    }
}
