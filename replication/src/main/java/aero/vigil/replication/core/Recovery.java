package aero.vigil.replication.core;

/** What a replica does when it starts, with what its disk holds (replication.md §3, §5). */
public class Recovery {

    private final ReplicaState state;

    protected Recovery(ReplicaState state) {
        this.state = state;
    }

    void start() {
        if (!state.tailCertain) {
            state.alarm(
                    "TAIL_UNCERTAIN",
                    "something promised may have stood behind op " + state.log.opNumber());
        }
        if (!holdsAdoptedLog()) {
            state.status = ReplicaStatus.Status.RECOVERING;
            state.alarm(
                    "LOG_LOST",
                    "the log adopted for view "
                            + state.logView
                            + " ended at op "
                            + state.adoptedOp
                            + ", which is not there: the log ends at op "
                            + state.log.opNumber());
        }
        switch (state.status) {
            case NORMAL -> {
                if (state.isPrimary()) {
                    resumeAsPrimary();
                }
            }
            case VIEW_CHANGE -> state.viewChange.report();
            case RECOVERING ->
                    state.alarm("RECOVERING", "a promise is lost: this replica takes no part");
        }
        state.suspicion.evaluate();
    }

    /**
     * Whether the log that the vote stands for is there. The vote was forced after it; where the
     * journal's end was damaged, the vote would speak for a log that nobody here has.
     */
    private boolean holdsAdoptedLog() {
        Digest there = state.log.hashAt(state.adoptedOp);
        boolean isThere =
                there == null
                        ? state.log.holes().isMissing(state.adoptedOp)
                        : there.equals(state.adoptedHash);
        return isAdoptionThere() && (state.adoptedOp < state.log.firstOp() || isThere);
    }

    /**
     * Whether nothing of an earlier view stands behind the adopted end. Where LogAdopted itself was
     * lost, what it cut off stands there again, and would be taken for the log of a view that has
     * other ops in its place.
     */
    protected boolean isAdoptionThere() {
        return state.journalLogView == state.logView
                || state.log.opNumber() <= state.adoptedOp
                || state.adoptedOp < state.log.firstOp() - 1; // a checkpoint, further on
    }

    /**
     * A replica that starts as the primary of a view it has led never leads it again (rule 14): it
     * may have sent Prepares that it had not forced, and would now put others in their place.
     */
    protected void resumeAsPrimary() {
        state.suspicion.abdicate();
    }

    /** Leads the view that this replica has durably begun. */
    protected final void leadAgain() {
        state.normalOperation.leadership().begin();
    }
}
