package aero.vigil.certification.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.certification.observer.SteadyWriter;
import aero.vigil.certification.observer.Waiting;
import aero.vigil.certification.process.Adapters;
import aero.vigil.certification.process.Ending;
import aero.vigil.certification.process.GroupFormat;
import aero.vigil.certification.process.GroupPorts;
import aero.vigil.certification.process.ReplicaGroup;
import aero.vigil.certification.process.VigilHome;
import aero.vigil.certification.process.VigilProcess;
import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.ReplicaLink;
import aero.vigil.wire.gateway.Status;
import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas, two adapters, the simulator, a display and a browser page, all real; the primary
 * is killed and started again, the next one frozen, and a backup killed; nobody outside may notice
 * more than a pause. The simulator and the browser tests kill each in turn.
 */
@Tag("slow")
class FailoverTest {

    private static final int REPLICAS = 3;

    @RegisterExtension static final RealBrowser BROWSER = new RealBrowser();

    @TempDir private Path directory;

    @Test
    void noFrameIsMissedAndEachCommandTakesEffectOnceWhoeverDies() throws Exception {
        GroupPorts ports = GroupPorts.free(REPLICAS);
        Path region = VigilHome.adaptation("switzerland");
        GroupFormat.fresh(directory, ports, region);
        Vertx vertx = Vertx.vertx();
        List<VigilProcess> around = new ArrayList<>();
        try (ReplicaGroup group =
                ReplicaGroup.start(directory, ports, List.of("--timing", "relaxed"))) {
            around.addAll(Adapters.start(directory, ports, region, null));
            around.add(simulator(ports, region));
            GroupClient client = GroupClient.connect(vertx, options(ports, "writer"));
            Suspicions suspicions = new Suspicions();
            HeadlessDisplay display =
                    HeadlessDisplay.open(vertx, options(ports, "display"), suspicions);
            Waiting.orFail(display.keepHistory(), "history");
            SteadyWriter writer =
                    new SteadyWriter(vertx, Waiting.orFail(client.open(), "a session"));
            Page page = BROWSER.open("http://" + ports.gateway(0) + "/?position=UE&user=test");
            page.waitForCondition(() -> labels(page) > 3);

            int first = client.primary();
            killTheOne(group, client, first);
            freeze(group.replica(client.primary()), client);
            killTheOne(group, client, (client.primary() + 1) % REPLICAS);
            TimeUnit.SECONDS.sleep(2);

            DisplayMeasures seen = Waiting.orFail(display.measures(), "the display's figures");
            assertEquals(0, seen.missing(), "frames missing at the display");
            assertEquals(0, seen.repeated() + seen.outOfOrder(), "frames twice or out of order");
            assertEquals(List.of(), suspicions.all(), "replicas that contradicted the majority");
            assertEquals(0, writer.lost(), "commands that did not take effect once");
            assertTrue(writer.count() > 100, "commands submitted: " + writer.count());
            assertEquals(0, number(page, "missing"), "frames missing at the page");
            assertEquals(0, number(page, "repeated"), "frames repeated at the page");
            assertEquals(0, number(page, "outOfOrder"), "frames out of order at the page");
            assertTrue(number(page, "frames") > 100, "frames at the page");
            historiesAgree(Waiting.orFail(display.history(), "the history"));
            assertEquals(List.of(), BROWSER.errors(), "errors in the browser's console");
            writer.stop();
            display.close();
            client.close();
        } finally {
            around.forEach(VigilProcess::terminate);
            Ending.awaitAll(around);
            Waiting.orFail(vertx.close(), "the end");
        }
    }

    /** What the display holds against a source: nothing, where all compute the same. */
    private static final class Suspicions implements DisplayListener {
        private final List<String> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void suspected(String source, long frame, String reason) {
            all.add("replica " + source + " at frame " + frame + ": " + reason);
        }

        List<String> all() {
            return List.copyOf(all);
        }
    }

    private VigilProcess simulator(GroupPorts ports, Path region) throws Exception {
        return VigilProcess.start(
                "simulator",
                192,
                directory.resolve("log"),
                List.of(
                        "simulate",
                        "--adaptation",
                        region.toString(),
                        "--aircraft",
                        "30",
                        "--seed",
                        "7",
                        "--to-a",
                        "localhost:" + ports.radar(0),
                        "--to-b",
                        "localhost:" + ports.radar(1),
                        "--plans",
                        "localhost:" + ports.plans(0) + ",localhost:" + ports.plans(1),
                        "--end-with-stdin"));
    }

    private static GroupOptions options(GroupPorts ports, String name) {
        return GroupOptions.of(name, GatewayAddress.parseAll(ports.gateways()));
    }

    private static void killTheOne(ReplicaGroup group, GroupClient client, int replica)
            throws Exception {
        long framesBefore = frame(client);
        group.replica(replica).kill9();
        assertTrue(
                group.replica(replica).awaitEnd(Duration.ofSeconds(60)), "kill -9 had no effect");
        awaitFrame(client, framesBefore + 20);
        group.restart(replica);
        group.awaitReady(replica);
        awaitAll(client);
    }

    private static void freeze(VigilProcess process, GroupClient client) throws Exception {
        long framesBefore = frame(client);
        process.freeze();
        awaitFrame(client, framesBefore + 20);
        process.thaw();
        awaitAll(client);
    }

    /** Frames go on without the one that is gone. */
    private static void awaitFrame(GroupClient client, long frame) throws Exception {
        await("frame " + frame, () -> frame(client) >= frame);
    }

    /** All three are NORMAL in one view and within two seconds of frames. */
    private static void awaitAll(GroupClient client) throws Exception {
        await(
                "three replicas NORMAL in one view",
                () -> {
                    long newest = frame(client);
                    Map<Long, Integer> views = new HashMap<>();
                    for (ReplicaLink link : client.links()) {
                        Status status = link.status();
                        if (status != null
                                && GroupAlive.isLive(link)
                                && status.getStatus().equals("NORMAL")
                                && status.getFrame() > newest - 20) {
                            views.merge(status.getView(), 1, Integer::sum);
                        }
                    }
                    return views.containsValue(REPLICAS);
                });
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "not within two minutes: " + what);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long frame(GroupClient client) {
        return client.links().stream()
                .map(ReplicaLink::status)
                .mapToLong(status -> status == null ? 0 : status.getFrame())
                .max()
                .orElse(0);
    }

    private static int labels(Page page) {
        return ((Number) page.evaluate("() => globalThis.vigil ? vigil.labels().length : 0"))
                .intValue();
    }

    private static long number(Page page, String measure) {
        return ((Number) page.evaluate("name => vigil.measures()[name]", measure)).longValue();
    }

    /** Whoever spoke of a frame said the same digest. */
    private static void historiesAgree(Map<String, SortedMap<Long, String>> bySource) {
        assertEquals(REPLICAS, bySource.size(), "replicas that spoke");
        Map<Long, String> digests = new HashMap<>();
        long compared = 0;
        for (SortedMap<Long, String> said : bySource.values()) {
            assertTrue(said.size() > 100, "frames of one replica: " + said.size());
            for (Map.Entry<Long, String> frame : said.entrySet()) {
                String other = digests.putIfAbsent(frame.getKey(), frame.getValue());
                if (other != null) {
                    assertEquals(other, frame.getValue(), "digest of frame " + frame.getKey());
                    compared++;
                }
            }
        }
        assertTrue(compared > 100, "frames that two replicas spoke of: " + compared);
    }
}
