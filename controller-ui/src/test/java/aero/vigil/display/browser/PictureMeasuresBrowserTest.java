package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.CDPSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the picture costs and how well it can be read, printed; asserted are counts, and ratios of
 * two things measured in the same run.
 */
@ExtendWith(Chromium.class)
@Timeout(240)
class PictureMeasuresBrowserTest {

    /** Of a label's text: what is covered by less can still be read. */
    private static final int A_CHARACTER = 9 * 18;

    /** Each label may have moved twice. */
    private static final int SETTLED_MILLIS = 7_000;

    private static final int DRAWN_MILLIS = 2_000;

    private static final int COLLECTIONS = 5;

    /** An hour has 36,000. */
    private static final double MOST_KEPT_BYTES = 40;

    private static final int LOOKS = 20;

    private static final int FRAMES = Integer.getInteger("vigil.frames", 6_000);

    private ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(20, 7));
    private DisplayPage page;

    @BeforeEach
    void aQuietHour() {
        page = DisplayPage.at(group.addresses(), "UE");
    }

    /** The same position before a picture of so many, for so long. */
    private void open(int aircraft, int millis) {
        page.close();
        group.close();
        group = new ScriptedGroup(new ScriptedPicture(aircraft, 7));
        page = DisplayPage.at(group.addresses(), "UE");
        measure("wholePicture");
        page.page.waitForTimeout(millis);
        print(aircraft + " aircraft, frame to pixel and drawing", page.json("vigil.pace()"));
    }

    @AfterEach
    void leave() {
        List<String> complaints = page.complaints();
        page.close();
        group.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    @Tag("long")
    void aHundredLabelsOnOneScreenDoNotCoverOneAnother() {
        open(100, SETTLED_MILLIS);

        JsonNode left = measure("overlaps", A_CHARACTER);

        print("100 aircraft, overlaps left", left);
        assertEquals(100, left.path("labels").asInt());
        assertTrue(left.path("pairs").asInt() <= 3, left.toString());
    }

    /** Three hundred labels have four fifths of the screen's area: background traffic shrinks. */
    @Test
    @Tag("long")
    void threeHundredLabelsOnOneScreenCoverOneAnotherSeldom() {
        open(300, SETTLED_MILLIS);

        JsonNode left = measure("overlaps", A_CHARACTER);

        print("300 aircraft, overlaps left", left);
        print("300 aircraft, placing", measure("placing", 20));
        assertEquals(300, left.path("labels").asInt());
        assertTrue(left.path("pairs").asInt() <= 60, left.toString());
    }

    @Test
    @Tag("long")
    void twoThousandLabelsCostNotMuchMoreThanTheirNumber() {
        open(500, SETTLED_MILLIS);
        print("500 aircraft, overlaps left", measure("overlaps", A_CHARACTER));
        JsonNode few = measure("panning", 40);
        print("500 aircraft, panned", few);
        assertEquals(500, few.path("labels").asInt());

        open(2_000, DRAWN_MILLIS);
        JsonNode panned = measure("panning", 40);

        print("2000 aircraft, panned", panned);
        double ratio = drawing(panned) / drawing(few);
        print("2000 against 500, ratio of a drawing's p50", ratio);
        assertTrue(ratio < 20, "2,000 labels cost " + ratio + " times what 500 cost");
    }

    private static double drawing(JsonNode panned) {
        return panned.path("drawing").path("p50").asDouble();
    }

    /** In each frame tracks, flights and alerts come and go. */
    @Test
    void memoryStaysWhereItIsOverManyFrames() {
        open(100, DRAWN_MILLIS);
        page.page.evaluate("vigil.desk.feed.worker.terminate()");
        measure("run", FRAMES / 6, 100);

        double before = heap();

        measure("run", FRAMES, 100);

        // What lasts a while goes; what is kept of each frame does not.
        double kept = keptOfEachFrame(before);
        for (int i = 0; i < LOOKS && kept >= MOST_KEPT_BYTES; i++) {
            page.page.waitForTimeout(1_000);
            kept = keptOfEachFrame(before);
        }
        assertTrue(kept < MOST_KEPT_BYTES, "kept of each frame: " + kept + " bytes");
    }

    private double keptOfEachFrame(double before) {
        double after = heap();
        print("heap after " + FRAMES + " more frames, MB before and after", before + " " + after);
        return (after - before) * 1e6 / FRAMES;
    }

    /** What is still held, MB: one collection may leave what the next one takes. */
    private double heap() {
        CDPSession session = page.page.context().newCDPSession(page.page);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            session.send("HeapProfiler.collectGarbage");
            double used = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
            least = Math.min(least, used);
        }
        session.detach();
        return Math.round(least / 10_000) / 100.0;
    }

    private JsonNode measure(String what, Object... arguments) {
        String list = String.join(",", Arrays.stream(arguments).map(String::valueOf).toList());
        page.page.evaluate(
                "import('/test/js/picture-measures.js').then(async m => {"
                        + " globalThis.measured = await m."
                        + what
                        + "("
                        + list
                        + ") ?? null; })");
        return page.json("measured");
    }

    private static void print(String what, Object figures) {
        System.out.println("picture: " + what + ": " + figures);
    }
}
