package aero.vigil.airspace.safety;

import aero.vigil.airspace.table.Touched;
import org.jspecify.annotations.Nullable;

/** What the safety nets ask of the flights that tracks belong to. */
public interface TrackedFlights {

    /** The flight on this track, or null. */
    @Nullable WatchedFlight on(int trackNumber);

    /** Whether a controller has assumed the flight on this track. */
    boolean isControlled(int trackNumber);

    /**
     * Whether the aircraft on this track may fly in RVSM airspace: W in field 10a. One without a
     * flight may: nothing is known against it.
     */
    boolean isRvsmApproved(int trackNumber);

    /** From now on notes on which tracks flights change, or may have. */
    Touched follow();

    /**
     * How far a place is from what is left of the route of the flight on this track.
     *
     * @return metres; NaN when it has no route here, has not begun it or has ended it, or is near
     *     an aerodrome on its way from or to the runway
     */
    double metresOffRoute(int trackNumber, double xMetres, double yMetres);
}
