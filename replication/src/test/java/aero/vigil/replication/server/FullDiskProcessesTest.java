package aero.vigil.replication.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aero.vigil.replication.Eventually;
import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill and disks that fail, on file systems mounted for the purpose (Linux, root). */
@Timeout(600)
@Tag("slow")
@SuppressWarnings("NullAway.Init") // made by the tests that can mount
class FullDiskProcessesTest {

    private static final int MIB = 1 << 20;

    @TempDir Path root;

    private final Vertx vertx = Vertx.vertx();
    private final DigestWatch watch = new DigestWatch();
    private final Deque<Path> mounted = new ArrayDeque<>();
    private ReplicaProcesses replicas;
    private GroupClient group;
    private CommandFlow flow;

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    private Path mount(String name, String... options) throws IOException, InterruptedException {
        Path at = Files.createDirectory(root.resolve(name));
        String[] command = new String[options.length + 2];
        command[0] = "mount";
        System.arraycopy(options, 0, command, 1, options.length);
        command[command.length - 1] = at.toString();
        run(command);
        mounted.push(at);
        return at;
    }

    /** Without root no file system can be mounted; with it, it must be possible where CI is set. */
    private Path tmpfs(int mib) throws IOException, InterruptedException {
        boolean mayMount = "root".equals(System.getProperty("user.name"));
        assumeTrue(mayMount, "not root: no file system can be mounted");
        try {
            return mount("small", "-t", "tmpfs", "-o", "size=" + mib + "m", "tmpfs");
        } catch (IOException e) {
            assumeTrue(System.getenv("CI") != null, () -> "no mount: " + e.getMessage());
            throw e;
        }
    }

    private void startOn(Path disk, int index, String... options) throws Exception {
        replicas = ReplicaProcesses.format(Files.createDirectory(root.resolve("group")));
        Path directory = replicas.directory(index);
        run("cp", "-a", directory.toString(), disk.toString());
        run("rm", "-r", directory.toString());
        Files.createSymbolicLink(directory, disk.resolve(directory.getFileName()));
        replicas.option(options);
        group = GroupClient.connect(vertx, GroupOptions.of("test", replicas.gateways()));
        replicas.startAll();
        group.addListener(watch);
        Eventually.holds("frames of all", () -> watch.commonFrame() > 3);
        flow = new CommandFlow(vertx, group.open().await(30, TimeUnit.SECONDS), 500);
        flow.next();
        goesOn("commands flow");
    }

    private void goesOn(String what) {
        long before = flow.answered();
        Eventually.holds(what, () -> flow.answered() > before + 100);
    }

    /** Whoever else leads is killed and started again: the lead goes on by index. */
    private void makeLead(int index) throws Exception {
        Eventually.holds("one leads", () -> group.primary() >= 0);
        for (int leads = group.primary(); leads != index; leads = group.primary()) {
            int other = leads;
            replicas.kill(other);
            Eventually.holds(
                    "another leads", () -> group.primary() >= 0 && group.primary() != other);
            replicas.start(other);
            goesOn("commands flow");
        }
    }

    /**
     * Takes all but so much of a file system. A replica writes to it meanwhile, so what is left is
     * asked for anew before each block; that there is no room for the next is then no failure.
     */
    private static void fill(Path disk, long leave) throws IOException {
        FileStore store = Files.getFileStore(disk);
        byte[] block = new byte[MIB];
        Arrays.fill(block, (byte) 7);
        try (RandomAccessFile filler =
                new RandomAccessFile(disk.resolve("filler").toFile(), "rw")) {
            filler.seek(filler.length());
            long left = store.getUsableSpace() - leave;
            while (left > 0) {
                filler.write(block, 0, (int) Math.min(left, block.length));
                left = store.getUsableSpace() - leave;
            }
        } catch (IOException e) {
            if (store.getUsableSpace() > leave + MIB) {
                throw e;
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (flow != null) {
            flow.stop();
            group.close();
        }
        if (replicas != null) {
            replicas.close();
        }
        vertx.close().await(10, TimeUnit.SECONDS);
        while (!mounted.isEmpty()) {
            run("umount", "-l", mounted.pop().toString());
        }
    }

    @Test
    void aPrimaryShortOfSpaceGivesWayAndAFullDiskWaitsForRoom() throws Exception {
        Path disk = tmpfs(160);
        startOn(disk, 1, "--low-space", "60");
        makeLead(1);

        fill(disk, 40L * MIB);
        Eventually.holds("another leads", () -> group.primary() >= 0 && group.primary() != 1);
        Eventually.holds("replica 1 says why", () -> watch.counter(1, "core.disk.low") == 1);
        goesOn("commands flow with one disk nearly full");
        assertTrue(watch.isNormal(1));

        fill(disk, 4L * MIB);
        Eventually.holds(
                "replica 1 waits for room", () -> watch.counter(1, "journal.waits-for-space") > 0);
        goesOn("commands flow with one disk full");
        assertTrue(replicas.isAlive(1), replicas.errors(1));

        Files.delete(disk.resolve("filler"));
        Eventually.holds("replica 1 has room", () -> watch.counter(1, "core.disk.low") == 0);
        long frame = watch.status(0).getFrame();
        Eventually.holds("replica 1 has caught up", () -> watch.commonFrame() > frame);
        watch.requireAgreement();
        assertTrue(replicas.isAlive(1), replicas.errors(1));
    }

    /**
     * A block device of which the store behind is full: forces fail, and no reserve is seen to go.
     */
    @Test
    void aForceThatFailsStopsTheReplicaAndTheGroupGoesOn() throws Exception {
        Path store = tmpfs(48);
        Path image = store.resolve("image");
        run("truncate", "-s", "256m", image.toString());
        run("mkfs.ext4", "-q", "-O", "^has_journal", "-E", "lazy_itable_init=1", image.toString());
        Path disk = mount("device", "-o", "loop", image.toString());
        startOn(disk, 1, "--low-space", "1");

        fill(store, 0);
        Eventually.holds("replica 1 has stopped itself", () -> !replicas.isAlive(1));

        assertEquals(70, replicas.process(1).exitValue());
        assertTrue(
                replicas.errors(1).contains("the journal cannot be written"), replicas.errors(1));
        goesOn("commands flow without it");
        assertFalse(group.primary() == 1);
    }
}
