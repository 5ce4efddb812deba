package aero.vigil.certification.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The moments at which something stood still for long, as seconds of a run. */
final class Stalls {

    /** Printed; the longest is kept whatever their number. */
    private static final int MOST = 200;

    private final long began;
    private final double leastMillis;
    private final List<Map<String, Object>> list = new ArrayList<>();
    private double longestMillis;

    /** Shorter ones are not noted; {@code began} as by {@link System#nanoTime}. */
    Stalls(long began, double leastMillis) {
        this.began = began;
        this.leastMillis = leastMillis;
    }

    /** Something stood still between these two moments. */
    synchronized void add(long fromNanos, long toNanos) {
        double millis = (toNanos - fromNanos) / 1e6;
        longestMillis = Math.max(longestMillis, millis);
        if (millis >= leastMillis && list.size() < MOST) {
            Map<String, Object> stall = new LinkedHashMap<>();
            stall.put("second", TimeUnit.NANOSECONDS.toSeconds(toNanos - began));
            stall.put("millis", Math.rint(millis));
            list.add(stall);
        }
    }

    synchronized double longestMillis() {
        return Math.rint(longestMillis);
    }

    synchronized List<Map<String, Object>> toJson() {
        return List.copyOf(list);
    }
}
