package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wrongful suspicions: a group that nobody harms, under load and with its garbage collected. Each
 * suspicion is counted by the replica that has it, by its kind (docs/protocol.md, rule 8).
 */
final class SuspicionsBench {

    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final long PROGRESS_SECONDS = 60;

    private final BenchGroup bench;
    private final int perSecond;
    private final Duration time;

    SuspicionsBench(BenchGroup bench, int perSecond, Duration time) {
        this.bench = bench;
        this.perSecond = perSecond;
        this.time = time;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> loadBefore = MachineLoad.now();
        Vertx vertx = Vertx.vertx();
        try (ReplicaGroup group = bench.start(scratch)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            SteadyLoad load = new SteadyLoad(client, perSecond);
            Progress.say("warming up, " + WARM_UP.toSeconds() + " s");
            load.until(System.nanoTime() + WARM_UP.toNanos());
            SuspicionWatch watch = new SuspicionWatch(client);
            long commands = load.count();
            watch(load, watch);
            json.put("minutes", time.toMinutes());
            json.put("commandsPerSecond", (load.count() - commands) / time.toSeconds());
            json.put("longestTimeWithoutAnswerMillis", Math.rint(load.longestGapMillis()));
            json.putAll(watch.toJson());
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        json.put("loadBefore", loadBefore);
        json.put("load", MachineLoad.now());
        return json;
    }

    private void watch(SteadyLoad load, SuspicionWatch watch) {
        long seconds = time.toSeconds();
        long start = System.nanoTime();
        watch.look();
        for (long second = 1; second <= seconds; second++) {
            load.until(start + TimeUnit.SECONDS.toNanos(second));
            watch.look();
            if (second % PROGRESS_SECONDS == 0) {
                Progress.say((seconds - second) / 60 + " min left, " + load.count() + " commands");
            }
        }
    }
}
