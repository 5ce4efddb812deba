package aero.vigil.certification.bench;

import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.replication.client.GroupClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one command costs: a 128-byte {@code Ping} through three replicas that force it to disk.
 *
 * <p>Beside it, measured in the same run on the same disk and loopback: one force of 200 bytes, one
 * round trip over TCP, and where it is wanted another system under the same load. So the figure can
 * be read as a ratio.
 */
final class CommandsBench {

    /** Under full load first, the peer as long: the JVMs compile on the same processors. */
    private static final Duration WARM_UP_TIME = Duration.ofSeconds(45);

    private static final int WARM_UP = 2_000;
    private static final int CLOSED_LOOP = 10_000;
    private static final int SESSIONS = 64;
    private static final int OPEN_LOOP_PER_SECOND = 2_000;
    private static final Duration OPEN_LOOP_TIME = Duration.ofSeconds(10);
    private static final Duration THROUGHPUT_TIME = Duration.ofSeconds(10);

    /** Counts are told once a second. */
    private static final long TOLD_MILLIS = 1_300;

    /** What may be measured besides the group as it runs by default. */
    enum Variant {
        /** Answered when f+1 hold it in memory. */
        replicated("--durability", "replicated"),
        /** One Prepare in flight at a time: what pipelining is worth. */
        unpipelined("--prepares-in-flight", "1");

        private final String option;
        private final String value;

        Variant(String option, String value) {
            this.option = option;
            this.value = value;
        }
    }

    private final BenchGroup bench;
    private final List<Variant> variants;
    private final @Nullable Path flame;
    private final @Nullable AeronPeer aeron;

    /**
     * @param flame where to draw where the time goes, or null
     * @param aeron to be measured beside, or null
     */
    CommandsBench(
            BenchGroup bench,
            List<Variant> variants,
            @Nullable Path flame,
            @Nullable AeronPeer aeron) {
        this.bench = bench;
        this.variants = List.copyOf(variants);
        this.flame = flame;
        this.aeron = aeron;
    }

    Map<String, @Nullable Object> run(Path scratch) throws Exception {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> load = MachineLoad.now();
        Progress.say("measuring one force and one round trip");
        Distribution force = Yardsticks.force(scratch);
        Distribution roundTrip = Yardsticks.roundTrip();
        json.put("forceMicros", force.toJson(false));
        json.put("roundTripMicros", roundTrip.toJson(false));
        Figures own = measure(bench, scratch, flame);
        json.putAll(own.json);
        json.put(
                "closedLoopToForceAndTwoRoundTrips",
                ratio(own.closedLoopP50, median(force) + 2 * median(roundTrip)));
        for (Variant variant : variants) {
            Progress.say("again, " + variant);
            json.put(
                    variant.toString(),
                    measure(bench.with(variant.option, variant.value), scratch, null).json);
        }
        if (aeron != null) {
            Progress.say("the same load on Aeron Cluster");
            AeronPeer.Commands theirs = aeron.commands(scratch);
            json.put("aeron", theirs.json());
            json.put("closedLoopToAeron", ratio(own.closedLoopP50, theirs.closedLoopP50()));
            json.put("throughputToAeron", ratio(own.perSecond, theirs.perSecond()));
        }
        json.put("load", load);
        return json;
    }

    private static double median(Distribution distribution) {
        Double median = distribution.quantile(0.5);
        return median == null ? 0 : median;
    }

    private static double ratio(double a, double b) {
        return Math.rint(100 * a / b) / 100;
    }

    /** The figures of one group, and those of them that are compared. */
    private static final class Figures {
        private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
        private double closedLoopP50;
        private double perSecond;
    }

    private static Figures measure(BenchGroup bench, Path scratch, @Nullable Path flame)
            throws Exception {
        Figures figures = new Figures();
        Vertx vertx = Vertx.vertx();
        Recordings recordings = flame == null ? null : new Recordings(scratch);
        try (ReplicaGroup group =
                bench.start(
                        scratch, recordings == null ? index -> List.of() : recordings::options)) {
            GroupClient client = bench.connect(vertx, group, "bench");
            ClosedLoop load = ClosedLoop.open(client, SESSIONS);
            Progress.say("warming up, " + WARM_UP_TIME.toSeconds() + " s");
            load.all(WARM_UP_TIME);
            load.alone(WARM_UP);
            Progress.say("one client, closed loop");
            Distribution closed = load.alone(CLOSED_LOOP);
            figures.closedLoopP50 = median(closed);
            figures.json.put("closedLoopMicros", closed.toJson(false));
            Progress.say("open loop, " + OPEN_LOOP_PER_SECOND + " a second");
            Distribution opened =
                    OpenLoop.run(
                            load.sessions(), Ping128.bytes(), OPEN_LOOP_PER_SECOND, OPEN_LOOP_TIME);
            figures.json.put("openLoopMicros", opened.toJsonWithTail());
            Progress.say(SESSIONS + " sessions");
            throughput(client, group, load, recordings, figures);
            client.close();
        } finally {
            Waiting.orFail(vertx.close(), "the end");
        }
        if (recordings != null && flame != null) {
            recordings.draw(flame);
        }
        return figures;
    }

    private static void throughput(
            GroupClient client,
            ReplicaGroup group,
            ClosedLoop load,
            @Nullable Recordings recordings,
            Figures figures)
            throws Exception {
        TimeUnit.MILLISECONDS.sleep(TOLD_MILLIS);
        Snapshot before = Snapshot.take(client, group);
        if (recordings != null) {
            recordings.begin();
        }
        long start = System.nanoTime();
        long answered = load.all(THROUGHPUT_TIME);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (recordings != null) {
            recordings.end(client.primary());
        }
        TimeUnit.MILLISECONDS.sleep(TOLD_MILLIS);
        figures.perSecond = Math.rint(answered / seconds);
        figures.json.put("throughputPerSecond", figures.perSecond);
        figures.json.putAll(Snapshot.take(client, group).since(before, answered));
    }
}
