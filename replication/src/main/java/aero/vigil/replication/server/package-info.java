/**
 * The one place that joins everything: one process, one replica.
 *
 * <p>What lives here: {@link aero.vigil.replication.server.ReplicaServer}, which opens a directory
 * and starts the threads; {@link aero.vigil.replication.server.ReplicaLoop}, the only thread that
 * touches the protocol core; the airspace model behind the core's port ({@link
 * aero.vigil.replication.server.AirspaceStateMachine}). Threads: the loop; the journal's; one that
 * encodes keyframes and checkpoints; one event loop each for the wire between replicas and for the
 * gateway. They hand work over by bounded queues and share nothing else.
 *
 * <p>What may enter: everything of this module. What it must never know: displays and radars.
 */
@NullMarked
package aero.vigil.replication.server;

import org.jspecify.annotations.NullMarked;
