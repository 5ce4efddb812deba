/**
 * What a replica keeps on its disk: the vote, the journal, checkpoints, and the thread that writes
 * them (replication.md §3 and §8).
 *
 * <pre>
 * DIR/lock                       held by the process that uses the directory
 * DIR/genesis                    op 1; its hash is the cluster id
 * DIR/vote                       four slots                          {@link aero.vigil.replication.journal.VoteFile}
 * DIR/journal/00000001/*.cq4     one queue of one cycle a file       {@link aero.vigil.replication.journal.ReplicaDirectory}
 * DIR/archive/00000001/*.cq4     files that nobody needs any more    {@link aero.vigil.replication.journal.History}
 * DIR/checkpoints/*.checkpoint   the two newest                      {@link aero.vigil.replication.journal.CheckpointFiles}
 * DIR/force-failed               left by a process that a failed force stopped
 * </pre>
 *
 * <p>A file of the journal is {@code FileStart, FileContinues, batch, batch, ...}. Each batch has a
 * number, the hash of the batch before it, and the number up to which everything had been forced
 * when it was written. So an intact batch proves that all up to that number was durable: damage at
 * or below it is damage to a promise; damage above it may be a write cut short (rule 18).
 *
 * <p>A start never appends to a file of an earlier process: it copies what no record proves
 * durable, at least the last two batches, into a new file, byte by byte, and forces that before
 * anything is sent (rule 17). The copies keep their numbers; {@code FileContinues} says where they
 * branch off.
 *
 * <p>Others than its replica read a directory by {@link
 * aero.vigil.replication.journal.RecordedLog}, which takes no lock and writes nothing.
 *
 * <p>What may enter: {@code core}, {@code codec}, Chronicle Queue, files, threads. What it must
 * never know: the network, the state machine, an airspace.
 */
@NullMarked
package aero.vigil.replication.journal;

import org.jspecify.annotations.NullMarked;
