package aero.vigil.certification.poison;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a campaign has measured and found. */
final class PoisonFigures {

    private static final int MOST_FINDINGS = 100;
    private static final double MIB = 1 << 20;

    private final Map<String, Durations> byKind = new TreeMap<>();
    private final Durations ticks = new Durations();
    private final Durations commandsOnCpu = new Durations();
    private final Durations ticksOnCpu = new Durations();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long worlds;
    private int mostFlights;
    private int greatestState;
    private long firstLiveBytes;
    private long mostLiveBytes;
    private boolean isTimed = true;

    /** The first worlds warm the compilers up: what they take is nobody's figure. */
    void timeFromNowOn(boolean timed) {
        isTimed = timed;
    }

    void applied(String kind, long nanos, long cpuNanos) {
        if (isTimed) {
            byKind.computeIfAbsent(kind, first -> new Durations()).add(nanos);
            commandsOnCpu.add(cpuNanos);
        }
    }

    void ticked(long nanos, long cpuNanos) {
        if (isTimed) {
            ticks.add(nanos);
            ticksOnCpu.add(cpuNanos);
        }
    }

    void state(int bytes) {
        greatestState = Math.max(greatestState, bytes);
    }

    void found(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        }
    }

    /** A world is over. */
    void lived(Map<String, Integer> its, int flights) {
        its.forEach((outcome, count) -> outcomes.merge(outcome, (long) count, Long::sum));
        mostFlights = Math.max(mostFlights, flights);
        worlds++;
    }

    /** Looks at what the heap holds that nobody can free. */
    void lookAtHeap() {
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        firstLiveBytes = firstLiveBytes == 0 ? live : firstLiveBytes;
        mostLiveBytes = Math.max(mostLiveBytes, live);
    }

    List<String> findings() {
        return findings;
    }

    long commands() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> outcomes() {
        return outcomes;
    }

    /** How many kinds of commands were sent. */
    int kinds() {
        return byKind.size();
    }

    long ticks() {
        return worlds * PoisonWorld.TICKS_AFTER;
    }

    /** Everything, by stable names. */
    Map<String, Object> toJson() {
        Durations all = new Durations();
        byKind.values().forEach(all::add);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commands", commands());
        json.put("worlds", worlds);
        json.put("ticksAfterCommands", ticks());
        json.put("outcomes", outcomes);
        json.put("commandMillis", millis(all));
        json.put("commandCpuMillis", millis(commandsOnCpu));
        json.put("tickMillis", millis(ticks));
        json.put("tickCpuMillis", millis(ticksOnCpu));
        Map<String, Object> worst = new TreeMap<>();
        byKind.forEach((kind, durations) -> worst.put(kind, durations.worstMillis()));
        json.put("worstMillisByKind", worst);
        json.put("mostFlights", mostFlights);
        json.put("greatestStateBytes", greatestState);
        json.put("liveHeapMiB", Map.of("first", mib(firstLiveBytes), "most", mib(mostLiveBytes)));
        json.put("findings", findings);
        return json;
    }

    private static double mib(long bytes) {
        return Math.rint(bytes / MIB * 10) / 10;
    }

    private static Map<String, Object> millis(Durations durations) {
        Map<String, Object> millis = new LinkedHashMap<>();
        millis.put("timed", durations.count());
        millis.put("p50", durations.quantileMillis(0.5));
        millis.put("p99", durations.quantileMillis(0.99));
        millis.put("p9999", durations.quantileMillis(0.9999));
        millis.put("worst", durations.worstMillis());
        return millis;
    }
}
