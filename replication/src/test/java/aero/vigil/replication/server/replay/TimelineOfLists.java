package aero.vigil.replication.server.replay;

import aero.vigil.wire.gateway.Timeline;
import aero.vigil.wire.gateway.TimelineEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A whole time line, fetched as a page fetches it, and counted. */
final class TimelineOfLists {

    private final List<TimelineEvent> events = new ArrayList<>();

    TimelineOfLists(TimelineOfRecord timeline) {
        while (events.size() < timeline.size()) {
            Timeline part = timeline.from(events.size());
            if (part.getFrom() != events.size() || part.getEventsCount() == 0) {
                throw new AssertionError("asked from " + events.size() + ", got " + part.getFrom());
            }
            events.addAll(part.getEventsList());
        }
    }

    List<TimelineEvent> events() {
        return events;
    }

    private long of(TimelineEvent.Kind kind) {
        return events.stream().filter(event -> event.getKind() == kind).count();
    }

    long orders() {
        return of(TimelineEvent.Kind.ORDER);
    }

    long rejected() {
        return events.stream().filter(event -> !event.getRejected().isEmpty()).count();
    }

    long alertsRaised() {
        return of(TimelineEvent.Kind.ALERT_RAISED);
    }

    long alertsEnded() {
        return of(TimelineEvent.Kind.ALERT_ENDED);
    }

    /** Raised and not ended; fails when one is raised twice, or ended and not raised. */
    long alertsOpen() {
        Set<Integer> open = new HashSet<>();
        for (TimelineEvent event : events) {
            boolean fits =
                    switch (event.getKind()) {
                        case ALERT_RAISED -> open.add(event.getAlert());
                        case ALERT_ENDED -> open.remove(event.getAlert());
                        default -> true;
                    };
            if (!fits) {
                throw new AssertionError("does not follow what was before it: " + event);
            }
        }
        return open.size();
    }

    boolean isInOrder() {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).getModelTimeMicros() < events.get(i - 1).getModelTimeMicros()) {
                return false;
            }
        }
        return true;
    }
}
