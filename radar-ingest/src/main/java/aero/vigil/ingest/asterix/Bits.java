package aero.vigil.ingest.asterix;

/** Bit fields in octets, most significant bit first, as ASTERIX numbers them. */
final class Bits {

    private Bits() {}

    /** The unsigned value of {@code bits} (1..64) bits, {@code bitOffset} bits after octet at. */
    static long get(byte[] octets, int at, int bitOffset, int bits) {
        long value = 0;
        int bit = bitOffset;
        int left = bits;
        while (left > 0) {
            int inOctet = bit & 7;
            int take = Math.min(left, 8 - inOctet);
            int octet = octets[at + (bit >> 3)] & 0xFF;
            int part = (octet >> (8 - inOctet - take)) & ((1 << take) - 1);
            value = (value << take) | part;
            bit += take;
            left -= take;
        }
        return value;
    }

    /** Writes the lowest {@code bits} bits of value where {@link #get} reads them. */
    static void set(byte[] octets, int at, int bitOffset, int bits, long value) {
        int bit = bitOffset;
        int left = bits;
        while (left > 0) {
            int inOctet = bit & 7;
            int take = Math.min(left, 8 - inOctet);
            int shift = 8 - inOctet - take;
            int mask = ((1 << take) - 1) << shift;
            int part = ((int) (value >>> (left - take)) << shift) & mask;
            int index = at + (bit >> 3);
            octets[index] = (byte) ((octets[index] & ~mask) | part);
            bit += take;
            left -= take;
        }
    }

    /** Reads the lowest {@code bits} bits of value as two's complement. */
    static long signed(long value, int bits) {
        int unused = 64 - bits;
        return (value << unused) >> unused;
    }
}
