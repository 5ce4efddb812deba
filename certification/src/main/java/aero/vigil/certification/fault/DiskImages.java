package aero.vigil.certification.fault;

import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Each replica's directory on a file system of its own, in an image file that is mounted by a loop
 * device. A power cut: the process is stopped, the image is copied as it is on the disk below the
 * page cache, the process is killed, and the copy is mounted. What was written and not forced is
 * lost, as far as the kernel had not written it back by itself.
 *
 * <p>Needs root and loop devices.
 */
public final class DiskImages implements AutoCloseable {

    private static final long IMAGE_BYTES = 384L << 20;

    /** What a small store holds: enough for a run's journal, and soon filled. */
    private static final String STORE_SIZE = "size=128m";

    private final Path directory;
    private final int replicas;
    private final boolean onStores;

    private DiskImages(Path directory, int replicas, boolean onStores) {
        this.directory = directory;
        this.replicas = replicas;
        this.onStores = onStores;
    }

    /** Why this cannot be done here; empty: it can. */
    public static String obstacle() {
        if (!System.getProperty("user.name", "").equals("root")) {
            return "needs root, to mount a file system";
        }
        return Files.exists(Path.of("/dev/loop-control"))
                        && Files.exists(Path.of("/sbin/mkfs.ext4"))
                ? ""
                : "needs loop devices and mkfs.ext4";
    }

    /**
     * Moves formatted directories onto images and mounts these in their place.
     *
     * @param onStores whether each image lies on a small store of its own (tmpfs), which can be
     *     filled so that the image's file system fails to write
     */
    public static DiskImages mount(Path directory, int replicas, boolean onStores)
            throws IOException, InterruptedException {
        DiskImages images = new DiskImages(directory, replicas, onStores);
        try {
            for (int replica = 0; replica < replicas; replica++) {
                images.make(replica);
            }
            return images;
        } catch (IOException | InterruptedException failed) {
            images.close();
            throw failed;
        }
    }

    private void make(int replica) throws IOException, InterruptedException {
        if (onStores) {
            Files.createDirectories(store(replica));
            Commands.run(
                    "mount", "-t", "tmpfs", "-o", STORE_SIZE, "tmpfs", store(replica).toString());
        }
        Path image = image(replica);
        Files.deleteIfExists(image);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(IMAGE_BYTES);
        }
        Commands.run("mkfs.ext4", "-q", "-F", image.toString());
        Path formatted = directory.resolve("formatted-" + replica);
        Files.move(place(replica), formatted);
        Files.createDirectories(place(replica));
        attach(replica);
        Commands.run("cp", "-a", formatted + "/.", place(replica).toString());
        Commands.run("sync", "-f", place(replica).toString());
        Commands.run("rm", "-rf", formatted.toString());
    }

    private Path image(int replica) {
        Path place = onStores ? store(replica) : directory;
        return place.resolve("disk-" + replica + ".img");
    }

    private Path store(int replica) {
        return directory.resolve("store-" + replica);
    }

    private Path place(int replica) {
        return directory.resolve("replica-" + replica);
    }

    private void attach(int replica) throws IOException, InterruptedException {
        Commands.run("mount", "-o", "loop", image(replica).toString(), place(replica).toString());
    }

    /**
     * Cuts the power of these replicas at one moment: all are stopped first.
     *
     * @param processes of the replicas, in the same order
     * @param slowed disks that were held back until the cut
     * @return a proof for each
     */
    public List<Proof> powerCut(
            List<Integer> cut, List<VigilProcess> processes, List<SlowDisk> slowed)
            throws IOException, InterruptedException {
        processes.forEach(VigilProcess::freeze);
        for (int replica : cut) {
            Commands.run(
                    "cp", "--sparse=always", image(replica).toString(), image(replica) + ".cut");
        }
        for (SlowDisk disk : slowed) {
            disk.restore();
        }
        List<Proof> proofs = new ArrayList<>();
        for (int i = 0; i < cut.size(); i++) {
            int replica = cut.get(i);
            Proof killed = ProcessState.kill9(processes.get(i));
            String before = FileDamage.hashOfTree(place(replica));
            Commands.run("umount", place(replica).toString());
            Files.move(
                    Path.of(image(replica) + ".cut"),
                    image(replica),
                    StandardCopyOption.REPLACE_EXISTING);
            attach(replica);
            String after = FileDamage.hashOfTree(place(replica));
            proofs.add(
                    new Proof(
                            killed.holds(),
                            killed.words()
                                    + "; its disk is what lay below the page cache: SHA-256 of all"
                                    + " files "
                                    + before.substring(0, 12)
                                    + " as written, "
                                    + after.substring(0, 12)
                                    + " after the cut"));
        }
        return proofs;
    }

    /** Fills a replica's disk to its last block; the proof is what the file system says. */
    public Proof fill(int replica) throws IOException {
        return fill("disk of replica " + replica, ballast(replica));
    }

    /**
     * Fills the store below a replica's disk: the disk has room, and what is forced to it fails
     * with an I/O error.
     */
    public Proof starve(int replica) throws IOException {
        return fill("store below the disk of replica " + replica, storeBallast(replica));
    }

    private static Proof fill(String what, Path ballast) throws IOException {
        byte[] chunk = new byte[64 << 10];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk);
                written += chunk.length;
            }
        } catch (IOException full) {
            long free = Files.getFileStore(ballast).getUsableSpace();
            return new Proof(
                    free < chunk.length,
                    what
                            + ": "
                            + (written >> 20)
                            + " MiB written until '"
                            + full.getMessage()
                            + "', "
                            + free
                            + " bytes free");
        }
    }

    /** Gives the room back. */
    public void empty(int replica) throws IOException {
        Files.deleteIfExists(ballast(replica));
    }

    private Path ballast(int replica) {
        return place(replica).resolve("ballast");
    }

    private Path storeBallast(int replica) {
        return store(replica).resolve("ballast");
    }

    /** Gives the store its room back and mounts the disk anew, checked: what a person would do. */
    public void nourish(int replica) throws IOException, InterruptedException {
        Files.deleteIfExists(storeBallast(replica));
        Commands.run("umount", place(replica).toString());
        Commands.run("sh", "-c", "e2fsck -p '" + image(replica) + "'; test $? -lt 4");
        attach(replica);
    }

    /** The block device that a replica's disk is. */
    public SlowDisk device(int replica) throws IOException, InterruptedException {
        String said = Commands.run("losetup", "-j", image(replica).toString());
        return SlowDisk.of(said.substring(0, said.indexOf(':')), place(replica));
    }

    @Override
    public void close() {
        for (int replica = 0; replica < replicas; replica++) {
            try {
                Commands.run("umount", "-l", place(replica).toString());
            } catch (IOException notMounted) {
                // Nothing to take away.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            try {
                Files.deleteIfExists(image(replica));
                Files.deleteIfExists(Path.of(image(replica) + ".cut"));
                if (onStores) {
                    Commands.run("umount", "-l", store(replica).toString());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException busy) {
                System.err.println("certify: " + image(replica) + " stays: " + busy);
            }
        }
    }
}
