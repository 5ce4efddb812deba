package aero.vigil.replication.journal;

import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogEntry;
import java.util.List;

/** Adds up about how many bytes records take. */
final class RecordBytes implements JournalRecord.Handler {

    private static final int SMALL_RECORD_BYTES = 128;

    private long total;

    long total() {
        return total;
    }

    @Override
    public void entries(JournalRecord.Entries entries) {
        add(entries.entries());
    }

    @Override
    public void staged(JournalRecord.Staged staged) {
        add(staged.entries());
    }

    @Override
    public void logAdopted(JournalRecord.LogAdopted logAdopted) {
        total += SMALL_RECORD_BYTES;
    }

    @Override
    public void logBegins(JournalRecord.LogBegins logBegins) {
        total += SMALL_RECORD_BYTES;
    }

    @Override
    public void checkpointTaken(JournalRecord.CheckpointTaken checkpointTaken) {
        total += SMALL_RECORD_BYTES;
    }

    @Override
    public void repaired(JournalRecord.Repaired repaired) {
        add(repaired.entries());
    }

    private void add(List<LogEntry> entries) {
        total += SMALL_RECORD_BYTES;
        for (LogEntry entry : entries) {
            total += entry.sizeBytes();
        }
    }
}
