package aero.vigil.replication.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a journal as they were at one moment, held open to be read: they stay readable when
 * the replica that they belong to moves or removes them (a file that is open outlives its name),
 * and it is never in the way of that replica, for it takes no lock and writes nothing.
 */
final class HeldFiles implements JournalFiles {

    private final Map<Long, BlockFile> files = new TreeMap<>();

    /** Opens all files that there are now. */
    static HeldFiles of(JournalFiles journal) throws IOException {
        HeldFiles held = new HeldFiles();
        try {
            for (long number : journal.numbers()) {
                held.files.put(number, journal.openToRead(number));
            }
            return held;
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    @Override
    public List<Long> numbers() {
        return List.copyOf(files.keySet());
    }

    /** The same file for all who ask; closed with {@link #close} alone. */
    @Override
    public BlockFile openToRead(long number) throws IOException {
        BlockFile file = files.get(number);
        if (file == null) {
            throw new IOException("journal file " + number + " was not there");
        }
        return new ReadOnlyBlockFile(file);
    }

    void close() throws IOException {
        List<BlockFile> all = new ArrayList<>(files.values());
        files.clear();
        for (BlockFile file : all) {
            file.close();
        }
    }

    @Override
    public AppendableFile create(long number) throws IOException {
        throw readOnly();
    }

    @Override
    public void remove(long number) throws IOException {
        throw readOnly();
    }

    @Override
    public void archive(long number) throws IOException {
        throw readOnly();
    }

    @Override
    public long lastWrittenMillis(long number) throws IOException {
        throw readOnly();
    }

    @Override
    public long freeBytes() throws IOException {
        throw readOnly();
    }

    private static IOException readOnly() {
        return new IOException("a recorded log is only read");
    }
}
