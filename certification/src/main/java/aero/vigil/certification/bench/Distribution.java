package aero.vigil.certification.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measured values of one quantity, and what may honestly be said of them. */
final class Distribution {

    private static final int RUNS_FOR_P99 = 100;
    private static final int RUNS_FOR_P999 = 1_000;

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int count() {
        return values.size();
    }

    /** The value below which this share lies, or null when there are too few to say. */
    @Nullable Double quantile(double share) {
        if (values.isEmpty() || (share >= 0.99 && values.size() < RUNS_FOR_P99)) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size()) - 1;
        return rounded(sorted.get(Math.max(0, rank)));
    }

    @Nullable Double max() {
        return values.isEmpty() ? null : rounded(Collections.max(values));
    }

    /** p50, p99 and p99.9, the last only of enough values. */
    Map<String, @Nullable Object> toJsonWithTail() {
        Map<String, @Nullable Object> json = toJson(false);
        json.put("p999", values.size() < RUNS_FOR_P999 ? null : quantile(0.999));
        json.put("max", max());
        return json;
    }

    /** p50 and p99, and the greatest when asked for. */
    Map<String, @Nullable Object> toJson(boolean withMax) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("p50", quantile(0.5));
        json.put("p99", quantile(0.99));
        if (withMax) {
            json.put("max", max());
        }
        return json;
    }

    private static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }

    @Override
    public String toString() {
        return "p50 " + quantile(0.5) + ", p99 " + quantile(0.99) + ", max " + max();
    }
}
