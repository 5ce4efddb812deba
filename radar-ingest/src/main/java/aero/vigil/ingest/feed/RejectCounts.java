package aero.vigil.ingest.feed;

import aero.vigil.airspace.command.Command;
import aero.vigil.wire.airspace.CountByReason;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by named reason, sorted by name; the number of names is bounded. */
public final class RejectCounts {

    /** More than all reasons there are, though each of 256 unknown categories has one. */
    static final int GREATEST_NAMES = 320;

    /** Takes the counts of names beyond {@link #GREATEST_NAMES}, or beyond what the model takes. */
    static final String OTHER = "other";

    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** Counts one. */
    public void count(String reason) {
        add(reason, 1);
    }

    /** Counts so many at once. */
    public void add(String reason, long number) {
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

    /** The counts as the model takes them: the greatest by name, the others together. */
    public List<CountByReason> toWire() {
        SortedMap<String, Long> told = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(
                        count -> {
                            boolean room = told.size() < Command.ReportFeed.MAX_REASONS - 1;
                            told.merge(room ? count.getKey() : OTHER, count.getValue(), Long::sum);
                        });
        return told.entrySet().stream().map(RejectCounts::toWire).toList();
    }

    private static CountByReason toWire(Map.Entry<String, Long> count) {
        return CountByReason.newBuilder()
                .setReason(count.getKey())
                .setCount(count.getValue())
                .build();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
