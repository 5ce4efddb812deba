package aero.vigil.certification.scenario;

import aero.vigil.certification.fault.ProcessState;
import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.process.FileTree;
import aero.vigil.certification.process.VigilProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** ST, the last two: a member comes back on an empty disk, and its old disk after it. */
final class ReplacementScenarios {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORDS = 2;

    /** A replica that another disk has replaced ends so (docs/cli.md, {@code replica}). */
    private static final int EXIT_REPLACED = 3;

    private ReplacementScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.plain(
                        "ST-12",
                        "empty disk, recovery under load",
                        Limit.KILL,
                        16,
                        (stage, trial) -> {
                            int lost = stage.backup();
                            loseDisk(stage, trial, lost);
                            recover(stage, trial, lost);
                        }),
                Scenario.plain(
                        "ST-13",
                        "zombie: the replaced machine comes back",
                        Limit.KILL,
                        24,
                        ReplacementScenarios::zombie));
    }

    /** The process is killed and its directory is gone; where it went. */
    private static Path loseDisk(Stage stage, Trial trial, int replica) throws Exception {
        Path directory = stage.group().directory(replica);
        Path old = directory.resolveSibling("old-disk-of-" + replica + "-" + System.nanoTime());
        stage.window(
                "disk of replica " + replica + " lost",
                1_000,
                () -> {
                    trial.proof(ProcessState.kill9(stage.replica(replica)));
                    stage.replica(replica).awaitEnd(PATIENCE);
                    Files.move(directory, old);
                    trial.proof(
                            new Proof(
                                    !Files.exists(directory),
                                    directory.getFileName() + " does not exist"));
                });
        return old;
    }

    private static void recover(Stage stage, Trial trial, int replica) throws Exception {
        long from = System.nanoTime();
        stage.window(
                "replica " + replica + " made anew and started",
                3_000,
                () -> {
                    VigilProcess format = stage.group().recoverMember(replica);
                    if (!format.awaitEnd(PATIENCE) || format.exitValue() != 0) {
                        throw new IllegalStateException(
                                "format --recover: " + format.lastLines(WORDS));
                    }
                    stage.group().restart(replica);
                });
        stage.group().awaitReady(replica);
        stage.awaitWhole();
        trial.measure("from the empty disk to whole", (System.nanoTime() - from) / 1e6);
    }

    private static void zombie(Stage stage, Trial trial) throws Exception {
        int replica = stage.backup();
        Path directory = stage.group().directory(replica);
        Path old = loseDisk(stage, trial, replica);
        recover(stage, trial, replica);
        Path recovered = directory.resolveSibling("new-disk-of-" + replica);
        stage.replica(replica).kill9();
        stage.replica(replica).awaitEnd(PATIENCE);
        Files.move(directory, recovered);
        Files.move(old, directory);
        stage.window(
                "the old disk of replica " + replica, 3_000, () -> awaken(stage, trial, replica));
        FileTree.remove(directory);
        Files.move(recovered, directory);
        stage.restart(replica);
    }

    private static void awaken(Stage stage, Trial trial, int replica) throws Exception {
        stage.group().restart(replica);
        VigilProcess process = stage.replica(replica);
        boolean ended = process.awaitEnd(PATIENCE);
        trial.proof(new Proof(true, process.name() + " was started on the disk that was replaced"));
        if (!ended || process.exitValue() != EXIT_REPLACED) {
            trial.failure(
                    process.name()
                            + " with the disk that was replaced "
                            + (ended ? "ended, exit value " + process.exitValue() : "goes on"));
            process.kill9();
            process.awaitEnd(PATIENCE);
        } else {
            trial.note("it ended: " + process.lastLines(1));
        }
    }
}
