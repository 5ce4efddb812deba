package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.real.PlotFeed;
import aero.vigil.display.real.RealGroup;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.server.command.LoadAdaptationCommand;
import aero.vigil.wire.airspace.Adaptation;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Another adaptation comes into force in three real replicas, by the command line; a real page and
 * a display draw its map from that frame on, and replicas that die and come back have it too.
 */
@ExtendWith(Chromium.class)
@Timeout(180)
class LoadedAdaptationBrowserTest {

    private final Vertx vertx = Vertx.vertx();
    private final Path root;
    private final RealGroup group;
    private final PlotFeed feed;
    private final HeadlessDisplay headless;
    private final DisplayPage page;

    LoadedAdaptationBrowserTest(@TempDir Path root) throws Exception {
        this.root = root;
        group = RealGroup.start(root);
        feed = PlotFeed.start(vertx, group.addresses(), 4);
        headless = open(group.addresses());
        get(headless.keepHistory());
        page = DisplayPage.at(group.addresses(), "UE");
        page.until("labels of flights", () -> page.hasFlight(PlotFeed.callsign(0)));
    }

    private HeadlessDisplay open(List<String> addresses) {
        List<GatewayAddress> gateways = addresses.stream().map(GatewayAddress::parse).toList();
        return HeadlessDisplay.open(
                vertx, GroupOptions.of("headless", gateways), new DisplayListener() {});
    }

    @AfterEach
    void close() {
        page.close();
        headless.close();
        feed.close();
        group.close();
        get(vertx.close());
    }

    @Test
    void theMapChangesEverywhereWithoutAGapAndOutlivesEachReplica() throws Exception {
        String refusal = load(changed().setName("elsewhere"), 1);
        String done = load(changed(), 0);

        page.until(
                "the page's map",
                () -> page.json("vigil.desk.picture.map.points.has('VIGIL')").asBoolean());
        assertEquals(2, page.json("vigil.desk.picture.adaptationStatus.version").asInt());
        assertEquals("UE", page.json("vigil.desk.position.id").asText());
        assertTrue(hasPoint(headless), "the display's map");
        assertTrue(refusal.contains("ADAPTATION_ELSEWHERE"), refusal);
        assertTrue(done.contains("version 2"), done);

        for (int replica = 0; replica < 2; replica++) {
            killAndRestart(replica);
        }
        HeadlessDisplay late = open(group.addresses());
        page.until(
                "a late display's picture", () -> get(late.picture(p -> p.adaptation() != null)));

        assertTrue(hasPoint(late), "a keyframe of replicas that were started again");
        late.close();
        assertNothingMissedAndAllSaidTheSame();
        page.allowLostConnections();
        assertEquals(List.of(), page.complaints());
    }

    /** Switzerland with one more point and an airway to it. */
    private static Adaptation.Builder changed() throws Exception {
        Path file =
                Path.of(System.getProperty("vigil.root", ".."))
                        .resolve("config/adaptations/switzerland.json");
        Adaptation.Builder region = Adaptation.newBuilder();
        JsonFormat.parser().merge(Files.readString(file), region);
        region.addPointsBuilder().setName("VIGIL").setLatitude(47).setLongitude(8.3);
        region.addAirwaysBuilder().setName("Z999").addPoints("VIGIL").addPoints("WIL");
        return region;
    }

    /** By the command line; returns what it said. */
    private String load(Adaptation.Builder adaptation, int exitCode) throws Exception {
        Path file =
                Files.writeString(
                        root.resolve("loaded.json"), JsonFormat.printer().print(adaptation));
        StringWriter said = new StringWriter();
        CommandLine line =
                new CommandLine(new LoadAdaptationCommand())
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said));
        int code = line.execute(file.toString(), "--at", String.join(",", group.addresses()));
        assertEquals(exitCode, code, said::toString);
        return said.toString();
    }

    private static boolean hasPoint(HeadlessDisplay display) {
        return get(
                display.picture(
                        picture -> {
                            Adaptation shown = picture.adaptation();
                            return shown != null
                                    && shown.getPointsList().stream()
                                            .anyMatch(point -> point.getName().equals("VIGIL"));
                        }));
    }

    private void killAndRestart(int replica) throws Exception {
        group.kill(replica);
        frames(20);
        group.restart(replica);
        page.until(
                "replica " + replica + " is back",
                () -> page.page.locator("#source-" + replica + ".live").count() == 1);
        frames(20);
    }

    private void frames(int count) {
        double from = page.measured("number");
        page.until(count + " frames", () -> page.measured("number") >= from + count);
    }

    private void assertNothingMissedAndAllSaidTheSame() {
        assertEquals(0, page.measured("missing") + page.measured("repeated"));
        DisplayMeasures measures = get(headless.measures());
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertEquals(0, measures.disagreements());
        Map<Long, String> said = new TreeMap<>();
        Map<String, SortedMap<Long, String>> history = get(headless.history());
        assertEquals(3, history.size());
        history.values()
                .forEach(
                        its ->
                                its.forEach(
                                        (frame, digest) ->
                                                assertEquals(
                                                        said.getOrDefault(frame, digest),
                                                        said.merge(frame, digest, (a, b) -> b),
                                                        "frame " + frame)));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
