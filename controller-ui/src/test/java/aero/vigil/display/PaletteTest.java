package aero.vigil.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The palette as it is served: what is to be read can be read, by night and by day (WCAG 2
 * contrast).
 */
class PaletteTest {

    private static final double READABLE = 4.5;

    /** Where on the scope text stands. */
    private static final List<String> GROUNDS = List.of("outside", "ownSector");

    private static final List<String> SAID_ON_THE_SCOPE =
            List.of("text", "dim", "warning", "urgentLine", "tool", "information", "healthy");

    private static final Map<String, String> IN_THE_STYLE_SHEET =
            Map.of(
                    "outside", "outside",
                    "panel", "panel",
                    "text", "text",
                    "dim", "dim",
                    "tool", "tool",
                    "information", "information",
                    "warning", "warning",
                    "urgent", "urgent",
                    "healthy", "healthy");

    private final String script = resource("/webroot/js/theme.js");
    private final String sheet = resource("/webroot/css/palette.css");

    @ParameterizedTest
    @ValueSource(strings = {"NIGHT", "DAY"})
    void whatIsSaidOnTheScopeCanBeReadOnEveryGround(String theme) {
        Map<String, String> colours = table(theme);
        List<String> unreadable = new ArrayList<>();
        for (String ground : GROUNDS) {
            for (String said : SAID_ON_THE_SCOPE) {
                note(unreadable, colours, said, ground);
            }
            table(theme + "_CONTROL")
                    .forEach(
                            (state, ink) ->
                                    note(unreadable, state, ink, ground, colour(colours, ground)));
        }
        note(unreadable, colours, "urgentText", "urgent");
        note(unreadable, colours, "warningBoxText", "warningBox");

        assertEquals(List.of(), unreadable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIGHT", "DAY"})
    void theMapIsFainterThanWhatIsSaid(String theme) {
        Map<String, String> colours = table(theme);
        String ground = colour(colours, "outside");
        double least =
                table(theme + "_CONTROL").values().stream()
                        .mapToDouble(ink -> contrast(ink, ground))
                        .min()
                        .orElseThrow();

        for (String faint : List.of("map", "rings", "airway", "mapText", "pointText")) {
            assertTrue(contrast(colour(colours, faint), ground) < least, faint);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatStandsInListsAndBarsCanBeRead(boolean day) {
        Map<String, String> colours = variables(day);
        List<String> unreadable = new ArrayList<>();
        for (String ground : List.of("panel", "bar", "button", "raised")) {
            for (String said :
                    List.of("text", "dim", "warning", "tool", "assumed", "pink", "leaving")) {
                note(unreadable, colours, said, ground);
            }
        }
        for (String said : List.of("heading", "passed", "urgent-text")) {
            note(unreadable, colours, said, "panel");
        }
        for (String ground : List.of("default", "focus", "row-hover", "pressed", "button-hover")) {
            note(unreadable, colours, "text", ground);
        }
        note(unreadable, colours, "on-urgent", "urgent");
        note(unreadable, colours, "on-warning", "warning-box");

        assertEquals(List.of(), unreadable);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scopeAndStyleSheetMeanTheSameColour(boolean day) {
        Map<String, String> scope = table(day ? "DAY" : "NIGHT");
        Map<String, String> style = variables(day);

        IN_THE_STYLE_SHEET.forEach(
                (name, variable) -> assertEquals(scope.get(name), style.get(variable), name));
    }

    @Test
    void theStyleSheetsOfThePictureNameNoColourOfTheirOwn() {
        for (String name : List.of("display", "panels")) {
            String text = resource("/webroot/css/" + name + ".css");
            assertFalse(Pattern.compile("#[0-9a-fA-F]{3,8}\\s*;").matcher(text).find(), name);
        }
    }

    private static String colour(Map<String, String> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    private static void note(
            List<String> unreadable, Map<String, String> colours, String said, String on) {
        note(unreadable, said, colour(colours, said), on, colour(colours, on));
    }

    private static void note(
            List<String> unreadable, String said, String ink, String on, String ground) {
        double found = contrast(ink, ground);
        if (found < READABLE) {
            unreadable.add("%s %s on %s %s: %.2f".formatted(said, ink, on, ground, found));
        }
    }

    /** The colours of one table of theme.js, in lower case. */
    private Map<String, String> table(String name) {
        Matcher whole =
                Pattern.compile("const " + name + " = \\{(.*?)\\};", Pattern.DOTALL)
                        .matcher(script);
        assertTrue(whole.find(), name);
        return colours(whole.group(1), "'?(\\w[\\w ]*?)'?: '(#[0-9A-Fa-f]{6})'");
    }

    /** The variables of palette.css in force; those of the day stand over those of the night. */
    private Map<String, String> variables(boolean day) {
        int split = sheet.indexOf("html[data-theme='day'] {");
        Map<String, String> colours =
                colours(sheet.substring(0, split), "--([\\w-]+): (#[0-9a-f]{6})");
        if (day) {
            colours.putAll(colours(sheet.substring(split), "--([\\w-]+): (#[0-9a-f]{6})"));
        }
        return colours;
    }

    private static Map<String, String> colours(String text, String pattern) {
        Map<String, String> colours = new LinkedHashMap<>();
        Matcher one = Pattern.compile(pattern).matcher(text);
        while (one.find()) {
            colours.put(one.group(1), one.group(2).toLowerCase(Locale.ROOT));
        }
        return colours;
    }

    private static double contrast(String a, String b) {
        double one = luminance(a) + 0.05;
        double other = luminance(b) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    /** Relative luminance, WCAG 2.2. */
    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            double value =
                    Integer.parseInt(colour.substring(1 + 2 * channel, 3 + 2 * channel), 16)
                            / 255.0;
            sum +=
                    weights[channel]
                            * (value <= 0.04045
                                    ? value / 12.92
                                    : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static String resource(String path) {
        try (InputStream in =
                Objects.requireNonNull(PaletteTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
