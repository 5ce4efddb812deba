package aero.vigil.replication.journal;

import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.RecoveredLog;
import java.util.List;
import java.util.Optional;

/**
 * Which op stands where in the journal, as a fold over its records; written by the journal's
 * thread, read by the loop's.
 */
final class JournalIndex {

    private final RecoveredLog log = new RecoveredLog();
    private long highestStagedOp;
    private long version;
    private long lastFile;

    /** Where to read an op, valid as long as {@link #version} is. */
    record Lookup(long place, long version) {}

    /**
     * Adds the records of one excerpt.
     *
     * @throws IllegalArgumentException if they do not follow what was there
     */
    synchronized void add(long fileNumber, long position, List<JournalRecord> records) {
        if (fileNumber != lastFile) {
            lastFile = fileNumber;
            log.fileBegins();
        }
        for (int i = 0; i < records.size(); i++) {
            log.add(Places.of(fileNumber, position, i), records.get(i));
            records.get(i).deliverTo(new Noting());
        }
    }

    /** Records are lost between the last one added and the next. */
    synchronized void recordsLost() {
        log.recordsLost();
    }

    /** Whether the log holds the op, and where to start reading for it. */
    synchronized Optional<Lookup> find(long opNumber) {
        if (log.firstOp() == 0
                || opNumber < log.firstOp()
                || opNumber > log.opNumber()
                || log.isMissing(opNumber)) {
            return Optional.empty();
        }
        return Optional.of(new Lookup(log.placeAtOrBefore(opNumber), version));
    }

    /**
     * The files before this one are gone.
     *
     * @return where the log begins now
     */
    synchronized long letGoBefore(long fileNumber) {
        log.letGoBefore(Places.of(fileNumber, 0, 0));
        return log.firstOp();
    }

    /** Where the log ends. */
    synchronized long lastOp() {
        return log.opNumber();
    }

    /** Where the log begins. */
    synchronized long firstOp() {
        return log.firstOp();
    }

    /** Grows when ops are replaced by others. */
    synchronized long version() {
        return version;
    }

    /** No record up to now holds an op above this one. */
    synchronized long highestOp() {
        return Math.max(log.opNumber(), highestStagedOp);
    }

    /** The fold itself. While the journal is written to, only its own thread may look at it. */
    RecoveredLog log() {
        return log;
    }

    private final class Noting implements JournalRecord.Handler {

        @Override
        public void entries(JournalRecord.Entries entries) {}

        @Override
        public void staged(JournalRecord.Staged staged) {
            int last = staged.entries().size() - 1;
            highestStagedOp = Math.max(highestStagedOp, staged.entries().get(last).opNumber());
        }

        @Override
        public void logAdopted(JournalRecord.LogAdopted logAdopted) {
            version++;
            highestStagedOp = 0;
        }

        @Override
        public void logBegins(JournalRecord.LogBegins logBegins) {
            version++;
            highestStagedOp = 0;
        }

        @Override
        public void checkpointTaken(JournalRecord.CheckpointTaken checkpointTaken) {}

        @Override
        public void repaired(JournalRecord.Repaired repaired) {
            version++; // what was read before may have been what is damaged
        }
    }
}
