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
        PlanDraft draft = new PlanDraft(this);
        draft.take(change);
        draft.key = key.changedBy(change.newKey);
        draft.newKey = PlanKey.UNCHANGED;
        return draft.plan();
    }

    /** This change and a later one of the same plan in one. */
    public FiledPlan together(FiledPlan later) {
        PlanDraft draft = new PlanDraft(this);
        draft.take(later);
        draft.newKey = newKey.changedBy(later.newKey);
        return draft.plan();
    }

    /** The same plan with another off-block time. */
    public FiledPlan withOffBlockMicros(long micros) {
        PlanDraft draft = new PlanDraft(this);
        draft.key = key.withOffBlockMicros(micros);
        return draft.plan();
    }

    /** The same plan with another SSR code. */
    public FiledPlan withMode3a(int code) {
        PlanDraft draft = new PlanDraft(this);
        draft.mode3a = code;
        return draft.plan();
    }

    /** The same plan under another key along another route. */
    public FiledPlan along(PlanKey otherKey, List<String> otherRoute) {
        PlanDraft draft = new PlanDraft(this);
        draft.key = otherKey;
        draft.route = otherRoute;
        return draft.plan();
    }
}
