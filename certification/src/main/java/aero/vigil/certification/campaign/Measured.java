package aero.vigil.certification.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one quantity in a scenario's runs, milliseconds, beside its limit.
 *
 * @param name of the quantity
 * @param values one for each run, or each window
 * @param control the values of the windows without a fault
 * @param limit that no value may exceed; null: reported only
 * @param limitP99 that the 99th percentile may not exceed; null: none
 */
public record Measured(
        String name,
        List<Double> values,
        List<Double> control,
        @Nullable Double limit,
        @Nullable Double limitP99) {

    /** A 99th percentile needs as many (design README). */
    public static final int VALUES_FOR_P99 = 100;

    public Measured {
        values = List.copyOf(values);
        control = List.copyOf(control);
    }

    public double max() {
        return values.isEmpty() ? 0 : Collections.max(values);
    }

    public double controlMax() {
        return control.isEmpty() ? 0 : Collections.max(control);
    }

    /** The value below which this share lies; null with no values. */
    public @Nullable Double quantile(double share) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, rank));
    }

    /** The 99th percentile, where there are values enough. */
    public @Nullable Double p99() {
        return values.size() < VALUES_FOR_P99 ? null : quantile(0.99);
    }

    /** Whether all limits hold. */
    public boolean holds() {
        Double percentile = p99();
        return (limit == null || max() <= limit)
                && (limitP99 == null || percentile == null || percentile <= limitP99);
    }
}
