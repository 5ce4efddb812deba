package aero.vigil.airspace.adaptation;

import aero.vigil.airspace.adaptation.Adaptation.CodePlan;
import aero.vigil.airspace.adaptation.Adaptation.CodePool;
import aero.vigil.airspace.adaptation.Adaptation.CodeRange;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with the SSR codes of an adaptation. */
final class CodePlanChecker {

    private static final int LONGEST_MINUTES = 24 * 60;

    private CodePlanChecker() {}

    /** Faults, each in a line; none when the plan can be used. */
    static List<String> faults(CodePlan plan) {
        List<String> faults = new ArrayList<>();
        if (plan.pools().size() > CodePlan.MAX || plan.retained().size() > CodePlan.MAX) {
            faults.add("codes: more than " + CodePlan.MAX + " pools or ranges");
            return faults;
        }
        plan.retained().forEach(range -> addFaultOf("retained codes", range, faults));
        for (CodePool pool : plan.pools()) {
            String who = "code pool '" + pool.name() + "'";
            if (!pool.category().equals(CodePool.TRANSIT)
                    && !pool.category().equals(CodePool.DOMESTIC)) {
                faults.add(who + ": the category is neither transit nor domestic");
            }
            if (!pool.directions().matches("[NESW]{0,4}")) {
                faults.add(who + ": the directions are letters of N E S W");
            }
            if (pool.ranges().isEmpty() || pool.ranges().size() > CodePlan.MAX) {
                faults.add(who + ": it has no ranges, or more than " + CodePlan.MAX);
            }
            if (pool.protectionMinutes() < 1 || pool.protectionMinutes() > LONGEST_MINUTES) {
                faults.add(who + ": the protection is 1 to " + LONGEST_MINUTES + " minutes");
            }
            pool.ranges().forEach(range -> addFaultOf(who, range, faults));
        }
        if (faults.isEmpty()) {
            addOverlaps(plan, faults);
        }
        return faults;
    }

    private static void addFaultOf(String who, CodeRange range, List<String> faults) {
        if (range.first() < 0 || range.last() < 0 || range.last() < range.first()) {
            faults.add(who + ": a range is two codes of four octal digits, the lower first");
        }
    }

    private static void addOverlaps(CodePlan plan, List<String> faults) {
        String[] owner = new String[4_096];
        for (CodePool pool : plan.pools()) {
            for (CodeRange range : pool.ranges()) {
                for (int code = range.first(); code <= range.last(); code++) {
                    if (owner[code] != null) {
                        faults.add(
                                "code pool '"
                                        + pool.name()
                                        + "': a code is in pool '"
                                        + owner[code]
                                        + "' already");
                        return;
                    }
                    owner[code] = pool.name();
                }
            }
        }
    }
}
