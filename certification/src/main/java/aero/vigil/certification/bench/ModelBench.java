package aero.vigil.certification.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the airspace model costs, by numbers of tracks: at constant density, in a region that grows
 * with its traffic, and at constant area, in the region of the first number.
 */
final class ModelBench {

    /** Of the table of numbers: what must be borne. */
    private static final int TRACKS_OF_A_REGION = 2_000;

    private static final int COLUMNS = 4;
    private static final int ROWS = 3;
    private static final int WARM_SECONDS = 60;
    private static final long SEED = 1;

    private final int[] tracks;
    private final int seconds;

    /**
     * @param tracks how many, each measured
     * @param seconds of model time measured for each
     */
    ModelBench(int[] tracks, int seconds) {
        for (int count : tracks) {
            if (count < 100 || count > 10_000) {
                throw new IllegalArgumentException("--tracks " + count + " is not 100..10000");
            }
        }
        this.tracks = tracks.clone();
        this.seconds = seconds;
    }

    List<Object> run() {
        TiledRegion constant = new TiledRegion(COLUMNS, ROWS);
        List<Object> all = new ArrayList<>();
        TreeSet<Integer> others = new TreeSet<>();
        for (int count : tracks) {
            TiledRegion grown = grown(count);
            all.add(measure("constantDensity", count, grown));
            if (!grown.equals(constant)) {
                others.add(count);
            }
        }
        for (int count : others) {
            all.add(measure("constantArea", count, constant));
        }
        return all;
    }

    /** As many tiles as make the density what it is at 2,000 tracks on 12. */
    static TiledRegion grown(int tracks) {
        int tiles = Math.max(1, Math.round(tracks * COLUMNS * ROWS / (float) TRACKS_OF_A_REGION));
        int rows = Math.max(1, (int) Math.sqrt(tiles * ROWS / (double) COLUMNS));
        while (tiles % rows != 0) {
            rows--;
        }
        return new TiledRegion(tiles / rows, rows);
    }

    private Map<String, @Nullable Object> measure(String growth, int count, TiledRegion region) {
        Progress.say(growth + ": " + count + " tracks on " + region.tiles() + " tiles");
        Map<String, Object> load = MachineLoad.now();
        ModelRun run = new ModelRun(count, region, SEED);
        run.fly(WARM_SECONDS, seconds);
        Map<String, @Nullable Object> figures = run.figures();
        figures.put("loading", new Loadings(run, region).measure());
        figures.put("heapMiB", run.end());
        figures.put("growth", growth);
        figures.put("load", load);
        return figures;
    }
}
