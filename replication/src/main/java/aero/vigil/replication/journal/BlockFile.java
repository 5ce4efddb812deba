package aero.vigil.replication.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file seen as bytes at offsets: the port below the vote file and the reading of the journal, so
 * that both run over a simulated disk as well.
 */
public interface BlockFile extends Closeable {

    /** Length in bytes. */
    long size() throws IOException;

    /**
     * Reads from {@code offset} until {@code into} is full or the file ends.
     *
     * @return the number of bytes read, 0 at or behind the end
     */
    int read(long offset, ByteBuffer into) throws IOException;

    /** Writes all that remains in {@code from}; durable only after {@link #force}. */
    void write(long offset, ByteBuffer from) throws IOException;

    /**
     * Returns when everything written is on the device. After a failure nothing may be concluded
     * from a second call: Linux marks the lost pages clean (Rebello et al., ATC '20).
     */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
