package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of a replica (VRR §3): its recent end in memory, the rest read from the journal.
 *
 * <p>Invariants: the entries in memory follow each other up to opNumber; what may not be evicted
 * yet (not forced, or not applied) is in memory.
 */
final class Log {

    private final LogReader reader;
    private final Bounds bounds;
    private long firstOp;
    private Digest baseHash;
    private long baseTimestampMicros;
    private final Holes holes = new Holes();

    /** Holes found while reading, until somebody takes note of them. */
    private final List<Hole> found = new ArrayList<>();

    /** Entry n stands at n modulo the length, a power of two. */
    private @Nullable LogEntry[] ring = new @Nullable LogEntry[1_024];

    private long firstInMemory;
    private long opNumber;
    private Digest hash;
    private long lastTimestampMicros;
    private long bytesInMemory;

    /** A log that ends where the recovered one does; all of it still to be read. */
    Log(RecoveredLog recovered, LogReader reader, Bounds bounds) {
        this.reader = reader;
        this.bounds = bounds;
        this.firstOp = recovered.firstOp();
        this.baseHash = recovered.baseHash();
        this.opNumber = recovered.opNumber();
        this.hash = recovered.hash();
        this.firstInMemory = opNumber + 1;
        recovered.holes().forEach(holes::add);
    }

    /** Which bodies are missing. */
    Holes holes() {
        return holes;
    }

    /** The holes found since the last time. */
    List<Hole> takeFound() {
        if (found.isEmpty()) {
            return List.of();
        }
        List<Hole> taken = List.copyOf(found);
        found.clear();
        return taken;
    }

    /** The stamp of the op before the first, as a checkpoint says it. */
    void baseTimestamp(long micros) {
        baseTimestampMicros = micros;
        if (opNumber == firstOp - 1) {
            lastTimestampMicros = micros;
        }
    }

    /** The log is empty and begins behind this op: a checkpoint stands for what was before. */
    void beginAt(LogBase base, long timestampMicros) {
        for (long op = firstInMemory; op <= opNumber; op++) {
            forget(op);
        }
        holes.cutAfter(0, Digest.ZERO);
        firstOp = base.opNumber() + 1;
        baseHash = base.hash();
        opNumber = base.opNumber();
        hash = base.hash();
        firstInMemory = firstOp;
        baseTimestamp(timestampMicros);
    }

    /** The journal has let go of what is before this op. */
    void letGoBelow(long op) {
        if (op > firstOp && op <= opNumber + 1) {
            beginBehind(new LogBase(op - 1, hashBefore(op)));
        }
    }

    /** What an op that is there says of the one before it, which may be gone. */
    private Digest hashBefore(long op) {
        if (op > opNumber) {
            return hash;
        }
        Hole hole = holes.covering(op);
        if (hole != null) {
            return hole.firstOp() == op ? hole.hashBefore() : Digest.ZERO;
        }
        LogEntry entry = readable(op);
        return entry == null ? Digest.ZERO : entry.previousHash();
    }

    /** What is up to here is not wanted any more; what is behind stays. */
    void beginBehind(LogBase base) {
        for (; firstInMemory <= base.opNumber(); firstInMemory++) {
            forget(firstInMemory);
        }
        firstOp = base.opNumber() + 1;
        baseHash = base.hash();
        holes.cutBefore(firstOp);
    }

    /** The hash of the op before the first. */
    Digest baseHash() {
        return baseHash;
    }

    /** The first op that the journal holds. */
    long firstOp() {
        return firstOp;
    }

    /** Takes the entries after this op into memory: those that may still be disputed. */
    void load(long afterOp) {
        List<LogEntry> loaded = new ArrayList<>();
        for (long op = afterOp + 1; op <= opNumber; op++) {
            LogEntry entry = at(op);
            if (entry != null) {
                loaded.add(entry);
            }
        }
        lastTimestampMicros = lastTimestamp();
        firstInMemory = afterOp + 1;
        ensureCapacity((int) (opNumber - afterOp));
        loaded.forEach(this::keep);
    }

    /** The stamp of the last op; 0 where its body is missing. */
    private long lastTimestamp() {
        if (opNumber < firstOp) {
            return baseTimestampMicros;
        }
        LogEntry last = at(opNumber);
        return last == null ? 0 : last.timestampMicros();
    }

