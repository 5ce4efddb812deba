package aero.vigil.replication.simulation;

import aero.vigil.replication.core.Digest;
import aero.vigil.replication.core.JournalRecord;
import aero.vigil.replication.core.LogBase;
import aero.vigil.replication.core.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of a log, op by op, as journal records make it: an own, plain reading of what records
 * mean, against which the core's is held.
 */
final class HashedLog implements JournalRecord.Handler {

    /** What to look at when entries leave the log. */
    interface Watcher {
        /** The log is about to end at forkOp and to go on with others, as that of this view. */
        void adopting(HashedLog log, long viewNumber, long forkOp, List<Digest> replacement);
    }

    /** Of the ops behind the base. */
    private final List<Digest> hashes = new ArrayList<>();

    /** A checkpoint stands for what is up to here. */
    private long base;

    private Digest baseHash = Digest.ZERO;
    private final TreeMap<Long, LogEntry> staged = new TreeMap<>();
    private @Nullable Watcher watcher;

    HashedLog(@Nullable Watcher watcher) {
        this.watcher = watcher;
    }

    void watchedBy(Watcher from) {
        watcher = from;
    }

    /** The hashes of the ops behind this one, in order. */
    List<Digest> hashesAfter(long op) {
        return List.copyOf(hashes.subList((int) (op - base), hashes.size()));
    }

    long opNumber() {
        return base + hashes.size();
    }

    /** The op that the first one held follows. */
    long base() {
        return base;
    }

    /** The hash of an op, or null if the log does not hold it. */
    @Nullable Digest at(long op) {
        if (op == base && base > 0) {
            return baseHash;
        }
        return op > base && op <= opNumber() ? hashes.get((int) (op - base) - 1) : null;
    }

    void add(JournalRecord record) {
        record.deliverTo(this);
    }

    @Override
    public void entries(JournalRecord.Entries record) {
        for (LogEntry entry : record.entries()) {
            if (hashes.isEmpty() && base == 0) {
                beginAt(entry.opNumber() - 1, entry.previousHash());
            }
            if (entry.opNumber() != opNumber() + 1) {
                throw new InvariantViolation(
                        "journal in order",
                        "op " + entry.opNumber() + " written after op " + opNumber());
            }
            hashes.add(entry.hash());
        }
    }

    @Override
    public void staged(JournalRecord.Staged record) {
        for (LogEntry entry : record.entries()) {
            staged.put(entry.opNumber(), entry);
        }
    }

    @Override
    public void logAdopted(JournalRecord.LogAdopted record) {
        LogBase begins = beginning(record);
        long forkOp = begins == null ? record.forkOp() : begins.opNumber();
        List<Digest> replacement = new ArrayList<>();
        for (long op = forkOp + 1; op <= record.opNumber(); op++) {
            LogEntry entry = staged.get(op);
            if (entry == null) {
                throw new InvariantViolation(
                        "adopted log is staged", "op " + op + " of view " + record.viewNumber());
            }
            replacement.add(entry.hash());
        }
        if (watcher != null) {
            watcher.adopting(this, record.viewNumber(), forkOp, replacement);
        }
        if (begins != null) {
            beginAt(begins.opNumber(), begins.hash());
        }
        while (opNumber() > forkOp) {
            hashes.remove(hashes.size() - 1);
        }
        hashes.addAll(replacement);
        staged.clear();
    }

    /**
     * Where a log begins anew: at a checkpoint, or where its fork or its first pieces are gone with
     * the records before, at the first piece in a row. Null if it goes on from what was there.
     */
    private @Nullable LogBase beginning(JournalRecord.LogAdopted record) {
        LogBase base = record.base();
        boolean nothingBefore = hashes.isEmpty() && this.base == 0;
        if (!nothingBefore && (base != null || record.forkOp() >= this.base)) {
            return base;
        }
        LogBase inRow = firstInRow(record);
        return base == null || base.opNumber() < inRow.opNumber() ? inRow : base;
    }

    private LogBase firstInRow(JournalRecord.LogAdopted record) {
        long op = record.opNumber();
        Digest before = record.hash();
        for (LogEntry entry = staged.get(op);
                entry != null && entry.hash().equals(before);
                entry = staged.get(op)) {
            before = entry.previousHash();
            op--;
        }
        return new LogBase(op, before);
    }

    @Override
    public void logBegins(JournalRecord.LogBegins record) {
        if (record.base().opNumber() < opNumber()) {
            throw new InvariantViolation(
                    "a log begins anew further on",
                    "at op " + record.base().opNumber() + " after op " + opNumber());
        }
        beginAt(record.base().opNumber(), record.base().hash());
    }

    /** A checkpoint stands for all up to here. */
    private void beginAt(long op, Digest hash) {
        hashes.clear();
        base = op;
        baseHash = hash;
    }

    @Override
    public void checkpointTaken(JournalRecord.CheckpointTaken record) {
        // No part of the log.
    }

    @Override
    public void repaired(JournalRecord.Repaired record) {
        // The log is what it was.
    }
}
