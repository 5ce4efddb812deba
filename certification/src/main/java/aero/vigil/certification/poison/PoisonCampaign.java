package aero.vigil.certification.poison;

import aero.vigil.certification.process.VigilHome;
import aero.vigil.ingest.simulator.AdaptationFile;
import aero.vigil.wire.airspace.Adaptation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** So many poisoned commands, world after world, and what came of them. */
public final class PoisonCampaign {

    /** Commands of one world: few, so that every plan taken meets its 1,200 ticks soon. */
    public static final int COMMANDS_OF_A_WORLD = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM_WORLDS = 20;
    private static final int WORLDS_BETWEEN_LOOKS = 100;

    private final PoisonFigures figures = new PoisonFigures();
    private final Consumer<String> progress;
    private long seed;

    /**
     * @param progress told now and then how far it is
     */
    public PoisonCampaign(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Runs it; once.
     *
     * @param commands rounded up to whole worlds
     * @param firstSeed of the first world; the others' follow
     */
    public void run(long commands, long firstSeed) throws IOException {
        seed = firstSeed;
        Adaptation region = AdaptationFile.read(VigilHome.adaptation("switzerland"));
        long worlds = (commands + COMMANDS_OF_A_WORLD - 1) / COMMANDS_OF_A_WORLD;
        int seconds = PoisonWorld.seconds(COMMANDS_OF_A_WORLD);
        Map<Long, Scene> scenes = new TreeMap<>();
        long begin = System.nanoTime();
        for (long world = 0; world < worlds; world++) {
            figures.timeFromNowOn(world >= WARM_WORLDS || worlds <= WARM_WORLDS);
            long worldSeed = firstSeed + world;
            Scene scene =
                    scenes.computeIfAbsent(
                            Math.floorMod(worldSeed, (long) Scene.COUNT),
                            of -> Scene.of(region, of, PoisonWorld.START_MICROS, seconds));
            new PoisonWorld(worldSeed, region, scene, figures).live(COMMANDS_OF_A_WORLD);
            if (world % WORLDS_BETWEEN_LOOKS == 0) {
                figures.lookAtHeap();
                report(world + 1, worlds, (System.nanoTime() - begin) * 1e-9);
            }
        }
        figures.lookAtHeap();
    }

    private void report(long done, long worlds, double seconds) {
        progress.accept(
                "poison: "
                        + figures.commands()
                        + " commands, "
                        + figures.findings().size()
                        + " findings, about "
                        + Math.round(seconds / done * (worlds - done) / 60)
                        + " minutes to go");
    }

    /** What was found wrong, each with the seed of its world. */
    public List<String> findings() {
        return figures.findings();
    }

    /** How often each outcome was. */
    public Map<String, Long> outcomes() {
        return figures.outcomes();
    }

    /** How many kinds of commands were sent. */
    public int kinds() {
        return figures.kinds();
    }

    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("seed", seed);
        json.setAll((ObjectNode) JSON.valueToTree(figures.toJson()));
        return json;
    }

    /** The same for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        json().properties()
                .forEach(
                        field ->
                                text.append(field.getKey())
                                        .append(": ")
                                        .append(field.getValue())
                                        .append('\n'));
        return text.toString();
    }
}
