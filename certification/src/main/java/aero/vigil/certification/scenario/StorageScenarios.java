package aero.vigil.certification.scenario;

import static aero.vigil.certification.scenario.Stage.REPLICAS;

import aero.vigil.certification.fault.DiskImages;
import aero.vigil.certification.fault.FileDamage;
import aero.vigil.certification.fault.ProcessState;
import aero.vigil.certification.fault.Proof;
import aero.vigil.certification.fault.SlowDisk;
import aero.vigil.certification.process.FileTree;
import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * ST: disks (certification.md §3). Damage is done while the replica is down; then it may repair
 * itself from the others and join, or refuse to start with a word that says why. That it joins and
 * says something else than the others is what the checkers look for.
 */
final class StorageScenarios {

    private static final long WINDOW_MILLIS = 3_000;
    private static final long DOWN_MILLIS = 1_500;
    private static final int REFUSAL_LINES = 2;
    private static final int KEPT_LINES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StorageScenarios() {}

    static List<Scenario> all() {
        return List.of(
                images(
                        "ST-01",
                        "power cut of one backup, page cache lost",
                        Limit.KILL,
                        (stage, trial) -> powerCut(stage, trial, List.of(stage.backup()))),
                images(
                        "ST-02",
                        "power cut of all at once, page caches lost",
                        Limit.OUTAGE,
                        StorageScenarios::powerCutOfAll),
                damage(
                        "ST-03",
                        "torn tail: the end of the last record is zeros",
                        StorageScenarios::tearTail),
                damage(
                        "ST-04",
                        "a bit flipped in a record's payload",
                        replica -> FileDamage.flipInPayload(journal(replica))),
                damage(
                        "ST-05",
                        "a bit flipped in a record's header",
                        replica -> FileDamage.flipInHeader(journal(replica))),
                Scenario.set(
                        "ST-06",
                        "a bit flipped in a checkpoint",
                        Limit.KILL,
                        14,
                        setting -> setting.with(Feature.CHECKPOINTS),
                        StorageScenarios::damageCheckpoint),
                damage("ST-07", "a journal file lost", StorageScenarios::loseFile),
                damage(
                        "ST-07b",
                        "a journal file of another replica in place of one's own",
                        StorageScenarios::foreignFile),
                damage(
                        "ST-08",
                        "vote file: one copy damaged",
                        replica ->
                                injured(
                                        vote(replica),
                                        "a bit flipped at 40",
                                        file -> FileDamage.flipBit(file, 40))),
                damage(
                        "ST-08b",
                        "vote file: all zeros",
                        replica ->
                                injured(
                                        vote(replica),
                                        "overwritten with zeros",
                                        file -> FileDamage.zero(file, 0, (int) Files.size(file)))),
                images(
                        "ST-09",
                        "disk of the primary full, then room again",
                        Limit.TWICE,
                        StorageScenarios::diskFull),
                new Scenario(
                        "ST-10",
                        "EIO on force, at the primary",
                        Limit.TWICE,
                        16,
                        DiskImages::obstacle,
                        setting -> setting.with(Feature.IMAGES).with(Feature.STORES),
                        StorageScenarios::failingForce),
                new Scenario(
                        "ST-11",
                        "slow disk of the primary, 300 ms a force",
                        Limit.TWICE,
                        20,
                        SlowDisk::obstacle,
                        setting -> setting.with(Feature.IMAGES),
                        StorageScenarios::slowDisk));
    }

    private static Scenario images(String id, String title, Limit limit, Scenario.Script script) {
        return new Scenario(
                id,
                title,
                limit,
                14,
                DiskImages::obstacle,
                setting -> setting.with(Feature.IMAGES),
                script);
    }

    /** What is done to the directory of a replica that is down. */
    private interface Harm {
        Proof to(Path replica) throws IOException;
    }

    private static Scenario damage(String id, String title, Harm harm) {
        return Scenario.plain(
                id,
                title,
                Limit.KILL,
                12,
                (stage, trial) -> damage(stage, trial, stage.backup(), harm));
    }

    // -------------------------------------------------------------------------------- power cuts

