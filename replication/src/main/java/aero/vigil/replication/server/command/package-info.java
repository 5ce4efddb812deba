/**
 * The verbs of the launcher that this module brings: {@code replica}, {@code status}, {@code
 * submit}.
 *
 * <p>What lives here: picocli commands, which read arguments, call what does the work, and turn
 * every mistake of a user into one line and an exit code (2: a wrong call, 1: a failure).
 */
@NullMarked
package aero.vigil.replication.server.command;

import org.jspecify.annotations.NullMarked;