    long opNumber() {
        return opNumber;
    }

    /** The hash of the last op. */
    Digest hash() {
        return hash;
    }

    /** The stamp of the last op. */
    long lastTimestampMicros() {
        return lastTimestampMicros;
    }

    long bytesInMemory() {
        return bytesInMemory;
    }

    boolean isInMemory(long op) {
        return op >= firstInMemory && op <= opNumber;
    }

    /** The entry, or null if the log does not reach back or up to it. */
    @Nullable LogEntry at(long op) {
        if (op < firstOp || op > opNumber) {
            return null;
        }
        if (op >= firstInMemory) {
            return ring[slot(op)];
        }
        if (holes.isMissing(op)) {
            return null;
        }
        LogEntry entry = reader.read(op);
        if (entry == null) {
            letGoBelow(reader.firstOp()); // which the journal is about to tell
            if (op >= firstOp) {
                note(op);
            }
        }
        return entry;
    }

    /**
     * An op that was there cannot be read back: it is missing from now on, with those behind it up
     * to one that can be, and names the one before it. Steps grow, so that a lost file takes few
     * reads; what is passed over is fetched as well.
     */
    private void note(long op) {
        long step = 1;
        long next = op + 1;
        LogEntry behind;
        while ((behind = readable(next)) == null && next <= opNumber) {
            Hole hole = holes.covering(next);
            if (hole != null) {
                next = hole.lastOp() + 1;
            } else {
                next = Math.min(firstInMemory, next + step);
                step *= 2;
            }
        }
        Digest last = behind == null ? hash : behind.previousHash();
        LogEntry before = op <= firstOp || holes.isMissing(op - 1) ? null : reader.read(op - 1);
        for (Hole inside : holes.above(op - 1)) {
            if (inside.firstOp() < next) {
                holes.remove(inside);
            }
        }
        Hole hole = new Hole(op, next - 1, last, before == null ? Digest.ZERO : before.hash());
        holes.add(hole);
        found.add(hole);
    }

    private @Nullable LogEntry readable(long op) {
        if (op > opNumber || holes.isMissing(op)) {
            return null;
        }
        return op >= firstInMemory ? ring[slot(op)] : reader.read(op);
    }

    /** The entry, which must be there. */
    LogEntry required(long op) {
        LogEntry entry = at(op);
        if (entry == null) {
            throw new AssertionError(
                    "op " + op + " of a log that ends at " + opNumber + " cannot be read");
        }
        return entry;
    }

    /** Whether the log holds this very entry, with its body or without. */
    boolean has(long op, Digest hashOfOp) {
        return hashOfOp.equals(hashAt(op));
    }

    /** Whether the log holds something else here, for certain. */
    boolean lacks(long op, Digest hashOfOp) {
        if (op > opNumber) {
            return true;
        }
        Digest there = hashAt(op);
        return there != null && !there.equals(hashOfOp);
    }

    private boolean isBaseKnown() {
        return firstOp == 1 || !baseHash.equals(Digest.ZERO);
    }

    /** The hash of an op of the log, or null where nothing says it. */
    @Nullable Digest hashAt(long op) {
        if (op == opNumber) {
            return hash;
        }
        if (op == firstOp - 1) {
            return isBaseKnown() ? baseHash : null;
        }
        LogEntry entry = at(op);
        if (entry != null) {
            return entry.hash();
        }
        Hole hole = holes.covering(op); // perhaps one found by looking just now
        return hole != null && op == hole.lastOp() ? hole.hash() : null;
    }

    /** Bodies that were missing are there again, and can be read. */
    void fill(List<LogEntry> bodies) {
        for (int i = bodies.size() - 1; i >= 0; i--) { // each names the one before it
            LogEntry body = bodies.get(i);
            long op = body.opNumber();
            if (op > opNumber || !holes.isMissing(op) || !has(op, body.hash())) {
                continue; // the log is another one since it was asked for
            }
            holes.fill(body);
            if (op >= firstInMemory) {
                keep(body);
            }
            if (op == opNumber) {
                lastTimestampMicros = body.timestampMicros();
            }
        }
    }

    /** Whether the log is seen to hold another entry here; the journal is not asked. */
    boolean conflicts(long op, Digest hashOfOp) {
        return (op == opNumber || isInMemory(op)) && lacks(op, hashOfOp);
    }

