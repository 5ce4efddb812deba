package aero.vigil.airspace.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes state to a checkpoint: fixed-width big-endian numbers, so that equal states are equal
 * bytes.
 *
 * <p>NaN and negative zero are written in their one canonical form.
 */
public final class StateOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

    public void writeByte(int value) {
        bytes.write(value);
    }

    public void writeBoolean(boolean value) {
        bytes.write(value ? 1 : 0);
    }

    public void writeInt(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
    }

    public void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
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
        bytes.writeBytes(value);
    }

    public void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public void writeInts(List<Integer> values) {
        writeInt(values.size());
        values.forEach(this::writeInt);
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
