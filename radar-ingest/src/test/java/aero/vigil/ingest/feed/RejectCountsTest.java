package aero.vigil.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.airspace.command.Command;
import org.junit.jupiter.api.Test;

class RejectCountsTest {

    @Test
    void moreNamesThanTheModelTakesAreCountedAsOther() {
        RejectCounts counts = new RejectCounts();

        for (int category = 0; category < 256; category++) {
            counts.count("category " + category + " unknown");
            counts.set("socket error", category);
        }

        assertTrue(counts.toWire().size() <= Command.ReportFeed.MAX_REASONS);
        assertEquals(255, counts.of("socket error"));
        assertEquals(256 + 255, counts.toWire().stream().mapToLong(one -> one.getCount()).sum());
    }
}
