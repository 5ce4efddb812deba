package aero.vigil.certification.tracking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured value beside its bar.
 *
 * @param name what was measured
 * @param unit of the values
 * @param value NaN when nothing could be measured
 * @param low of the 95 % interval
 * @param high of the 95 % interval
 * @param bar null: printed only
 * @param atLeast the bar is a least value, not a greatest one
 * @param mark of the bar
 */
record Figure(
        String name,
        String unit,
        double value,
        double low,
        double high,
        @Nullable Double bar,
        boolean atLeast,
        Mark mark) {

    /** PASS, FAIL, NOT RUN (nothing measured) or printed. */
    String verdict() {
        if (bar == null) {
            return "printed";
        }
        if (Double.isNaN(value)) {
            return "NOT RUN";
        }
        return (atLeast ? value >= bar : value <= bar) ? "PASS" : "FAIL";
    }

    Figure printedOnly() {
        return new Figure(name, unit, value, low, high, null, atLeast, mark);
    }

    boolean fails() {
        return verdict().equals("FAIL");
    }

    String words() {
        String limit =
                bar == null ? "" : (atLeast ? ">= " : "<= ") + short3(bar) + " [" + mark + "]";
        return String.format(
                Locale.ROOT,
                "%-52s %10s %-9s [%s, %s]  %-16s %s",
                name,
                short3(value),
                unit,
                short3(low),
                short3(high),
                limit,
                verdict());
    }

    /** Enough digits to see a small share, no more. */
    private static String short3(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 ? "%.0f" : size >= 1 ? "%.2f" : "%.4f", value);
    }
}
