package aero.vigil.airspace.flight;

import aero.vigil.airspace.adaptation.Fix;
import org.jspecify.annotations.Nullable;

/**
 * A fix of a route, and what the plan asks for from there on.
 *
 * @param onward speed and level filed with it; null: none, the cruise goes on as before
 */
public record Waypoint(Fix fix, @Nullable Cruise onward) {

    static Waypoint of(Fix fix) {
        return new Waypoint(fix, null);
    }
}
