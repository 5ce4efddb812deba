package aero.vigil.display.arbiter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

class FrameArbiterTest {

    @TestFactory
    Stream<DynamicTest> doesExactlyWhatEachTranscriptSays() {
        Map<String, String> files = Transcripts.all();
        assertTrue(files.size() > 10, "transcripts found: " + files.keySet());
        return files.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> run(name, files)));
    }

    @Test
    void aTranscriptThatSaysOtherwiseFails() {
        Map<String, String> wrong =
                Map.of("wrong", "sources A quorum 1\n1000 A opens\n=> light A LIVE");

        List<String> differences = TranscriptRun.differences("wrong", wrong);

        assertFalse(differences.isEmpty());
    }

    private static void run(String name, Map<String, String> files) {
        List<Executable> checks = new ArrayList<>();
        for (String difference : TranscriptRun.differences(name, files)) {
            checks.add(() -> assertEquals("", difference));
        }
        assertAll(checks);
    }
}
