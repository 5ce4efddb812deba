package aero.vigil.replication.server;

/** What is told why a replica can go on no longer; each must end the process. */
@FunctionalInterface
public interface FatalEnd {

    /** A broken disk or a broken invariant: what is not written is not promised. */
    void ended(String reason);

    /** Another disk has this member's place, for ever (rule 20). */
    default void replaced(String reason) {
        ended(reason);
    }

    /** The group was made smaller by this member: there is nothing left to do here. */
    default void takenOut(String reason) {
        ended(reason);
    }
}
