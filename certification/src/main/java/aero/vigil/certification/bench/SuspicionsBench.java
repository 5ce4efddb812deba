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
    private static final double LONG_SILENCE_MILLIS = 250;
    private static final double LONG_FORCE_MILLIS = 100;

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
            json.putAll(measure(load, client, scratch));
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        json.put("loadBefore", loadBefore);
        json.put("load", MachineLoad.now());
        return json;
    }

    private Map<String, Object> measure(SteadyLoad load, GroupClient client, Path scratch)
            throws Exception {
        long began = System.nanoTime();
        long commands = load.count();
        SuspicionWatch watch = new SuspicionWatch(client, began);
        Stalls silences = new Stalls(began, LONG_SILENCE_MILLIS);
        Stalls forces = new Stalls(began, LONG_FORCE_MILLIS);
        load.note(silences);
        BareForces beside = new BareForces(scratch.resolve("bare"), forces);
        watch(load, watch, began);
        beside.end();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minutes", time.toMinutes());
        json.put("commandsPerSecond", (load.count() - commands) / time.toSeconds());
        json.put("longestTimeWithoutAnswerMillis", silences.longestMillis());
        json.put("longestBareForceMillis", forces.longestMillis());
        json.putAll(watch.toJson());
        json.put("timesWithoutAnswer", silences.toJson());
        json.put("bareForces", forces.toJson());
        return json;
    }

    private void watch(SteadyLoad load, SuspicionWatch watch, long start) {
        long seconds = time.toSeconds();
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
