/**
 * How a program takes part in a group of replicas: it submits operations and follows the committed
 * stream.
 *
 * <p>What lives here: {@link aero.vigil.replication.client.GroupClient} (all replicas of one
 * group), {@link aero.vigil.replication.client.ReplicaLink} (the WebSocket to one of them, which
 * reconnects by itself), {@link aero.vigil.replication.client.GroupSession} (exactly-once
 * submission) and {@link aero.vigil.replication.client.FrameFollower} (the stream from one replica
 * at a time).
 *
 * <pre>{@code
 * GroupClient group = GroupClient.connect(vertx, GroupOptions.of("adapter-A", addresses));
 * group.open().compose(session -> session.submit(command.toByteArray()))
 *      .onSuccess(reply -> ...);                     // applied once, whatever died on the way
 * group.follow(0, new FrameListener() { ... });       // keyframe, then every frame in order
 * }</pre>
 *
 * <p>What may enter: the messages of {@code gateway.proto}, whose payloads stay opaque bytes. What
 * it must never know: the airspace, the journal, the protocol between replicas. All callbacks and
 * futures of one client run on one Vert.x context.
 */
@NullMarked
package aero.vigil.replication.client;

import org.jspecify.annotations.NullMarked;
