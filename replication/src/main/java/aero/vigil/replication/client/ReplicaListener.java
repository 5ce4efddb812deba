package aero.vigil.replication.client;

import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Welcome;

/** One who hears everything the replicas say; called on the client's context, must not block. */
public interface ReplicaListener {

    /** The replica has welcomed us: subscriptions of an earlier connection are gone. */
    default void connected(ReplicaLink link, Welcome welcome) {}

    /** A message after the Welcome, in the order the replica sent it. */
    default void received(ReplicaLink link, ServerMessage message) {}

    /** The connection is gone; the link tries again by itself. */
    default void disconnected(ReplicaLink link) {}
}