    private static void powerCut(Stage stage, Trial trial, List<Integer> replicas)
            throws Exception {
        stage.window(
                "power cut of replica " + replicas.get(0),
                WINDOW_MILLIS,
                () -> cut(stage, replicas, List.of()).forEach(trial::proof));
        stage.restart(replicas.get(0));
    }

    private static List<Proof> cut(Stage stage, List<Integer> replicas, List<SlowDisk> slowed)
            throws Exception {
        List<VigilProcess> processes = replicas.stream().map(stage::replica).toList();
        return stage.images().powerCut(replicas, processes, slowed);
    }

    /**
     * The primary comes back last: what it alone had forced was not to be answered. Where disks can
     * be held back, the others' are, so that forces are under way when the power goes; on a quick
     * disk there would hardly ever be one.
     */
    private static void powerCutOfAll(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        List<Integer> others = new ArrayList<>(IntStream.range(0, REPLICAS).boxed().toList());
        others.remove(Integer.valueOf(primary));
        List<SlowDisk> slowed = new ArrayList<>();
        String obstacle = SlowDisk.obstacle();
        if (obstacle.isEmpty()) {
            for (int replica : others) {
                slowed.add(stage.images().device(replica));
            }
        } else {
            trial.note("the disks were not held back before the cut: " + obstacle);
        }
        try {
            stage.window("power cut of all", 500, () -> cutAll(stage, trial, slowed));
        } finally {
            for (SlowDisk disk : slowed) {
                disk.restore();
            }
        }
        resume(stage, trial, others);
        stage.restart(primary);
    }

    private static void cutAll(Stage stage, Trial trial, List<SlowDisk> slowed) throws Exception {
        for (SlowDisk disk : slowed) {
            trial.proof(disk.slow());
        }
        List<Integer> all = IntStream.range(0, REPLICAS).boxed().toList();
        cut(stage, all, slowed).forEach(trial::proof);
    }

    private static void resume(Stage stage, Trial trial, List<Integer> replicas) throws Exception {
        long from = System.nanoTime();
        for (int replica : replicas) {
            stage.group().restart(replica);
        }
        for (int replica : replicas) {
            stage.group().awaitReady(replica);
        }
        trial.measure("start of two", (System.nanoTime() - from) / 1e6);
        trial.measure("resumed", stage.untilAnswered());
    }

    private static void diskFull(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        stage.window(
                "disk of replica " + primary + " full",
                WINDOW_MILLIS,
                () -> trial.proof(stage.images().fill(primary)));
        stage.images().empty(primary);
        VigilProcess process = stage.replica(primary);
        if (process.isAlive()) {
            trial.note("it stayed up");
            stage.awaitWhole();
        } else {
            trial.note("it stopped: " + process.lastLines(REFUSAL_LINES));
            stage.restart(primary);
        }
    }

    private static void failingForce(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        VigilProcess process = stage.replica(primary);
        stage.window(
                "disk of replica " + primary + " fails",
                WINDOW_MILLIS,
                () -> {
                    trial.proof(stage.images().starve(primary));
                    boolean ended = process.awaitEnd(PATIENCE);
                    trial.proof(
                            new Proof(
                                    ended && process.lastLines(KEPT_LINES).contains("cannot be"),
                                    process.name()
                                            + (ended
                                                    ? " ended, exit value " + process.exitValue()
                                                    : " goes on")
                                            + ": "
                                            + process.lastLines(REFUSAL_LINES)));
                });
        if (process.isAlive()) {
            trial.failure(
                    process.name() + " goes on with a disk that does not keep what is forced");
            process.kill9();
            process.awaitEnd(PATIENCE);
        }
        stage.images().nourish(primary);
        stage.restart(primary);
    }

    private static void slowDisk(Stage stage, Trial trial) throws Exception {
        int primary = stage.primary();
        long view = stage.view();
        SlowDisk disk = stage.images().device(primary);
        try {
            stage.window(
                    "disk of replica " + primary + " slow",
                    2 * WINDOW_MILLIS,
                    () -> trial.proof(disk.slow()));
            trial.note(
                    stage.view() > view
                            ? "another replica became primary"
                            : "it stayed primary: the others' disks were enough to commit");
        } finally {
            disk.restore();
        }
        stage.awaitWhole();
    }

