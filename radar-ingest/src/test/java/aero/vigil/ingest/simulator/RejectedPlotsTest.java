package aero.vigil.ingest.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Radars that split nothing and lie about nothing: the model has no reason to reject a plot. */
@Tag("slow")
final class RejectedPlotsTest {

    private static final long SEED = Long.getLong("vigil.seed", 1);
    private static final int AIRCRAFT = 66;

    @Test
    void hardlyAPlotOfCleanRadarsIsRejected() {
        ModelLoop loop = new ModelLoop(Regions.switzerland(), SEED, AIRCRAFT, Regions.START);
        List<String> minutes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loop.run(Regions.MINUTE / 2);
            minutes.add(loop.totals.getPlots() + " " + rejects(loop));
        }
        System.out.println("seed " + SEED + " tracks " + loop.tracks.size() + " " + minutes);
        long rejected = rejects(loop).values().stream().mapToLong(n -> n).sum();
        assertTrue(rejected * 1_000 <= loop.totals.getPlots(), minutes::toString);
    }

    private static SortedMap<String, Long> rejects(ModelLoop loop) {
        SortedMap<String, Long> counts = new TreeMap<>();
        loop.totals
                .getRejectsList()
                .forEach(count -> counts.put(count.getReason(), count.getCount()));
        return counts;
    }
}
