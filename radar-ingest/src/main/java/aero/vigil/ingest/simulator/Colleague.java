package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Stands in for a sector's controller as long as nobody sits at the position that holds the sector
 * now, by {@link Visits}. Runs on the client's context.
 */
final class Colleague implements Picture.Reader {

    /** He looks at the picture this often. */
    private static final int FRAMES_A_LOOK = 10;

    /** Orders given in one visit. */
    private static final int ORDERS_A_VISIT = 16;

    private final Robot robot;
    private final Visits visits;
    private String position = "";
    private String holder = "";
    private int frames;

    Colleague(GroupClient group, Robot robot) {
        this.robot = robot;
        this.visits = new Visits(group, "colleague at " + robot.sector());
    }

    @Override
    public void onPosition(Position changed) {
        boolean isOurs =
                changed.getRole().equals("executive")
                        && changed.getSectorsList().contains(robot.sector());
        if (isOurs) {
            position = changed.getId();
            holder = changed.getUser();
        }
    }

    @Override
    public void onFlight(Flight flight) {}

    @Override
    public void onFlightEnded(int id) {
        robot.forget(id);
    }

    @Override
    public void onFrame(long modelMicros, SortedMap<Integer, Flight> flights) {
        boolean isAbsent = position.isEmpty() || !holder.isEmpty();
        if (isAbsent || !visits.arePossible() || ++frames % FRAMES_A_LOOK != 0) {
            return;
        }
        List<Command> orders = new ArrayList<>();
        for (Flight flight : flights.values()) {
            if (orders.size() < ORDERS_A_VISIT) {
                robot.decide(flight, modelMicros).ifPresent(orders::add);
            }
        }
        if (!orders.isEmpty()) {
            visits.make(position, orders);
        }
    }
}
