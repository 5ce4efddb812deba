package aero.vigil.certification.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.certification.process.GroupPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of subscribers in small: what it says must hold at any speed. */
@Tag("long")
class SubscribersTest {

    @Test
    void noSubscriberMissesAFrameWhateverHostileOnesDo(@TempDir Path directory) throws Exception {
        BenchGroup group = new BenchGroup(GroupPorts.free(3).first(), "relaxed");

        Map<String, @Nullable Object> figures =
                new SubscribersBench(
                                group, 60, 15, Duration.ofSeconds(1), Duration.ofMillis(500), false)
                        .run(directory.resolve("group"));

        Map<?, ?> attacked = map(figures.get("attackedLonger"));
        Map<?, ?> received = map(attacked.get("received"));
        Map<?, ?> counters = map(figures.get("counters"));
        long closed =
                counters.containsKey("gateway.closed.NOT_READING")
                        ? count(counters, "gateway.closed.NOT_READING")
                        : 0; // on a starved machine a sleeper may be late, and is told so
        assertTrue(count(received, "open") + closed >= 60, figures::toString);
        assertEquals(0L, received.get("missingFrames"));
        assertEquals(0L, received.get("undatedMessages"));
        assertTrue(count(received, "frames") > 60 * 10, received::toString);
        assertTrue(count(counters, "gateway.rejected.MALFORMED") > 0, counters::toString);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return assertInstanceOf(Map.class, value);
    }

    private static long count(Map<?, ?> figures, String name) {
        return assertInstanceOf(Long.class, figures.get(name), name);
    }
}
