package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A {@link BlockFile} on a real disk. */
final class ChannelBlockFile implements BlockFile {

    private final FileChannel channel;

    private ChannelBlockFile(FileChannel channel) {
        this.channel = channel;
    }

    static ChannelBlockFile openToRead(Path file) throws IOException {
        return new ChannelBlockFile(FileChannel.open(file, StandardOpenOption.READ));
    }

    static ChannelBlockFile openToWrite(Path file) throws IOException {
        return new ChannelBlockFile(
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static ChannelBlockFile createNew(Path file) throws IOException {
        return new ChannelBlockFile(
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    /**
     * Makes the entries of {@code directory} durable: a new file's name is data of its directory.
     */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int total = 0;
        while (into.hasRemaining()) {
            int count = channel.read(into, offset + total);
            if (count < 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    @Override
    public void write(long offset, ByteBuffer from) throws IOException {
        long at = offset;
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
