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
        switch (state.status) {
            case NORMAL -> {
                if (state.isPrimary()) {
                    resumeAsPrimary();
                }
            }
            case VIEW_CHANGE -> state.viewChange.report();
            case RECOVERING ->
                    state.alarm("RECOVERING", "the vote is lost: this replica takes no part");
        }
        state.suspicion.evaluate();
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
