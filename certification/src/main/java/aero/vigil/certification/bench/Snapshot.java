package aero.vigil.certification.bench;

import aero.vigil.certification.process.ProcessFigures;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the replicas have counted and used at one moment; the difference of two is what a load cost.
 */
final class Snapshot {

    private static final String BATCH = "journal.batch.";

    private final int primary;
    private final @Nullable Status status;
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Double> cpuSeconds = new LinkedHashMap<>();
    private final long nanos = System.nanoTime();

    private Snapshot(int primary, @Nullable Status status) {
        this.primary = primary;
        this.status = status;
    }

    static Snapshot take(GroupClient client, ReplicaGroup group) {
        int primary = client.primary();
        Status status = null;
        for (ReplicaLink link : client.links()) {
            status = link.index() == primary ? link.status() : status;
        }
        Snapshot snapshot = new Snapshot(primary, status);
        if (status != null) {
            for (Counter counter : status.getCountersList()) {
                snapshot.counters.put(counter.getName(), counter.getValue());
            }
        }
        for (int i = 0; i < BenchGroup.REPLICAS; i++) {
            snapshot.cpuSeconds.put(
                    i == primary ? "primary" : "backup " + i,
                    ProcessFigures.of(group.replica(i).pid()).cpuSeconds());
        }
        snapshot.cpuSeconds.put(
                "client", ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds());
        return snapshot;
    }

    /** What so many commands cost between an earlier moment and this one. */
    Map<String, @Nullable Object> since(Snapshot before, long commands) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (primary != before.primary || status == null || before.status == null) {
            json.put("primaryChanged", true);
            return json;
        }
        double seconds = (nanos - before.nanos) / 1e9;
        long forces = status.getForces() - before.status.getForces();
        json.put("forcesPerSecond", Math.rint(forces / seconds));
        json.put("commandsPerForce", forces > 0 ? Math.rint(10.0 * commands / forces) / 10 : null);
        json.put("forcesByEntries", batches(before));
        Map<String, Object> cpu = new LinkedHashMap<>();
        cpuSeconds.forEach(
                (name, used) -> {
                    double spent = used - before.cpuSeconds.getOrDefault(name, used);
                    cpu.put(name, Math.rint(spent * 1e7 / commands) / 10);
                });
        json.put("cpuMicrosPerCommand", cpu);
        json.put("loopAllocatedBytesPerCommand", growth(before, "loop.allocated-bytes") / commands);
        json.put("loopLongestPauseMillis", status.getLongestPauseMillis());
        json.put("gcPauses", growth(before, "gc.pauses"));
        json.put("gcLongestPauseMillis", counters.getOrDefault("gc.pause.most-millis", 0L));
        return json;
    }

    private long growth(Snapshot before, String name) {
        return counters.getOrDefault(name, 0L) - before.counters.getOrDefault(name, 0L);
    }

    /** Forces by how many entries each made durable: "4": 4 to 7. */
    private Map<String, Object> batches(Snapshot before) {
        Map<String, Object> histogram = new LinkedHashMap<>();
        for (String name : counters.keySet()) {
            long more = growth(before, name);
            if (name.startsWith(BATCH) && more > 0) {
                histogram.put(
                        Integer.toString(Integer.parseInt(name.substring(BATCH.length()))), more);
            }
        }
        return histogram;
    }
}
