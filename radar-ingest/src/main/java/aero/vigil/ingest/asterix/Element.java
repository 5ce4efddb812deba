package aero.vigil.ingest.asterix;

import org.jspecify.annotations.Nullable;

/**
 * The smallest part of an item: some bits that are one value.
 *
 * @param name its name in the standard; empty when the item is this one value
 * @param bitOffset from the first bit of the octets it stands in
 * @param bits 1..64
 * @param encoding how the bits are read
 * @param lsb what the least significant bit is worth
 * @param unit of the value; empty for codes and counts
 * @param when the condition under which the bits have this meaning; null: always
 */
record Element(
        String name,
        int bitOffset,
        int bits,
        Encoding encoding,
        Lsb lsb,
        String unit,
        @Nullable Condition when) {

    /**
     * The worth of the least significant bit, kept as a fraction so that values come out as written
     * (12/100 is 0.12).
     */
    record Lsb(double numerator, double denominator) {

        static final Lsb ONE = new Lsb(1, 1);

        double times(long raw) {
            return raw * numerator / denominator;
        }
    }

    /** These bits have this meaning when the element called selector has this value. */
    record Condition(Element selector, long value) {}

    boolean holdsIn(byte[] octets, int at) {
        return when == null || when.selector.raw(octets, at) == when.value;
    }

    long raw(byte[] octets, int at) {
        long raw = Bits.get(octets, at, bitOffset, bits);
        return encoding == Encoding.SIGNED ? Bits.signed(raw, bits) : raw;
    }

    double quantity(byte[] octets, int at) {
        return lsb.times(raw(octets, at));
    }

    /** The characters of a text, octal or hexadecimal element, and the digits of any other. */
    String text(byte[] octets, int at) {
        long raw = raw(octets, at);
        return switch (encoding) {
            case SIX_BIT -> Characters.sixBit(raw, bits);
            case ASCII -> Characters.ascii(raw, bits);
            case OCTAL -> padded(Long.toOctalString(raw), (bits + 2) / 3);
            case HEX -> padded(Long.toHexString(raw).toUpperCase(java.util.Locale.ROOT), bits / 4);
            case UNSIGNED, SIGNED -> Long.toString(raw);
        };
    }

    /** The value as a person or another program reads it: a Long, a Double or a String. */
    Object value(byte[] octets, int at) {
        return switch (encoding) {
            case SIX_BIT, ASCII, OCTAL, HEX -> text(octets, at);
            case UNSIGNED, SIGNED -> number(octets, at);
        };
    }

    private Object number(byte[] octets, int at) {
        if (unit.isEmpty()) {
            return raw(octets, at);
        }
        return quantity(octets, at);
    }

    void put(byte[] octets, int at, long raw) {
        long least = encoding == Encoding.SIGNED ? -(1L << (bits - 1)) : 0;
        long greatest =
                bits == 64
                        ? Long.MAX_VALUE
                        : (1L << (encoding == Encoding.SIGNED ? bits - 1 : bits)) - 1;
        if (raw < least || raw > greatest) {
            throw new IllegalArgumentException(
                    name + " is " + raw + ", outside " + least + ".." + greatest);
        }
        Bits.set(octets, at, bitOffset, bits, raw);
    }

    private static String padded(String digits, int width) {
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
