package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.TrackStatus;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Screens kept as pictures in {@code target/screenshots}, and what they consist of compared with
 * {@code src/test/resources/screens}: where that has changed on purpose, run with {@code
 * -Dvigil.screens.record=true} and look at what is different.
 */
@ExtendWith(Chromium.class)
@Timeout(120)
class ScreensBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path OUTLINES =
            Path.of(
                    System.getProperty("vigil.root", "."),
                    "controller-ui/src/test/resources/screens");

    private final ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(40, 7));
    private DisplayPage page;

    @BeforeEach
    void open() {
        page = DisplayPage.at(group.addresses(), "UE");
    }

    @AfterEach
    void close() {
        List<String> complaints = page.complaints();
        page.close();
        group.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void theControllersScreens() throws IOException {
        page.page.waitForTimeout(4_000);
        keep("position");

        group.with(
                picture -> {
                    picture.conflict();
                    picture.alertAboutOne(
                            Alert.Kind.MSAW, "below the minimum of ALPS EAST 14,000 ft", 600);
                    return true;
                });
        page.until("two alerts", () -> page.text("#alerts .panel-count").equals("2"));
        page.page.waitForTimeout(1_000);
        keep("conflict");

        String flight = page.flights("assumed").get(0);
        page.clickLabel(flight, "level");
        keep("level-menu");
        page.page.keyboard().press("Escape");
        page.page.keyboard().press("p");
        page.until("the plan", () -> page.page.locator("#plan").isVisible());
        keep("flight-plan");

        page.button("Day").or(page.button("Night")).click();
        page.page.waitForTimeout(300);
        keep("day");
    }

    @Test
    void theSymbolsSayWhatSeesATrackAndPlotsAreDots() throws IOException {
        group.with(
                picture -> {
                    picture.seenBy(1, TrackStatus.SEEN_BY_ADS_B_VALUE);
                    picture.seenBy(2, TrackStatus.SEEN_BY_MODE_S_VALUE);
                    picture.seenBy(
                            3, TrackStatus.PRIMARY_ONLY_VALUE | TrackStatus.SEEN_BY_PRIMARY_VALUE);
                    for (int x = -100_000; x <= 100_000; x += 4_000) {
                        picture.plot(x, 0, 4);
                    }
                    return true;
                });
        page.until("another symbol", () -> symbol(1).equals("diamond"));
        page.until("a turn of the radar", () -> symbol(3).equals("plus"));

        assertEquals("square", symbol(2));
        assertEquals("fused", symbol(4));
        page.until("the plots", () -> plots() >= 51);
        long before = dim();
        page.button("Plots").click();
        page.until("their dots", () -> dim() > before + 100);
        keep("plots");
    }

    private String symbol(int track) {
        page.page.evaluate(
                "import('/js/symbols.js').then(m => { globalThis.symbol ="
                        + " m.symbolOf(vigil.desk.picture.tracks.get("
                        + track
                        + ")); })");
        return page.json("globalThis.symbol ?? ''").asText();
    }

    private int plots() {
        return page.json("vigil.desk.picture.plots.reduce((n, p) => n + p.places.length, 0)")
                .asInt();
    }

    /** Pixels of the traffic canvas in the colour of raw plots, or nearly. */
    private long dim() {
        return page.json(
                        "(() => { const c = document.getElementById('traffic');"
                                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                                + " let n = 0; for (let i = 0; i < d.length; i += 4)"
                                + " if (d[i + 3] > 60 && Math.abs(d[i] - 0x7A) < 9"
                                + " && Math.abs(d[i + 1] - 0x87) < 9 && Math.abs(d[i + 2] - 0x91) < 9) n++;"
                                + " return n; })()")
                .asLong();
    }

    @Test
    void aListsAlertsAreOnOneLineEachAndCoverNoOtherList() {
        page.page.setViewportSize(1280, 800);
        group.with(
                picture -> {
                    picture.conflict();
                    picture.alertAboutOne(
                            Alert.Kind.MSAW, "below the minimum of ALPS EAST 14,000 ft", 600);
                    return true;
                });
        page.until("two alerts", () -> page.text("#alerts .panel-count").equals("2"));

        double row =
                page.json(
                                "Math.max(...[...document.querySelectorAll('#alerts tbody tr')]"
                                        + ".map(r => r.getBoundingClientRect().height))")
                        .asDouble();
        double left =
                page.json("document.getElementById('alerts').getBoundingClientRect().left")
                        .asDouble();
        double lists =
                page.json("document.getElementById('inbound').getBoundingClientRect().right")
                        .asDouble();
        assertTrue(row < 30, "a row of " + row + " px wraps");
        assertTrue(left > lists, "alerts from " + left + " over the list that ends at " + lists);
    }

    @Test
    void aRowsFieldsHaveTheirMenus() {
        page.until("rows", () -> page.page.locator("#assumed tbody tr").count() > 0);

        page.page.locator("#assumed tbody tr").first().locator("td").nth(2).click();
        assertTrue(menu().contains("level"), menu());
        page.page.keyboard().press("Escape");
        page.page.locator("#assumed tbody tr").first().locator("button").focus();
        page.page.keyboard().press("h");
        assertTrue(menu().contains("heading"), menu());
    }

    private String menu() {
        return String.valueOf(page.page.locator(".menu").getAttribute("aria-label"));
    }

    private void keep(String name) throws IOException {
        Files.createDirectories(PICTURES);
        page.page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        page.page.evaluate(
                "import('/test/js/outline.js').then(m => { globalThis.seen = m.outline(); })");
        String outline = page.json("globalThis.seen").asText() + "\n";
        Path expected = OUTLINES.resolve(name + ".txt");
        if (Boolean.getBoolean("vigil.screens.record")) {
            Files.createDirectories(OUTLINES);
            Files.writeString(expected, outline);
        }
        assertEquals(
                Files.readString(expected), outline, name + ": see " + PICTURES.toAbsolutePath());
    }
}
