package aero.vigil.airspace.table;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateOutput} wrote.
 *
 * <p>Every read past the end or of an impossible length throws {@link IllegalArgumentException}: a
 * damaged checkpoint is refused, never guessed at.
 */
public final class StateInput {

    private final ByteBuffer bytes;
    private final @Nullable Iterator<Object> handedOver;

    /** Of a checkpoint. */
    public StateInput(byte[] bytes) {
        this(bytes, null);
    }

    /**
     * @param handedOver the records between the bytes; null: they are bytes too
     */
    StateInput(byte[] bytes, @Nullable Iterator<Object> handedOver) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.handedOver = handedOver;
    }

    /**
     * Reads what {@link StateOutput#writeRecord} wrote.
     *
     * @param fromBytes reads it from a checkpoint
     */
    public <R> R readRecord(Class<R> type, Function<StateInput, R> fromBytes) {
        if (handedOver == null) {
            return fromBytes.apply(this);
        }
        try {
            return type.cast(handedOver.next());
        } catch (NoSuchElementException | ClassCastException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " comes here", e);
        }
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

    /**
     * A count of elements that take at least so many bytes each in a checkpoint: there, never more
     * than can follow.
     */
    public int readLength(int bytesEach) {
        int length = readInt();
        boolean isAllBytes = handedOver == null;
        if (length < 0 || (isAllBytes && (long) length * bytesEach > bytes.remaining())) {
            throw new IllegalArgumentException(
                    "impossible length " + length + " at " + bytes.position());
        }
        return length;
    }

    public boolean isAtEnd() {
        return !bytes.hasRemaining() && (handedOver == null || !handedOver.hasNext());
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException(
                    "the state ends at " + bytes.position(), new BufferUnderflowException());
        }
        return bytes;
    }
}
