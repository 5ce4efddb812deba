package aero.vigil.replication.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How often something seldom has happened since the start, by name. */
final class Counters {

    private final TreeMap<String, Long> values = new TreeMap<>();

    void count(String name) {
        values.merge(name, 1L, Long::sum);
    }

    void add(String name, long more) {
        values.merge(name, more, Long::sum);
    }

    /** What something is now. */
    void set(String name, long value) {
        values.put(name, value);
    }

    /** Keeps the greatest value seen. */
    void highWater(String name, long value) {
        Long before = values.get(name);
        if (before == null || before < value) {
            values.put(name, value);
        }
    }

    List<ReplicaStatus.Counter> list() {
        List<ReplicaStatus.Counter> list = new ArrayList<>(values.size());
        values.forEach((name, value) -> list.add(new ReplicaStatus.Counter(name, value)));
        return list;
    }
}
