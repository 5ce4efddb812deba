package aero.vigil.certification.bench;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the replicas say of suspicions, looked at once a second: how many of each kind, and for each
 * what else happened in that second.
 */
final class SuspicionWatch {

    private static final String SUSPICIONS = "suspicions";
    private static final List<String> BESIDE =
            List.of("pauses", "gc.pauses", "gc.pause.most-millis", "core.disk.low");

    /** Events printed; the counts go on. */
    private static final int MOST_EVENTS = 200;

    private final GroupClient client;
    private final long began;
    private final Map<Integer, Map<String, Long>> first = new TreeMap<>();
    private final Map<Integer, Map<String, Long>> last = new TreeMap<>();
    private final List<Map<String, Object>> events = new ArrayList<>();

    SuspicionWatch(GroupClient client, long began) {
        this.client = client;
        this.began = began;
    }

    /** One look at all replicas. */
    void look() {
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            if (status == null) {
                continue;
            }
            Map<String, Long> now = figures(status);
            first.putIfAbsent(link.index(), now);
            Map<String, Long> before = last.put(link.index(), now);
            if (before != null) {
                note(link.index(), before, now);
            }
        }
    }

    private static Map<String, Long> figures(Status status) {
        Map<String, Long> figures = new TreeMap<>();
        for (Counter counter : status.getCountersList()) {
            String name = counter.getName();
            if (name.contains(SUSPICIONS) || BESIDE.stream().anyMatch(name::endsWith)) {
                figures.put(name, counter.getValue());
            }
        }
        figures.put("view", status.getView());
        figures.put("loop.longest-pause-millis", (long) status.getLongestPauseMillis());
        return figures;
    }

    private void note(int replica, Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> grown = growth(before, now);
        boolean suspects = grown.keySet().stream().anyMatch(name -> name.contains(SUSPICIONS));
        if ((suspects || grown.containsKey("view")) && events.size() < MOST_EVENTS) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("second", (System.nanoTime() - began) / 1_000_000_000L);
            event.put("replica", replica);
            event.putAll(grown);
            events.add(event);
        }
    }

    private static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> grown = new LinkedHashMap<>();
        now.forEach(
                (name, value) -> {
                    long more = value - before.getOrDefault(name, 0L);
                    if (more != 0) {
                        grown.put(name, more);
                    }
                });
        return grown;
    }

    /** By replica what has grown since the first look, and when suspicions were. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> replicas = new LinkedHashMap<>();
        first.forEach(
                (replica, before) ->
                        replicas.put(
                                Integer.toString(replica),
                                growth(before, last.getOrDefault(replica, before))));
        json.put("grown", replicas);
        json.put("events", events);
        return json;
    }
}
