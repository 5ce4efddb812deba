package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.ClearLevel;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.QuarantinedCommand;
import com.google.protobuf.ByteString;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a supervisor sees and does. */
@ExtendWith(Chromium.class)
@Timeout(120)
class SupervisionBrowserTest {

    private ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(20, 7));
    private DisplayPage page;

    @BeforeEach
    void open() {
        page = DisplayPage.open(group.addresses(), "/supervision");
        page.until("the state", () -> state().equals("NORMAL"));
    }

    @AfterEach
    void leave() {
        page.allowLostConnections();
        List<String> complaints = page.complaints();
        page.close();
        group.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void theStripSaysHowManyFailuresAreStillTolerated() {
        assertEquals("1", page.text("#tolerated"));

        group.kill(2);
        page.until("degraded", () -> state().equals("DEGRADED"));
        assertEquals("0", page.text("#tolerated"));

        group.kill(1);
        page.until("read-only", () -> state().equals("READ-ONLY"));
    }

    @Test
    void aReplicaThatIsCutOffFromTheOthersIsNoneThatTakesPart() {
        String words =
                "async () => { const { GroupState } = await import('/js/group-state.js');"
                        + " const group = new GroupState();"
                        + " group.welcome({ members: [0, 1, 2].map(index => ({ index })), quorum: 2 });"
                        + " for (const index of [0, 1, 2]) group.statuses.set(index, { arrivedAt: 0,"
                        + " status: { status: 'NORMAL', view: 1n, primary: 0, groupAlarms: index < 2 ?"
                        + " [] : [{ kind: 'QUORUM_LOST' }] } });"
                        + " const { word, tolerated } = group.summary(1);"
                        + " return word + ' ' + tolerated; }";

        assertEquals("DEGRADED 0", page.page.evaluate(words));
    }

    @Test
    void everyReplicaHasItsRowWithADigestThatIsEqual() {
        page.until("digests", () -> page.text("#replicas").split("equal at", -1).length == 4);

        assertEquals(3, page.page.locator("#replicas tbody tr").count());
        assertTrue(page.text("#replicas").contains("primary"));
    }

    @Test
    void sensorsCountersTotalsAndDisplaysAreListed() {
        page.until("sensors", () -> page.page.locator("#sensors tbody tr").count() == 4);
        page.until("counters", () -> page.text("#counters").contains("gateway.malformed"));
        page.until("totals", () -> page.text("#totals").contains("tracks20"));
        page.until("displays", () -> page.text("#displays").contains("supervision-"));
    }

    @Test
    void whatAFeedRejectsIsListedWithItsReason() {
        page.until("the feed", () -> page.text("#feeds").contains("239.0.0.1:8600"));

        assertTrue(page.text("#feeds").contains("TRUNCATED 7"), page.text("#feeds"));
    }

    @Test
    void aReplicaIsFrozenInTwoStepsAndItsRowSaysThatItIsNotHeard() {
        page.until("a picture", () -> page.measured("frames") > 5);
        page.button("freeze replica 2").click();
        page.button("Confirm freeze replica 2").click();

        page.until("degraded", () -> state().equals("DEGRADED"));
        page.until(
                "its row",
                () ->
                        page.page
                                .locator("#replicas tbody tr")
                                .nth(2)
                                .textContent()
                                .contains("no word"));
        page.until("what it did", () -> page.text("#action-result").contains("freeze of R2"));

        group.silence(2, false);
        page.until("normal", () -> state().equals("NORMAL"));
    }

    @Test
    void thePageActsAlthoughTheReplicaThatServedItIsDead() {
        page.until("a picture", () -> page.measured("frames") > 5);
        group.kill(0);
        page.until("degraded", () -> state().equals("DEGRADED"));

        page.button("kill -9 replica 1").click();
        page.button("Confirm kill -9 replica 1").click();

        page.until("read-only", () -> state().equals("READ-ONLY"));
        page.until("done", () -> page.text("#messages").contains("kill -9 of R1 done"));
    }

    @Test
    void killingAReplicaTakesTwoStepsAndSaysWhatItDidToThePicture() {
        page.until("a picture", () -> page.measured("frames") > 5);
        page.button("kill -9 replica 1").click();
        page.page.waitForTimeout(300);
        assertEquals("NORMAL", state());

        page.button("Confirm kill -9 replica 1").click();

        page.until("degraded", () -> state().equals("DEGRADED"));
        page.until("what it did", () -> page.text("#action-result").contains("longest gap was"));
        assertTrue(page.text("#action-result").contains("missing 0, repeated or out of order 0"));
    }

    @Test
    void aNetworkIsCutAndAJournalDamagedWithWhatWasDoneInWords() {
        page.until("a picture", () -> page.measured("frames") > 5);
        page.button("cut the network of replica 2").click();
        page.button("Confirm cut the network of replica 2").click();
        page.until("cut", () -> page.text("#messages").contains("network of R2 done: as asked"));
        group.silence(2, false);
        page.until("normal", () -> state().equals("NORMAL"));

        page.button("damage the journal of replica 1").click();
        page.button("Confirm damage the journal of replica 1").click();

        page.until("damaged", () -> page.text("#messages").contains("journal of R1 done"));
        page.until("degraded", () -> state().equals("DEGRADED"));
        page.until("what it did", () -> page.text("#action-result").contains("longest gap was"));
    }

    @Test
    void aCommandThatFailedInsideIsMendedAsTextOrReleased() {
        QuarantinedCommand.Builder failed =
                QuarantinedCommand.newBuilder().setUser("eve").setCommand("ClearLevel");
        QuarantinedCommand whole = failed.setOp(77).setContent(clear(1001)).build();
        QuarantinedCommand tooLong = failed.setOp(78).clearContent().build();
        group.with(
                picture -> {
                    picture.changeFlight(1002, flight -> flight.setControllingSector(""));
                    return picture.quarantine(List.of(whole, tooLong));
                });
        page.until("quarantined", () -> page.text("#quarantine").contains("eve"));
        assertFalse(page.button("mend the command of op 78").isVisible(), "it is not kept");

        page.button("mend the command of op 77").click();
        Locator text = page.page.locator("#mend-command textarea");
        String asGiven = text.inputValue();
        doAgain(asGiven.replace("clearLevel", "takeCover"));
        page.until("no command", () -> page.text("#mend-command p").contains("takeCover"));
        doAgain(asGiven);
        page.until("refused", () -> page.text("#mend-command p").contains("controlled by UE"));
        doAgain(asGiven.replace("1001", "1002"));

        page.until("done", () -> !page.text("#quarantine").contains("77"));
        assertFalse(text.isVisible());
        assertEquals(320, group.with(picture -> picture.flight(1002)).getClearedLevel());
        page.button("release the command of op 78").click();
        page.button("Confirm release the command of op 78").click();
        page.until("released", () -> !page.text("#quarantine").contains("78"));
    }

    private void doAgain(String text) {
        page.page.locator("#mend-command textarea").fill(text);
        page.page.locator("#mend-command button[type=submit]").click();
    }

    private static ByteString clear(int flight) {
        return Command.newBuilder()
                .setClearLevel(ClearLevel.newBuilder().setFlight(flight).setFlightLevel(320))
                .build()
                .toByteString();
    }

    @Test
    void aSectorPlanThatIsTakenBackLeavesNothingToOrder() {
        page.until("the plan in force", () -> page.text("#sector-plan").equals("plan 0"));
        assertFalse(page.button("open sectors as chosen").isEnabled());
        page.page.getByLabel("executive of LW").selectOption("LE");
        page.until("a draft", () -> page.text("#sector-plan").contains("1 chosen otherwise"));
        assertTrue(page.button("open sectors as chosen").isEnabled());

        page.button("as they are").click();

        page.until("no draft", () -> page.text("#sector-plan").equals("plan 0"));
        assertEquals("LW", page.page.getByLabel("executive of LW").inputValue());
        assertFalse(page.button("open sectors as chosen").isEnabled());
    }

    private String state() {
        return page.text("#group-state");
    }
}
