package aero.vigil.replication.server.replay;

import aero.vigil.wire.gateway.Timeline;
import aero.vigil.wire.gateway.TimelineEvent;
import java.util.ArrayList;
import java.util.List;

/** The time line as far as it is known, in order; any thread may ask. */
final class TimelineOfRecord {

    /** What one answer holds: some 100 kB. */
    static final int AT_ONCE = 1_000;

    /** A day with an event each second; what comes after is not on the line. */
    static final int MOST = 100_000;

    private final List<TimelineEvent> events = new ArrayList<>();

    synchronized void add(TimelineEvent event) {
        if (events.size() < MOST) {
            events.add(event);
        }
    }

    synchronized int size() {
        return events.size();
    }

    /** Those from a number on, a bounded number of them. */
    synchronized Timeline from(int number) {
        int from = Math.max(0, Math.min(number, events.size()));
        int to = Math.min(events.size(), from + AT_ONCE);
        return Timeline.newBuilder().setFrom(from).addAllEvents(events.subList(from, to)).build();
    }
}
