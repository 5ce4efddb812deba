package aero.vigil.ingest.feed;

import aero.vigil.wire.airspace.CountByReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by named reason, sorted by name; the number of names is bounded. */
public final class RejectCounts {

    /** More than all reasons there are; an unknown category each has one. */
    static final int GREATEST_NAMES = 64;

    /** Takes the counts of names beyond {@link #GREATEST_NAMES}. */
    static final String OTHER = "other";

    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** Counts one. */
    public void count(String reason) {
        add(reason, 1);
    }

    void add(String reason, long number) {
        boolean room = counts.size() < GREATEST_NAMES - 1 || counts.containsKey(reason);
        counts.merge(room ? reason : OTHER, number, Long::sum);
    }

    /** Replaces the count of a reason that is counted elsewhere. */
    void set(String reason, long number) {
        counts.remove(reason);
        add(reason, number);
    }

    /** The count of one reason; 0 when it was never counted. */
    public long of(String reason) {
        return counts.getOrDefault(reason, 0L);
    }

    /** All counts as the model takes them. */
    List<CountByReason> toWire() {
        List<CountByReason> wire = new ArrayList<>(counts.size());
        counts.forEach(
                (reason, count) ->
                        wire.add(
                                CountByReason.newBuilder()
                                        .setReason(reason)
                                        .setCount(count)
                                        .build()));
        return wire;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
