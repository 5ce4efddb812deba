package aero.vigil.certification.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Forces a few bytes to the same disk now and then, apart from all replicas: what it waits for is
 * the disk and the machine, and nobody's software.
 */
final class BareForces {

    private static final int BYTES = 200;
    private static final long PAUSE_MILLIS = 50;

    private final FileChannel channel;
    private final Stalls stalls;
    private final Thread thread = new Thread(this::run, "bare forces");
    private volatile boolean ended;

    BareForces(Path directory, Stalls stalls) throws IOException {
        this.stalls = stalls;
        Files.createDirectories(directory);
        channel =
                FileChannel.open(
                        Files.createTempFile(directory, "bare", ".bin"),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (FileChannel open = channel) {
            while (!ended) {
                long start = System.nanoTime();
                open.write(ByteBuffer.allocate(BYTES), 0);
                open.force(false);
                stalls.add(start, System.nanoTime());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            Progress.say("no bare forces any more: " + e);
        }
    }

    void end() {
        ended = true;
    }
}
