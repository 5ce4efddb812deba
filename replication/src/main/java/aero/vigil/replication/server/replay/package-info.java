/**
 * A recorded log shown again: the picture of any moment, byte for byte what was shown then.
 *
 * <p>What lives here: {@link aero.vigil.replication.server.replay.Recording}, what a replica's
 * directory or an exported span holds; {@link aero.vigil.replication.server.replay.Indexing}, the
 * one pass over it that finds every frame, keeps states to go on from, and writes the time line;
 * {@link aero.vigil.replication.server.replay.Player}, which stands at one frame and moves; {@link
 * aero.vigil.replication.server.replay.ReplayServer}, which shows it at a gateway like a replica's.
 *
 * <p>What may enter: the state machine, the journal as it is read, the gateway. What it must never
 * do: write to what it replays, take a lock on it, or talk to the group that recorded it.
 */
@NullMarked
package aero.vigil.replication.server.replay;

import org.jspecify.annotations.NullMarked;
