package aero.vigil.airspace.codec;

import aero.vigil.airspace.adaptation.Adaptation.CodePlan;
import aero.vigil.airspace.adaptation.Adaptation.CodePool;
import aero.vigil.airspace.adaptation.Adaptation.CodeRange;
import java.util.ArrayList;
import java.util.List;

/** Reads how a region allocates SSR codes, which people write as four octal digits. */
final class CodePlanDecoder {

    /** ICAO's least between two uses of a transit code (atm-facts §4). */
    private static final int TRANSIT_MINUTES = 180;

    private static final int DOMESTIC_MINUTES = 30;

    private CodePlanDecoder() {}

    static CodePlan codes(aero.vigil.wire.airspace.CodePlan wire) {
        List<CodePool> pools = new ArrayList<>();
        for (aero.vigil.wire.airspace.CodePool pool : wire.getPoolsList()) {
            int usual =
                    pool.getCategory().equals(CodePool.DOMESTIC)
                            ? DOMESTIC_MINUTES
                            : TRANSIT_MINUTES;
            pools.add(
                    new CodePool(
                            pool.getName(),
                            pool.getCategory(),
                            pool.getDirections(),
                            ranges(pool.getRangesList()),
                            pool.getProtectionMinutes() == 0
                                    ? usual
                                    : pool.getProtectionMinutes()));
        }
        return new CodePlan(pools, ranges(wire.getRetainedList()));
    }

    private static List<CodeRange> ranges(List<aero.vigil.wire.airspace.CodeRange> wire) {
        List<CodeRange> ranges = new ArrayList<>();
        for (aero.vigil.wire.airspace.CodeRange range : wire) {
            ranges.add(new CodeRange(code(range.getFirst()), code(range.getLast())));
        }
        return ranges;
    }

    private static int code(String digits) {
        return digits.matches("[0-7]{4}") ? Integer.parseInt(digits, 8) : -1;
    }
}
