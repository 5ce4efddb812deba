package aero.vigil.airspace.flight;

import java.util.regex.Pattern;

/** Fields 15a and 15b of a flight plan as numbers (ICAO Doc 4444 appendix 3). */
final class FiledSpeedAndLevel {

    private static final Pattern SPEED = Pattern.compile("[NK]\\d{4}|M\\d{3}");
    private static final Pattern LEVEL = Pattern.compile("[FA]\\d{3}|[SM]\\d{4}");
    private static final Pattern BOTH =
            Pattern.compile("(?:[NK]\\d{4}|M\\d{3})(?:[FA]\\d{3}|[SM]\\d{4}|VFR)");

    private static final double METRES_PER_SECOND_PER_KNOT = 1_852.0 / 3_600.0;
    private static final double METRES_PER_SECOND_PER_KMH = 1_000.0 / 3_600.0;

    /** Speed of sound above the tropopause in the standard atmosphere. */
    private static final double METRES_PER_SECOND_PER_MACH = 295.07;

    private static final double FEET_PER_METRE = 1 / 0.3048;

    /** Level assumed for a plan that says VFR. */
    private static final double VFR_FEET = 6_500;

    private FiledSpeedAndLevel() {}

    static boolean isSpeed(String field) {
        return SPEED.matcher(field).matches();
    }

    static boolean isLevel(String field) {
        return field.equals("VFR") || LEVEL.matcher(field).matches();
    }

    /** Whether a route element changes speed and level, as N0450F350 does. */
    static boolean isSpeedAndLevel(String element) {
        return BOTH.matcher(element).matches();
    }

    /** True airspeed, between 40 and 800 kt whatever was filed. */
    static double metresPerSecond(String field) {
        double speed = 0;
        if (isSpeed(field)) {
            int number = Integer.parseInt(field.substring(1));
            switch (field.charAt(0)) {
                case 'N' -> speed = number * METRES_PER_SECOND_PER_KNOT;
                case 'K' -> speed = number * METRES_PER_SECOND_PER_KMH;
                default -> speed = number / 100.0 * METRES_PER_SECOND_PER_MACH;
            }
        }
        return Math.max(
                40 * METRES_PER_SECOND_PER_KNOT, Math.min(800 * METRES_PER_SECOND_PER_KNOT, speed));
    }

    /** Level in feet, between 0 and 66,000 whatever was filed. */
    static double levelFeet(String field) {
        double feet = VFR_FEET;
        if (LEVEL.matcher(field).matches()) {
            int number = Integer.parseInt(field.substring(1));
            switch (field.charAt(0)) {
                case 'F', 'A' -> feet = number * 100.0;
                default -> feet = number * 10.0 * FEET_PER_METRE;
            }
        }
        return Math.max(0, Math.min(66_000, feet));
    }
}
