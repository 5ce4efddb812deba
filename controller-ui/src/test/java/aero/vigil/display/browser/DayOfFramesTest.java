package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.DisplayListener;
import aero.vigil.display.DisplayMeasures;
import aero.vigil.display.HeadlessDisplay;
import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.replication.client.GatewayAddress;
import aero.vigil.replication.client.GroupOptions;
import com.microsoft.playwright.CDPSession;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day's worth of frames at fifty times the pace, through page and Java client, sockets, votes and
 * drawing included: what is held after a collection stays where it is.
 *
 * <p>Only on demand: {@code mvn test -pl controller-ui -am -Dtest=DayOfFramesTest
 * -Dvigil.day.frames=864000}, which takes half an hour; an hour's worth are 36,000.
 */
@Tag("slow")
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "vigil.day.frames", matches = "[0-9]+")
class DayOfFramesTest {

    private static final long FRAMES = Long.getLong("vigil.day.frames", 0);
    private static final int PACE = Integer.getInteger("vigil.day.pace", 50);
    private static final int LOOKS = 12;

    /** Beyond this the group waits for whoever is behind: a busy machine is slower, not wrong. */
    private static final long MOST_BEHIND = 300;

    private static final int AIRCRAFT = 100;

    private record Held(long frame, double pageMegabytes, double javaMegabytes) {}

    @Test
    void whatIsHeldAfterACollectionStaysWhereItIs() throws Exception {
        Vertx vertx = Vertx.vertx();
        ScriptedPicture picture = new ScriptedPicture(AIRCRAFT, 7);
        picture.churn();
        try (ScriptedGroup group = new ScriptedGroup(picture);
                DisplayPage page = DisplayPage.at(group.addresses(), "UE");
                HeadlessDisplay display = display(vertx, group)) {
            page.page.evaluate("vigil.desk.toolbar.set('showPlots', true)");
            long first = group.lastFrame();
            long begin = System.nanoTime();
            group.hurry(PACE);
            List<Held> held = new ArrayList<>();
            for (int look = 1; look <= LOOKS; look++) {
                runTo(first + FRAMES * look / LOOKS, group, page, display);
                held.add(look(group.lastFrame(), page, begin));
            }
            assertMeasures(page, display);
            assertFlat(held);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static HeadlessDisplay display(Vertx vertx, ScriptedGroup group) {
        return HeadlessDisplay.open(
                vertx,
                GroupOptions.of(
                        "day of frames",
                        group.addresses().stream().map(GatewayAddress::parse).toList()),
                new DisplayListener() {});
    }

    private static void runTo(
            long frame, ScriptedGroup group, DisplayPage page, HeadlessDisplay display)
            throws Exception {
        while (group.lastFrame() < frame) {
            long shownByJava = display.picture(p -> p.number()).await(10, TimeUnit.SECONDS);
            long shown = Math.min(shownByJava, (long) page.measured("number"));
            group.stall(group.lastFrame() - shown > MOST_BEHIND);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        group.stall(true);
        page.until("the last frame", () -> page.measured("number") >= frame);
    }

    private static Held look(long frame, DisplayPage page, long beginNanos) {
        System.gc();
        Runtime java = Runtime.getRuntime();
        double used = (java.totalMemory() - java.freeMemory()) / 1e6;
        Held held = new Held(frame, pageHeap(page), used);
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        System.out.printf(
                "day of frames: frame %d after %.0f s: page %.2f MB, Java client and group %.1f MB%n",
                held.frame, seconds, held.pageMegabytes, held.javaMegabytes);
        return held;
    }

    private static double pageHeap(DisplayPage page) {
        CDPSession session = page.page.context().newCDPSession(page.page);
        session.send("HeapProfiler.collectGarbage");
        double used = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        session.detach();
        return used / 1e6;
    }

    private static void assertMeasures(DisplayPage page, HeadlessDisplay display) throws Exception {
        DisplayMeasures measures = display.measures().await(10, TimeUnit.SECONDS);
        System.out.println("day of frames: Java client " + measures);
        assertEquals(0, measures.missing() + measures.repeated() + measures.outOfOrder());
        assertEquals(0, page.measured("missing") + page.measured("repeated"));
        assertEquals(List.of(), page.complaints());
    }

    /** The second half holds no more than the first, but for noise. */
    private static void assertFlat(List<Held> held) {
        Held before = held.get(LOOKS / 3);
        Held after = held.get(LOOKS - 1);
        double frames = after.frame - before.frame;
        double page = (after.pageMegabytes - before.pageMegabytes) * 1e6 / frames;
        double java = (after.javaMegabytes - before.javaMegabytes) * 1e6 / frames;
        assertTrue(page < 40, "the page keeps " + page + " bytes of each frame");
        assertTrue(java < 40, "the Java client keeps " + java + " bytes of each frame");
    }
}
