package aero.vigil.ingest.asterix;

/** The character sets of ASTERIX: six bits (ICAO Annex 10 volume IV, table 3-9) and ASCII. */
final class Characters {

    /** Shown for a code that stands for no character. */
    static final char UNDEFINED = '?';

    private Characters() {}

    static String sixBit(long raw, int bits) {
        StringBuilder text = new StringBuilder(bits / 6);
        for (int shift = bits - 6; shift >= 0; shift -= 6) {
            text.append(fromSixBits((int) (raw >> shift) & 0x3F));
        }
        return text.toString().stripTrailing();
    }

    static String ascii(long raw, int bits) {
        StringBuilder text = new StringBuilder(bits / 8);
        for (int shift = bits - 8; shift >= 0; shift -= 8) {
            int code = (int) (raw >> shift) & 0xFF;
            text.append(code >= ' ' && code <= '~' ? (char) code : code == 0 ? ' ' : UNDEFINED);
        }
        return text.toString().stripTrailing();
    }

    static long toSixBits(String text, int bits) {
        return pack(text, bits, 6);
    }

    static long toAscii(String text, int bits) {
        return pack(text, bits, 8);
    }

    private static long pack(String text, int bits, int width) {
        int room = bits / width;
        if (text.length() > room) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is longer than " + room + " characters");
        }
        long raw = 0;
        for (int i = 0; i < room; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            raw = (raw << width) | (width == 6 ? sixBits(c, text) : eightBits(c, text));
        }
        return raw;
    }

    private static char fromSixBits(int code) {
        if (code >= 1 && code <= 26) {
            return (char) ('A' + code - 1);
        }
        if (code == 32 || code == 0) {
            return ' ';
        }
        return code >= 48 && code <= 57 ? (char) ('0' + code - 48) : UNDEFINED;
    }

    private static int sixBits(char c, String text) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 1;
        }
        if (c == ' ' || (c >= '0' && c <= '9')) {
            return c;
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" has a character that is neither A-Z, 0-9 nor blank");
    }

    private static int eightBits(char c, String text) {
        if (c < ' ' || c > '~') {
            throw new IllegalArgumentException("\"" + text + "\" has a character outside ASCII");
        }
        return c;
    }
}
