package aero.vigil.replication.server;

import aero.vigil.replication.core.Assembly;
import aero.vigil.replication.core.StateMachine;

/**
 * What a replica's process is made of, where there is a choice.
 *
 * <p>A running replica uses this one. The certification campaign's checkers are qualified by
 * others, each with a fault planted; only that campaign's own main class reaches those.
 */
public class ReplicaParts {

    /** The parts of the protocol core. */
    public Assembly assembly() {
        return new Assembly();
    }

    /**
     * What the group agrees on.
     *
     * @param model the airspace model behind its port
     * @param index this replica's
     */
    public StateMachine stateMachine(StateMachine model, int index) {
        return model;
    }
}
