package aero.vigil.replication.journal;

import aero.vigil.replication.codec.MalformedException;
import aero.vigil.replication.codec.RecordCodec;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import aero.vigil.replication.core.LogReader;
import aero.vigil.replication.journal.FileScan.Found;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads single ops back from the journal while it is written.
 *
 * <p>Keeps the ops of the last stretch it has read, so that reading op after op reads each record
 * once. An op that cannot be read back is absent, and the failure is kept for {@link #lastFailure}.
 */
final class JournalReader implements LogReader, Closeable {

    /** A reader goes on from an op it knows for at most this many records. */
    private static final int STRETCH_RECORDS = 64;

    private static final int STRETCH_BYTES = 1 << 20;

    private final JournalFiles files;
    private final JournalIndex index;
    private final Map<Long, LogEntry> stretch = new HashMap<>();
    private long stretchVersion = -1;
    private @Nullable BlockFile openFile;
    private long openNumber;
    private @Nullable String lastFailure;

    JournalReader(JournalFiles files, JournalIndex index) {
        this.files = files;
        this.index = index;
    }

    @Override
    public synchronized @Nullable LogEntry read(long opNumber) {
        if (stretchVersion == index.version() && stretch.containsKey(opNumber)) {
            return stretch.get(opNumber);
        }
        Optional<JournalIndex.Lookup> lookup = index.find(opNumber);
        if (lookup.isEmpty()) {
            return null;
        }
        stretch.clear();
        stretchVersion = lookup.get().version();
        try {
            new Walk(opNumber).from(lookup.get().place());
        } catch (IOException | MalformedException e) {
            lastFailure = "op " + opNumber + " cannot be read back: " + e.getMessage();
        }
        @Nullable LogEntry entry = stretch.get(opNumber);
        if (entry == null && lastFailure == null) {
            lastFailure =
                    "op "
                            + opNumber
                            + " cannot be read back: journal file "
                            + Places.fileNumber(lookup.get().place())
                            + " is damaged";
        }
        return entry;
    }

    @Override
    public long firstOp() {
        return index.firstOp();
    }

    /** Why the last op that could not be read could not; null if all could. */
    synchronized @Nullable String lastFailure() {
        return lastFailure;
    }

    @Override
    public synchronized void close() throws IOException {
        if (openFile != null) {
            openFile.close();
            openFile = null;
        }
    }

    private BlockFile file(long number) throws IOException {
        if (openFile == null || openNumber != number) {
            close();
            openFile = files.openToRead(number);
            openNumber = number;
        }
        return openFile;
    }

    /** The walk from a marked record through the run of ops that starts there. */
    private final class Walk implements JournalRecord.Handler {

        private final long wantedOp;
        private long here;
        private boolean first = true;
        private boolean ended;
        private int recordsSeen;
        private int bytesSeen;

        private Walk(long wantedOp) {
            this.wantedOp = wantedOp;
        }

        void from(long place) throws IOException, MalformedException {
            long number = Places.fileNumber(place);
            FileScan scan = new FileScan(file(number), Places.position(place));
            int skip = Places.index(place);
            long lastRecord = 0;
            while (!ended && (bytesSeen < STRETCH_BYTES || !stretch.containsKey(wantedOp))) {
                @Nullable Found found = scan.next();
                if (found == null && !stretch.containsKey(wantedOp)) {
                    found = scan.resynchronise(); // damage since the start: the op may stand behind
                }
                if (found == null) {
                    number = nextFile(number);
                    if (number == 0) {
                        return;
                    }
                    scan = new FileScan(file(number));
                    continue;
                }
                Excerpt excerpt = found.excerpt();
                if (excerpt.recordNumber() <= lastRecord) {
                    continue; // a head, or a copy of what was just read
                }
                lastRecord = excerpt.recordNumber();
                bytesSeen += excerpt.bytes().length;
                List<JournalRecord> records = RecordCodec.decodeBatch(excerpt.payload());
                for (int i = skip; i < records.size() && !ended; i++) {
                    here = Places.of(number, found.position(), i);
                    records.get(i).deliverTo(this);
                }
                skip = 0;
            }
        }

        private long nextFile(long number) throws IOException {
            for (long next : files.numbers()) {
                if (next > number) {
                    return next;
                }
            }
            return 0;
        }

        @Override
        public void entries(JournalRecord.Entries entries) {
            keep(entries.entries());
            ended = ++recordsSeen >= STRETCH_RECORDS && stretch.containsKey(wantedOp);
        }

        /** Part of the log only where the index says so: at the marked place itself. */
        @Override
        public void staged(JournalRecord.Staged staged) {
            if (first) {
                keep(staged.entries());
            }
            ended = true;
        }

        /** Here the run ends. */
        @Override
        public void logAdopted(JournalRecord.LogAdopted logAdopted) {
            ended = true;
        }

        /** Here the run ends, too. */
        @Override
        public void logBegins(JournalRecord.LogBegins logBegins) {
            ended = true;
        }

        @Override
        public void checkpointTaken(JournalRecord.CheckpointTaken checkpointTaken) {
            first = false;
        }

        /** As pieces staged: only at the marked place itself; else it stands in for others. */
        @Override
        public void repaired(JournalRecord.Repaired repaired) {
            if (first) {
                keep(repaired.entries());
                ended = true;
            }
        }

        private void keep(List<LogEntry> entries) {
            first = false;
            for (LogEntry entry : entries) {
                if (standsHere(entry.opNumber())) {
                    stretch.put(entry.opNumber(), entry);
                }
            }
        }

        /** An op that a later record has replaced is marked behind this one, or gone. */
        private boolean standsHere(long opNumber) {
            Optional<JournalIndex.Lookup> marked = index.find(opNumber);
            return marked.isPresent() && marked.get().place() <= here;
        }
    }
}
