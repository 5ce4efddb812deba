package aero.vigil.replication.core;

/**
 * What a replica has durably promised about views; it lives outside the journal (rule 2).
 *
 * @param generation grows by one with each vote, from 1
 * @param viewNumber the view this replica has durably entered or wants
 * @param logView the last view whose log it has adopted
 * @param adoptedOp the end of the log adopted for logView
 * @param adoptedHash the hash of that op
 * @param incarnation the life of this disk
 * @param recovering whether it has lost something it promised and takes part in no quorum
 */
public record Vote(
        long generation,
        long viewNumber,
        long logView,
        long adoptedOp,
        Digest adoptedHash,
        Incarnation incarnation,
        boolean recovering) {

    public Vote {
        if (generation < 1 || logView < 0 || viewNumber < logView || adoptedOp < 1) {
            throw new IllegalArgumentException(
                    "no vote: generation "
                            + generation
                            + ", view "
                            + viewNumber
                            + ", log view "
                            + logView
                            + ", adopted op "
                            + adoptedOp);
        }
    }

    /** The vote of a newly formatted member: view 0, and op 1 adopted. */
    public static Vote initial(LogEntry genesis, Incarnation incarnation) {
        return new Vote(1, 0, 0, genesis.opNumber(), genesis.hash(), incarnation, false);
    }
}
