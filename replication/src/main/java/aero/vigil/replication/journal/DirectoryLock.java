package aero.vigil.replication.journal;

import aero.vigil.replication.journal.RefusalToStart.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to use a replica's directory: one process at a time, freed by its death. */
final class DirectoryLock implements Closeable {

    private static final int MAX_PID_BYTES = 20;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path file) throws IOException, RefusalToStart {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new RefusalToStart(
                        Reason.IN_USE,
                        "%s is used by process %s: stop that first"
                                .formatted(file.toAbsolutePath().getParent(), holder(channel)));
            }
            channel.truncate(0);
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
            return new DirectoryLock(channel);
        } catch (IOException | RefusalToStart | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Looks whether a process uses the directory, without writing anything; as long as this is open
     * none can begin to.
     *
     * @return null when no process has ever used it
     */
    static @Nullable DirectoryLock look(Path file) throws IOException, RefusalToStart {
        if (!Files.exists(file)) {
            return null;
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, true) != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: in use.
        }
        String holder = holder(channel);
        channel.close();
        throw new RefusalToStart(
                Reason.IN_USE,
                "%s is used by process %s: stop that first"
                        .formatted(file.toAbsolutePath().getParent(), holder));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
