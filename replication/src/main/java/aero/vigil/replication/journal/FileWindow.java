package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A {@link BlockFile} read through a window of memory, for walking from its start to its end. */
final class FileWindow {

    private static final int WINDOW_BYTES = 128 * 1024;

    private final BlockFile file;
    private final long size;
    private byte[] bytes = new byte[0];
    private ByteBuffer window = ByteBuffer.wrap(bytes);
    private long windowStart;

    FileWindow(BlockFile file) throws IOException {
        this.file = file;
        this.size = file.size();
        makeRoom(WINDOW_BYTES);
    }

    private void makeRoom(int capacity) {
        bytes = new byte[capacity];
        window = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    }

    long size() {
        return size;
    }

    /** The little-endian word at {@code position}, which must lie within the file. */
    int wordAt(long position) throws IOException {
        int index = at(position, Integer.BYTES);
        return window.getInt(index);
    }

    /** The byte at {@code position}, which must lie within the file. */
    byte byteAt(long position) throws IOException {
        int index = at(position, 1);
        return bytes[index];
    }

    /** A copy of the excerpt that starts at {@code position}, null when none intact does. */
    @Nullable Excerpt excerptAt(long position) throws IOException {
        long left = size - position;
        if (left < Excerpt.HEADER_BYTES + 1) {
            return null;
        }
        int length = declaredBytesAt(position);
        if (length < 0 || length > left) {
            return null;
        }
        int index = at(position, length);
        return Excerpt.read(Arrays.copyOfRange(bytes, index, index + length));
    }

    /** The length that an excerpt at {@code position} declares, intact or not; -1: none there. */
    int declaredBytesAt(long position) throws IOException {
        if (size - position < Excerpt.HEADER_BYTES + 1) {
            return -1;
        }
        int index = at(position, Excerpt.HEADER_BYTES + 1);
        return Excerpt.declaredBytes(bytes, index, Excerpt.HEADER_BYTES + 1);
    }

    /** Whether every byte of [from, to) is zero; bytes behind the end of the file count as zero. */
    boolean isZero(long from, long to) throws IOException {
        long end = Math.min(to, size);
        long position = from;
        while (position < end) {
            int length = (int) Math.min(end - position, 4096);
            int index = at(position, length);
            for (int i = index; i < index + length; i++) {
                if (bytes[i] != 0) {
                    return false;
                }
            }
            position += length;
        }
        return true;
    }

    /**
     * The first position at or behind {@code from}, in steps of 4, where the magic stands; or -1.
     */
    long nextMagic(long from) throws IOException {
        byte firstByte = (byte) (Excerpt.MAGIC >>> 24);
        long position = from;
        while (position + Integer.BYTES <= size) {
            int length = (int) Math.min(size - position, WINDOW_BYTES) & -Integer.BYTES;
            int index = at(position, length);
            for (int i = index; i < index + length; i += Integer.BYTES) {
                if (bytes[i] == firstByte
                        && window.getInt(i) == Integer.reverseBytes(Excerpt.MAGIC)) {
                    return position + i - index;
                }
            }
            position += length;
        }
        return -1;
    }

    /** Index in the window of {@code length} bytes at {@code position}, loading what is missing. */
    private int at(long position, int length) throws IOException {
        if (position < windowStart || position + length > windowStart + window.limit()) {
            if (length > window.capacity()) {
                makeRoom(length);
            }
            window.clear();
            int count = file.read(position, window);
            windowStart = position;
            window.position(0).limit(count);
        }
        return (int) (position - windowStart);
    }
}