    // ------------------------------------------------------------------------------------- damage

    /** Whether it is repaired or refused, the group goes on; refused, it gets its files back. */
    private static void damage(Stage stage, Trial trial, int backup, Harm harm) throws Exception {
        Path directory = stage.group().directory(backup);
        Path kept = directory.resolveSibling("kept-" + backup);
        stage.window(
                "replica " + backup + " down, its files damaged",
                DOWN_MILLIS,
                () -> {
                    trial.proof(ProcessState.kill9(stage.replica(backup)));
                    FileTree.copy(directory, kept);
                    trial.proof(harm.to(directory));
                });
        stage.window(
                "replica " + backup + " started on damaged files",
                WINDOW_MILLIS,
                () -> stage.group().restart(backup));
        VigilProcess process = stage.replica(backup);
        stage.await(
                process.name() + " starts or refuses",
                () -> !process.isAlive() || process.newestLine(" ready ").isPresent());
        if (process.isAlive()) {
            long before = System.nanoTime();
            stage.awaitWhole();
            trial.note("repaired: it joined the others with the same frames");
            trial.measure("whole again after it was ready", (System.nanoTime() - before) / 1e6);
        } else {
            String word = process.lastLines(REFUSAL_LINES);
            trial.note("refused to start, exit value " + process.exitValue() + ": " + word);
            if (word.isBlank()) {
                trial.failure("it refused without a word");
            }
            FileTree.remove(directory);
            Files.move(kept, directory);
            stage.restart(backup);
        }
        if (Files.exists(kept)) {
            FileTree.remove(kept);
        }
    }

    private static void damageCheckpoint(Stage stage, Trial trial) throws Exception {
        int backup = stage.backup();
        Path checkpoints = stage.group().directory(backup).resolve("checkpoints");
        stage.await("a checkpoint", () -> newestCheckpoint(checkpoints).isPresent());
        damage(
                stage,
                trial,
                backup,
                replica -> {
                    Path newest = newestCheckpoint(replica.resolve("checkpoints")).orElseThrow();
                    long middle = Files.size(newest) / 2;
                    return injured(
                            newest,
                            "a bit flipped at " + middle,
                            file -> FileDamage.flipBit(file, middle));
                });
        if (stage.replica(backup).newestLine("CHECKPOINT_DAMAGED").isEmpty()) {
            trial.failure("the start said nothing of the damaged checkpoint");
        }
    }

    private static Optional<Path> newestCheckpoint(Path checkpoints) {
        try (var files = Files.list(checkpoints)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Proof injured(Path file, String what, FileDamage.Injury injury)
            throws IOException {
        return FileDamage.injure(file, what, injury);
    }

    private static Path journal(Path replica) throws IOException {
        return FileDamage.newestJournal(replica.resolve("journal"));
    }

    private static Path vote(Path replica) {
        return replica.resolve("vote");
    }

    private static Proof tearTail(Path replica) throws IOException {
        Path file = journal(replica);
        long end = FileDamage.endOfData(file);
        int torn = (int) Math.min(24, end / 2);
        return injured(
                file,
                "its last " + torn + " bytes overwritten with zeros",
                tail -> FileDamage.zero(tail, end - torn, torn));
    }

    private static Proof loseFile(Path replica) throws IOException {
        Path file = journal(replica);
        return injured(file, "deleted", Files::delete);
    }

    private static Proof foreignFile(Path replica) throws IOException {
        Path file = journal(replica);
        int index = Integer.parseInt(replica.getFileName().toString().replaceAll("\\D", ""));
        Path other = replica.resolveSibling("replica-" + (index + 1) % REPLICAS);
        Path foreign = FileDamage.newestJournal(other.resolve("journal"));
        return injured(
                file,
                "overwritten with " + other.getFileName() + "/" + foreign.getFileName(),
                own -> Files.copy(foreign, own, StandardCopyOption.REPLACE_EXISTING));
    }
}
