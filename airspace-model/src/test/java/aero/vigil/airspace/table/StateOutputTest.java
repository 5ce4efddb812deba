package aero.vigil.airspace.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against the platform's own writer of big-endian numbers. */
final class StateOutputTest {

    private static final String[] WORDS = {"", "LSZH", "Zürich", "東京", "half \uD83D"};
    private static final double[] NUMBERS = {0.0, -0.0, 1.5, Double.NaN, Double.NEGATIVE_INFINITY};
    private static final long[] LONGS = {1, -1, Long.MIN_VALUE};

    @Test
    void everythingIsWrittenAsItsNumberThenEachAlsoWhereOtherThingsStoodBefore() throws Exception {
        StateOutput out = new StateOutput(3);
        out.writeLongs(new long[] {-1, -1, -1, -1, -1, -1, -1, -1});

        out.clear();
        write(out);

        assertArrayEquals(expected(), out.toByteArray());
        assertEquals(expected().length, out.length());
    }

    @Test
    void twoAreTheSameWhenTheirBytesAre() {
        StateOutput one = new StateOutput();
        StateOutput other = new StateOutput(1);
        write(one);
        write(other);

        assertTrue(one.isSameAs(other));
        other.writeByte(0);
        assertFalse(one.isSameAs(other));
        one.writeByte(1);
        assertFalse(one.isSameAs(other));
    }

    private static void write(StateOutput out) {
        for (String word : WORDS) {
            out.writeString(word);
        }
        out.writeDoubles(NUMBERS);
        out.writeLongs(LONGS);
    }

    private static byte[] expected() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        for (String word : WORDS) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            data.writeInt(utf8.length);
            data.write(utf8);
        }
        data.writeInt(NUMBERS.length);
        for (double number : NUMBERS) {
            data.writeLong(Double.doubleToLongBits(number == 0.0 ? 0.0 : number));
        }
        data.writeInt(LONGS.length);
        for (long number : LONGS) {
            data.writeLong(number);
        }
        return bytes.toByteArray();
    }
}
