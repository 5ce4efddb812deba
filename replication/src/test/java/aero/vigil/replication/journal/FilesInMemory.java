package aero.vigil.replication.journal;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Files as a crash has left them. */
record FilesInMemory(SortedMap<Long, byte[]> files) implements JournalFiles {

    @Override
    public List<Long> numbers() {
        return List.copyOf(files.keySet());
    }

    @Override
    public BlockFile openToRead(long number) throws IOException {
        byte[] bytes = files.get(number);
        if (bytes == null) {
            throw new IOException("no file " + number);
        }
        SimulatedBlockFile file = new SimulatedBlockFile(bytes.length);
        file.damage(0, bytes);
        return file;
    }

    @Override
    public AppendableFile create(long number) {
        throw new AssertionError("a scan changes nothing");
    }

    @Override
    public void archive(long number) {
        throw new AssertionError("a scan changes nothing");
    }

    @Override
    public long lastWrittenMillis(long number) {
        throw new AssertionError("a scan asks for no times");
    }

    @Override
    public void remove(long number) {
        throw new AssertionError("a scan changes nothing");
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }
}
