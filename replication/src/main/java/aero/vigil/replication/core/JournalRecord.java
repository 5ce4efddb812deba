package aero.vigil.replication.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of the journal. The log is what they fold to: {@link RecoveredLog}. */
public sealed interface JournalRecord {

    /** Gives this record to the method of its kind. */
    void deliverTo(Handler handler);

    /** One method a kind of record. */
    interface Handler {
        void entries(Entries entries);

        void staged(Staged staged);

        void logAdopted(LogAdopted logAdopted);

        void checkpointTaken(CheckpointTaken checkpointTaken);

        void logBegins(LogBegins logBegins);

        void repaired(Repaired repaired);
    }

    /**
     * Entries appended to the log, following each other and what was there before.
     *
     * @param viewNumber the view of the replica
     * @param logView the view whose log this is
     * @param commitNumber what it knew to be committed
     * @param entries at least one
     */
    record Entries(long viewNumber, long logView, long commitNumber, List<LogEntry> entries)
            implements JournalRecord {
        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.entries(this);
        }
    }

    /**
     * A piece of the log of a view that is being adopted: no part of the log, and no promise (rule
     * 12). Pieces come in any order; a later one replaces an earlier one op by op.
     *
     * @param viewNumber the view whose log it will be
     * @param entries at least one, following each other
     */
    record Staged(long viewNumber, List<LogEntry> entries) implements JournalRecord {
        public Staged {
            entries = List.copyOf(entries);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.staged(this);
        }
    }

    /**
     * The log is now: what it was up to forkOp, then the staged entries of this view up to
     * opNumber. With a base, the log begins there, at forkOp: a checkpoint stands for what is
     * before it.
     *
     * @param viewNumber the view whose log is adopted; from here on the log view
     * @param forkOp the last op that the old and the new log have in common
     * @param opNumber the last op of the new log, at least forkOp
     * @param hash the hash of that op
     * @param commitNumber what is known to be committed
     * @param base where the log begins now, or null where it begins as before
     */
    record LogAdopted(
            long viewNumber,
            long forkOp,
            long opNumber,
            Digest hash,
            long commitNumber,
            @Nullable LogBase base)
            implements JournalRecord {

        public LogAdopted {
            if (base != null && base.opNumber() != forkOp) {
                throw new IllegalArgumentException(
                        "a log that begins at op " + base.opNumber() + " forks there");
            }
        }

        /** A log that begins where it did. */
        public LogAdopted(
                long viewNumber, long forkOp, long opNumber, Digest hash, long commitNumber) {
            this(viewNumber, forkOp, opNumber, hash, commitNumber, null);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.logAdopted(this);
        }
    }

    /**
     * The log is now empty and begins behind this op, further on than it ended: a checkpoint of
     * that op was fetched within the view. It ends no doubt about what was promised before (rule
     * 19).
     *
     * @param base where the log begins
     */
    record LogBegins(LogBase base) implements JournalRecord {
        @Override
        public void deliverTo(Handler handler) {
            handler.logBegins(this);
        }
    }

    /**
     * A checkpoint was published.
     *
     * @param opNumber the op up to which it covers the log
     * @param digest the SHA-256 of its bytes
     */
    record CheckpointTaken(long opNumber, Digest digest) implements JournalRecord {
        @Override
        public void deliverTo(Handler handler) {
            handler.checkpointTaken(this);
        }
    }

    /**
     * Bodies of the log that the journal had lost, fetched again by hash (replication.md §8): they
     * stand in for the damaged ones.
     *
     * @param entries at least one, following each other
     */
    record Repaired(List<LogEntry> entries) implements JournalRecord {
        public Repaired {
            entries = List.copyOf(entries);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.repaired(this);
        }
    }
}
