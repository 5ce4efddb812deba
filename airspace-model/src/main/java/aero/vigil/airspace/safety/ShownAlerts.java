package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The alerts among what is remembered, by the same index.
 *
 * @param rows what is remembered: of each some are shown
 * @param alertOf what is shown of one, null: nothing
 */
record ShownAlerts<S, A>(Rows<List<S>> rows, Function<S, @Nullable A> alertOf)
        implements Rows<List<A>> {

    /** The alerts at this index, or null where there are none. */
    @Override
    public @Nullable List<A> get(int index) {
        List<S> remembered = rows.get(index);
        if (remembered == null) {
            return null;
        }
        List<A> alerts = new ArrayList<>(remembered.size());
        for (S one : remembered) {
            A alert = alertOf.apply(one);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return alerts.isEmpty() ? null : alerts;
    }

    @Override
    public int limit() {
        return rows.size() == 0 ? 1 : rows.limit();
    }

    /** How many are remembered: alerts are of no more. */
    @Override
    public int size() {
        return rows.size();
    }
}
