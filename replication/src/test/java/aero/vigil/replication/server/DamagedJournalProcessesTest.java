package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals damaged while their process is down, in one of three replicas under load: it starts,
 * gets what it has lost from the others, and shows the same frames (docs/storage-faults.md).
 */
@Timeout(600)
@Tag("slow")
class DamagedJournalProcessesTest {

    /** Where the library's own head has ended in a journal file. */
    private static final int FIRST_BYTES = 68_000;

    private final long seed = Long.getLong("vigil.seed", 20_260_110L);
    private final Random random = new Random(seed);
    private final Vertx vertx = Vertx.vertx();
    private final DigestWatch watch = new DigestWatch();
    private final ReplicaProcesses replicas;
    private final GroupClient group;

    DamagedJournalProcessesTest(@TempDir Path root) throws IOException {
        replicas = ReplicaProcesses.format(root);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
    }

    @AfterEach
    void stop() throws Exception {
        group.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whateverIsDamagedInOneOfThreeIsRepairedFromTheOthers() throws Exception {
        replicas.startAll();
        group.addListener(watch);
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
        CommandFlow flow = new CommandFlow(vertx, group.open().await(30, TimeUnit.SECONDS), 500);
        flow.next();
        Eventually.holds("commands flow", () -> flow.answered() > 300);
        int victim = (group.primary() + 1) % 3;
        restart(victim, () -> {}); // from here on it has an older file, whole

        restart(victim, () -> emptyOldest(victim));
        restart(victim, () -> replaceOldest(victim, (victim + 1) % 3));
        restart(victim, () -> flipBits(victim, 400));

        flow.stop();
        assertTrue(replicas.errors(victim).contains("BODIES_LOST"), replicas.errors(victim));
        assertTrue(replicas.errors(victim).contains("BODIES_REPAIRED"), replicas.errors(victim));
        watch.requireAgreement();
    }

    /** Something that damages files. */
    private interface Damaging {
        void damage() throws IOException;
    }

    private void restart(int victim, Damaging damaging) throws Exception {
        replicas.kill(victim);
        damaging.damage();
        replicas.start(victim);
        Eventually.holds("replica " + victim + " is normal, " + seed, () -> watch.isNormal(victim));
        Eventually.holds(
                "replica " + victim + " has everything again, " + seed,
                () -> watch.counter(victim, "core.bodies.missing") == 0);
        long frame = watch.commonFrame();
        Eventually.holds("frames go on, " + seed, () -> watch.commonFrame() > frame + 3);
        watch.requireAgreement();
    }

    private Path queueFile(int replica, int fromTheOldest) throws IOException {
        try (Stream<Path> files = Files.walk(replicas.directory(replica).resolve("journal"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
            return found.get(fromTheOldest);
        }
    }

    /** The first file holds op 1 alone; the second all that the first process wrote. */
    private Path oldest(int replica) throws IOException {
        return queueFile(replica, 1);
    }

    private static int endOfData(byte[] bytes) {
        int end = bytes.length;
        while (end > FIRST_BYTES && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private void flipBits(int replica, int count) throws IOException {
        Path file = oldest(replica);
        byte[] bytes = Files.readAllBytes(file);
        int end = Math.max(endOfData(bytes), FIRST_BYTES + 1);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < count; i++) {
                int at = FIRST_BYTES + random.nextInt(end - FIRST_BYTES);
                raw.seek(at);
                raw.write(bytes[at] ^ 1 << random.nextInt(8));
            }
        }
    }

    private void emptyOldest(int replica) throws IOException {
        Files.write(oldest(replica), new byte[0]);
    }

    private void replaceOldest(int replica, int by) throws IOException {
        Files.copy(oldest(by), oldest(replica), StandardCopyOption.REPLACE_EXISTING);
    }
}
