package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ProcessFigures;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers do to a group: commands and frames undisturbed, then with many subscribers, then
 * with hostile ones as well, and the memory of the replicas after each; all in one run, so that the
 * ratios mean something.
 */
final class SubscribersBench {

    private static final String REGION = "switzerland";

    private final BenchGroup bench;
    private final int subscribers;
    private final int hostile;
    private final Duration time;
    private final Duration warmUp;
    private final boolean traffic;

    SubscribersBench(
            BenchGroup bench,
            int subscribers,
            int hostile,
            Duration time,
            Duration warmUp,
            boolean traffic) {
        this.bench = bench;
        this.subscribers = subscribers;
        this.hostile = hostile;
        this.time = time;
        this.warmUp = warmUp;
        this.traffic = traffic;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subscribers", subscribers);
        json.put("hostile", hostile);
        json.put("load", MachineLoad.now());
        Vertx own = Vertx.vertx();
        Vertx others = Vertx.vertx();
        List<VigilProcess> around = new ArrayList<>();
        try (ReplicaGroup group = bench.start(scratch)) {
            if (traffic) {
                around.addAll(traffic(scratch, group.ports()));
            }
            GroupClient client = bench.connect(own, group, "bench");
            measure(group, new GroupPulse(client), others, json);
            client.close();
        } finally {
            around.forEach(VigilProcess::terminate);
            Ending.awaitAll(around);
            Waiting.orFail(others.close(), "the end");
            Waiting.orFail(own.close(), "the end");
        }
        return json;
    }

    private static List<VigilProcess> traffic(Path scratch, GroupPorts ports) throws Exception {
        Path region = VigilHome.adaptation(REGION);
        List<VigilProcess> around = new ArrayList<>(Adapters.start(scratch, ports, region, null));
        around.add(
                VigilProcess.start(
                        "simulator",
                        256,
                        scratch.resolve("log"),
                        List.of(
                                "simulate",
                                "--adaptation",
                                region.toString(),
                                "--aircraft",
                                "70",
                                "--seed",
                                "1",
                                "--to-a",
                                "localhost:" + ports.radar(0),
                                "--to-b",
                                "localhost:" + ports.radar(1),
                                "--end-with-stdin")));
        return around;
    }

    private void measure(
            ReplicaGroup group, GroupPulse pulse, Vertx others, Map<String, @Nullable Object> json)
            throws Exception {
        List<GatewayAddress> gateways = GatewayAddress.parseAll(group.ports().gateways());
        Progress.say("warming up, " + warmUp.toSeconds() + " s");
        pulse.take(warmUp);
        Progress.say("undisturbed");
        Map<String, @Nullable Object> undisturbed = phase(group, pulse);
        json.put("undisturbed", undisturbed);
        Progress.say(subscribers + " subscribers");
        Crowd crowd = new Crowd(others, gateways, subscribers);
        crowd.open(subscribers);
        Map<String, @Nullable Object> subscribed = phase(group, pulse);
        subscribed.put("received", crowd.figures());
        json.put("subscribed", subscribed);
        Progress.say("and " + hostile + " hostile ones");
        try (Hostile enemies = new Hostile(others, gateways, hostile)) {
            Map<String, @Nullable Object> attacked = phase(group, pulse);
            attacked.put("received", crowd.figures());
            json.put("attacked", attacked);
            Map<String, @Nullable Object> longer = phase(group, pulse);
            longer.put("received", crowd.figures());
            longer.put("hostileCut", enemies.cut());
            json.put("attackedLonger", longer);
        }
        crowd.close();
        TimeUnit.SECONDS.sleep(2);
        json.put("afterwards", phase(group, pulse));
        json.put("counters", pulse.counters());
        for (String name : List.of("subscribed", "attacked", "attackedLonger", "afterwards")) {
            json.put(name + "ToUndisturbed", ratios(undisturbed, json.get(name)));
        }
    }

    private Map<String, @Nullable Object> phase(ReplicaGroup group, GroupPulse pulse)
            throws InterruptedException {
        List<ProcessFigures> before = figures(group);
        long start = System.nanoTime();
        Map<String, @Nullable Object> json = pulse.take(time);
        double elapsed = (System.nanoTime() - start) / 1e9;
        List<ProcessFigures> after = figures(group);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("replica", i);
            double cpu = after.get(i).cpuSeconds() - before.get(i).cpuSeconds();
            row.put("cpuPercent", Math.rint(100 * cpu / elapsed));
            row.put("pssMiB", Math.rint(after.get(i).pssMebibytes()));
            rows.add(row);
        }
        json.put("replicas", rows);
        return json;
    }

    private static List<ProcessFigures> figures(ReplicaGroup group) {
        List<ProcessFigures> figures = new ArrayList<>();
        for (int i = 0; i < BenchGroup.REPLICAS; i++) {
            figures.add(ProcessFigures.of(group.replica(i).pid()));
        }
        return figures;
    }

    /** How many times the undisturbed figure each is. */
    private static Map<String, @Nullable Object> ratios(
            @Nullable Object undisturbed, @Nullable Object other) {
        Map<String, @Nullable Object> ratios = new LinkedHashMap<>();
        for (String what : List.of("commandMicros", "frameGapMillis")) {
            for (String quantile : List.of("p50", "p99", "max")) {
                Double base = value(undisturbed, what, quantile);
                Double now = value(other, what, quantile);
                ratios.put(
                        what + " " + quantile,
                        base == null || now == null || base == 0
                                ? null
                                : Math.rint(100 * now / base) / 100);
            }
        }
        return ratios;
    }

    private static @Nullable Double value(@Nullable Object figures, String what, String quantile) {
        return figures instanceof Map<?, ?> all
                        && all.get(what) instanceof Map<?, ?> quantiles
                        && quantiles.get(quantile) instanceof Double value
                ? value
                : null;
    }
}
