package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientRequest;
import aero.vigil.replication.core.Query;
import org.jspecify.annotations.Nullable;

/** What the gateway asks of its replica. */
public interface ReplicaPort {

    /**
     * Hands a request over; the replica passes it to the primary.
     *
     * @return false when its inbox is full
     */
    boolean submit(ClientRequest request);

    /**
     * Hands a question over, to be answered by {@link Gateway#answerQueries}.
     *
     * @return false when it is not taken: its inbox is full, or this port takes requests only
     */
    default boolean ask(Query query) {
        return false;
    }

    /**
     * A person wants another primary.
     *
     * @return false when it is not taken: its inbox is full, or this port takes requests only
     */
    default boolean stepDown() {
        return false;
    }

    /** The recorded log that is shown in place of a replica; null: this is a replica. */
    default @Nullable ReplayPort replay() {
        return null;
    }
}
