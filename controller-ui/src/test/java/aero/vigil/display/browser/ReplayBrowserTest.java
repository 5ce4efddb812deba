package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.real.PlotFeed;
import aero.vigil.display.real.RealGroup;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.server.replay.Recording;
import aero.vigil.replication.server.replay.Recordings;
import aero.vigil.replication.server.replay.ReplayServer;
import aero.vigil.replication.transport.FreePorts;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a page showed live, shown again from the log of a replica that goes on running: real
 * replicas, real plots, a real page twice.
 */
@ExtendWith(Chromium.class)
@Timeout(300)
class ReplayBrowserTest {

    private static final int AIRCRAFT = 6;
    private static final int FRAMES = 60;

    /**
     * All that a picture is but what the page itself made of it, in a fixed order. A track's
     * validity is among that, and an alert's time to go: they are told in whole milliseconds from a
     * frame's own time, and a keyframe is another frame than the one that told them before.
     */
    private static final String PICTURE =
            "(p => JSON.stringify([p.tracks, p.flights, p.alerts, p.positions, p.totals].map(m =>"
                    + " m instanceof Map ? [...m.entries()].sort((a, b) => a[0] < b[0] ? -1 : 1) : m),"
                    + " (key, value) => ['history', 'dottedAt', 'toldAt', 'validAt',"
                    + " 'violationMillis'].includes(key) ?"
                    + " undefined : typeof value === 'bigint' ? String(value) : value))";

    private static final String KEEP_WHAT_IS_SHOWN =
            "(() => { const desk = vigil.desk; const picture = "
                    + PICTURE
                    + "; globalThis.seen = {}; const changed = desk.pictureChanged.bind(desk);"
                    + " desk.pictureChanged = () => { changed(); if (desk.picture.number % 7 === 0)"
                    + " seen[desk.picture.number] = [desk.picture.time, picture(desk.picture)]; };"
                    + " })()";

    /** Fewest tracks on the picture while it goes elsewhere in time. */
    private static final String KEEP_THE_LEAST_SHOWN =
            "(() => { const desk = vigil.desk; const anew = desk.anew.bind(desk);"
                    + " desk.anew = () => { anew(); globalThis.least ="
                    + " Math.min(globalThis.least ?? Infinity, desk.picture.tracks.size); }; })()";

    /** From the end of the word's text to the time, pixels. */
    private static final String GAP_BEHIND_THE_WORD =
            "() => { const word = document.createRange();"
                    + " word.selectNodeContents(document.getElementById('replay-word'));"
                    + " return document.getElementById('replay-time').getBoundingClientRect().left"
                    + " - word.getBoundingClientRect().right; }";

