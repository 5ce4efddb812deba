package aero.vigil.display.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.display.arbiter.Transcripts;
import aero.vigil.display.scripted.ScriptedGroup;
import aero.vigil.display.scripted.ScriptedPicture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page's arbiter does exactly what the transcripts say, as the Java one does. */
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArbiterBrowserTest {

    private static final String RUN =
            "async ([name, files]) => (await import('/test/js/transcript.js'))"
                    + ".runTranscript(name, files)";

    private final ScriptedGroup group = new ScriptedGroup(new ScriptedPicture(1, 1));
    private DisplayPage page;

    @BeforeAll
    void open() {
        page = DisplayPage.open(group.addresses(), "/test/blank.html");
    }

    @AfterAll
    void close() {
        page.close();
        group.close();
    }

    @TestFactory
    Stream<DynamicTest> doesExactlyWhatEachTranscriptSays() {
        Map<String, String> files = Transcripts.all();
        assertTrue(files.size() > 10, "transcripts found: " + files.keySet());
        return files.keySet().stream()
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name, () -> assertEquals(List.of(), run(name, files))));
    }

    @Test
    void aTranscriptThatSaysOtherwiseFails() {
        Map<String, String> wrong =
                Map.of("wrong", "sources A quorum 1\n1000 A opens\n=> light A LIVE");

        assertFalse(run("wrong", wrong).isEmpty());
    }

    @Test
    void asksOfALineWhatTheTableSays() {
        Object asked =
                page.page.evaluate(
                        """
                        async (looks) => {
                          const { LineWatch } = await import('/js/line-watch.js');
                          const watch = new LineWatch();
                          watch.reduces = true;
                          return looks.map((look) => {
                            const [now, open, joined, behind] = look.split(' ');
                            watch.look(Number(now), open === 'open', joined === 'shown', Number(behind));
                            return `${now} ${open} ${joined} ${behind} ${watch.line}`;
                          });
                        }
                        """,
                        Transcripts.looksAtALine());

        assertEquals(Transcripts.looksAtALine(), asked);
    }

    private List<?> run(String name, Map<String, String> files) {
        return (List<?>) page.page.evaluate(RUN, List.of(name, files));
    }
}
