package aero.vigil.certification.fault;

import aero.vigil.certification.process.VigilProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

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

    private final Path directory;
    private final int replicas;

    private DiskImages(Path directory, int replicas) {
        this.directory = directory;
        this.replicas = replicas;
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

    /** Moves formatted directories onto images and mounts these in their place. */
    public static DiskImages mount(Path directory, int replicas)
            throws IOException, InterruptedException {
        DiskImages images = new DiskImages(directory, replicas);
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
        return directory.resolve("disk-" + replica + ".img");
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
     */
    public Proof powerCut(List<Integer> cut, List<VigilProcess> processes)
            throws IOException, InterruptedException {
        processes.forEach(VigilProcess::freeze);
        StringBuilder words = new StringBuilder();
        boolean holds = true;
        long[] dirty = new long[cut.size()];
        for (int i = 0; i < cut.size(); i++) {
            dirty[i] = mountedBytes(cut.get(i));
            Commands.run(
                    "cp",
                    "--sparse=always",
                    image(cut.get(i)).toString(),
                    image(cut.get(i)) + ".cut");
        }
        for (int i = 0; i < cut.size(); i++) {
            Proof killed = ProcessState.kill9(processes.get(i));
            int replica = cut.get(i);
            String before = treeHash(replica);
            Commands.run("umount", place(replica).toString());
            Files.move(
                    Path.of(image(replica) + ".cut"),
                    image(replica),
                    StandardCopyOption.REPLACE_EXISTING);
            attach(replica);
            String after = treeHash(replica);
            holds &= killed.holds();
            words.append(words.isEmpty() ? "" : "; ")
                    .append(killed.words())
                    .append(", its disk is the copy below the page cache: files ")
                    .append(before.equals(after) ? "the same" : "differ from what it had written")
                    .append(" (")
                    .append(before, 0, 12)
                    .append(", ")
                    .append(after, 0, 12)
                    .append(", ")
                    .append(dirty[i])
                    .append(" bytes)");
        }
        return new Proof(holds, words.toString());
    }

    /** Fills a replica's disk to its last block; the proof is what the file system says. */
    public Proof fill(int replica) throws IOException {
        Path ballast = ballast(replica);
        byte[] chunk = new byte[64 << 10];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk);
                written += chunk.length;
            }
        } catch (IOException full) {
            long free = Files.getFileStore(place(replica)).getUsableSpace();
            return new Proof(
                    free < chunk.length,
                    "disk of replica "
                            + replica
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

    private long mountedBytes(int replica) throws IOException {
        try (Stream<Path> all = Files.walk(place(replica))) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private String treeHash(int replica) throws IOException {
        return FileDamage.hashOfTree(place(replica));
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
            } catch (IOException busy) {
                System.err.println("certify: " + image(replica) + " stays: " + busy);
            }
        }
    }
}
