package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.Alert;
import aero.vigil.wire.airspace.Flight;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a controller sees and does, on a scripted picture of twenty aircraft. */
@ExtendWith(Chromium.class)
@Timeout(120)
class ControllerBrowserTest {

    private static final String LIGHT_PIXELS =
            """
            ([x, y]) => {
              const canvas = document.getElementById('traffic');
              const box = canvas.getBoundingClientRect();
              const data = canvas.getContext('2d').getImageData(x - box.left - 6, y - box.top - 6, 13, 13).data;
              let light = 0;
              for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 120 && data[i + 1] > 90) light++;
              return light;
            }""";

    private ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(20, 7));
    private DisplayPage page;

    @BeforeEach
    void sitDown() {
        page = DisplayPage.at(group.addresses(), "UE");
    }

    @AfterEach
    void leave() {
        List<String> complaints = page.complaints();
        page.close();
        group.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void thereAreSymbolsWhereTheTracksAreAndEachHasALabel() {
        JsonNode places = page.json("vigil.desk.subjects.map(s => vigil.desk.screenOf(s))");
        assertEquals(20, places.size());

        int seen = 0;
        for (JsonNode at : places) {
            double x = at.path("x").asDouble();
            double y = at.path("y").asDouble();
            if (x > 420 && x < 1180 && y > 60 && y < 850) {
                int light = page.json("(" + LIGHT_PIXELS + ")([" + x + "," + y + "])").asInt();
                assertTrue(light >= 8, "symbol at " + at + " has " + light + " light pixels");
                seen++;
            }
        }
        assertTrue(seen > 5, "symbols looked at: " + seen);
        assertTrue(page.labels().size() > 10);
    }

    @Test
    void labelsDoNotCoverOneAnother() {
        page.until("labels that do not cover one another", () -> isApart(page.labels()));
    }

    private static boolean isApart(List<DisplayPage.Label> labels) {
        for (int a = 0; a < labels.size(); a++) {
            for (int b = a + 1; b < labels.size(); b++) {
                if (labels.get(a).overlapWith(labels.get(b)) >= 60) {
                    return false;
                }
            }
        }
        return labels.size() > 10;
    }

    @Test
    void aClearedLevelIsChosenInTheLabelAndComesBackInIt() {
        String callsign = page.flights("assumed").get(0);
        int cleared = flight(callsign).getClearedLevel();
        int wanted = cleared - 20;

        page.clickLabel(callsign, "level");
        page.choose(Integer.toString(wanted));

        page.until("the level in the label", () -> page.labelText(callsign).contains("" + wanted));
        page.until("no longer pending", () -> pending() == 0);
        assertEquals(wanted, flight(callsign).getClearedLevel());
        page.until("the assumed list", () -> page.text("#assumed").contains("" + wanted));
    }

    @Test
    void aLevelMayBeTyped() {
        String callsign = page.flights("assumed").get(0);

        page.clickLabel(callsign, "level");
        page.page.keyboard().type("345");
        page.page.keyboard().press("Enter");

        page.until("the level", () -> flight(callsign).getClearedLevel() == 345);
    }

    @Test
    void aDoubleClickOnTheCallsignDoesTheDefaultAndTheNextSectorStands() {
        String callsign = page.flights("assumed").get(0);
        DisplayPage.Point at = page.locate(callsign, "callsign");

        page.page.mouse().dblclick(at.x(), at.y());

        page.until(
                "transfer initiated", () -> page.flights("transfer initiated").contains(callsign));
        assertEquals("MIL", flight(callsign).getOfferedTo());
    }

    @Test
    void aRightClickAssumesWhatNobodyHas() {
        int id =
                flight(
                                page.flights("unconcerned").stream()
                                        .filter(this::hasPlan)
                                        .findFirst()
                                        .orElseThrow())
                        .getId();
        group.with(
                picture -> {
                    picture.changeFlight(id, flight -> flight.setControllingSector(""));
                    return true;
                });
        String callsign = group.with(picture -> picture.flight(id)).getKey().getCallsign();
        page.until("nobody has it", () -> page.label(callsign).isPresent());
        page.page.waitForTimeout(400);

        page.command(callsign);
        page.page.waitForTimeout(200);
        page.clickLabel(callsign, "callsign", MouseButton.RIGHT);

        page.until("assumed", () -> page.flights("assumed").contains(callsign));
        page.until("in the list", () -> page.text("#assumed").contains(callsign));
    }

    @Test
    void aRejectionStandsInWordsAtTheLabel() {
        String callsign =
                page.flights("unconcerned").stream()
                        .filter(this::hasPlan)
                        .findFirst()
                        .orElseThrow();

        page.command(callsign + " C350");

        page.until("the words", () -> page.labelText(callsign).contains("not owner"));
        page.until(
                "the message", () -> page.text("#messages").contains("not owner: controlled by"));
    }

    @Test
    void anOrderWhoseConnectionFallsSilentIsDoneOnceThroughAnother() {
        String callsign = page.flights("assumed").get(0);
        int before = flight(callsign).getOrdersCount();
        group.silence(0, true); // the primary, to which orders go first

        page.command(callsign + " C310");

        page.until("the level", () -> flight(callsign).getClearedLevel() == 310);
        page.until("no longer pending", () -> pending() == 0);
        assertEquals(before + 1, flight(callsign).getOrdersCount());
    }

    @Test
    void theCommandLineFindsAFlightAndSaysWhatItDoesNotKnow() {
        String callsign = page.flights("unconcerned").get(0);

        page.command(callsign);
        page.until("it is selected", () -> isSelected(callsign));

        page.command("NOBODY1");
        page.until("an answer", () -> page.text("#command-answer").contains("no NOBODY1"));
    }

    @Test
    void anOrderOnTheCommandLineIsForTheFlightThatIsFlyingNotForOneThatHasEnded() {
        String callsign = page.flights("assumed").get(0);
        Flight flying = flight(callsign);
        int ended = 900;
        group.with(
                picture -> {
                    picture.keepEnded(flying.getId(), ended);
                    return true;
                });
        String first =
                "[...vigil.desk.picture.flights.values()].find(f => f.key.callsign === '%s').id";
        for (int looks = 0; looks < 20; looks++) {
            page.close(); // a page that begins with a picture of before has it last
            page = DisplayPage.at(group.addresses(), "UE");
            if (page.json(first.formatted(callsign)).asInt() == ended) {
                break;
            }
        }
        assertEquals(ended, page.json(first.formatted(callsign)).asInt());

        page.command(callsign + " C310");

        page.until(
                "the level",
                () -> group.with(p -> p.flight(flying.getId())).getClearedLevel() == 310);
        assertEquals(1, group.with(p -> p.flight(ended)).getVersion());
    }

    @Test
    void withoutATrackTheCommandLineOpensThePlanThatIsLive() {
        String callsign = page.flights("assumed").get(0);
        Flight flying = flight(callsign);
        group.with(
                picture -> {
                    picture.keepEnded(flying.getId(), 900);
                    picture.lose(flying.getId());
                    return true;
                });
        page.close();
        page = DisplayPage.at(group.addresses(), "UE");

        String named = "vigil.desk.picture.flightNamed('%s').id".formatted(callsign);
        assertEquals(flying.getId(), page.json(named).asInt());
        page.command(callsign + " C310");
        page.until(
                "the level",
                () -> group.with(p -> p.flight(flying.getId())).getClearedLevel() == 310);
    }

    @Test
    void anAlertIsBoxedListedAndAcknowledged() {
        group.with(
                picture -> {
                    picture.conflict();
                    return true;
                });

        page.until(
                "the word",
                () -> page.labels().stream().filter(l -> l.text().contains("STCA")).count() == 2);
        page.until("the list", () -> page.text("#alerts").contains("3.1 NM"));
        page.button("Acknowledge alert").click();

        page.until("acknowledged", () -> page.text("#alerts").contains("✓"));
        assertTrue(page.labels().stream().anyMatch(label -> label.text().contains("STCA")));
    }

    @Test
    void anAlertOfANetAboutOneTrackSaysWhatIsWrong() {
        group.with(
                picture -> {
                    picture.alertAboutOne(
                            Alert.Kind.MSAW, "minimum 9000 ft, degraded: no QNH", 640);
                    return true;
                });

        page.until("the list", () -> page.text("#alerts").contains("degraded: no QNH 640 ft"));
        assertTrue(page.text("#alerts").contains("MSAW"));
        page.until(
                "the word",
                () -> page.labels().stream().anyMatch(label -> label.text().contains("MSAW")));
        assertTrue(
                rightEdge("#alerts td:last-child button") <= rightEdge("#alerts"),
                "the button is in sight");
        assertTrue(
                page.json(
                                "(e => e.scrollWidth <= e.clientWidth)"
                                        + "(document.querySelector('#alerts td:nth-child(3)'))")
                        .asBoolean(),
                "and what is wrong");
    }

    private double rightEdge(String selector) {
        return page.json("document.querySelector('" + selector + "').getBoundingClientRect().right")
                .asDouble();
    }

    @Test
    void rangeAndBearingStandBetweenTwoTracks() {
        List<String> names = page.flights("assumed");

        for (String name : names.subList(0, 2)) {
            page.clickLabel(name, "callsign", MouseButton.MIDDLE);
        }

        String ends = "vigil.desk.tools.lines.filter(l => l.from.track && l.to?.track).length";
        page.until("the line", () -> page.json(ends).asInt() == 1);
        page.page.keyboard().press("Escape");
        assertEquals(0, page.json("vigil.desk.tools.lines.length").asInt());
    }

    @Test
    void holdingQShowsEveryLabelWhole() {
        String callsign =
                page.flights("unconcerned").stream()
                        .filter(this::hasPlan)
                        .findFirst()
                        .orElseThrow();
        String type = flight(callsign).getAircraftType();
        assertFalse(page.labelText(callsign).contains(type));

        page.page.keyboard().down("q");
        page.until("whole labels", () -> page.labelText(callsign).contains(type));

        page.page.keyboard().up("q");
        page.until("short labels", () -> !page.labelText(callsign).contains(type));
    }

    @Test
    void theLevelFilterHidesTheUnconcernedAndIsKept() {
        int before = page.labels().size();

        page.page.getByLabel("Lowest level shown").fill("600");
        page.until("fewer labels", () -> page.labels().size() < before);

        page.page.reload();
        page.until("the position again", () -> page.text("#position-detail").contains("UE"));
        assertEquals("600", page.page.getByLabel("Lowest level shown").inputValue());
    }

    @Test
    void wheelAndDragMoveTheMapUnderTheHand() {
        String centre = "[vigil.desk.view.centreX, vigil.desk.view.metresPerPixel].join()";
        String before = (String) page.page.evaluate(centre);

        page.page.mouse().move(760, 300);
        page.page.mouse().wheel(0, -300);
        page.until("zoomed", () -> !before.equals(page.page.evaluate(centre)));

        String zoomed = (String) page.page.evaluate(centre);
        page.page.mouse().move(1400, 760);
        page.page.mouse().down();
        page.page.mouse().move(1300, 700);
        page.page.mouse().up();
        page.until("panned", () -> !zoomed.equals(page.page.evaluate(centre)));
    }

    @Test
    void theFlightPlanWindowShowsPlanRouteAndOrders() {
        String callsign = page.flights("assumed").get(0);
        page.command(callsign + " H210");
        page.until("the heading", () -> page.labelText(callsign).contains("h210"));

        page.button("Flight " + callsign).first().click();

        page.until("the order", () -> page.text("#plan-orders").contains("HDG"));
        assertTrue(page.text("#plan-route").contains("ODINA"));
        String fields = page.text("#plan-fields");
        for (String filed : List.of("LFPG", "IS", "SDE2FGIRWY/LB1", "N0450 F370", "0135", "LIRN")) {
            assertTrue(fields.contains(filed), fields);
        }
        page.button("Close flight plan").click();
    }

    @Test
    void soundIsOffUntilAGestureAndSaysSo() {
        assertTrue(page.text("#sound").contains("Sound off: click"));

        page.button("Sound off: click").click();

        page.until("sound", () -> page.text("#sound").equals("Sound on"));
    }

    @Test
    void everyControlHasAName() {
        Object nameless =
                page.page.evaluate(
                        "[...document.querySelectorAll('button, input')].filter(e =>"
                                + " !(e.getAttribute('aria-label') || e.textContent.trim() ||"
                                + " e.labels?.length)).map(e => e.outerHTML)");
        assertEquals(List.of(), nameless);
    }

    private boolean isSelected(String callsign) {
        return page.json(
                        "vigil.desk.subjects.some(s => s.selected && vigil.desk.picture.nameOf(s.track)"
                                + " === '"
                                + callsign
                                + "')")
                .asBoolean();
    }

    private int pending() {
        return page.json("vigil.desk.orders.pending.size").asInt();
    }

    private boolean hasPlan(String callsign) {
        return group.with(
                picture ->
                        picture.flights().stream()
                                .anyMatch(f -> f.getKey().getCallsign().equals(callsign)));
    }

    private Flight flight(String callsign) {
        return group.with(
                picture ->
                        picture.flights().stream()
                                .filter(f -> f.getKey().getCallsign().equals(callsign))
                                .findFirst()
                                .orElseThrow());
    }
}
