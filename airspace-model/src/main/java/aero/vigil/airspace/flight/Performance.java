package aero.vigil.airspace.flight;

/**
 * How an aircraft climbs and descends, by wake category: standard rates, first settings.
 *
 * @param climbFeetPerSecond to cruise
 * @param descentFeetPerSecond to a lower cleared level
 */
record Performance(double climbFeetPerSecond, double descentFeetPerSecond) {

    /** Feet lost in each metre over the ground on the way to the destination: 3 NM a 1,000 ft. */
    static final double DESCENT_FEET_PER_METRE = 1_000 / (3 * 1_852.0);

    /** Part of the cruising speed flown at ground level; it grows linearly up to cruise. */
    static final double LOW_LEVEL_SPEED = 0.6;

    static Performance of(String wakeCategory) {
        return switch (wakeCategory) {
            case "L" -> new Performance(700 / 60.0, 700 / 60.0);
            case "H", "J" -> new Performance(1_600 / 60.0, 1_800 / 60.0);
            default -> new Performance(1_900 / 60.0, 1_900 / 60.0);
        };
    }

    /** The same at an assigned rate of climb and descent; 0: none is assigned. */
    Performance at(int feetPerMinute) {
        double feetPerSecond = feetPerMinute / 60.0;
        return feetPerMinute == 0 ? this : new Performance(feetPerSecond, feetPerSecond);
    }
}
