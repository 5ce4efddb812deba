package aero.vigil.replication.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where bodies stand that a journal had lost and fetched again.
 *
 * <p>Invariant: no two pieces have an op in common. What was fetched more than once, as after new
 * damage, counts where it was written last.
 */
final class RepairedPieces {

    private final TreeMap<Long, Piece> byFirstOp = new TreeMap<>();

    /**
     * Ops that follow each other, in one record.
     *
     * @param place of the record, which may hold others before and behind them
     * @param previousHash the hash of the op before the first
     */
    record Piece(long firstOp, long lastOp, long place, Digest previousHash) {}

    /** Adds the entries of a record. */
    void add(List<LogEntry> entries, long place) {
        LogEntry first = entries.get(0);
        LogEntry last = entries.get(entries.size() - 1);
        split(first.opNumber(), first.previousHash());
        split(last.opNumber() + 1, last.hash());
        byFirstOp.subMap(first.opNumber(), last.opNumber() + 1).clear();
        put(new Piece(first.opNumber(), last.opNumber(), place, first.previousHash()));
    }

    /** From now on a piece begins at this op, if one goes over it. */
    private void split(long op, Digest hashBefore) {
        Piece over = covering(op);
        if (over != null && over.firstOp() < op) {
            put(new Piece(over.firstOp(), op - 1, over.place(), over.previousHash()));
            put(new Piece(op, over.lastOp(), over.place(), hashBefore));
        }
    }

    private void put(Piece piece) {
        byFirstOp.put(piece.firstOp(), piece);
    }

    /** The log ends at lastKept from now on, or goes on otherwise behind it. */
    void cutAfter(long lastKept) {
        split(lastKept + 1, Digest.ZERO);
        byFirstOp.tailMap(lastKept, false).clear();
    }

    /** The piece with this op, or null. */
    @Nullable Piece covering(long op) {
        Map.Entry<Long, Piece> piece = byFirstOp.floorEntry(op);
        return piece == null || piece.getValue().lastOp() < op ? null : piece.getValue();
    }
}
