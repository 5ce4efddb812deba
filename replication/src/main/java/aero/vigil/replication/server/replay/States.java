package aero.vigil.replication.server.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * States to go on from, one every few seconds of the record, in a temporary file that goes with the
 * process. Any thread may ask.
 */
final class States implements Closeable {

    private final FileChannel channel;
    private final TreeMap<Long, Place> places = new TreeMap<>();
    private long end;

    private record Place(long opNumber, long offset, int length) {}

    /**
     * One of them.
     *
     * @param frame the last frame that was cut before it
     * @param opNumber the last op applied
     * @param bytes as a checkpoint has it; empty before op 1
     */
    record State(long frame, long opNumber, byte[] bytes) {}

    private States(FileChannel channel) {
        this.channel = channel;
    }

    static States create() throws IOException {
        Path file = Files.createTempFile("vigil-replay-", ".states");
        return new States(
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    synchronized void add(State state) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(state.bytes());
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        places.put(state.frame(), new Place(state.opNumber(), end, state.bytes().length));
        end = at;
    }

    /** The last one that was taken before this frame was cut; null when there is none. */
    synchronized @Nullable State before(long frame) throws IOException {
        Map.Entry<Long, Place> found = places.lowerEntry(frame);
        if (found == null) {
            return null;
        }
        Place place = found.getValue();
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
                throw new IOException("the temporary file of states was cut short");
            }
        }
        return new State(found.getKey(), place.opNumber(), bytes.array());
    }

    synchronized int count() {
        return places.size();
    }

    synchronized long sizeBytes() {
        return end;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
