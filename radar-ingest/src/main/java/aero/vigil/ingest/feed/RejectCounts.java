package aero.vigil.ingest.feed;

import aero.vigil.airspace.command.Command;
import aero.vigil.wire.airspace.CountByReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by named reason, sorted by name; the number of names is bounded. */
public final class RejectCounts {

    /** What the model takes of a feed; rubbish has an unknown category for each of its names. */
    static final int GREATEST_NAMES = Command.ReportFeed.MAX_REASONS;

    /** Of these, kept free for counts that are replaced: there are few of them. */
    private static final int REPLACED_NAMES = 8;

    /** Takes the counts of names beyond {@link #GREATEST_NAMES}. */
    static final String OTHER = "other";

    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** Counts one. */
    public void count(String reason) {
        add(reason, 1);
    }

    void add(String reason, long number) {
        int room = GREATEST_NAMES - REPLACED_NAMES - 1;
        boolean named = counts.size() < room || counts.containsKey(reason);
        counts.merge(named ? reason : OTHER, number, Long::sum);
    }

    /** Replaces the count of a reason that is counted elsewhere. */
    void set(String reason, long number) {
        assert counts.size() < GREATEST_NAMES || counts.containsKey(reason) : reason;
        counts.put(reason, number);
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
