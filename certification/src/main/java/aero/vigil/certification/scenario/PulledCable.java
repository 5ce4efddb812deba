package aero.vigil.certification.scenario;

import aero.vigil.certification.fault.Cables;
import aero.vigil.certification.fault.Proof;
import java.util.concurrent.TimeUnit;

/**
 * The primary's cable is pulled: no packet passes, and no connection is told. Long enough that TCP
 * by itself would repeat what was lost only ten seconds after the cable is back.
 */
final class PulledCable {

    private static final long PULLED_MILLIS = 15_000;

    /** From putting the cable back to a whole group, clients and displays included. */
    private static final double TOGETHER_WITHIN_MILLIS = 8_000;

    private PulledCable() {}

    static Scenario scenario() {
        return new Scenario(
                "NP-17",
                "the primary's cable is pulled for " + PULLED_MILLIS / 1_000 + " s",
                Limit.SILENCE,
                25,
                Cables::obstacle,
                setting -> setting.with(Feature.CABLES),
                PulledCable::play);
    }

    private static void play(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        Cables cables = stage.cables();
        long[] passed = new long[1];
        stage.window(
                "the cable of replica " + primary + " is pulled",
                PULLED_MILLIS,
                () -> {
                    cables.pull(primary);
                    long before = cables.packets(primary);
                    TimeUnit.MILLISECONDS.sleep(PULLED_MILLIS);
                    passed[0] = cables.packets(primary) - before;
                });
        trial.proof(
                new Proof(
                        passed[0] == 0,
                        passed[0] + " packets passed the cable of replica " + primary));
        cables.putBack(primary);
        long from = System.nanoTime();
        stage.awaitWhole();
        double together = (System.nanoTime() - from) / 1e6;
        trial.measure("together again", together);
        if (together > TOGETHER_WITHIN_MILLIS) {
            trial.failure(
                    "the group was whole again only "
                            + Math.round(together)
                            + " ms after the cable was put back");
        }
    }
}
