package aero.vigil.ingest.simulator;

import static aero.vigil.ingest.simulator.Regions.SECOND;
import static aero.vigil.ingest.simulator.Regions.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aero.vigil.wire.airspace.Adaptation;
import aero.vigil.wire.airspace.Approach;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever way an arrival comes and whichever runway is in use, it comes down to it. */
class ArrivalsTest {

    /**
     * 2 NM before its end an approach of 3 degrees is so high above its aerodrome, one of 4 850 ft.
     */
    private static final double THREE_DEGREES_FEET = 640;

    /** So far behind its path an autopilot of the simulation is in a descent. */
    private static final double LAG_FEET = 250;

    /** How high above its aerodrome an arrival ends, 2 NM before its end, at most. */
    static double highestEndFeet(@Nullable FinalApproach approach) {
        double path =
                approach == null
                        ? THREE_DEGREES_FEET
                        : approach.glideFeet(2 * Wgs84.METRES_IN_NM) - approach.glideFeet(0);
        return path + LAG_FEET;
    }

    private static final long LONGEST_MICROS = 3_600 * 3 * SECOND;

    @ParameterizedTest
    @CsvSource({"switzerland, EDNY LFSB LSGG LSZB LSZH LSZR", "barcelona, LEBL LELL LERS"})
    void everyArrivalThatIsSentEndsLowAboveItsAerodrome(String name, String served) {
        Adaptation region = Regions.named(name);
        Geography geography = new Geography(region);
        List<Flow> flows = new RouteNetwork(region, geography).flows();
        FlightMaker maker = new FlightMaker(flows, new IdentityIssuer(1), geography);
        Map<String, String> high = new TreeMap<>();
        TreeSet<String> airports = new TreeSet<>();

        for (Flow flow : flows) {
            if (flow.kind() == Flow.Kind.ARRIVAL) {
                String airport = flow.destination().get(0).place().name();
                airports.add(airport);
                assertTrue(land(maker, flow, geography, high), () -> "does not arrive: " + flow);
                for (Approach approach : region.getSafetyNets().getApproachesList()) {
                    if (approach.getAirport().equals(airport) && !approach.getInUse()) {
                        use(geography, airport, approach.getRunway());
                        land(maker, flow, geography, high);
                    }
                }
                use(geography, airport, inUse(region, airport));
            }
        }

        assertEquals(Map.of(), high);
        assertEquals(new TreeSet<>(List.of(served.split(" "))), airports);
    }

    private static String inUse(Adaptation region, String airport) {
        return region.getSafetyNets().getApproachesList().stream()
                .filter(one -> one.getAirport().equals(airport) && one.getInUse())
                .map(Approach::getRunway)
                .findFirst()
                .orElse("");
    }

    private static void use(Geography geography, String airport, String landing) {
        geography.terminal().use(airport, new Pilots.Runways(List.of(landing), List.of()));
    }

    /** Flies one down; false: another one is sent instead, that passes by. */
    private static boolean land(
            FlightMaker maker, Flow flow, Geography geography, Map<String, String> high) {
        Traffic.Planned one = maker.make(flow, Draws.of(1, 'T'), START, 0);
        maker.discard(one);
        if (!one.filed().arrives()) {
            return false;
        }
        Atmosphere air = Atmosphere.drawn(one.identity().number());
        SimulatedFlight flight =
                new SimulatedFlight(one.identity(), one.path(), one.filed(), air, geography, START);
        flight.flyTo(START + LONGEST_MICROS, SECOND);
        double above =
                air.altitudeFeet(flight.state().pressureAltitudeFeet())
                        - one.filed().endElevationFeet();
        FinalApproach approach = geography.terminal().approach(one.filed().destination());
        if (above > highestEndFeet(approach) || flight.phase() != SimulatedFlight.Phase.LANDED) {
            high.put(
                    one.filed().route()
                            + " to "
                            + one.filed().destination()
                            + geography.terminal().landings(one.filed().destination()),
                    flight.phase() + " " + Math.round(above) + " ft above");
        }
        return true;
    }
}
