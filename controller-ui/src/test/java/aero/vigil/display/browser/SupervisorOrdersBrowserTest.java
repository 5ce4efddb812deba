package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.real.MessageFeed;
import aero.vigil.display.real.RealGroup;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two supervisors at real replicas: what one does is seen by the other, and is in the log. */
@ExtendWith(Chromium.class)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupervisorOrdersBrowserTest {

    private static final String SILENT = "REPLICA_SILENT R2";

    private final RealGroup group;
    private DisplayPage sue;
    private DisplayPage tom;

    SupervisorOrdersBrowserTest(@TempDir Path root) throws Exception {
        group = RealGroup.start(root);
    }

    @BeforeEach
    void sitDown() {
        sue = DisplayPage.open(group.addresses(), "/supervision?user=sue");
        tom = DisplayPage.open(group.addresses(), "/supervision?user=tom");
        tom.until("normal", () -> tom.text("#group-state").equals("NORMAL"));
    }

    @AfterEach
    void leave() {
        sue.allowLostConnections();
        tom.allowLostConnections();
        List<String> complaints = sue.complaints();
        sue.close();
        tom.close();
        assertEquals(List.of(), complaints);
    }

    @AfterAll
    void close() {
        group.close();
    }

    /** The last one: it ends with one replica of three. */
    @Order(2)
    @Test
    void alarmsAreAcknowledgedAndShelvedForAllAndEveryOrderIsALineOfTheAudit() throws Exception {
        group.kill(2);
        sue.until("silent", () -> row(sue, SILENT).contains("NEW"));
        sue.button("acknowledge " + SILENT).click();

        tom.until("seen by the other", () -> row(tom, SILENT).contains("acknowledged"));
        assertTrue(row(tom, SILENT).contains("by sue"), row(tom, SILENT));

        group.restart(2);
        tom.until("over", () -> row(tom, SILENT).isEmpty());
        group.kill(2);
        tom.until("another occurrence", () -> row(tom, SILENT).contains("NEW"));

        tom.button("shelve " + SILENT).click();
        tom.page.locator("#shelf input").fill("it is being replaced");
        tom.page.locator("#shelf button[type=submit]").click();

        sue.until("shelved for both", () -> row(sue, SILENT).contains("shelved until"));
        assertTrue(row(sue, SILENT).contains("it is being replaced"), row(sue, SILENT));
        sue.until("the audit", () -> sue.text("#audit").contains("shelve alarm"));
        assertTrue(sue.text("#audit").contains("acknowledge alarm" + SILENT + "done"));
        List<String> lines = Files.readAllLines(saved(sue));
        assertTrue(lines.get(0).startsWith("\"number\",\"time\",\"user\""), lines.get(0));
        assertTrue(lines.get(lines.size() - 1).contains("it is being replaced"), lines::toString);

        group.kill(1);
        sue.until("what the last one knows", () -> row(sue, "QUORUM_LOST R0").contains("NEW"));
        assertFalse(sue.button("shelve QUORUM_LOST R0").isVisible(), "it cannot be shelved");
        sue.until("its age", () -> sue.text("#staleness-note").contains("s old"));
    }

    @Order(1)
    @Test
    void messagesAreMendedQnhAndWindsAreSetAndThePrimaryGivesWayWhenAsked() throws Exception {
        try (MessageFeed feed = MessageFeed.open(group.addresses())) {
            feed.refer(
                    "(FPL-SWR7QX-IS-A320/M-SDFGIRWY/S-LSZH2560-N0450F350 DEGES DCT KPT-LOWW0100-0)");
        }
        sue.until("referred", () -> sue.text("#referrals").contains("column"));

        sue.button("mend message 1").click();
        Locator text = sue.page.locator("#mend textarea");
        text.fill(text.inputValue().replace("LSZH2560", "LSZH2570"));
        sue.page.locator("#mend button[type=submit]").click();
        sue.until("refused", () -> sue.text("#mend p").contains("2570"));

        text.fill(text.inputValue().replace("2570", inHalfAnHour()));
        sue.page.locator("#mend button[type=submit]").click();
        tom.until("no more", () -> tom.page.locator("#referrals tbody tr").count() == 0);
        tom.until("a flight", () -> tom.text("#totals").contains("flight plans1"));

        sue.until("an alarm", () -> row(sue, "QNH_MISSING ZURICH").contains("NEW"));
        sue.page.getByLabel("QNH of ZURICH, hectopascals").fill("1013");
        inTwoSteps("set QNH of ZURICH");
        tom.until("ended", () -> row(tom, "QNH_MISSING ZURICH").isEmpty());
        sue.page.locator("#winds").fill("100 240/20\n300 270/80");
        inTwoSteps("set winds");
        tom.until("winds", () -> tom.text("#audit").contains("FL100 240/20, FL300 270/80done"));
        tom.until(
                "the winds in force in every form",
                () -> tom.page.locator("#winds").inputValue().equals("100 240/20\n300 270/80"));

        sue.page.getByLabel("runways of LSZH for landings").fill("28");
        sue.page.getByLabel("runways of LSZH for departures").fill("32 34");
        inTwoSteps("set runways of LSZH");
        tom.until("runways", () -> tom.text("#audit").contains("LSZH landing 28, departing 32 34"));
        tom.until(
                "the runways in use in every form",
                () -> tom.text("#safety-nets").contains("landing 28, departing 32 34"));
        assertEquals("28", tom.page.getByLabel("runways of LSZH for landings").inputValue());

        inTwoSteps("checkpoint now");
        tom.until("who ordered it", () -> tom.text("#audit").contains("order checkpoint"));
        tom.until(
                "taken by all",
                () ->
                        tom.page.locator("#replicas tbody tr").allTextContents().stream()
                                .noneMatch(row -> row.contains("op 0,")));

        String primary = sue.text("#primary");
        inTwoSteps("step down replica " + primary.substring(1));

        tom.until("another", () -> !List.of(primary, "—").contains(tom.text("#primary")));
        tom.until("who did it", () -> tom.text("#audit").contains("order step down"));
    }

    /** Time of day UTC, as field 13b has it. */
    private static String inHalfAnHour() {
        return DateTimeFormatter.ofPattern("HHmm", Locale.ROOT)
                .format(LocalTime.now(ZoneOffset.UTC).plusMinutes(30));
    }

    private void inTwoSteps(String name) {
        sue.button(name).click();
        sue.button("Confirm " + name).click();
    }

    /** The row of one alarm, empty when it is not there. */
    private static String row(DisplayPage page, String alarm) {
        for (String row : page.page.locator("#alarms tbody tr").allTextContents()) {
            if (row.contains(alarm.replace(" ", ""))) {
                return row;
            }
        }
        return "";
    }

    private static Path saved(DisplayPage page) {
        Download download = page.page.waitForDownload(() -> page.page.click("#audit-file"));
        return download.path();
    }
}
