package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.AgreedCrossing;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Command.CommandCase;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.OpenProposal;
import aero.vigil.wire.airspace.SectorNotice;
import aero.vigil.wire.airspace.ShownPointOut;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every order of the model about a flight: given by keyboard, menu, label and list; and its
 * refusal.
 */
@ExtendWith(Chromium.class)
@Timeout(180)
class EveryOrderBrowserTest {

    @RegisterExtension final ScriptedDesk desk = new ScriptedDesk(20);

    private DisplayPage page;

    @BeforeEach
    void sitDown() {
        page = desk.page();
    }

    @Test
    void everyOrderAboutAFlightHasItsWordsOnTheCommandLine() {
        Flight flight = coordinatedFlight();
        String callsign = flight.getKey().getCallsign();
        Map<String, CommandCase> words = new LinkedHashMap<>();
        words.put("C350", CommandCase.CLEAR_LEVEL);
        words.put("H090", CommandCase.ASSIGN_HEADING);
        words.put("S250", CommandCase.ASSIGN_SPEED);
        words.put("R1500", CommandCase.ASSIGN_VERTICAL_RATE);
        words.put("D ODINA", CommandCase.CLEAR_DIRECT);
        words.put("ROUTE ZUE UM738 ODINA", CommandCase.CLEAR_ROUTE);
        words.put("HOLD ODINA 320 /1130", CommandCase.HOLD_FLIGHT);
        words.put("LEAVE", CommandCase.LEAVE_HOLD);
        words.put("ASSUME", CommandCase.ASSUME_FLIGHT);
        words.put("ACCEPT", CommandCase.ACCEPT_TRANSFER);
        words.put("RECALL", CommandCase.RECALL_TRANSFER);
        words.put("REJECT", CommandCase.REJECT_TRANSFER);
        words.put("TRANSFER MIL", CommandCase.INITIATE_TRANSFER);
        words.put("TAKE", CommandCase.FORCE_ASSUME);
        words.put("RELEASE", CommandCase.RELEASE_FLIGHT);
        words.put("TERMINATE", CommandCase.TERMINATE_FLIGHT);
        words.put("NOTE SLOW CLIMB", CommandCase.SET_LABEL_NOTE);
        words.put("PO LE", CommandCase.POINT_OUT);
        words.put("SEEN", CommandCase.ACKNOWLEDGE_POINT_OUT);
        words.put("NOTED", CommandCase.ACKNOWLEDGE_NOTICE);
        words.put("XFL 340 ODINA >MIL", CommandCase.PROPOSE_EXIT);
        words.put("PEL 340", CommandCase.PROPOSE_ENTRY);
        words.put("AGREE", CommandCase.ACCEPT_PROPOSAL);
        words.put("DECLINE", CommandCase.REJECT_PROPOSAL);
        words.put("COUNTER 320", CommandCase.COUNTER_PROPOSAL);
        words.put("ABROGATE", CommandCase.ABROGATE_COORDINATION);
        words.put("CODE 4321", CommandCase.ASSIGN_CODE);
        words.put("COR", CommandCase.CORRELATE);
        words.put("DECOR", CommandCase.DECORRELATE);
        assertEquals(
                aboutAFlight(), EnumSet.copyOf(words.values()), "orders of the model and here");
        page.page.evaluate("vigil.desk.select(" + flight.getTrack() + ")");

        words.forEach(
                (said, expected) -> {
                    int before = given().size();
                    page.command(callsign + " " + said);
                    page.until(said, () -> given().size() > before);
                    assertEquals(expected, given().get(before).getCommandCase(), said);
                });

        assertEquals(
                Integer.parseInt("4321", 8),
                one(CommandCase.ASSIGN_CODE).getAssignCode().getMode3A());
        assertEquals("SLOW CLIMB", one(CommandCase.SET_LABEL_NOTE).getSetLabelNote().getText());
        var hold = one(CommandCase.HOLD_FLIGHT).getHoldFlight();
        assertEquals(320, hold.getFlightLevel());
        assertEquals(11 * 60 + 30, hold.getExpectedTimeMicros() / 60_000_000 % 1440);
        var exit = one(CommandCase.PROPOSE_EXIT).getProposeExit();
        assertEquals(
                List.of("MIL", "340", "ODINA"),
                List.of(exit.getToSector(), "" + exit.getFlightLevel(), exit.getPoint()));
    }

    @Test
    void aFlightThatNobodyFiledIsMadeOfTheSelectedTrack() {
        int before = given().size();
        int track = page.json("vigil.desk.subjects.find(s => s.flight === undefined).id").asInt();
        page.page.evaluate("vigil.desk.select(" + track + ")");

        page.command("NEW HBXYZ V C172 LSZH LSGG");

        page.until("it came", () -> given().size() > before);
        var create = given().get(before).getCreateFlight();
        assertEquals(track, create.getTrack());
        assertEquals("C172", create.getAircraftType());
    }

    @Test
    void theMenuOfTheCallsignHasWhatAControllerOfTheFlightMayOrder() {
        Flight flight = coordinatedFlight();

        page.clickLabel(flight.getKey().getCallsign(), "callsign");

        List<String> items = menuItems();
        for (String wanted :
                List.of(
                        "Transfer to MIL",
                        "Transfer to…",
                        "Level…",
                        "Heading…",
                        "Direct to…",
                        "Speed…",
                        "Rate…",
                        "Hold…",
                        "Squawk: next code",
                        "Squawk…",
                        "Clear route…",
                        "Note…",
                        "Point out to…",
                        "Release",
                        "Terminate",
                        "Propose exit level…",
                        "Flight plan",
                        "Route",
                        "Decorrelate")) {
            assertTrue(items.contains(wanted), wanted + " in " + items);
        }
        for (String begin :
                List.of("Agree to", "Counter", "Decline", "Abrogate", "Seen", "Noted")) {
            assertTrue(items.stream().anyMatch(item -> item.startsWith(begin)), begin);
        }
    }

