package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.replication.client.ReplicaListener;
import aero.vigil.wire.gateway.Counter;
import aero.vigil.wire.gateway.ServerMessage;
import aero.vigil.wire.gateway.Status;
import aero.vigil.wire.gateway.StreamMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a group feels from outside: what a command takes, one each ten milliseconds, and the time
 * from frame to frame at each replica.
 */
final class GroupPulse {

    private static final long PAUSE_MILLIS = 10;

    private final GroupClient client;
    private final GroupSession session;
    private final FrameGaps gaps = new FrameGaps();

    GroupPulse(GroupClient client) throws InterruptedException {
        this.client = client;
        this.session = Waiting.orFail(client.open(), "a session");
        client.addListener(gaps);
    }

    /** Measures for so long. */
    Map<String, @Nullable Object> take(Duration time) throws InterruptedException {
        Distribution micros = new Distribution();
        gaps.forget();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            Waiting.orFail(session.submit(Ping128.bytes()), "an answer");
            micros.add((System.nanoTime() - start) / 1e3);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("commandMicros", micros.toJson(true));
        json.put("frameGapMillis", gaps.millis().toJson(true));
        return json;
    }

    /** What the replicas have counted of what they refused, replaced or cut, together. */
    Map<String, Long> counters() {
        Map<String, Long> sum = new TreeMap<>();
        for (ReplicaLink link : client.links()) {
            Status status = link.status();
            if (status != null) {
                for (Counter counter : status.getCountersList()) {
                    if (counter.getName().startsWith("gateway.")
                            || counter.getName().contains("suspicions")) {
                        sum.merge(counter.getName(), counter.getValue(), Long::sum);
                    }
                }
            }
        }
        return sum;
    }

    /** On the client's context, but asked from elsewhere. */
    private static final class FrameGaps implements ReplicaListener {

        private final Map<ReplicaLink, Long> lastNanos = new HashMap<>();
        private Distribution millis = new Distribution();

        @Override
        public void connected(ReplicaLink link, aero.vigil.wire.gateway.Welcome welcome) {
            link.send(Subscriber.subscribe(0, StreamMode.DIGEST));
        }

        @Override
        public synchronized void received(ReplicaLink link, ServerMessage message) {
            if (message.hasDigests()) {
                long now = System.nanoTime();
                Long before = lastNanos.put(link, now);
                if (before != null) {
                    millis.add((now - before) / 1e6);
                }
            }
        }

        synchronized void forget() {
            millis = new Distribution();
        }

        synchronized Distribution millis() {
            return millis;
        }
    }
}
