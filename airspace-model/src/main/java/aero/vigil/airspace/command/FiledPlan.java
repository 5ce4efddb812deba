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
 * @param supplementary field 19 as filed
 * @param newKey what a change makes of {@code key} (field 22), its empty fields as before
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
        String supplementary,
        PlanKey newKey) {

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
        return merged(key.changedBy(change.newKey), change, PlanKey.UNCHANGED);
    }

    /** This change and a later one of the same plan in one. */
    public FiledPlan together(FiledPlan later) {
        return merged(key, later, newKey.changedBy(later.newKey));
    }

    private FiledPlan merged(PlanKey mergedKey, FiledPlan change, PlanKey mergedNewKey) {
        return new FiledPlan(
                mergedKey,
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
                either(change.supplementary, supplementary),
                mergedNewKey);
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
                supplementary,
                newKey);
    }

    /** The same plan with another SSR code. */
    public FiledPlan withMode3a(int code) {
        return new FiledPlan(
                key,
                flightRules,
                flightType,
                aircraftCount,
                aircraftType,
                wakeCategory,
                equipment,
                code,
                speed,
                level,
                route,
                elapsedMinutes,
                alternates,
                address,
                other,
                supplementary,
                newKey);
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
                supplementary,
                newKey);
    }

    private static String either(String change, String present) {
        return change.isEmpty() ? present : change;
    }
}
