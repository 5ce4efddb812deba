package aero.vigil.ingest.simulator;

import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The pilots of the simulated flights: each does what the committed picture says that his
 * controller ordered, and does not know where else orders might come from.
 */
final class Pilots implements Picture.Reader {

    /** Receives what a pilot has understood. */
    interface Cockpit {
        void onOrders(String callsign, String departure, PilotOrders orders);
    }

    private final Cockpit cockpit;
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
    public void onFlightEnded(int id) {
        known.remove(id);
    }

    @Override
    public void onFrame(long modelMicros, SortedMap<Integer, Flight> flights) {}
}
