package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a replica that is far behind costs the group while it fetches a checkpoint and the log above
 * it: commands at a steady rate with that replica away, then while it starts with nothing to fetch,
 * then while it starts far behind. The second phase shows what the start of a Java machine beside
 * the group costs by itself.
 */
final class CatchUpBench {

    private static final int SESSIONS = 64;
    private static final int PER_SECOND = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final BenchGroup bench;
    private final int ops;
    private final Duration phase;

    /**
     * @param ops that the replica is behind; a checkpoint is taken every third of them
     * @param phase how long each is measured
     */
    CatchUpBench(BenchGroup bench, int ops, Duration phase) {
        this.bench = bench;
        this.ops = ops;
        this.phase = phase;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("load", MachineLoad.now());
        json.put("commandsPerSecond", PER_SECOND);
        Vertx vertx = Vertx.vertx();
        try (ReplicaGroup group = bench.startWithInterval(scratch, ops / 3)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            ReplicaWatch watch = new ReplicaWatch(client, group);
            List<GroupSession> sessions = Filling.open(client, SESSIONS);
            Progress.say("warming up");
            OpenLoop.run(sessions, Filling.OPERATION, PER_SECOND, WARM_UP);
            int victim = (watch.primary() + 1) % BenchGroup.REPLICAS;
            take(group, victim);
            Progress.say("replica " + victim + " is away");
            json.put("away", measure(sessions));
            Progress.say("it starts, with nothing to fetch but the log of that time");
            group.restart(victim);
            json.put("startsAlmostCurrent", measure(sessions));
            watch.await("it is current", () -> watch.isCurrent(victim));
            json.put("checkpointsTakenThen", watch.counter(victim, "core.checkpoints.taken"));
            take(group, victim);
            Progress.say(ops + " commands without it");
            Filling.commands(client, ops);
            Progress.say("it starts, far behind");
            far(json, group, watch, sessions, victim);
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        return json;
    }

    private void far(
            Map<String, @Nullable Object> json,
            ReplicaGroup group,
            ReplicaWatch watch,
            List<GroupSession> sessions,
            int victim)
            throws Exception {
        long start = System.nanoTime();
        CompletableFuture<Long> current = new CompletableFuture<>();
        Thread waiting =
                new Thread(
                        () -> {
                            try {
                                watch.await("it is current", () -> watch.isCurrent(victim));
                                current.complete((System.nanoTime() - start) / 1_000_000);
                            } catch (InterruptedException | RuntimeException e) {
                                current.completeExceptionally(e);
                            }
                        },
                        "watch");
        group.restart(victim);
        waiting.start();
        json.put("startsFarBehind", measure(sessions));
        json.put("behindOps", ops);
        json.put("currentAfterMillis", current.get());
        json.put("checkpointsTaken", watch.counter(victim, "core.checkpoints.taken"));
        json.put("checkpointPieces", watch.counter(victim, "core.checkpoints.pieces"));
    }

    private static void take(ReplicaGroup group, int victim) throws InterruptedException {
        group.replica(victim).kill9();
        group.replica(victim).awaitEnd(ReplicaWatch.PATIENCE);
    }

    private Map<String, @Nullable Object> measure(List<GroupSession> sessions)
            throws InterruptedException {
        return OpenLoop.run(sessions, Filling.OPERATION, PER_SECOND, phase).toJsonWithTail();
    }
}
