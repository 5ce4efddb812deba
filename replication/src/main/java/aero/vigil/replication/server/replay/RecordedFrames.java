package aero.vigil.replication.server.replay;

import aero.vigil.replication.core.Digest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every frame of a record that has been indexed: when it was, and its digest. Frames may be missing
 * in between where the record is damaged. Any thread may ask.
 *
 * <p>Invariant: numbers grow strictly, model times never fall.
 */
final class RecordedFrames {

    private static final int FIRST_CAPACITY = 4_096;

    private long[] numbers = new long[FIRST_CAPACITY];
    private long[] modelMicros = new long[FIRST_CAPACITY];
    private byte[] digests = new byte[FIRST_CAPACITY * Digest.BYTES];
    private int count;

    synchronized void add(long number, long modelTimeMicros, Digest digest) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            modelMicros = Arrays.copyOf(modelMicros, 2 * count);
            digests = Arrays.copyOf(digests, 2 * count * Digest.BYTES);
        }
        numbers[count] = number;
        modelMicros[count] = modelTimeMicros;
        System.arraycopy(digest.bytes(), 0, digests, count * Digest.BYTES, Digest.BYTES);
        count++;
    }

    synchronized int count() {
        return count;
    }

    /** The number of the first frame; 0 before there is one. */
    synchronized long first() {
        return count == 0 ? 0 : numbers[0];
    }

    /** The number of the last frame; 0 before there is one. */
    synchronized long last() {
        return count == 0 ? 0 : numbers[count - 1];
    }

    /** Model time of the last frame; {@link Long#MIN_VALUE} before there is one. */
    synchronized long lastMicros() {
        return count == 0 ? Long.MIN_VALUE : modelMicros[count - 1];
    }

    /** The last frame at or before this model time; the first one if all are later. */
    synchronized long at(long modelTimeMicros) {
        int found = Arrays.binarySearch(modelMicros, 0, count, modelTimeMicros);
        int slot = found >= 0 ? found : Math.max(0, -found - 2);
        return count == 0 ? 0 : numbers[slot];
    }

    /** The frame so many after this one, or before it; the last or first where there is none. */
    synchronized long stepped(long number, long frames) {
        long slot = slotOf(number) + frames;
        return count == 0 ? 0 : numbers[(int) Math.max(0, Math.min(count - 1L, slot))];
    }

    /** Model time of a frame, or of the one before it where it is missing. */
    synchronized long micros(long number) {
        return count == 0 ? 0 : modelMicros[slotOf(number)];
    }

    /** The digest of a frame; null when it is not here. */
    synchronized @Nullable Digest digest(long number) {
        int slot = slotOf(number);
        if (count == 0 || numbers[slot] != number) {
            return null;
        }
        int from = slot * Digest.BYTES;
        return Digest.fromBytes(Arrays.copyOfRange(digests, from, from + Digest.BYTES));
    }

    /** The first frame of the unbroken run that this frame is in. */
    synchronized long runOf(long number) {
        int slot = slotOf(number);
        while (slot > 0 && numbers[slot - 1] == numbers[slot] - 1) {
            slot--;
        }
        return count == 0 ? 0 : numbers[slot];
    }

    private int slotOf(long number) {
        int found = Arrays.binarySearch(numbers, 0, count, number);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }
}
