package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The holes of one log.
 *
 * <p>Invariant: they do not overlap, and each ends at an op whose hash is known.
 */
final class Holes {

    private final TreeMap<Long, Hole> byFirstOp = new TreeMap<>();
    private long missingOps;

    boolean isEmpty() {
        return byFirstOp.isEmpty();
    }

    /** How many bodies are missing. */
    long missingOps() {
        return missingOps;
    }

    List<Hole> list() {
        return List.copyOf(byFirstOp.values());
    }

    /** Those with an op above this one, in order. */
    List<Hole> above(long op) {
        List<Hole> above = new ArrayList<>();
        for (Hole hole : byFirstOp.values()) {
            if (hole.lastOp() > op) {
                above.add(hole);
            }
        }
        return above;
    }

    /** The first with an op above this one, or null. */
    @Nullable Hole firstAbove(long op) {
        Hole here = covering(op + 1);
        if (here != null) {
            return here;
        }
        Map.Entry<Long, Hole> next = byFirstOp.higherEntry(op);
        return next == null ? null : next.getValue();
    }

    boolean isMissing(long op) {
        return covering(op) != null;
    }

    @Nullable Hole covering(long op) {
        Map.Entry<Long, Hole> floor = byFirstOp.floorEntry(op);
        return floor != null && floor.getValue().covers(op) ? floor.getValue() : null;
    }

    void add(Hole hole) {
        byFirstOp.put(hole.firstOp(), hole);
        missingOps += hole.ops();
    }

    void remove(Hole hole) {
        byFirstOp.remove(hole.firstOp());
        missingOps -= hole.ops();
    }

    /**
     * Bodies are there again.
     *
     * @param entries following each other
     */
    void fill(List<LogEntry> entries) {
        entries.forEach(this::fill);
    }

    void fill(LogEntry entry) {
        Hole hole = covering(entry.opNumber());
        if (hole != null) {
            fill(hole, entry);
        }
    }

    private void fill(Hole hole, LogEntry entry) {
        remove(hole);
        long op = entry.opNumber();
        if (op > hole.firstOp()) {
            add(new Hole(hole.firstOp(), op - 1, entry.previousHash(), hole.hashBefore()));
        }
        if (op < hole.lastOp()) {
            add(new Hole(op + 1, hole.lastOp(), hole.hash(), entry.hash()));
        }
    }

    /** The log ends at lastKept from now on, or goes on otherwise behind it. */
    void cutAfter(long lastKept, Digest hashOfLastKept) {
        while (!byFirstOp.isEmpty() && byFirstOp.lastEntry().getValue().lastOp() > lastKept) {
            Hole hole = byFirstOp.lastEntry().getValue();
            remove(hole);
            if (hole.firstOp() <= lastKept) {
                add(new Hole(hole.firstOp(), lastKept, hashOfLastKept, hole.hashBefore()));
            }
        }
    }

    /** Nobody asks any more for what is below this op. */
    void cutBefore(long firstKept) {
        while (!byFirstOp.isEmpty() && byFirstOp.firstEntry().getValue().firstOp() < firstKept) {
            Hole hole = byFirstOp.firstEntry().getValue();
            remove(hole);
            if (hole.lastOp() >= firstKept) {
                add(new Hole(firstKept, hole.lastOp(), hole.hash(), Digest.ZERO));
            }
        }
    }
}
