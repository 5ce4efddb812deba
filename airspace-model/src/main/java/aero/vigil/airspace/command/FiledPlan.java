package aero.vigil.airspace.command;

import java.util.List;

/**
 * The fields of a filed flight plan, or of a change, where an empty or zero field is not changed.
 *
 * @param key fields 7, 13, 16a and date of flight
 * @param flightRules field 8a: I V Y Z
 * @param flightType field 8b: S N G M X
 * @param aircraftCount field 9a
 * @param aircraftType field 9b
 * @param wakeCategory field 9c: L M H J
 * @param equipment field 10
 * @param mode3a field 7b as 12 bits, -1: none
 * @param speed field 15a as filed: N0450 K0830 M082
 * @param level field 15b as filed: F350 A045 VFR
 * @param route field 15c, one element each, at most {@link #MAX_ELEMENTS}
 * @param elapsedMinutes field 16b
 * @param alternates field 16c
 * @param address CODE/ of field 18 as 24 bits, 0: none
 * @param other field 18 as filed
 * @param newCallsign field 22 of a change of field 7; empty: not changed
 */
public record FiledPlan(
        PlanKey key,
        String flightRules,
        String flightType,
        int aircraftCount,
        String aircraftType,
        String wakeCategory,
        String equipment,
        int mode3a,
        String speed,
        String level,
        List<String> route,
        int elapsedMinutes,
        List<String> alternates,
        int address,
        String other,
        String newCallsign) {

    /** Most elements of a route: longer than any flown, short enough to bound an expansion. */
    public static final int MAX_ELEMENTS = 250;

    /** Most characters of a route in a line for a person. */
    public static final int MAX_LINE = 200;

    public FiledPlan {
        route = List.copyOf(route);
        alternates = List.copyOf(alternates);
    }

    /** This plan as it is after a change: its fields where the change has none. */
    public FiledPlan changedBy(FiledPlan change) {
        String callsign = change.newCallsign.isEmpty() ? key.callsign() : change.newCallsign;
        return new FiledPlan(
                key.withCallsign(callsign),
                either(change.flightRules, flightRules),
                either(change.flightType, flightType),
                change.aircraftCount == 0 ? aircraftCount : change.aircraftCount,
                either(change.aircraftType, aircraftType),
                either(change.wakeCategory, wakeCategory),
                either(change.equipment, equipment),
                change.mode3a < 0 ? mode3a : change.mode3a,
                either(change.speed, speed),
                either(change.level, level),
                change.route.isEmpty() ? route : change.route,
                change.elapsedMinutes == 0 ? elapsedMinutes : change.elapsedMinutes,
                change.alternates.isEmpty() ? alternates : change.alternates,
                change.address == 0 ? address : change.address,
                either(change.other, other),
                "");
    }

    /** The same plan with another off-block time. */
    public FiledPlan withOffBlockMicros(long micros) {
        return new FiledPlan(
                key.withOffBlockMicros(micros),
                flightRules,
                flightType,
                aircraftCount,
                aircraftType,
                wakeCategory,
                equipment,
                mode3a,
                speed,
                level,
                route,
                elapsedMinutes,
                alternates,
                address,
                other,
                newCallsign);
    }

    /** The same plan under another key along another route. */
    public FiledPlan along(PlanKey other, List<String> otherRoute) {
        return new FiledPlan(
                other,
                flightRules,
                flightType,
                aircraftCount,
                aircraftType,
                wakeCategory,
                equipment,
                mode3a,
                speed,
                level,
                otherRoute,
                elapsedMinutes,
                alternates,
                address,
                other(),
                newCallsign);
    }

    private static String either(String change, String present) {
        return change.isEmpty() ? present : change;
    }
}
