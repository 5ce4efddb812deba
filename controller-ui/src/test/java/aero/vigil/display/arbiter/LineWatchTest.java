package aero.vigil.display.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineWatchTest {

    @Test
    void asksForWhatTheTableSays() {
        LineWatch watch = new LineWatch(Line.WHOLE, true);

        for (String look : Transcripts.looksAtALine()) {
            List<String> words = List.of(look.split(" "));
            watch.look(
                    Long.parseLong(words.get(0)),
                    words.get(1).equals("open"),
                    words.get(2).equals("shown"),
                    Long.parseLong(words.get(3)));
            assertEquals(words.get(4), watch.line().name(), look);
        }
    }

    @Test
    void withoutAnAreaOneASecondOfEverythingIsTheLeast() {
        LineWatch watch = new LineWatch(Line.SLOW, false);

        for (long now = 0; now < 60_000; now += 1_000) {
            watch.look(now, true, true, 500);
        }

        assertEquals(Line.SLOW, watch.line());
    }
}
