package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Order;
import aero.vigil.wire.airspace.RunwayStatus;
import aero.vigil.wire.airspace.SafetyNetStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pilots of the simulated flights: each does what the committed picture says that his
 * controller ordered, and does not know where else orders might come from.
 */
final class Pilots implements Picture.Reader {

    /** Receives what a pilot has understood. */
    interface Cockpit {
        void onOrders(String callsign, String departure, PilotOrders orders);

        /** Other runways of an airport are landed on or departed from. */
        default void onRunways(String airport, Runways inUse) {}
    }

    /** What an aerodrome's broadcast says of its runways. */
    record Runways(List<String> landings, List<String> departures) {
        Runways {
            landings = List.copyOf(landings);
            departures = List.copyOf(departures);
        }
    }

    private final Cockpit cockpit;
    private final Map<String, Runways> runways = new TreeMap<>();
    private final Map<Integer, PilotOrders> known = new HashMap<>();

    Pilots(Cockpit cockpit) {
        this.cockpit = cockpit;
    }

    @Override
    public void onFlight(Flight flight) {
        PilotOrders before = known.getOrDefault(flight.getId(), PilotOrders.NONE);
        PilotOrders orders = orders(flight, before);
        if (!orders.equals(before)) {
            known.put(flight.getId(), orders);
            cockpit.onOrders(flight.getKey().getCallsign(), flight.getKey().getDeparture(), orders);
        }
    }

    private static PilotOrders orders(Flight flight, PilotOrders before) {
        // A level is an order when somebody gave it: the model may begin with the planned one.
        boolean leveled = before.levelFeet() != null || isOrdered(flight, "CFL");
        return new PilotOrders(
                leveled && flight.hasClearedLevel() ? flight.getClearedLevel() * 100 : null,
                flight.getHeadingDegrees(),
                flight.getKnotsIas(),
                flight.getMachHundredths(),
                flight.getDirectTo(),
                flight.getCodeAssigned() ? flight.getMode3A() : PilotOrders.AS_FILED);
    }

    private static boolean isOrdered(Flight flight, String what) {
        for (Order order : flight.getOrdersList()) {
            if (order.getWhat().equals(what)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onSafetyNets(SafetyNetStatus status) {
        Map<String, Runways> now = new TreeMap<>();
        for (RunwayStatus one : status.getRunwaysList()) {
            now.computeIfAbsent(
                    one.getAirport(),
                    airport ->
                            new Runways(
                                    inUse(status, airport, false), inUse(status, airport, true)));
        }
        now.forEach(
                (airport, inUse) -> {
                    if (!inUse.equals(runways.put(airport, inUse))) {
                        cockpit.onRunways(airport, inUse);
                    }
                });
    }

    private static List<String> inUse(
            SafetyNetStatus status, String airport, boolean forDepartures) {
        return status.getRunwaysList().stream()
                .filter(one -> one.getInUse() && one.getAirport().equals(airport))
                .filter(one -> one.getForDepartures() == forDepartures)
                .map(RunwayStatus::getRunway)
                .toList();
    }

    @Override
    public void onFlightEnded(int id) {
        known.remove(id);
    }

    @Override
    public void onFrame(long modelMicros, SortedMap<Integer, Flight> flights) {}
}
