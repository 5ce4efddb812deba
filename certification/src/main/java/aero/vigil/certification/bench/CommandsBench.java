package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Status;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one command costs: a 128-byte {@code Ping} through three replicas that force it to disk.
 *
 * <p>Beside it, measured in the same run on the same disk and loopback: one force of 200 bytes, one
 * round trip over TCP. So the figure can be read as a ratio.
 */
final class CommandsBench {

    /** Under full load first: four JVMs compile their hot paths on the same processors. */
    private static final Duration WARM_UP_TIME = Duration.ofSeconds(25);

    private static final int WARM_UP = 2_000;
    private static final int CLOSED_LOOP = 10_000;
    private static final int SESSIONS = 64;
    private static final Duration THROUGHPUT_TIME = Duration.ofSeconds(10);

    /** Counts of forces are told once a second. */
    private static final long TOLD_MILLIS = 1_300;

    private static final byte[] OPERATION =
            Command.newBuilder()
                    .setPing(Ping.newBuilder().setPayload(ByteString.copyFrom(new byte[128])))
                    .build()
                    .toByteArray();

    private final BenchGroup bench;

    CommandsBench(BenchGroup bench) {
        this.bench = bench;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> load = MachineLoad.now();
        Progress.say("measuring one force and one round trip");
        json.put("forceMicros", Yardsticks.force(scratch).toJson(false));
        json.put("roundTripMicros", Yardsticks.roundTrip().toJson(false));
        Vertx vertx = Vertx.vertx();
        try (ReplicaGroup group = bench.start(scratch)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            List<GroupSession> sessions = open(client, SESSIONS);
            Progress.say("warming up, " + WARM_UP_TIME.toSeconds() + " s");
            runFor(WARM_UP_TIME, sessions);
            closedLoop(sessions.get(0), WARM_UP);
            Progress.say("one client, closed loop");
            json.put("closedLoopMicros", closedLoop(sessions.get(0), CLOSED_LOOP).toJson(false));
            Progress.say(SESSIONS + " sessions");
            throughput(client, sessions, json);
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        json.put("load", load);
        return json;
    }

    private static Distribution closedLoop(GroupSession session, int count) throws Exception {
        Distribution micros = new Distribution();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            Waiting.orFail(session.submit(OPERATION), "an answer");
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros;
    }

    private static List<GroupSession> open(GroupClient client, int count) throws Exception {
        List<GroupSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(Waiting.orFail(client.open(), "a session"));
        }
        return sessions;
    }

    private static void throughput(
            GroupClient client, List<GroupSession> sessions, Map<String, @Nullable Object> json)
            throws Exception {
        TimeUnit.MILLISECONDS.sleep(TOLD_MILLIS);
        long forcesBefore = forces(client);
        long start = System.nanoTime();
        long answered = runFor(THROUGHPUT_TIME, sessions);
        double seconds = (System.nanoTime() - start) / 1e9;
        TimeUnit.MILLISECONDS.sleep(TOLD_MILLIS);
        long forces = forces(client) - forcesBefore;
        json.put("throughputPerSecond", Math.rint(answered / seconds));
        json.put("commandsPerForce", forces > 0 ? Math.rint(10.0 * answered / forces) / 10 : null);
    }

    /** Every session submits its next command when its last is answered; how many were. */
    private static long runFor(Duration time, List<GroupSession> sessions) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        AtomicLong answered = new AtomicLong();
        CountDownLatch done = new CountDownLatch(sessions.size());
        sessions.forEach(session -> submitUntil(end, session, answered, done));
        if (!done.await(time.toSeconds() + 30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(done.getCount() + " sessions got no answer");
        }
        return answered.get();
    }

    private static void submitUntil(
            long end, GroupSession session, AtomicLong answered, CountDownLatch done) {
        session.submit(OPERATION)
                .onComplete(
                        answer -> {
                            if (answer.failed() || System.nanoTime() >= end) {
                                done.countDown();
                                return;
                            }
                            answered.incrementAndGet();
                            submitUntil(end, session, answered, done);
                        });
    }

    /** Forces of the primary's journal since its start. */
    private static long forces(GroupClient client) {
        int primary = client.primary();
        for (var link : client.links()) {
            Status status = link.status();
            if (link.index() == primary && status != null) {
                return status.getForces();
            }
        }
        return 0;
    }
}
