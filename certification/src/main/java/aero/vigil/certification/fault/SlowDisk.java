package aero.vigil.certification.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A block device whose writes the kernel holds back (block I/O controller of control groups,
 * version 1), so that each force of a small write takes at least 300 ms.
 */
public final class SlowDisk {

    private static final Path WRITES_PER_SECOND =
            Path.of("/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device");

    /** A force is two or three writes: data, the file system's journal, its commit record. */
    private static final int SLOW = 10;

    private static final int UNLIMITED = 0;
    private static final double LEAST_MILLIS = 300;
    private static final int PROBES = 4;

    private final String number;
    private final Path mounted;

    private SlowDisk(String number, Path mounted) {
        this.number = number;
        this.mounted = mounted;
    }

    /** Why this cannot be done here; empty: it can. */
    public static String obstacle() {
        String images = DiskImages.obstacle();
        if (!images.isEmpty()) {
            return images;
        }
        return Files.isWritable(WRITES_PER_SECOND)
                ? ""
                : "needs the block I/O controller of control groups, version 1";
    }

    /**
     * The device of this name.
     *
     * @param device as /dev/loop0
     * @param mounted where its file system is
     */
    static SlowDisk of(String device, Path mounted) throws IOException {
        Path name = Path.of(device).getFileName();
        return new SlowDisk(
                Files.readString(Path.of("/sys/block/" + name + "/dev")).strip(), mounted);
    }

    /** Makes it slow; the proof is what forces of our own take on it, on average. */
    public Proof slow() throws IOException {
        double before = forceMillis();
        limit(SLOW);
        double slow = forceMillis();
        return new Proof(
                slow >= LEAST_MILLIS,
                String.format(
                        "device %s held back to %d writes a second: a force of one block took"
                                + " %.0f ms on average, before %.1f ms",
                        number, SLOW, slow, before));
    }

    /** Gives it its speed back. */
    public void restore() throws IOException {
        limit(UNLIMITED);
    }

    private void limit(int writesPerSecond) throws IOException {
        Files.writeString(WRITES_PER_SECOND, number + " " + writesPerSecond);
    }

    /** The first may pass by what the controller lets through at once: so an average. */
    private double forceMillis() throws IOException {
        Path probe = mounted.resolve("probe");
        long start = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < PROBES; i++) {
                channel.write(ByteBuffer.allocate(512));
                channel.force(true);
            }
        }
        return (System.nanoTime() - start) / 1e6 / PROBES;
    }
}
