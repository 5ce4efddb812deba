package aero.vigil.ingest.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What a pilot has been told and still does.
 *
 * @param levelFeet cleared level; null: as planned
 * @param headingDegrees 1..360; 0: own navigation
 * @param knotsIas 0: own speed
 * @param machHundredths 0: own speed
 * @param directTo point to fly to at once; empty: along the route
 * @param mode3A code to squawk, {@link #AS_FILED}: the one of the plan
 */
record PilotOrders(
        @Nullable Integer levelFeet,
        int headingDegrees,
        int knotsIas,
        int machHundredths,
        String directTo,
        int mode3A) {

    /** Stands where no code was assigned. */
    static final int AS_FILED = -1;

    /** Flies as filed. */
    static final PilotOrders NONE = new PilotOrders(null, 0, 0, 0, "", AS_FILED);
}
