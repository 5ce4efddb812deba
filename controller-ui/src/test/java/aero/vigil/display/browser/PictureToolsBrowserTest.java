package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.AreaStatus;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.QnhStatus;
import aero.vigil.wire.airspace.SafetyNetStatus;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The vertical view, quick look, day and night, areas, QNH, and what a position's settings keep.
 */
@ExtendWith(Chromium.class)
@Timeout(120)
class PictureToolsBrowserTest {

    private static final String COLOURS_OF_VERTICAL =
            """
            () => {
              const canvas = document.querySelector('#vertical canvas');
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              const found = { text: 0, tool: 0, urgent: 0 };
              for (let i = 0; i < data.length; i += 4) {
                const [r, g, b] = data.subarray(i, i + 3);
                if (r === 0xd5 && g === 0xdb && b === 0xe0) found.text++;
                if (r === 0x5a && g === 0xd1 && b === 0xe6) found.tool++;
                if (r === 0xff && g === 0x6b && b === 0x5e) found.urgent++;
              }
              return found;
            }""";

    @RegisterExtension final ScriptedDesk desk = new ScriptedDesk(20);

    private DisplayPage page;

    @BeforeEach
    void sitDown() {
        page = desk.page();
    }

    @Test
    void theVerticalViewOfTheSelectedFlightShowsItsLevelsAndTheOneItIsInConflictWith() {
        desk.change(ScriptedPicture::conflict);
        page.until("the alert", () -> page.text("#alerts").contains("3.1 NM"));
        int track = page.json("[...vigil.desk.picture.alerts.values()][0].trackA").asInt();
        String other =
                page.json(
                                "vigil.desk.picture.nameOf(vigil.desk.picture.tracks.get("
                                        + "[...vigil.desk.picture.alerts.values()][0].trackB))")
                        .asText();
        assertFalse(page.page.locator("#vertical").isVisible(), "nothing is selected");

        select(track);

        page.until("the other", () -> page.text("#vertical-words").contains(other + " STCA"));
        var colours = page.json("(" + COLOURS_OF_VERTICAL + ")()");
        assertTrue(colours.path("text").asInt() > 50, "own profile " + colours);
        assertTrue(colours.path("tool").asInt() > 20, "cleared level " + colours);
        assertTrue(colours.path("urgent").asInt() > 10, "the other " + colours);
        page.page.keyboard().press("v");
        page.until("closed", () -> !page.page.locator("#vertical").isVisible());
    }

    /** Two paths that cross at one time: the least distance is known by hand. */
    @Test
    void encountersAreThoseThatPlannedRoutesLeadInto() {
        String found =
                """
                (async () => {
                  const { encounters } = await import('/js/profile.js');
                  const point = (x, y, minutes, level) =>
                    ({ x: 2 * x, y: 2 * y, timeMicros: BigInt(minutes * 60e6), level, name: '', passed: false });
                  const flight = (...route) => ({ route, clearedLevel: route[0].level });
                  const track = (number, x, y, level) => ({ number, x, y, vx: 0, vy: 0, level });
                  const picture = { time: 0, place: ({ x, y }) => ({ x, y }) };
                  const own = track(1, 0, 0, 350);
                  const others = [
                    [track(2, 60000, -60000, 350), flight(point(60000, 60000, 10, 350))],
                    [track(3, 60000, -60000, 390), flight(point(60000, 60000, 10, 390))],
                    [track(4, 0, 200000, 350), flight(point(120000, 200000, 10, 350))],
                  ];
                  const subjects = others.map(([t, f]) => ({ id: t.number, track: t, flight: f }));
                  const met = encounters(picture, flight(point(120000, 0, 10, 350)), own, subjects);
                  globalThis.met = met.map(({ subject, time, metres, feet, conflict }) =>
                    [subject.id, time / 60000, Math.round(metres), feet, conflict]);
                })()""";

        page.page.evaluate(found);

        assertEquals("[[2,5,0,0,true],[3,5,0,4000,false]]", page.json("met").toString());
    }

    @Test
    void quickLookShowsTheLabelsOfAnotherSectorWhole() {
        Flight other = desk.flightOf("UW");
        page.page.evaluate("vigil.desk.find(" + other.getTrack() + "); vigil.desk.select(null)");
        String callsign = other.getKey().getCallsign();
        page.until("its label", () -> page.label(callsign).isPresent());
        page.page.mouse().move(5, 500);
        page.until("short", () -> !page.labelText(callsign).contains(other.getAircraftType()));

        page.page.getByLabel("Whole labels of another sector").selectOption("UW");

        page.until("whole", () -> page.labelText(callsign).contains(other.getAircraftType()));
    }

