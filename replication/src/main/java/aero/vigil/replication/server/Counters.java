package aero.vigil.replication.server;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was rejected, dropped or reached its bound in this process, by name: for the supervision
 * page.
 *
 * <p>Any thread may count. Names come from the program, never from input, so that there are few.
 */
public final class Counters {

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Map<String, LongAccumulator> highest = new ConcurrentSkipListMap<>();

    /** Counts one more of these. */
    public void count(String name) {
        add(name, 1);
    }

    /** Counts several more of these. */
    public void add(String name, long more) {
        counts.computeIfAbsent(name, ignored -> new LongAdder()).add(more);
    }

    /** Keeps the greatest value seen under this name. */
    public void highWater(String name, long value) {
        highest.computeIfAbsent(name, ignored -> new LongAccumulator(Math::max, 0))
                .accumulate(value);
    }

    /** How many of these were counted. */
    public long value(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** All counts and high-water marks by name. */
    public NavigableMap<String, Long> snapshot() {
        NavigableMap<String, Long> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, count.sum()));
        highest.forEach((name, value) -> all.put(name, value.get()));
        return all;
    }
}
