package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.Genesis;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.journal.RecordedLog;
import aero.vigil.replication.journal.RefusalToStart;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the directory of a replica holds, or a copy of one. */
final class DirectoryRecording implements Recording {

    private static final byte[] NOTHING = {};

    private final RecordedLog log;
    private final NavigableMap<Long, byte[]> bases;

    private DirectoryRecording(RecordedLog log, NavigableMap<Long, byte[]> bases) {
        this.log = log;
        this.bases = bases;
    }

    /**
     * Reads it; writes nothing and takes no lock.
     *
     * @throws IllegalArgumentException if there is nothing in it that can be replayed
     */
    static DirectoryRecording open(Path directory) throws IOException {
        RecordedLog log;
        try {
            log = RecordedLog.open(directory);
        } catch (RefusalToStart refusal) {
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no "
                            + e.getFile()
                            + ": a copy of a replica's directory holds all of it, 'genesis',"
                            + " 'member', 'vote', 'journal', 'checkpoints', and 'archive' if it"
                            + " has one",
                    e);
        }
        NavigableMap<Long, byte[]> bases = new TreeMap<>(log.checkpoints());
        if (log.firstOp() == 1) {
            bases.put(0L, NOTHING);
        }
        if (bases.isEmpty()) {
            log.close();
            throw new IllegalArgumentException(
                    directory
                            + " holds the log from op "
                            + log.firstOp()
                            + " on and no whole checkpoint to begin from: replay another member's"
                            + " directory. "
                            + String.join(". ", log.findings()));
        }
        return new DirectoryRecording(log, bases);
    }

    @Override
    public String origin() {
        return "replica " + log.index() + ", " + log.directory();
    }

    @Override
    public LogEntry genesisEntry() {
        return log.genesisEntry();
    }

    @Override
    public Genesis genesis() {
        return log.genesis();
    }

    @Override
    public NavigableMap<Long, byte[]> bases() {
        return bases;
    }

    @Override
    public long lastOp() {
        return log.lastOp();
    }

    @Override
    public LogReader reader() {
        return log.reader();
    }

    @Override
    public List<String> findings() {
        return log.findings();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
