package aero.vigil.airspace.surveillance;

/** What kinds of Mode 3/A code there are. Codes are 12 bits; literals here are octal. */
public final class Mode3A {

    /** One more than the greatest code. */
    public static final int CODES = 010000;

    private Mode3A() {}

    /** 7500 unlawful interference, 7600 radio failure, 7700 emergency. */
    public static boolean isEmergency(int code) {
        return code == 07500 || code == 07600 || code == 07700;
    }

    /**
     * Meant for one aircraft at a time: not ending in 00 (ICAO Annex 10 vol. IV, conspicuity and
     * emergency codes all do) and not the monitors' 7777.
     */
    public static boolean isDiscrete(int code) {
        return code > 0 && code < CODES && (code & 077) != 0 && code != 07777;
    }

    /** A code as it is spoken: four octal digits. */
    public static String octal(int code) {
        String digits = Integer.toOctalString(code);
        return "0000".substring(Math.min(4, digits.length())) + digits;
    }
}