    @Test
    void aPageShowsAgainWhatItHasShown(@TempDir Path root) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RealGroup group = RealGroup.start(root)) {
            Map<Long, JsonNode> seen = watchLive(vertx, group);
            assertTrue(seen.size() > 5, "seen: " + seen.keySet());

            GatewayAddress address = new GatewayAddress("127.0.0.1", FreePorts.one());
            Recording recording = Recordings.open(group.directory(1));
            ReplayServer.Span span = ReplayServer.Span.of(recording);
            try (ReplayServer server =
                            ReplayServer.start(recording, span, address, span.firstMicros(), 1);
                    DisplayPage page =
                            DisplayPage.open(List.of(address.toString()), "/?position=UE")) {
                itSaysThatItIsAReplayAndMoves(page);
                aPauseIsNotStale(page);
                page.page.evaluate(KEEP_THE_LEAST_SHOWN);
                eachMomentIsWhatWasShown(page, seen);
                stepsAreFrames(page);
                assertTrue(page.json("least").asInt() > 0, "a picture stays on the way to another");
                theTimeLineLeadsThere(page);
                nothingIsOrdered(page);
                page.page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target", "replay.png")));
                assertEquals(List.of(), page.complaints());
                assertTrue(server.isIndexed());
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** The picture at every seventh frame, by number: model time and content. */
    private static Map<Long, JsonNode> watchLive(Vertx vertx, RealGroup group) throws Exception {
        PlotFeed feed = PlotFeed.start(vertx, group.addresses(), AIRCRAFT);
        try (DisplayPage page = DisplayPage.at(group.addresses(), "UE")) {
            page.page.evaluate(KEEP_WHAT_IS_SHOWN);
            page.until("labels", () -> page.labels().size() >= AIRCRAFT);
            page.until("its flight", () -> page.hasFlight(PlotFeed.callsign(0)));
            page.command(PlotFeed.callsign(0) + " ASSUME");
            page.until("assumed", () -> page.flights("assumed").contains(PlotFeed.callsign(0)));
            double from = page.measured("number");
            page.until("frames", () -> page.measured("number") >= from + FRAMES);
            Map<Long, JsonNode> seen = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each : page.json("seen").properties()) {
                seen.put(Long.parseLong(each.getKey()), each.getValue());
            }
            return seen;
        } finally {
            feed.close();
        }
    }

    private static void itSaysThatItIsAReplayAndMoves(DisplayPage page) {
        page.until("it says so", () -> page.page.title().startsWith("REPLAY"));
        page.until("labels", () -> !page.labels().isEmpty());
        String before = page.text("#replay-time");
        page.until("the clock moves", () -> !page.text("#replay-time").equals(before));
        assertTrue(page.text("#replay-word").contains("REPLAY"));
        assertEquals("REPLAY", page.reliance());
        page.until("the position", () -> page.text("#position-detail").contains("UE"));
    }

    private static void aPauseIsNotStale(DisplayPage page) {
        page.page.keyboard().press("Space");
        page.until("paused", () -> page.text("#replay-word").contains("PAUSED"));
        String stands = page.text("#replay-time");
        page.page.waitForTimeout(1_500);
        assertEquals(stands, page.text("#replay-time"));
        assertEquals("REPLAY", page.reliance());
        assertTrue(page.page.locator("#staleness").isHidden());
        double gap = page.json("(" + GAP_BEHIND_THE_WORD + ")()").asDouble();
        assertTrue(gap >= 6, "px between PAUSED and the time: " + gap);
    }

    private static void eachMomentIsWhatWasShown(DisplayPage page, Map<Long, JsonNode> seen) {
        for (Map.Entry<Long, JsonNode> each : seen.entrySet()) {
            int before = wholePictures(page);
            page.page.evaluate(
                    "millis => vigil.desk.replay.seek(BigInt(Math.round(millis * 1000)))",
                    each.getValue().get(0).asDouble());
            page.until(
                    "frame " + each.getKey(),
                    () -> wholePictures(page) > before && isAt(page, each.getKey()));
            String shown = page.json(PICTURE + "(vigil.desk.picture)").asText();
            assertEquals(each.getValue().get(1).asText(), shown, "frame " + each.getKey());
        }
    }

    /** How many times the page has been given a whole picture. */
    private static int wholePictures(DisplayPage page) {
        return page.json("vigil.desk.adaptationVersion").asInt();
    }

    private static void stepsAreFrames(DisplayPage page) {
        long frame = page.json("vigil.desk.picture.number").asLong();
        for (int back = 1; back <= 3; back++) {
            long wanted = frame - back;
            page.page.keyboard().press(",");
            page.until("a step back", () -> isAt(page, wanted));
        }
        for (int on = 1; on <= 3; on++) {
            long wanted = frame - 3 + on;
            page.page.keyboard().press(".");
            page.until("a step on", () -> isAt(page, wanted));
        }
    }

    private static boolean isAt(DisplayPage page, long frame) {
        return page.json("vigil.desk.picture.number").asLong() == frame;
    }

    /** To the last frame at or before that moment. */
    private static void theTimeLineLeadsThere(DisplayPage page) {
        String order = "assume flight " + PlotFeed.callsign(0) + " · anna";
        page.until("the order is listed", () -> page.text("#replay-events").contains(order));
        int before = wholePictures(page);
        BoundingBox line = page.page.locator("#replay-line").boundingBox();
        page.page.mouse().click(line.x + line.width * 0.6, line.y + line.height / 2);
        long first = page.json("Number(vigil.desk.replay.state.firstMicros)").asLong();
        long last = page.json("Number(vigil.desk.replay.state.lastMicros)").asLong();
        double wanted = (first + 0.6 * (last - first)) / 1000;
        double pixel = (last - first) / 1000.0 / line.width;
        page.until("another picture", () -> wholePictures(page) > before && isWhereToldTo(page));
        assertTrue(time(page) <= wanted + pixel, time(page) + " is after " + wanted);

        long frame = page.json("vigil.desk.picture.number").asLong();
        page.page.keyboard().press(".");
        page.until("the next", () -> isAt(page, frame + 1));
        assertTrue(time(page) > wanted - pixel, time(page) + " is before " + wanted);
    }

    /** It has all frames up to the one that the server last showed. */
    private static boolean isWhereToldTo(DisplayPage page) {
        return isAt(page, page.json("Number(vigil.desk.replay.state.frame)").asLong());
    }

    /** Of the picture, model time in milliseconds. */
    private static double time(DisplayPage page) {
        return page.json("vigil.desk.picture.time").asDouble();
    }

    private static void nothingIsOrdered(DisplayPage page) {
        String callsign = PlotFeed.callsign(1);
        page.command(callsign + " ASSUME");
        page.until("refused", () -> page.text("#messages").contains("this is a replay"));
        assertFalse(page.flights("assumed").contains(callsign));
        page.page.keyboard().press("Escape");
    }
}
