package aero.vigil.certification.tracking;

import aero.vigil.airspace.geometry.PlanePosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tracks that show no aircraft (§9 (a)): confirmed, with more than 3 updates, older than 11 s, and
 * none within 5 NM; or near one (9 NM, for 3 NM separation 7) and not its own.
 */
final class FalseTracks {

    private static final double FAR_METRES = 5 * 1_852;
    private static final int LEAST_UPDATES = 3;
    private static final long LEAST_MICROS = 11_000_000;

    /** A track that has shown a flight is not false while it coasts behind it. */
    private static final long AFTERWARDS_MICROS = 60_000_000;

    private final double nearMetres;
    private final Map<Integer, Long> lastOfFlight = new HashMap<>();
    private final Set<Integer> alone = new HashSet<>();
    private final Set<Integer> nearby = new HashSet<>();

    FalseTracks(Separation separation) {
        nearMetres = separation.isFiveMiles() ? 16_700 : 13_000;
    }

    void look(
            List<Shown> tracks,
            Collection<Shown> ofFlights,
            Collection<PlanePosition> aircraft,
            long nowMicros) {
        for (Shown shown : ofFlights) {
            lastOfFlight.put(shown.track().number(), nowMicros);
        }
        for (Shown shown : tracks) {
            long last = lastOfFlight.getOrDefault(shown.track().number(), Long.MIN_VALUE / 2);
            boolean counts =
                    shown.track().updates() > LEAST_UPDATES
                            && nowMicros - shown.track().startMicros() > LEAST_MICROS
                            && nowMicros - last > AFTERWARDS_MICROS;
            if (!counts) {
                continue;
            }
            double nearest = Double.POSITIVE_INFINITY;
            for (PlanePosition place : aircraft) {
                nearest = Math.min(nearest, shown.distanceTo(place));
            }
            if (nearest > FAR_METRES) {
                alone.add(shown.track().number());
            } else if (nearest < nearMetres && !isTheOnlyOne(nearest, shown, ofFlights)) {
                nearby.add(shown.track().number());
            }
        }
    }

    /** An aircraft outside the cell has no leg, and its only track is not false. */
    private static boolean isTheOnlyOne(double nearest, Shown shown, Collection<Shown> ofFlights) {
        return nearest < 1_852
                && ofFlights.stream()
                        .noneMatch(
                                other ->
                                        Math.hypot(
                                                        other.motion().xMetres()
                                                                - shown.motion().xMetres(),
                                                        other.motion().yMetres()
                                                                - shown.motion().yMetres())
                                                < 1_852);
    }

    int alone() {
        return alone.size();
    }

    int nearby() {
        return nearby.size();
    }
}
