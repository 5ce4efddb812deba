package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import aero.vigil.wire.airspace.Flight;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A controller at UE before a scripted picture, anew for each test; the page must not complain. */
final class ScriptedDesk implements BeforeEachCallback, AfterEachCallback {

    private final int aircraft;
    private @Nullable ScriptedGroup group;
    private @Nullable DisplayPage page;

    ScriptedDesk(int aircraft) {
        this.aircraft = aircraft;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ScriptedGroup started = new ScriptedGroup(new ScriptedPicture(aircraft, 7));
        group = started;
        page = DisplayPage.at(started.addresses(), "UE");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = page().complaints();
        page().close();
        group().close();
        assertEquals(List.of(), complaints);
    }

    DisplayPage page() {
        return Objects.requireNonNull(page);
    }

    ScriptedGroup group() {
        return Objects.requireNonNull(group);
    }

    /** Does something to the picture between two frames. */
    void change(Consumer<ScriptedPicture> change) {
        group().with(
                        picture -> {
                            change.accept(picture);
                            return true;
                        });
    }

    Flight flight(String callsign) {
        return group().with(
                        picture ->
                                picture.flights().stream()
                                        .filter(
                                                flight ->
                                                        flight.getKey()
                                                                .getCallsign()
                                                                .equals(callsign))
                                        .findFirst()
                                        .orElseThrow());
    }

    /** A flight that this sector controls. */
    Flight flightOf(String sector) {
        return group().with(
                        picture ->
                                picture.flights().stream()
                                        .filter(
                                                flight ->
                                                        flight.getControllingSector()
                                                                .equals(sector))
                                        .findFirst()
                                        .orElseThrow());
    }
}
