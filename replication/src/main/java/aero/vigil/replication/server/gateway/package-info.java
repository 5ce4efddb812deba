/**
 * The door of one replica to pages, adapters and tools: WebSocket {@code /v1}, the page's files,
 * and the demo's control.
 *
 * <p>What lives here: {@link aero.vigil.replication.server.gateway.Gateway} and one {@code
 * ClientConnection} a WebSocket, all on one Vert.x event loop. What may enter: client messages,
 * which are checked and bounded here, and from the replica its frames, replies and status through
 * {@link aero.vigil.replication.server.gateway.Gateway}'s methods. What it must never know: the
 * protocol between replicas, the journal, and what the opaque payloads mean.
 */
@NullMarked
package aero.vigil.replication.server.gateway;

import org.jspecify.annotations.NullMarked;
