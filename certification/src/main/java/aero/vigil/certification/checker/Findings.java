package aero.vigil.certification.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects findings: all are counted, the first of each kind are kept. */
final class Findings {

    private static final int KEPT_OF_A_KIND = 5;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String property, String evidence) {
        int count = counts.merge(property, 1, Integer::sum);
        if (count <= KEPT_OF_A_KIND) {
            kept.add(new Finding(property, evidence));
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>(kept);
        counts.forEach(
                (property, count) -> {
                    if (count > KEPT_OF_A_KIND) {
                        all.add(new Finding(property, count + " in all"));
                    }
                });
        return all;
    }
}
