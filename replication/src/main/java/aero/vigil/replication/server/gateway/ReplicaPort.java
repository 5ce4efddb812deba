package aero.vigil.replication.server.gateway;

import aero.vigil.replication.core.ClientRequest;

/** What the gateway asks of its replica. */
public interface ReplicaPort {

    /**
     * Hands a request over; the replica passes it to the primary.
     *
     * @return false when its inbox is full
     */
    boolean submit(ClientRequest request);
}
