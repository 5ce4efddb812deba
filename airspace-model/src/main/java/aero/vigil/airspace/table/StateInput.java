package aero.vigil.airspace.table;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link StateOutput} wrote.
 *
 * <p>Every read past the end or of an impossible length throws {@link IllegalArgumentException}: a
 * damaged checkpoint is refused, never guessed at.
 */
public final class StateInput {

    private final ByteBuffer bytes;

    public StateInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public int readByte() {
        return need(1).get();
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public int readInt() {
        return need(4).getInt();
    }

    public long readLong() {
        return need(8).getLong();
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    public double[] readDoubles() {
        double[] values = new double[readLength(8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = readDouble();
        }
        return values;
    }

    public List<Integer> readInts() {
        List<Integer> values = new ArrayList<>();
        for (int i = readLength(4); i > 0; i--) {
            values.add(readInt());
        }
        return List.copyOf(values);
    }

    public byte[] readBytes() {
        byte[] value = new byte[readLength(1)];
        bytes.get(value);
        return value;
    }

    public String readString() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** A count of elements that take at least so many bytes each: never more than can follow. */
    public int readLength(int bytesEach) {
        int length = readInt();
        if (length < 0 || (long) length * bytesEach > bytes.remaining()) {
            throw new IllegalArgumentException(
                    "impossible length " + length + " at " + bytes.position());
        }
        return length;
    }

    public boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException(
                    "the state ends at " + bytes.position(), new BufferUnderflowException());
        }
        return bytes;
    }
}
