package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.MINUTE;
import static aero.vigil.ingest.simulator.Regions.SECOND;
import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Airport;
import aero.vigil.wire.airspace.Approach;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is simulated flies above the minimum altitudes, unless it is landing or has just left. */
@Tag("slow")
class MinimumAltitudesTest {

    private static final int AIRCRAFT = 70;

    /** So far ahead a minimum altitude warning is shown. */
    private static final double WARNING_SECONDS = 30;

    private static final double CLIMBING_FEET_PER_SECOND = 500 / 60.0;

    @ParameterizedTest
    @CsvSource({"switzerland, 11, 12", "barcelona, 11, 12"})
    void anHourOfTrafficGivesNoReasonForAWarning(String name, long seed, int leastArrivals) {
        Adaptation region = Regions.named(name);
        Geography geography = new Geography(region);
        Atmosphere air = Atmosphere.drawn(seed);
        Traffic traffic =
                new Traffic(
                        seed,
                        new RouteNetwork(region, geography).flows(),
                        geography,
                        air,
                        AIRCRAFT,
                        START,
                        SECOND,
                        text -> {});
        Map<String, String> low = new TreeMap<>();
        TreeSet<String> landing = new TreeSet<>();

        for (long now = START; now < START + 60 * MINUTE; now += 4 * SECOND) {
            traffic.advanceTo(now);
            for (SimulatedFlight flight : traffic.flying()) {
                double missing = missingFeet(region, geography, air, flight.state());
                if (missing > 0) {
                    low.merge(
                            flight + " " + flight.filed().destination(),
                            Math.round(missing) + " ft",
                            (first, second) -> first);
                }
                if (flight.filed().arrives() && isLow(region, air, flight.state(), 5, 2_000)) {
                    landing.add(flight.transponder().callsign());
                }
            }
        }

        assertEquals(Map.of(), low);
        assertTrue(landing.size() >= leastArrivals, () -> "landed: " + landing);
    }

    /** How far below a minimum altitude it is or would soon be, as MSAW sees it; 0: it is not. */
    private static double missingFeet(
            Adaptation region, Geography geography, Atmosphere air, TruthState now) {
        double feet = air.altitudeFeet(now.pressureAltitudeFeet());
        boolean hasLeft =
                now.rateFeetPerSecond() >= CLIMBING_FEET_PER_SECOND
                        && isLow(region, air, now, 15, 1e6);
        if (hasLeft || isLow(region, air, now, 5, 2_000) || isOnFinal(region, now, feet)) {
            return 0;
        }
        double most = 0;
        for (double t = 0; t <= WARNING_SECONDS; t += 3) {
            Place then = now.place().at(now.track(), now.groundSpeed() * t);
            double minimum = geography.minima().at(then);
            most = Math.max(most, minimum - feet - now.rateFeetPerSecond() * t);
        }
        return most;
    }

    /** Whether an aerodrome is so near, and it is lower above it than this. */
    private static boolean isLow(
            Adaptation region, Atmosphere air, TruthState now, double nm, double feet) {
        for (Airport airport : region.getAirportsList()) {
            Place place =
                    Place.ofDegrees(
                            airport.getCode(), airport.getLatitude(), airport.getLongitude());
            if (place.nmTo(now.place()) < nm
                    && air.altitudeFeet(now.pressureAltitudeFeet())
                            < airport.getElevationFeet() + feet) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOnFinal(Adaptation region, TruthState now, double feet) {
        List<Approach> approaches = region.getSafetyNets().getApproachesList();
        return approaches.stream()
                .filter(Approach::getInUse)
                .anyMatch(
                        approach ->
                                new FinalApproach(approach).holds(now.place(), feet, now.track()));
    }
}
