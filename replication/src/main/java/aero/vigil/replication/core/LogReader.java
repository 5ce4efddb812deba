package aero.vigil.replication.core;

import org.jspecify.annotations.Nullable;

/**
 * Reads entries that the core no longer holds in memory: what {@link RecoveredLog} makes of all
 * records handed out so far. The core asks only for entries whose record is forced.
 */
@FunctionalInterface
public interface LogReader {

    /** The entry with this op-number, or null if the journal does not reach back or up to it. */
    @Nullable LogEntry read(long opNumber);
}
