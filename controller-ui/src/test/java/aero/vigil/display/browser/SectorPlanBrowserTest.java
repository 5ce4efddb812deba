package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.display.real.RealGroup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sectors are combined and split on the supervision page; real replicas order it. */
@ExtendWith(Chromium.class)
@Timeout(180)
class SectorPlanBrowserTest {

    private final RealGroup group;
    private final DisplayPage controller;
    private final DisplayPage supervisor;

    SectorPlanBrowserTest(@TempDir Path root) throws Exception {
        group = RealGroup.start(root);
        controller = DisplayPage.open(group.addresses(), "/?position=UE&user=anna");
        supervisor = openSupervision(0);
        controller.until("UE taken", () -> sectorsOfController().startsWith("UE ·"));
    }

    private DisplayPage openSupervision(int plan) {
        DisplayPage page = DisplayPage.open(group.addresses(), "/supervision");
        page.until("the plan in force", () -> page.text("#sector-plan").equals("plan " + plan));
        return page;
    }

    @AfterEach
    void close() {
        List<String> complaints = supervisor.complaints();
        supervisor.close();
        controller.close();
        group.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void sectorsAreCombinedAndSplitByOneOrderEachAndAPlanMadeOnAnotherIsRefusedWhole() {
        combinedAndSplit();
        refusedWhole();
    }

    private void combinedAndSplit() {
        choose(supervisor, "executive", "UW", "UE");
        choose(supervisor, "planner", "LE", "PU");
        assertEquals("UE · executive", sectorsOfController(), "a draft changes nothing");
        order(supervisor);

        supervisor.until("plan 1", () -> supervisor.text("#sector-plan").equals("plan 1"));
        controller.until("both", () -> sectorsOfController().equals("UE UW · executive"));
        assertEquals("PU", held(supervisor, "planner", "LE"));

        choose(supervisor, "executive", "UW", "UW");
        order(supervisor);

        supervisor.until("plan 2", () -> supervisor.text("#sector-plan").equals("plan 2"));
        controller.until("one", () -> sectorsOfController().equals("UE · executive"));
        supervisor.until("said", () -> alarms(supervisor).contains("nobody works at UW"));
    }

    private void refusedWhole() {
        DisplayPage other = openSupervision(2);
        choose(other, "executive", "UE", "LE");
        choose(other, "executive", "LW", "LE");
        choose(supervisor, "executive", "UW", "UE");
        order(supervisor);
        controller.until("both", () -> sectorsOfController().equals("UE UW · executive"));

        order(other);

        other.until("refused", () -> alarms(other).contains("open sectors: stale"));
        other.until("plan 3", () -> other.text("#sector-plan").equals("plan 3"));
        assertEquals("UE UW · executive", sectorsOfController());
        assertEquals("LW", held(other, "executive", "LW"), "no part of it holds");
        other.close();
    }

    private static void choose(DisplayPage page, String role, String sector, String position) {
        page.page.getByLabel(role + " of " + sector).selectOption(position);
    }

    private static void order(DisplayPage page) {
        page.button("open sectors as chosen").click();
        page.button("Confirm open sectors as chosen").click();
    }

    private static String held(DisplayPage page, String role, String sector) {
        return page.page.getByLabel(role + " of " + sector).inputValue();
    }

    private static String alarms(DisplayPage page) {
        return page.text("#messages");
    }

    private String sectorsOfController() {
        return controller.text("#position-detail");
    }
}
