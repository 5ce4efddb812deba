package aero.vigil.certification.scenario;

import static aero.vigil.certification.scenario.Stage.REPLICAS;

import aero.vigil.certification.fault.DiskImages;
import aero.vigil.certification.fault.ProcessState;
import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.process.VigilProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** FO: replicas die, stop and come back (certification.md §3). */
final class FailoverScenarios {

    private static final long WINDOW_MILLIS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FailoverScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.plain(
                        "FO-01",
                        "kill -9 of the primary",
                        Limit.KILL,
                        9,
                        (stage, trial) -> kill(stage, trial, stage.primary(), true)),
                Scenario.plain(
                        "FO-02",
                        "SIGSTOP of the primary",
                        Limit.SILENCE,
                        7,
                        FailoverScenarios::freeze),
                new Scenario(
                        "FO-03",
                        "power loss of the primary, page cache lost",
                        Limit.KILL,
                        12,
                        DiskImages::obstacle,
                        setting -> setting.with(Feature.IMAGES),
                        FailoverScenarios::powerLoss),
                Scenario.plain(
                        "FO-04",
                        "kill -9 of a backup",
                        Limit.KILL,
                        9,
                        (stage, trial) -> kill(stage, trial, stage.backup(), false)),
                Scenario.plain(
                        "FO-05",
                        "primary killed, the next one too during the view change, both return",
                        Limit.OUTAGE,
                        14,
                        FailoverScenarios::killTwo),
                Scenario.plain(
                        "FO-06",
                        "rolling restart of all (SIGTERM)",
                        Limit.KILL,
                        20,
                        FailoverScenarios::rollingRestart),
                Scenario.plain(
                        "FO-07", "planned step-down", Limit.KILL, 9, FailoverScenarios::stepDown),
                Scenario.plain(
                        "FO-08",
                        "kill -9 of all at once, all return",
                        Limit.OUTAGE,
                        14,
                        FailoverScenarios::killAll),
                Scenario.plain(
                        "FO-09",
                        "primary killed and started again at once",
                        Limit.KILL,
                        9,
                        FailoverScenarios::killAndStart));
    }

    private static void kill(Stage stage, Trial trial, int replica, boolean viewMustChange)
            throws Exception {
        VigilProcess process = stage.replica(replica);
        long view = stage.view();
        stage.window(
                "kill -9 of replica " + replica,
                WINDOW_MILLIS,
                () -> trial.proof(ProcessState.kill9(process)));
        viewChange(stage, trial, view, viewMustChange);
        stage.restart(replica);
    }

    /** The view is the replicas' word: it explains a gap, and proves nothing. */
    private static void viewChange(Stage stage, Trial trial, long view, boolean expected) {
        boolean changed = stage.view() > view;
        if (changed != expected) {
            trial.note(
                    changed
                            ? "the view changed, though the primary was untouched"
                            : "the replicas spoke of no view change");
        }
    }

    private static void freeze(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        VigilProcess process = stage.replica(primary);
        long view = stage.view();
        stage.window(
                "SIGSTOP of replica " + primary,
                WINDOW_MILLIS,
                () -> trial.proof(ProcessState.freeze(process, WINDOW_MILLIS)));
        viewChange(stage, trial, view, true);
        process.thaw();
        stage.awaitWhole();
    }

    private static void powerLoss(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        stage.window(
                "power loss of replica " + primary,
                WINDOW_MILLIS,
                () ->
                        stage.images()
                                .powerCut(
                                        List.of(primary),
                                        List.of(stage.replica(primary)),
                                        List.of())
                                .forEach(trial::proof));
        stage.restart(primary);
    }

    private static void killTwo(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        int next = (primary + 1) % REPLICAS;
        stage.window(
                "kill -9 of replica " + primary + ", then " + next,
                WINDOW_MILLIS,
                () -> {
                    trial.proof(ProcessState.kill9(stage.replica(primary)));
                    TimeUnit.MILLISECONDS.sleep(20);
                    trial.proof(ProcessState.kill9(stage.replica(next)));
                });
        long from = System.nanoTime();
        stage.group().restart(primary);
        stage.group().restart(next);
        stage.group().awaitReady(primary);
        stage.group().awaitReady(next);
        trial.measure("start of both", (System.nanoTime() - from) / 1e6);
        trial.measure("resumed", stage.untilAnswered());
        stage.awaitWhole();
    }

    private static void rollingRestart(Stage stage, Trial trial) throws Exception {
        for (int replica = 0; replica < REPLICAS; replica++) {
            int current = replica;
            VigilProcess process = stage.replica(current);
            stage.window(
                    "SIGTERM and restart of replica " + current,
                    WINDOW_MILLIS,
                    () -> {
                        long pid = process.pid();
                        process.terminate();
                        boolean ended = process.awaitEnd(PATIENCE);
                        trial.proof(
                                new Proof(
                                        ended,
                                        process.name()
                                                + " (pid "
                                                + pid
                                                + ")"
                                                + (ended
                                                        ? " ended, exit value "
                                                                + process.exitValue()
                                                        : " did not end")));
                    });
            stage.restart(current);
        }
    }

    private static void stepDown(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        long view = stage.view();
        VigilProcess verb = stage.group().stepDown();
        stage.window(
                "replica " + primary + " is asked to step down",
                WINDOW_MILLIS,
                () -> {
                    boolean ended = verb.awaitEnd(PATIENCE);
                    trial.proof(
                            new Proof(
                                    ended && verb.exitValue() == 0 && stage.primary() != primary,
                                    "vigil step-down: " + verb.lastLines(1)));
                });
        viewChange(stage, trial, view, true);
        if (!stage.replica(primary).isAlive()) {
            trial.failure("replica " + primary + " ended when it stepped down");
        }
        stage.awaitWhole();
    }

    private static void killAll(Stage stage, Trial trial) throws Exception {
        stage.window(
                "kill -9 of all",
                1_000,
                () -> {
                    for (int replica = 0; replica < REPLICAS; replica++) {
                        stage.replica(replica).kill9();
                    }
                    for (int replica = 0; replica < REPLICAS; replica++) {
                        trial.proof(ProcessState.kill9(stage.replica(replica)));
                    }
                });
        resumeAll(stage, trial);
    }

    /** Starts every replica and measures until the first command is answered. */
    static void resumeAll(Stage stage, Trial trial) throws Exception {
        long from = System.nanoTime();
        for (int replica = 0; replica < REPLICAS; replica++) {
            stage.group().restart(replica);
        }
        for (int replica = 0; replica < REPLICAS; replica++) {
            stage.group().awaitReady(replica);
        }
        trial.measure("start of all", (System.nanoTime() - from) / 1e6);
        trial.measure("resumed", stage.untilAnswered());
        stage.awaitWhole();
    }

    private static void killAndStart(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        stage.window(
                "kill -9 of replica " + primary + ", started at once",
                WINDOW_MILLIS,
                () -> {
                    trial.proof(ProcessState.kill9(stage.replica(primary)));
                    stage.group().restart(primary);
                });
        trial.note(
                "a Java process cannot be back before the refused reconnection makes the others"
                        + " suspect: what is tried here is an early return, during the view change");
        stage.group().awaitReady(primary);
        stage.awaitWhole();
    }
}