    /** Whether this entry is what may come next. */
    boolean mayFollow(LogEntry entry) {
        return entry.opNumber() == opNumber + 1
                && entry.previousHash().equals(hash)
                && entry.timestampMicros() > lastTimestampMicros;
    }

    void append(LogEntry entry) {
        if (!mayFollow(entry)) {
            throw new AssertionError(entry + " does not follow op " + opNumber + " " + hash);
        }
        ensureCapacity((int) (opNumber + 2 - firstInMemory));
        opNumber = entry.opNumber();
        hash = entry.hash();
        lastTimestampMicros = entry.timestampMicros();
        keep(entry);
    }

    /**
     * Replaces what stands after the fork.
     *
     * @param forkHash the hash of that op
     * @param tail the end of the new log; may begin later than forkOp + 1 if it is long
     */
    void adopt(
            long forkOp, Digest forkHash, long newOpNumber, Digest newHash, List<LogEntry> tail) {
        holes.cutAfter(forkOp, forkHash);
        for (long op = Math.max(forkOp + 1, firstInMemory); op <= opNumber; op++) {
            forget(op);
        }
        opNumber = Math.min(opNumber, forkOp);
        long tailStart = newOpNumber + 1 - tail.size();
        if (tailStart > forkOp + 1) {
            for (long op = firstInMemory; op <= opNumber; op++) {
                forget(op);
            }
            firstInMemory = tailStart;
        } else {
            firstInMemory = Math.min(firstInMemory, forkOp + 1);
        }
        opNumber = newOpNumber;
        hash = newHash;
        ensureCapacity((int) (opNumber + 1 - firstInMemory));
        tail.forEach(this::keep);
        lastTimestampMicros = lastTimestamp();
    }

    /** Lets go of the oldest entries until the window fits, but of none after this op. */
    void evict(long lastEvictable) {
        while (bytesInMemory > bounds.logWindowBytes() && firstInMemory <= lastEvictable) {
            forget(firstInMemory++);
        }
    }

    /**
     * Entries that follow each other, from an op on, as many as a message takes; from the journal
     * only a few, since each costs a read on the loop.
     */
    List<LogEntry> piece(long fromOp, int mostFromJournal) {
        List<LogEntry> piece = new ArrayList<>();
        int bytes = 0;
        for (long op = fromOp; op <= opNumber && piece.size() < bounds.batchEntries(); op++) {
            if (op < firstInMemory && piece.size() >= mostFromJournal) {
                break;
            }
            LogEntry entry = at(op);
            if (entry == null) {
                break;
            }
            bytes += entry.sizeBytes();
            if (bytes > bounds.messageBytes() && !piece.isEmpty()) {
                break;
            }
            piece.add(entry);
        }
        return piece;
    }

    /** Entries that follow each other, the last at lastOp, none at or below afterOp. */
    List<LogEntry> pieceUpTo(long lastOp, long afterOp, int mostFromJournal) {
        List<LogEntry> backwards = new ArrayList<>();
        int bytes = 0;
        for (long op = lastOp; op > afterOp && backwards.size() < bounds.batchEntries(); op--) {
            if (op < firstInMemory && backwards.size() >= mostFromJournal) {
                break;
            }
            LogEntry entry = at(op);
            if (entry == null) {
                break;
            }
            bytes += entry.sizeBytes();
            if (bytes > bounds.messageBytes() && !backwards.isEmpty()) {
                break;
            }
            backwards.add(entry);
        }
        Collections.reverse(backwards);
        return backwards;
    }

    private void keep(LogEntry entry) {
        ring[slot(entry.opNumber())] = entry;
        bytesInMemory += entry.sizeBytes();
    }

    private void forget(long op) {
        LogEntry entry = ring[slot(op)];
        if (entry != null) {
            bytesInMemory -= entry.sizeBytes();
            ring[slot(op)] = null;
        }
    }

    private int slot(long op) {
        return (int) op & (ring.length - 1);
    }

    private void ensureCapacity(int entries) {
        if (entries <= ring.length) {
            return;
        }
        @Nullable LogEntry[] old = ring;
        ring = new @Nullable LogEntry[Integer.highestOneBit(entries - 1) << 1];
        for (LogEntry entry : old) {
            if (entry != null) {
                ring[slot(entry.opNumber())] = entry;
            }
        }
    }
}
