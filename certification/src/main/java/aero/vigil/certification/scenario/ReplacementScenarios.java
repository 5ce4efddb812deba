package aero.vigil.certification.scenario;

import aero.vigil.certification.fault.ProcessState;
import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.process.FileTree;
import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** ST, the last two: a member comes back on an empty disk, and its old disk after it. */
final class ReplacementScenarios {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WORDS = 2;
    private static final int STARTS = 5;

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
                Scenario.set(
                        "ST-12b",
                        "empty disk, the others no longer have the log's beginning",
                        Limit.KILL,
                        50,
                        setting -> setting.with(Feature.CHECKPOINTS).with(Feature.ARCHIVE),
                        ReplacementScenarios::recoverByCheckpoint),
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

    /** Each start begins a journal file, and whole files below the checkpoints are let go of. */
    private static void recoverByCheckpoint(Stage stage, Trial trial) throws Exception {
        for (int round = 0; round < STARTS && !allLetGo(stage); round++) {
            for (int replica = 0; replica < Stage.REPLICAS; replica++) {
                stage.replica(replica).terminate();
                stage.replica(replica).awaitEnd(PATIENCE);
                stage.restart(replica);
            }
        }
        stage.await("all let go of files", () -> allLetGo(stage));
        int lost = stage.backup();
        loseDisk(stage, trial, lost);
        recover(stage, trial, lost);
        Path fetched = stage.group().directory(lost).resolve("checkpoints");
        trial.proof(
                new Proof(
                        !isEmpty(fetched),
                        "the others' archives hold the log's beginning; it has checkpoints: "
                                + !isEmpty(fetched)));
    }

    private static boolean allLetGo(Stage stage) {
        for (int replica = 0; replica < Stage.REPLICAS; replica++) {
            if (isEmpty(stage.group().directory(replica).resolve("archive"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(Path directory) {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException absent) {
            return true;
        }
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
