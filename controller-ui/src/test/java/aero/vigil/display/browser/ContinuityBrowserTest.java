package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The picture goes on, or says that it does not: sources that die, lie, stall; sleep and wake. */
@ExtendWith(Chromium.class)
@Timeout(120)
class ContinuityBrowserTest {

    /** Each state of the picture in turn, with the word that stands over it. */
    private static final String KEEP_WHAT_IT_SAYS =
            """
            globalThis.said = [];
            new MutationObserver(() => {
              const word = document.getElementById('staleness-word').textContent;
              said.push(`${document.body.dataset.picture} ${word}`);
            }).observe(document.body, { attributeFilter: ['data-picture'] });""";

    private ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(20, 7));
    private DisplayPage page;

    @BeforeEach
    void sitDown() {
        page = DisplayPage.at(group.addresses(), "UE");
        page.until("all sources", () -> page.page.locator(".source.live").count() == 3);
        // One object of the page's life: a reload would lose it.
        page.page.evaluate("globalThis.neverReloaded = true");
    }

    @AfterEach
    void leave() {
        Object same = page.page.evaluate("globalThis.neverReloaded === true");
        page.allowLostConnections();
        List<String> complaints = page.complaints();
        page.close();
        group.close();
        assertEquals(true, same);
        assertEquals(List.of(), complaints);
    }

    @Test
    void eachReplicaDiesAndReturnsInTurnAndNoFrameIsMissed() {
        for (int replica = 0; replica < 3; replica++) {
            int killed = replica;
            group.kill(killed);
            page.until(
                    "its light",
                    () -> page.page.locator("#source-" + killed + ".closed").count() == 1);
            frames(8);
            group.revive(killed);
            page.until("it is back", () -> page.page.locator(".source.live").count() == 3);
            frames(8);
        }

        assertNothingMissed();
        assertEquals("CONFIRMED", page.reliance());
    }

    @Test
    void aSilentSourceTurnsAmberAndNoFrameIsMissed() {
        group.silence(1, true);
        page.until("amber", () -> page.page.locator("#source-1.silent").count() == 1);
        frames(8);

        group.silence(1, false);
        page.until("live again", () -> page.page.locator("#source-1.live").count() == 1);

        assertNothingMissed();
    }

    @Test
    void aLyingReplicaNeverReachesThePictureAndIsNamed() {
        int liar = group.wholeSubscribers().indexOf(1);
        group.corrupt(liar, true);

        page.until(
                "it is named",
                () -> page.page.locator("#source-" + liar + ".suspect").count() == 1);
        page.until("in words", () -> page.text("#messages").contains("R" + liar + " contradicts"));
        frames(12);

        assertNothingMissed();
        assertEquals(0, page.measured("unconfirmed"));
        assertEquals("CONFIRMED", page.reliance());
    }

    @Test
    void bodiesThatDoNotComeAreTakenFromAnother() {
        group.withholdBodies(group.wholeSubscribers().indexOf(1), true);

        frames(25);

        assertNothingMissed();
    }

    @Test
    void withOneSourceLeftThePictureGoesOnMarked() {
        group.kill(0);
        group.kill(1);

        page.until("marked", () -> page.reliance().equals("SINGLE_SOURCE"));
        frames(8);

        assertNothingMissed();
        assertTrue(page.text("#confirmation").contains("single source"));
    }

    @Test
    void withoutNewFramesItSaysStaleThenFrozenErasesNothingAndGoesOn() {
        int labels = page.labels().size();
        page.page.evaluate(KEEP_WHAT_IT_SAYS);
        group.stall(true);

        page.until("frozen", () -> page.reliance().equals("FROZEN"));
        assertTrue(page.json("said.includes('STALE STALE')").asBoolean(), "stale before");
        assertTrue(page.page.locator("#staleness").textContent().contains("PICTURE FROZEN"));
        assertEquals(labels, page.labels().size());

        group.stall(false);
        page.until("confirmed", () -> page.reliance().equals("CONFIRMED"));
        assertTrue(page.page.locator("#staleness").isHidden());
        assertNothingMissed();
    }

    @Test
    void itSleepsAndWakesAndGoesOnWhereTheGroupIs() {
        page.sleep(4_000);

        long now = group.lastFrame();
        page.until("the present", () -> page.measured("number") >= now);

        assertEquals(0, page.measured("repeated") + page.measured("outOfOrder"));
        assertEquals("CONFIRMED", page.reliance());
    }

    private void frames(int count) {
        double from = page.measured("number");
        page.until(count + " frames", () -> page.measured("number") >= from + count);
    }

    private void assertNothingMissed() {
        assertEquals(0, page.measured("missing"));
        assertEquals(0, page.measured("repeated"));
        assertEquals(0, page.measured("outOfOrder"));
    }
}
