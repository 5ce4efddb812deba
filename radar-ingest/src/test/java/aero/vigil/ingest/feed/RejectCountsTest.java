package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Command;
import aero.vigil.wire.airspace.CountByReason;
import org.junit.jupiter.api.Test;

class RejectCountsTest {

    @Test
    void moreNamesThanTheModelTakesAreCountedAsOther() {
        RejectCounts counts = new RejectCounts();

        for (int category = 0; category < 256; category++) {
            counts.count("category " + category + " unknown");
        }
        counts.add("block truncated", 2);

        assertTrue(counts.toWire().size() <= Command.ReportFeed.MAX_REASONS);
        assertTrue(counts.toWire().stream().anyMatch(c -> c.getReason().equals("block truncated")));
        assertEquals(258, counts.toWire().stream().mapToLong(CountByReason::getCount).sum());
    }
}
