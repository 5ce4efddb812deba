package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.replication.core.Input;
import aero.vigil.replication.journal.History;
import aero.vigil.replication.journal.JournalListener;
import aero.vigil.replication.journal.ReplicaDirectory;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints and divergence with real processes and disks (rules 15, 16, 21). */
@Timeout(600)
@Tag("slow")
class DivergenceProcessesTest {

    /** Ops between checkpoints, as {@link ReplicaProcesses} formats. */
    private static final int INTERVAL = 200;

    private final Vertx vertx = Vertx.vertx();
    private final DigestWatch watch = new DigestWatch();
    private final ReplicaProcesses replicas;
    private final GroupClient group;

    DivergenceProcessesTest(@TempDir Path root) throws IOException {
        replicas = ReplicaProcesses.format(root);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
    }

    private void start() throws IOException {
        replicas.startAll();
        group.addListener(watch);
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
    }

    @AfterEach
    void stop() throws Exception {
        group.close();
        replicas.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void submit(int commands) throws Exception {
        GroupSession session = group.open().await(30, TimeUnit.SECONDS);
        for (int i = 0; i < commands; i++) {
            session.submit(ping("ping " + i)).await(30, TimeUnit.SECONDS);
        }
    }

    private static byte[] ping(String text) {
        return Command.newBuilder()
                .setPing(Ping.newBuilder().setPayload(ByteString.copyFromUtf8(text)))
                .build()
                .toByteArray();
    }

    private long vouchedBy(int replica) {
        return watch.status(replica).getVouchedOp();
    }

    private Path checkpoint(int replica, long op) {
        return replicas.directory(replica)
                .resolve("checkpoints")
                .resolve(String.format("%019d.checkpoint", op));
    }

    /**
     * While replica 2 is away the others pass three checkpoints; then somebody lets go of all files
     * of theirs that two checkpoints make unneeded, whoever may lack them. In short in the
     * simulator.
     */
    @Test
    @Tag("long")
    void whoIsFarBehindTakesACheckpointAndTheLogAboveIt() throws Exception {
        start();
        submit(10);
        replicas.stop(2);
        submit(40); // a start copies the last two batches into its new file
        replicas.stop(1);
        replicas.stop(0); // a new file begins at each start
        long lastOfIt = lastOp(2);
        replicas.launch(0);
        replicas.launch(1);
        submit(4 * INTERVAL);
        Eventually.holds("vouched checkpoints", () -> vouchedBy(0) >= lastOfIt + 2L * INTERVAL);
        replicas.stop(1);
        replicas.stop(0);
        for (int i = 0; i < 2; i++) {
            long firstOp = letGoOfOldFiles(i);
            assertTrue(
                    firstOp > lastOfIt + 1,
                    "replica " + i + " begins at op " + firstOp + ", 2 ends at " + lastOfIt);
        }
        watch.told(2).clear();

        replicas.startAll();

        Eventually.holds(
                "a checkpoint is taken", () -> watch.counter(2, "core.checkpoints.taken") == 1);
        Eventually.holds("its frames come", () -> watch.commonFrame() > 0);
        long frame = watch.commonFrame();
        Eventually.holds("its frames go on", () -> watch.commonFrame() > frame + 5);
        watch.requireAgreement();
        submit(10);
    }

    /** Hears where a journal begins when files of it were let go of. */
    private record LettingGo(CompletableFuture<Long> firstOp) implements JournalListener {

        @Override
        public void logLetGo(Input.LogLetGo letGo) {
            firstOp.complete(letGo.firstOp());
        }

        @Override
        public void failed(String reason) {
            firstOp.completeExceptionally(new AssertionError(reason));
        }

        @Override
        public void forced(Input.Forced forced) {}

        @Override
        public void checkpointPublished(Input.CheckpointPublished published) {}

        @Override
        public void checkpointFailed(long opNumber, String reason) {}

        @Override
        public void checkpointPieceRead(Input.CheckpointPieceRead read) {}

        @Override
        public void checkpointLoaded(Input.CheckpointLoaded loaded) {}
    }

    private long lastOp(int replica) throws Exception {
        try (ReplicaDirectory directory = ReplicaDirectory.open(replicas.directory(replica))) {
            return directory.recovered().log().opNumber();
        }
    }

    /** Moves to the archive what can be moved; says where the log begins then. */
    private long letGoOfOldFiles(int replica) throws Exception {
        CompletableFuture<Long> firstOp = new CompletableFuture<>();
        try (ReplicaDirectory directory = ReplicaDirectory.open(replicas.directory(replica))) {
            long lastOp = directory.recovered().log().opNumber();
            directory
                    .start(new LettingGo(firstOp), History.archivedAfter(Duration.ZERO))
                    .letGoBelow(lastOp);
            return firstOp.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCorruptedStateIsNamedServesNobodyAndIsRightAgain() throws Exception {
        replicas.makeCorruptible();
        start();
        submit(INTERVAL);
        Eventually.holds(
                "all know a vouched checkpoint",
                () -> IntStream.range(0, 3).allMatch(i -> vouchedBy(i) >= INTERVAL));
        int primary = watch.status(0).getPrimary();
        int victim = (primary + 1) % 3;
        int third = (primary + 2) % 3;
        long before = watch.told(primary).lastKey();

        replicas.corrupt(victim);

        Eventually.holds(
                "it is named, by itself and by the primary",
                () ->
                        alarmed(victim, "DIVERGED")
                                && (alarmed(primary, "DIVERGED: replica " + victim)
                                        || alarmed(third, "DIVERGED: replica " + victim)));
        long named = watch.told(primary).lastKey();
        assertTrue(named - before <= 64 + 20, "named at frame " + named + ", after " + before);
        Eventually.holds("it has the right state", () -> alarmed(victim, "CONVERGED"));
        Eventually.holds("it serves", () -> !watch.status(victim).getDiverged());
        long right = watch.told(primary).lastKey();
        Eventually.holds("its frames go on", () -> watch.commonFrame() > right + 5);
        for (long frame = right + 1; frame <= watch.commonFrame(); frame++) {
            ByteString theirs = watch.told(primary).get(frame);
            ByteString its = watch.told(victim).get(frame);
            assertTrue(its == null || its.equals(theirs), "frame " + frame);
        }
        for (long frame = 1; frame <= watch.told(primary).lastKey(); frame++) {
            ByteString one = watch.told(primary).get(frame);
            ByteString other = watch.told(third).get(frame);
            if (one != null && other != null) {
                assertEquals(one, other, "frame " + frame + " of the others");
            }
        }
        allHaveTheSameCheckpointsAndKnowThatTheyDo();
    }

    private void allHaveTheSameCheckpointsAndKnowThatTheyDo() throws Exception {
        long before = vouchedBy(0);
        submit(INTERVAL);
        Eventually.holds(
                "all know a vouched checkpoint",
                () ->
                        vouchedBy(0) > before
                                && vouchedBy(0) == vouchedBy(1)
                                && vouchedBy(0) == vouchedBy(2));

        long op = vouchedBy(0);
        replicas.stopAll();

        byte[] bytes = Files.readAllBytes(checkpoint(0, op));
        assertArrayEquals(bytes, Files.readAllBytes(checkpoint(1, op)));
        assertArrayEquals(bytes, Files.readAllBytes(checkpoint(2, op)));
    }

    private boolean alarmed(int replica, String text) {
        return watch.status(replica).getAlarmsList().stream()
                .anyMatch(alarm -> alarm.startsWith(text));
    }
}
