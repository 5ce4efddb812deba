/**
 * The wire between replicas: TCP, one connection a pair, length-prefixed messages.
 *
 * <p>What lives here: {@link aero.vigil.replication.transport.ReplicaTransport} and one {@code
 * PeerLink} a peer, all on one Vert.x event loop. Every connection begins with an {@link
 * aero.vigil.replication.transport.Introduction} either way: cluster id, protocol version, index
 * and incarnation are checked before anything else is read. Nothing here waits and nothing grows
 * without bound: what cannot be sent is dropped and counted, and the protocol above repairs it
 * (replication §12). {@link aero.vigil.replication.transport.FreePorts} gives ports to groups that
 * live for a while beside others. What it must never know: what messages mean, the journal, an
 * airspace.
 */
@NullMarked
package aero.vigil.replication.transport;

import org.jspecify.annotations.NullMarked;
