package aero.vigil.airspace.flight;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a type climbs and descends: round figures of everyday operation, first settings; by type
 * designator (ICAO Doc 8643), else by wake turbulence category.
 *
 * @param calibratedKnots in climb and descent above FL100
 * @param climbFeetPerSecond at sea level; a third of it is left at the ceiling
 * @param ceilingFeet pressure altitude
 * @param descentFeetPerSecond down to a lower cleared level
 */
record Performance(
        double calibratedKnots,
        double climbFeetPerSecond,
        double ceilingFeet,
        double descentFeetPerSecond) {

    /** Feet lost in each metre over the ground on the way to the destination: 3 NM a 1,000 ft. */
    static final double DESCENT_FEET_PER_METRE = 1_000 / (3 * 1_852.0);

    private static final double DESCENT_FEET_PER_SECOND = 1_900 / 60.0;

    /** Rate lost between sea level and the ceiling. */
    private static final double LOST_AT_CEILING = 2 / 3.0;

    /** Below FL100 nobody flies faster (ICAO Annex 11, appendix 4: classes C to G). */
    private static final double SPEED_LIMIT_KNOTS = 250;

    private static final double SPEED_LIMIT_BELOW_FEET = 10_000;

    private static final double METRES_PER_SECOND_PER_KNOT = 1_852.0 / 3_600.0;

    private static final Performance LIGHT = of(140, 900, 180);
    private static final Performance MEDIUM = of(290, 2_700, 390);
    private static final Performance HEAVY = of(300, 2_300, 410);

    private static final Map<String, Performance> TYPES = types();

    private static Performance of(double knots, double feetPerMinute, double ceilingLevel) {
        return new Performance(
                knots, feetPerMinute / 60, ceilingLevel * 100, DESCENT_FEET_PER_SECOND);
    }

    private static Map<String, Performance> types() {
        Map<String, Performance> types = new TreeMap<>();
        put(types, of(290, 3_000, 390), "A318", "A319", "A19N", "BCS1", "BCS3");
        put(types, of(290, 2_800, 390), "A320", "A20N");
        put(types, of(300, 2_500, 390), "A321", "A21N");
        put(types, of(290, 3_000, 410), "B736", "B737", "B738", "B739", "B38M", "B39M");
        put(types, of(290, 2_800, 370), "B733", "B734", "B735", "MD82", "MD83");
        put(types, of(300, 2_200, 410), "A332", "A333", "A338", "A339", "A343", "A346");
        put(types, of(300, 2_400, 430), "A359", "A35K", "B788", "B789", "B78X");
        put(types, of(310, 2_400, 430), "B772", "B773", "B77L", "B77W", "B744", "B748", "A388");
        put(types, of(290, 2_600, 420), "B752", "B753", "B762", "B763", "B764");
        put(types, of(280, 2_700, 410), "E170", "E75L", "E75S", "E190", "E195", "E290", "E295");
        put(types, of(280, 2_600, 410), "CRJ2", "CRJ7", "CRJ9", "CRJX", "E145", "E135", "F100");
        put(types, of(260, 3_200, 450), "C25A", "C25B", "C510", "C525", "C56X", "C680", "E55P");
        put(types, of(290, 3_400, 470), "GLF5", "GLF6", "GLEX", "CL60", "F2TH", "FA7X", "LJ35");
        put(types, of(180, 1_500, 250), "AT43", "AT45", "AT72", "AT75", "AT76", "SF34", "D328");
        put(types, of(210, 2_000, 270), "DH8A", "DH8B", "DH8C", "DH8D", "SB20", "BE20", "B350");
        put(types, of(160, 1_500, 280), "PC12", "TBM7", "TBM8", "TBM9", "C208");
        put(
                types,
                of(110, 700, 140),
                "C152",
                "C172",
                "C182",
                "DA40",
                "DR40",
                "P28A",
                "SR20",
                "SR22");
        return types;
    }

    private static void put(Map<String, Performance> types, Performance figures, String... names) {
        for (String name : names) {
            types.put(name, figures);
        }
    }

    /** What is known of a type; of its category when it is not listed. */
    static Performance of(String type, String wakeCategory) {
        Performance known = TYPES.get(type);
        if (known != null) {
            return known;
        }
        return switch (wakeCategory) {
            case "L" -> LIGHT;
            case "H", "J" -> HEAVY;
            default -> MEDIUM;
        };
    }

    /** The same at an assigned rate of climb and descent; 0: none is assigned. */
    Performance at(int feetPerMinute) {
        double rate = feetPerMinute / 60.0;
        return feetPerMinute == 0
                ? this
                : new Performance(calibratedKnots, rate, Double.POSITIVE_INFINITY, rate);
    }

    /** Rate of climb at a level. */
    double climbFeetPerSecondAt(double feet) {
        double share = Math.max(0, Math.min(1, feet / ceilingFeet));
        return climbFeetPerSecond * (1 - LOST_AT_CEILING * share);
    }

    /** True airspeed in climb or descent, never above that of the cruise, m/s. */
    double trueAirspeedAt(double feet, double cruiseMetresPerSecond) {
        double knots =
                feet < SPEED_LIMIT_BELOW_FEET
                        ? Math.min(SPEED_LIMIT_KNOTS, calibratedKnots)
                        : calibratedKnots;
        return Math.min(
                cruiseMetresPerSecond,
                StandardAtmosphere.trueFromCalibrated(knots, feet) * METRES_PER_SECOND_PER_KNOT);
    }
}
