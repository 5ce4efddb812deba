package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A journal file of which the queue file itself had not been made yet. */
enum EmptyBlockFile implements BlockFile {
    INSTANCE;

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(long offset, ByteBuffer into) {
        return 0;
    }

    @Override
    public void write(long offset, ByteBuffer from) throws IOException {
        throw new IOException("there is no file");
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
}
