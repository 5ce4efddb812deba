package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which track shows which flight: with addresses the one that holds the flight's, nearest first;
 * without, the one it had as long as that stays near it, else the nearest that no other flight has.
 * A track that had shown one flight and is now another's is a swap.
 */
final class Matching {

    private static final double NAUTICAL_MILE = 1_852;

    /** Farther than this from its flight a track shows it no more. */
    private static final double KEPT_METRES = 3 * NAUTICAL_MILE;

    private static final double NEW_METRES = 2 * NAUTICAL_MILE;

    /** A track is another flight's when it is so near that one and this far from its own. */
    private static final double ANOTHERS_METRES = 0.3 * NAUTICAL_MILE;

    private static final double NOT_OWN_METRES = 0.7 * NAUTICAL_MILE;

    private final boolean byAddress;
    private int swaps;

    Matching(boolean byAddress) {
        this.byAddress = byAddress;
    }

    int swaps() {
        return swaps;
    }

    /** For each flight its track; flights without one are absent. */
    Map<Leg, Shown> match(Map<Leg, PlanePosition> flights, List<Shown> tracks) {
        Map<Leg, Shown> matched = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Map.Entry<Leg, PlanePosition> flight : flights.entrySet()) {
            Shown kept = kept(flight.getKey(), flight.getValue(), tracks);
            if (kept != null && isAnothers(kept, flight, flights)) {
                swaps++;
                flight.getKey().trackNumber = 0;
            } else if (kept != null) {
                matched.put(flight.getKey(), kept);
                taken.add(kept.track().number());
            }
        }
        for (Map.Entry<Leg, PlanePosition> flight : flights.entrySet()) {
            Leg leg = flight.getKey();
            Shown nearest =
                    matched.containsKey(leg)
                            ? null
                            : nearest(leg, flight.getValue(), tracks, taken);
            if (nearest != null) {
                matched.put(leg, nearest);
                taken.add(nearest.track().number());
            }
        }
        return matched;
    }

    private @Nullable Shown kept(Leg leg, PlanePosition place, List<Shown> tracks) {
        for (Shown shown : tracks) {
            if (shown.track().number() == leg.trackNumber
                    && mayBe(leg, shown)
                    && (byAddress || shown.distanceTo(place) < KEPT_METRES)) {
                return shown;
            }
        }
        return null;
    }

    private boolean mayBe(Leg leg, Shown shown) {
        return !byAddress || shown.track().address() == leg.target.transponder().address();
    }

    private boolean isAnothers(
            Shown shown, Map.Entry<Leg, PlanePosition> own, Map<Leg, PlanePosition> flights) {
        if (byAddress || shown.distanceTo(own.getValue()) < NOT_OWN_METRES) {
            return false;
        }
        for (Map.Entry<Leg, PlanePosition> other : flights.entrySet()) {
            if (other.getKey() != own.getKey()
                    && other.getKey().trackNumber != shown.track().number()
                    && shown.distanceTo(other.getValue()) < ANOTHERS_METRES) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Shown nearest(
            Leg leg, PlanePosition place, List<Shown> tracks, Set<Integer> taken) {
        Shown best = null;
        for (Shown shown : tracks) {
            boolean isFree = !taken.contains(shown.track().number()) && mayBe(leg, shown);
            boolean isNear = byAddress || shown.distanceTo(place) < NEW_METRES;
            if (isFree
                    && isNear
                    && (best == null || shown.distanceTo(place) < best.distanceTo(place))) {
                best = shown;
            }
        }
        return best;
    }
}