    @Test
    void whatWaitsForAnAnswerStandsInTheLabel() {
        Flight flight = coordinatedFlight();

        String label = page.labelText(flight.getKey().getCallsign());

        for (String word : List.of("PO LE", "TAKEN", "XFL 300?", "X340 ODINA")) {
            assertTrue(label.contains(word), word + " in " + label);
        }
    }

    @Test
    void theFieldsOfTheSelectedFlightHaveKeys() {
        Flight flight = coordinatedFlight();
        page.page.evaluate("vigil.desk.select(" + flight.getTrack() + ")");

        page.page.keyboard().press("l");
        page.page.keyboard().type("310");
        page.page.keyboard().press("Enter");
        page.until("the level", () -> current(flight).getClearedLevel() == 310);

        page.page.keyboard().press("h");
        page.page.keyboard().type("095");
        page.page.keyboard().press("Enter");
        page.until("the heading", () -> current(flight).getHeadingDegrees() == 95);
    }

    @Test
    void theWheelMovesAMenuByOneValue() {
        Flight flight = coordinatedFlight();
        page.clickLabel(flight.getKey().getCallsign(), "level");
        String under =
                "(() => { const list = document.querySelector('.menu-list');"
                        + " return Math.round(list.scrollTop / list.firstChild.offsetHeight * 100); })()";
        int before = page.json(under).asInt();
        page.awaitDrawn();

        page.page.mouse().wheel(0, -100);

        page.until("one value up", () -> page.json(under).asInt() == before - 100);
    }

    @Test
    void aRefusalStandsOnTheCommandLineWhereTheOrderWasGiven() {
        String callsign = desk.flightOf("UW").getKey().getCallsign();

        page.command(callsign + " C350");

        page.until("refused", () -> page.text("#command-answer").contains("not owner"));
        assertTrue(page.page.locator("#command").isVisible());
        page.page.locator("#command-text").press("Escape");
    }

    @Test
    void aRefusalStandsUnderTheRowWhereTheOrderWasGiven() {
        String callsign = page.flights("notified").get(0);
        Locator row = page.page.locator("#inbound tr", containing(callsign));

        row.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.choose("Take from REI");

        page.until(
                "refused",
                () -> {
                    String note = row.getAttribute("data-note");
                    return note != null && note.contains("not allowed");
                });
    }

    @Test
    void theWayOfAnOrderFromHandToLabelIsMeasured() {
        String callsign = coordinatedFlight().getKey().getCallsign();

        page.command(callsign + " C330");

        page.until("a trip", () -> page.json("vigil.pace().trips.count").asInt() == 1);
        assertTrue(page.json("vigil.pace().trips.p50").asDouble() > 0);
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private List<String> menuItems() {
        page.until("a menu", () -> page.page.getByRole(AriaRole.MENUITEM).count() > 0);
        return page.page.getByRole(AriaRole.MENUITEM).allTextContents();
    }

    /** A flight of ours with everything between sectors that can be answered. */
    private Flight coordinatedFlight() {
        String callsign = page.flights("assumed").get(0);
        Flight flight = desk.flight(callsign);
        addCoordination(flight.getId());
        page.until("told", () -> page.labelText(callsign).contains("TAKEN"));
        return desk.flight(callsign);
    }

    private void addCoordination(int id) {
        desk.change(
                picture ->
                        picture.changeFlight(
                                id,
                                builder ->
                                        builder.addPointOuts(
                                                        ShownPointOut.newBuilder()
                                                                .setFromSector("LE")
                                                                .setToSector("UE"))
                                                .addNotices(
                                                        SectorNotice.newBuilder()
                                                                .setToSector("UE")
                                                                .setKind(SectorNotice.Kind.TAKEN)
                                                                .setText("taken by LE"))
                                                .addProposals(
                                                        OpenProposal.newBuilder()
                                                                .setNumber(4)
                                                                .setFromSector("UE")
                                                                .setToSector("MIL")
                                                                .setBySector("MIL")
                                                                .setFlightLevel(300))
                                                .addAgreed(
                                                        AgreedCrossing.newBuilder()
                                                                .setFromSector("UE")
                                                                .setToSector("MIL")
                                                                .setFlightLevel(340)
                                                                .setPoint("ODINA"))));
    }

    /**
     * The orders of the model that name a flight, without those whose flight is only one subject.
     */
    private static Set<CommandCase> aboutAFlight() {
        return Command.getDescriptor().getOneofs().get(0).getFields().stream()
                .filter(field -> field.getMessageType().findFieldByName("flight") != null)
                .map(FieldDescriptor::getNumber)
                .map(CommandCase::forNumber)
                .filter(command -> command != CommandCase.INHIBIT_ALERTS)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CommandCase.class)));
    }

    private Command one(CommandCase wanted) {
        return given().stream()
                .filter(command -> command.getCommandCase() == wanted)
                .findFirst()
                .orElseThrow();
    }

    private List<Command> given() {
        return desk.group().with(ScriptedPicture::given);
    }

    private Flight current(Flight flight) {
        return desk.group().with(picture -> picture.flight(flight.getId()));
    }
}
