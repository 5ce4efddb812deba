package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * One queue of one cycle, open for appending.
 *
 * <p>Forced through a channel of our own that stays open as long as the file: Chronicle's {@code
 * sync()} does nothing in its default mode and swallows EIO in the others, and Linux reports an I/O
 * error once for each open file.
 */
final class ChronicleFile implements JournalFiles.AppendableFile {

    private static final RollCycles ROLL_CYCLE = RollCycles.FAST_DAILY;

    /**
     * Of 256 KiB to 16 MiB the one with the shortest appends (p99 228 to 63 µs at batches of 8).
     */
    private static final int BLOCK_BYTES = 4 << 20;

    // A quarter of the block is the library's limit.
    static {
        assert Excerpt.MAX_BYTES <= BLOCK_BYTES / 4;
    }

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FileChannel channel;
    private long lengthBytes;

    private ChronicleFile(
            SingleChronicleQueue queue, ExcerptAppender appender, FileChannel channel) {
        this.queue = queue;
        this.appender = appender;
        this.channel = channel;
    }

    /** Makes the queue, its one file and the head of that. */
    static ChronicleFile create(Path home, long number) throws IOException {
        SingleChronicleQueue queue =
                SingleChronicleQueueBuilder.binary(home)
                        .rollCycle(ROLL_CYCLE)
                        .timeProvider(() -> number * ROLL_CYCLE.lengthInMillis() + 1)
                        .blockSize(BLOCK_BYTES)
                        .build();
        try {
            ExcerptAppender appender = queue.createAppender();
            // Made ready by one thread, then used by another: one at a time, which is what counts.
            appender.singleThreadedCheckDisabled(true);
            try (DocumentContext document = appender.writingDocument()) {
                document.rollbackOnClose(); // only to have the file made
            }
            FileChannel channel =
                    FileChannel.open(
                            appender.currentFile().toPath(),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            channel.force(true);
            return new ChronicleFile(queue, appender, channel);
        } catch (RuntimeException | IOException | Error e) {
            queue.close();
            throw e;
        }
    }

    @Override
    public long append(Excerpt excerpt) throws IOException {
        long start;
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = document.wire().bytes();
            start = bytes.writePosition() - Integer.BYTES;
            try {
                bytes.write(excerpt.bytes());
            } catch (RuntimeException | Error e) {
                document.rollbackOnClose();
                throw e;
            }
        } catch (RuntimeException e) {
            throw new IOException("the queue refuses an excerpt: " + e, e);
        }
        lengthBytes = start + Integer.BYTES + excerpt.bytes().length;
        return start;
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public void close() throws IOException {
        appender.close();
        queue.close();
        channel.close();
    }
}
