package aero.vigil.airspace.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes state to a checkpoint: fixed-width big-endian numbers, so that equal states are equal
 * bytes.
 *
 * <p>NaN and negative zero are written in their one canonical form.
 */
public final class StateOutput {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[1 << 16];
    private int length;

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
}
