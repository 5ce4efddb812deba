package aero.vigil.replication.journal;

import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.Limits;
import aero.vigil.replication.core.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts records into payloads that fit an excerpt. Entries in two records mean what they mean in
 * one.
 */
final class RecordSplitter implements JournalRecord.Handler {

    /** With one more piece of the same size, an excerpt is below Chronicle's limit. */
    private static final int PIECE_BYTES = Excerpt.MAX_PAYLOAD_BYTES / 3;

    /** So that a record's index in its excerpt fits a {@link Places place}. */
    private static final int MAX_RECORDS = Places.MAX_RECORDS;

    private static final int SMALL_RECORD_BYTES = 128;

    private final List<List<JournalRecord>> batches = new ArrayList<>();
    private List<JournalRecord> batch = new ArrayList<>();
    private int batchBytes;

    private RecordSplitter() {}

    /** The records, cut and packed, in order; each list becomes one excerpt. */
    static List<List<JournalRecord>> pack(List<JournalRecord> records) {
        RecordSplitter splitter = new RecordSplitter();
        for (JournalRecord journalRecord : records) {
            journalRecord.deliverTo(splitter);
        }
        splitter.closeBatch();
        return splitter.batches;
    }

    @Override
    public void entries(JournalRecord.Entries record) {
        split(
                record.entries(),
                piece ->
                        new JournalRecord.Entries(
                                record.viewNumber(),
                                record.logView(),
                                record.commitNumber(),
                                piece));
    }

    @Override
    public void staged(JournalRecord.Staged record) {
        split(record.entries(), piece -> new JournalRecord.Staged(record.viewNumber(), piece));
    }

    @Override
    public void logAdopted(JournalRecord.LogAdopted record) {
        put(record, SMALL_RECORD_BYTES);
    }

    @Override
    public void logBegins(JournalRecord.LogBegins logBegins) {
        put(logBegins, SMALL_RECORD_BYTES);
    }

    @Override
    public void checkpointTaken(JournalRecord.CheckpointTaken record) {
        put(record, SMALL_RECORD_BYTES);
    }

    @Override
    public void repaired(JournalRecord.Repaired record) {
        split(record.entries(), JournalRecord.Repaired::new);
    }

    private void split(List<LogEntry> entries, Function<List<LogEntry>, JournalRecord> recordOf) {
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            int more = entries.get(i).sizeBytes();
            if (i > from && (bytes + more > PIECE_BYTES || i - from == Limits.MAX_BATCH_ENTRIES)) {
                put(recordOf.apply(entries.subList(from, i)), bytes);
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        put(recordOf.apply(entries.subList(from, entries.size())), bytes);
    }

    private void put(JournalRecord piece, int bytes) {
        if (!batch.isEmpty()
                && (batchBytes + bytes > 2 * PIECE_BYTES || batch.size() == MAX_RECORDS)) {
            closeBatch();
        }
        batch.add(piece);
        batchBytes += bytes;
    }

    private void closeBatch() {
        if (!batch.isEmpty()) {
            batches.add(batch);
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }
}
