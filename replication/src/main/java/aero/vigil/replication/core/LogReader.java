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

    /**
     * The first op that the journal holds; 0 if it lets go of none. What is before it was let go
     * of, and is not lost.
     */
    default long firstOp() {
        return 0;
    }
}
