package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import java.io.Closeable;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A piece of a committed log with states to begin from: what can be replayed. */
public interface Recording extends Closeable {

    /** What it is and where it stands, in a few words. */
    String origin();

    /** Op 1 of the group. */
    LogEntry genesisEntry();

    /** What op 1 says. */
    Genesis genesis();

    /**
     * States that it holds itself, as a checkpoint has them, by the op after which they are; under
     * 0, empty, the one before op 1 if all ops from there on are in it. Never empty.
     */
    NavigableMap<Long, byte[]> bases();

    /** The last op that was committed. */
    long lastOp();

    /** Reads the ops from the first base on; one for each thread. */
    LogReader reader();

    /** The digest that a frame had where it was recorded; null where that was not written down. */
    default @Nullable Digest digestOf(long frameNumber) {
        return null;
    }

    /** What is wrong with it, in sentences that name the place. */
    List<String> findings();
}