    @Test
    void dayAndNightAreKeptForThePosition() {
        page.button("Night").click();
        page.until("day", () -> theme().equals("day"));
        String ground =
                "[...document.getElementById('map').getContext('2d').getImageData(2, 2, 1, 1).data]";
        page.until("drawn bright", () -> page.json(ground).toString().equals("[195,201,204,255]"));

        page.page.reload();
        page.until("the position again", () -> page.text("#position-detail").contains("UE"));
        page.until("still day", () -> theme().equals("day"));
        page.page.navigate("http://" + page.hosts().get(0) + "/?position=UW&user=anna");
        page.until("the other position", () -> page.text("#position-detail").contains("UW"));
        assertEquals("night", theme());
    }

    private String theme() {
        return page.json("document.documentElement.dataset.theme ?? ''").asText();
    }

    @Test
    void aListThatIsMovedOrFoldedStaysSoForThePosition() {
        page.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fold departures"))
                .click();
        assertFalse(page.page.locator("#departures .panel-body").isVisible());
        var head = page.page.locator("#assumed .panel-head").boundingBox();
        page.page.mouse().move(head.x + 40, head.y + 8);
        page.page.mouse().down();
        page.page.mouse().move(head.x + 100, head.y + 68);
        page.page.mouse().up();
        page.page.evaluate("vigil.desk.toolbar.set('vectorMinutes', 3)");

        page.page.reload();
        page.until("the position again", () -> page.text("#position-detail").contains("UE"));

        page.until(
                "moved",
                () -> Math.abs(page.page.locator("#assumed").boundingBox().x - head.x - 60) < 3);
        assertFalse(page.page.locator("#departures .panel-body").isVisible());
    }

    @Test
    void theHeadLineSaysTheQnhAndMarksTheOneThatNobodyHasSet() {
        safetyNets(false);

        page.until("GEN 1018", () -> page.text("#qnh").contains("GEN 1018"));
        assertTrue(page.text("#qnh").contains("ZUR ----?"), page.text("#qnh"));
    }

    @Test
    void anAreaThatIsActiveIsDrawnWithNameAndLevels() {
        safetyNets(false);
        page.until("known", () -> page.json("vigil.desk.picture.map.areas.length").asInt() == 1);
        int before = areaPixels();

        safetyNets(true);

        page.until("drawn", () -> areaPixels() > before + 20);
        page.button("Areas").click();
        page.until("hidden", () -> areaPixels() <= before);
    }

    /** Pixels of the colour of active areas on the map. */
    private int areaPixels() {
        return page.json(
                        """
                        (() => {
                          const canvas = document.getElementById('map');
                          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                          let found = 0;
                          for (let i = 0; i < data.length; i += 4) {
                            if (data[i] > 100 && data[i] - data[i + 2] > 50) found++;
                          }
                          return found;
                        })()""")
                .asInt();
    }

    private void safetyNets(boolean active) {
        desk.change(
                picture ->
                        picture.safetyNets(
                                SafetyNetStatus.newBuilder()
                                        .addAreas(
                                                AreaStatus.newBuilder()
                                                        .setArea("AXALP")
                                                        .setActive(active))
                                        .addQnh(
                                                QnhStatus.newBuilder()
                                                        .setRegion("GENEVA")
                                                        .setHectopascals(1018))
                                        .addQnh(
                                                QnhStatus.newBuilder()
                                                        .setRegion("ZURICH")
                                                        .setDegraded(true))
                                        .build()));
    }

    @Test
    void aLabelGoesWhereItIsDraggedAndComesBackWhenReleased() {
        String callsign = page.flights("assumed").get(0);
        DisplayPage.Point at = page.locate(callsign, "callsign");
        page.page.mouse().move(at.x(), at.y());
        page.page.mouse().down();
        page.page.mouse().move(at.x() + 90, at.y() + 70);
        page.page.mouse().up();

        page.until(
                "there", () -> Math.abs(page.locate(callsign, "callsign").x() - at.x() - 90) < 8);
        page.clickLabel(callsign, "callsign");
        page.choose("Label: automatic");
        page.until("back", () -> page.json("vigil.desk.scope.traffic.dragged.size").asInt() == 0);
    }

    private void select(int track) {
        page.page.evaluate("vigil.desk.select(" + track + ")");
    }
}
