package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.RoutePoint;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is drawn: looked at pixel by pixel, on scripted pictures. */
@ExtendWith(Chromium.class)
@Timeout(120)
class DrawnPictureBrowserTest {

    /** Of the label's text, 15 px: what still can be read when it is covered. */
    private static final double A_CHARACTER = 9 * 18;

    /** Of the label's text: callsign and level can be covered no more at once. */
    private static final double TWO_FIELDS = 6 * 9 * 18;

    private static final String SUBJECTS = "vigil.desk.subjects";

    private static final String DRAWN_SHARE =
            """
            (places) => {
              const canvas = document.getElementById('traffic');
              const scale = canvas.width / canvas.getBoundingClientRect().width;
              const { view } = vigil.desk;
              let seen = 0;
              let drawn = 0;
              for (const place of places) {
                const { x, y } = view.toScreen(place);
                if (x < 10 || y < 10 || x > view.width - 10 || y > view.height - 10) continue;
                seen++;
                const data = canvas.getContext('2d')
                  .getImageData(Math.round((x - 1) * scale), Math.round((y - 1) * scale), 3, 3).data;
                for (let i = 3; i < data.length; i += 4) if (data[i] > 30) { drawn++; break; }
              }
              return seen === 0 ? -1 : drawn / seen;
            }""";

    private static final String CORNERS =
            """
            () => {
              const canvas = document.getElementById('traffic');
              const scale = canvas.width / canvas.getBoundingClientRect().width;
              const { x, y } = vigil.desk.view.toScreen({ x: 40000, y: 10000 });
              let drawn = 0;
              for (const [dx, dy] of [[0, -7], [7, 5], [-7, 5]]) {
                const data = canvas.getContext('2d')
                  .getImageData(Math.round((x + dx - 2) * scale), Math.round((y + dy - 2) * scale), 5, 5).data;
                for (let i = 3; i < data.length; i += 4) if (data[i] > 60) { drawn++; break; }
              }
              return drawn;
            }""";

    private static final String DIAGONAL =
            """
            (track) => {
              const canvas = document.getElementById('traffic');
              const scale = canvas.width / canvas.getBoundingClientRect().width;
              const { x, y } = vigil.desk.view.toScreen(vigil.desk.subjectOf(track).place);
              let drawn = 0;
              for (const [dx, dy] of [[-3.5, -3.5], [3.5, -3.5], [-3.5, 3.5], [3.5, 3.5]]) {
                const pixel = canvas.getContext('2d')
                  .getImageData(Math.floor((x + dx) * scale), Math.floor((y + dy) * scale), 1, 1).data;
                if (pixel[3] > 80) drawn++;
              }
              return drawn;
            }""";

