package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that others read too: it is not written to, and whoever has done with it leaves it open.
 *
 * @param file the file itself
 */
record ReadOnlyBlockFile(BlockFile file) implements BlockFile {

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        return file.read(offset, into);
    }

    @Override
    public void write(long offset, ByteBuffer from) throws IOException {
        throw new IOException("a recorded log is only read");
    }

    @Override
    public void force() throws IOException {
        throw new IOException("a recorded log is only read");
    }

    @Override
    public void close() {}
}
