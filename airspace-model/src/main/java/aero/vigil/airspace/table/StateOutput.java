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

    private final @Nullable List<Object> handedOver;
    private byte[] bytes = new byte[1 << 16];
    private int length;

    /** Of a checkpoint: everything becomes bytes. */
    public StateOutput() {
        this(null);
    }

    private StateOutput(@Nullable List<Object> handedOver) {
        this.handedOver = handedOver;
    }

    /** Of a state that goes on in this process, by {@link #toInput}. */
    public static StateOutput ofHandover() {
        return new StateOutput(new ArrayList<>());
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
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value == 0.0 ? 0.0 : value));
    }

    public void writeDoubles(double[] values) {
        writeInt(values.length);
        for (double value : values) {
            writeDouble(value);
        }
    }

    public void writeBytes(byte[] value) {
        writeInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    public void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
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
}