    /** Looks at the map: the middle of the own sector, a place outside, and along all edges. */
    private static final String SECTORS_DRAWN =
            """
            () => {
              const { desk } = vigil;
              for (const name of ['Map', 'Rings', 'Airways', 'Points', 'SectorNames']) {
                desk.toolbar.set(`show${name}`, false);
              }
              desk.scope.draw();
              const canvas = document.getElementById('map');
              const scale = canvas.width / canvas.getBoundingClientRect().width;
              const pixel = ({ x, y }, reach) => canvas.getContext('2d').getImageData(
                Math.round((x - reach) * scale), Math.round((y - reach) * scale), 2 * reach + 1, 2 * reach + 1).data;
              const hex = (data) => '#' + [0, 1, 2].map((i) => data[i].toString(16).padStart(2, '0')).join('');
              const inside = ({ x, y }) => x > 5 && y > 5 && x < desk.view.width - 5 && y < desk.view.height - 5;
              const volumes = desk.position.volumes;
              const border = volumes[0].border;
              const middle = { x: 0, y: 0 };
              for (const place of border) {
                middle.x += place.x / border.length;
                middle.y += place.y / border.length;
              }
              let edges = 0;
              let lit = 0;
              for (const sector of desk.picture.map.sectors.filter((one) => !one.external)) {
                for (const volume of sector.volumes) {
                  volume.border.forEach((a, index) => {
                    const b = volume.border[(index + 1) % volume.border.length];
                    const at = desk.view.toScreen({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
                    if (!inside(at)) return;
                    edges++;
                    const data = pixel(at, 1);
                    for (let i = 0; i < data.length; i += 4) if (data[i] > 0x40) { lit++; break; }
                  });
                }
              }
              const outside = pixel({ x: desk.view.width - 8, y: 8 }, 0);
              return { own: hex(pixel(desk.view.toScreen(middle), 0)), outside: hex(outside), edges, lit };
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

    /** As many as the demo shows over the same sectors. */
    @Test
    void seventyLabelsHardlyCoverOneAnother() {
        page.close();
        group.close();
        group = new ScriptedGroup(new ScriptedPicture(70, 7));
        page = DisplayPage.at(group.addresses(), "UE");

        page.until("labels that hardly cover one another", () -> hardlyCover(page.labels()));
    }

    /** Those that have just met may not have moved yet: a label rests after each move. */
    private static boolean hardlyCover(List<DisplayPage.Label> labels) {
        int touching = 0;
        for (int a = 0; a < labels.size(); a++) {
            for (int b = a + 1; b < labels.size(); b++) {
                double overlap = labels.get(a).overlapWith(labels.get(b));
                touching += overlap > A_CHARACTER ? 1 : 0;
                if (overlap >= TWO_FIELDS) {
                    return false;
                }
            }
        }
        return labels.size() > 40 && touching <= labels.size() / 20;
    }

    @Test
    void historyDotsAndSpeedVectorsAreDrawnAndGoWhenTurnedOff() {
        page.until(
                "history",
                () ->
                        page.json(SUBJECTS + ".filter(s => s.track.history.length > 0).length")
                                        .asInt()
                                > 8);
        String dots = SUBJECTS + ".flatMap(s => s.track.history)";
        String middles =
                SUBJECTS
                        + ".map(s => ({x: s.place.x + s.track.vx * 40, y: s.place.y + s.track.vy *"
                        + " 40}))";
        // A label or an aircraft may happen to lie there when they are off.
        assertTrue(drawnShare(dots) > 0.95, "dots " + drawnShare(dots));
        assertTrue(drawnShare(middles) > 0.95, "vectors " + drawnShare(middles));

        page.page.evaluate("vigil.desk.toolbar.set('historyDots', 0)");
        page.until("no dots", () -> drawnShare(dots) < 0.4);
        page.page.evaluate("vigil.desk.toolbar.set('vectorMinutes', 0)");
        page.until("no vectors", () -> drawnShare(middles) < 0.4);
    }

    /** Of places on the plane that are in sight, those where the traffic layer is not empty. */
    private double drawnShare(String places) {
        return page.json("(" + DRAWN_SHARE + ")(" + places + ")").asDouble();
    }

    @Test
    void theOwnSectorIsFilledAndEverySectorHasItsEdge() {
        JsonNode found = page.json("(" + SECTORS_DRAWN + ")()");

        assertEquals("#23292e", found.path("own").asText());
        assertEquals("#14181b", found.path("outside").asText());
        assertTrue(found.path("edges").asInt() > 20, found.toString());
        assertTrue(
                found.path("lit").asDouble() > 0.9 * found.path("edges").asInt(), found.toString());
    }

    @Test
    void aListOverAnAircraftUnderAlertLetsItBeSeen() {
        group.with(
                picture -> {
                    picture.conflict();
                    return true;
                });
        page.until("the alert", () -> page.text("#alerts").contains("3.1 NM"));
        assertFalse(lies("assumed"), "the pair is in the middle");

        // One of the pair into the middle of the list; it flies a few pixels a minute.
        page.page.evaluate(
                """
                (() => {
                  const { view } = vigil.desk;
                  const box = document.getElementById('assumed').getBoundingClientRect();
                  const at = view.toScreen({ x: 38000, y: 22000 });
                  const scope = document.getElementById('scope').getBoundingClientRect();
                  view.pan(
                    box.left + box.width / 2 - scope.left - at.x,
                    box.top + box.height / 2 - scope.top - at.y,
                  );
                  vigil.desk.redraw();
                })()""");

        page.until("seen through", () -> lies("assumed"));
    }

    private boolean lies(String panel) {
        return page.json(
                        "document.getElementById('" + panel + "').classList.contains('over-alert')")
                .asBoolean();
    }

    @Test
    void anActiveFlightWithoutSurveillanceIsATriangleWhereItsPlanHasIt() {
        String callsign = page.flights("assumed").get(0);
        int id = flight(callsign).getId();
        long now = group.with(ScriptedPicture::timeMicros);
        assertTrue(cornersDrawn() < 3, "nothing is there yet");
        group.with(
                picture -> {
                    // On a leg in the middle of the sector, half flown.
                    picture.changeFlight(
                            id,
                            flight ->
                                    flight.clearRoute()
                                            .addRoute(leg("A", 20_000, now - 6_000_000_000L))
                                            .addRoute(leg("B", 60_000, now + 6_000_000_000L)));
                    picture.lose(id);
                    return true;
                });

        page.until("no label", () -> page.label(callsign).isEmpty());
        page.until("its triangle", () -> cornersDrawn() == 3);
    }

    private static RoutePoint leg(String name, int metres, long timeMicros) {
        return RoutePoint.newBuilder()
                .setName(name)
                .setX(2 * metres)
                .setY(2 * 10_000)
                .setTimeMicros(timeMicros)
                .build();
    }

    /** Of the corners of a triangle at 40 km east and 10 km north, those that are drawn. */
    private int cornersDrawn() {
        return page.json("(" + CORNERS + ")()").asInt();
    }

    @Test
    void aTrackThatIsNotHeardIsHollowWithItsAge() {
        String callsign = page.flights("assumed").get(0);
        int track = flight(callsign).getTrack();
        assertFalse(page.labelText(callsign).matches("\\d+ s .*"), page.labelText(callsign));

        group.with(
                picture -> {
                    picture.silence(track, 60);
                    return true;
                });

        page.until("its age", () -> page.labelText(callsign).matches("6\\d s .*"));
        page.until("crossed", () -> diagonal(track) == 4);
        assertFalse(page.labelText(callsign).contains("COAST"));
    }

    /** How many of the four places between middle and corners of a symbol are drawn. */
    private int diagonal(int track) {
        return page.json("(" + DIAGONAL + ")(" + track + ")").asInt();
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
