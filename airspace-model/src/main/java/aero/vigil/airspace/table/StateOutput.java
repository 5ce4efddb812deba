package aero.vigil.airspace.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes state to a checkpoint: fixed-width big-endian numbers, so that equal states are equal
 * bytes. Or hands it over to another state in this process: then records go as they are, for they
 * are immutable, and only what lies between them becomes bytes.
 *
 * <p>NaN and negative zero are written in their one canonical form.
 */
public final class StateOutput {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final char LAST_ASCII = 0x7F;

    private final @Nullable List<Object> handedOver;
    private byte[] bytes;
    private int length;

    /** Of a checkpoint: everything becomes bytes. */
    public StateOutput() {
        this(1 << 16);
    }

    /**
     * The same.
     *
     * @param expected how many bytes about will be written
     */
    public StateOutput(int expected) {
        this(expected, null);
    }

    private StateOutput(int expected, @Nullable List<Object> handedOver) {
        this.handedOver = handedOver;
        bytes = new byte[expected];
    }

    /** Of a state that goes on in this process, by {@link #toInput}. */
    public static StateOutput ofHandover() {
        return new StateOutput(1 << 16, new ArrayList<>());
    }

    /**
     * Writes an immutable record that is read back by {@link StateInput#readRecord}.
     *
     * @param asBytes writes it to a checkpoint
     */
    public <R> void writeRecord(R row, BiConsumer<R, StateOutput> asBytes) {
        if (handedOver == null) {
            asBytes.accept(row, this);
        } else {
            handedOver.add(row);
        }
    }

    public void writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeInt(int value) {
        room(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    public void writeLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }

    public void writeDouble(double value) {
        writeLong(canonical(value));
    }

    private static long canonical(double value) {
        return Double.doubleToLongBits(value == 0.0 ? 0.0 : value);
    }

    /** So many, then each. */
    public void writeDoubles(double[] values) {
        writeInt(values.length);
        int at = ahead(values.length * Double.BYTES);
        byte[] into = bytes;
        for (int i = 0; i < values.length; i++) {
            LONG.set(into, at + i * Double.BYTES, canonical(values[i]));
        }
    }

    /** So many, then each. */
    public void writeLongs(long[] values) {
        writeInt(values.length);
        int at = ahead(values.length * Long.BYTES);
        byte[] into = bytes;
        for (int i = 0; i < values.length; i++) {
            LONG.set(into, at + i * Long.BYTES, values[i]);
        }
    }

    /** Where this much is to be written, which counts as written. */
    private int ahead(int more) {
        room(more);
        int at = length;
        length += more;
        return at;
    }

    public void writeBytes(byte[] value) {
        writeInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    public void writeString(String value) {
        int before = length;
        writeInt(value.length());
        int at = ahead(value.length());
        byte[] into = bytes;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character > LAST_ASCII) {
                length = before;
                writeBytes(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            into[at + i] = (byte) character;
        }
    }

    public void writeInts(List<Integer> values) {
        writeInt(values.size());
        values.forEach(this::writeInt);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, to be read in its order. */
    public StateInput toInput() {
        return new StateInput(
                toByteArray(), handedOver == null ? null : List.copyOf(handedOver).iterator());
    }

    /** How many bytes have been written. */
    public int length() {
        return length;
    }

    /** Whether the same bytes have been written to another. */
    public boolean isSameAs(StateOutput other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    /** Begins anew, in the memory that it has. */
    public void clear() {
        length = 0;
    }
}
