package aero.vigil.ingest.simulator;

import java.util.List;

/**
 * How a type of aircraft flies; round figures of everyday operation, ours.
 *
 * @param type ICAO designator
 * @param wake ICAO wake category
 * @param equipment field 10 of its flight plans
 * @param knotsIas in climb and descent above FL100
 * @param machHundredths in cruise
 * @param climbFeetPerMinute at sea level; it falls to a third at the ceiling
 * @param ceilingLevel whole flight levels
 * @param longest NM it is used for
 * @param altitudeStepFeet of its transponder, 25 or 100
 */
record AircraftPerformance(
        String type,
        String wake,
        String equipment,
        int knotsIas,
        int machHundredths,
        double climbFeetPerMinute,
        int ceilingLevel,
        int longest,
        int altitudeStepFeet) {

    private static final String AIRLINER = "SDE2E3FGHIJ1RWXY/LB1";
    private static final String REGIONAL = "SDFGRWY/LB1";
    private static final String TURBOPROP = "SDFGRY/S";

    /** What flies over the middle of Europe, the frequent ones more than once. */
    static final List<AircraftPerformance> FLEET =
            List.of(
                    airliner("A320", "M", 290, 78, 2800, 390, 2500),
                    airliner("A320", "M", 290, 78, 2800, 390, 2500),
                    airliner("A20N", "M", 290, 78, 2900, 390, 2800),
                    airliner("A319", "M", 290, 78, 3000, 390, 2500),
                    airliner("A321", "M", 300, 78, 2500, 380, 2500),
                    airliner("B738", "M", 290, 78, 3000, 400, 2500),
                    airliner("B738", "M", 290, 78, 3000, 400, 2500),
                    airliner("BCS3", "M", 280, 78, 2900, 400, 2500),
                    airliner("A333", "H", 300, 81, 2200, 400, 6000),
                    airliner("B77W", "H", 310, 84, 2400, 400, 8000),
                    airliner("B789", "H", 300, 85, 2600, 410, 8000),
                    new AircraftPerformance("E190", "M", REGIONAL, 280, 76, 2700, 390, 1200, 25),
                    new AircraftPerformance("CRJ9", "M", REGIONAL, 280, 76, 2600, 390, 1000, 100),
                    new AircraftPerformance("C56X", "M", REGIONAL, 260, 72, 3200, 410, 1500, 25),
                    new AircraftPerformance("DH8D", "M", TURBOPROP, 210, 58, 2000, 250, 500, 100),
                    new AircraftPerformance("AT76", "M", TURBOPROP, 180, 44, 1500, 240, 450, 100));

    private static AircraftPerformance airliner(
            String type,
            String wake,
            int knotsIas,
            int machHundredths,
            double climb,
            int ceiling,
            int longest) {
        return new AircraftPerformance(
                type, wake, AIRLINER, knotsIas, machHundredths, climb, ceiling, longest, 25);
    }

    /** Rate of climb with full thrust, feet per minute. */
    double climbRate(double pressureAltitudeFeet) {
        double share = Math.min(1, pressureAltitudeFeet / (ceilingLevel * 100.0));
        return climbFeetPerMinute * (1 - 0.67 * share);
    }

    /** True airspeed it would choose by itself at this altitude, m/s. */
    double chosenSpeed(double pressureAltitudeFeet, Atmosphere air) {
        double ias = pressureAltitudeFeet < 10_000 ? Math.min(250, knotsIas) : knotsIas;
        return Math.min(
                air.trueFromCalibrated(ias * Wgs84.KNOT, pressureAltitudeFeet),
                machHundredths / 100.0 * air.speedOfSound(pressureAltitudeFeet));
    }
}
