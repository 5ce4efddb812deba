package aero.vigil.replication.server;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How often the garbage collector has stopped this process, and how long at most. */
final class GcPauses {

    /** Collectors that work beside the program tell of their whole cycles too: those are none. */
    private static final String CYCLES = "Cycles";

    private final AtomicLong count = new AtomicLong();
    private final LongAccumulator longestMillis = new LongAccumulator(Math::max, 0);

    private GcPauses() {}

    static GcPauses watch() {
        GcPauses pauses = new GcPauses();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter
                    && !collector.getName().contains(CYCLES)) {
                emitter.addNotificationListener(
                        (notification, unused) -> pauses.heard(notification), null, null);
            }
        }
        return pauses;
    }

    private void heard(Notification notification) {
        if (notification.getUserData() instanceof CompositeData told) {
            count.incrementAndGet();
            longestMillis.accumulate(
                    GarbageCollectionNotificationInfo.from(told).getGcInfo().getDuration());
        }
    }

    long count() {
        return count.get();
    }

    long longestMillis() {
        return longestMillis.get();
    }
}
