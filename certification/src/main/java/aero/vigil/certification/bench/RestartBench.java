package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a replica takes to start that has many ops to apply again since its last checkpoint,
 * from its launch to its ready line, and to the last frame of the others.
 */
final class RestartBench {

    private final BenchGroup bench;
    private final int ops;

    RestartBench(BenchGroup bench, int ops) {
        this.bench = bench;
        this.ops = ops;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("load", MachineLoad.now());
        Vertx vertx = Vertx.vertx();
        try (ReplicaGroup group = bench.startWithInterval(scratch, 10L * ops)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            ReplicaWatch watch = new ReplicaWatch(client, group);
            Progress.say("filling the log with " + ops + " commands");
            Filling.commands(client, ops);
            int victim = (watch.primary() + 1) % BenchGroup.REPLICAS;
            watch.await("replica " + victim + " has all", () -> watch.lag(victim) == 0);
            long opsBefore = watch.of(victim).getOpNumber();
            group.replica(victim).kill9();
            group.replica(victim).awaitEnd(ReplicaWatch.PATIENCE);
            Progress.say("restarting replica " + victim);
            long start = System.nanoTime();
            group.restart(victim);
            group.awaitReady(victim);
            json.put("opsAppliedAgain", opsBefore);
            json.put("readyMillis", millisSince(start));
            watch.await("it is where the others are", () -> watch.isCurrent(victim));
            json.put("currentMillis", millisSince(start));
            json.put("says", group.replica(victim).newestLine("started:").orElse(null));
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        return json;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
