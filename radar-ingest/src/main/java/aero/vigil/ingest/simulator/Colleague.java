package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Position;
import aero.vigil.wire.airspace.ReleasePosition;
import aero.vigil.wire.airspace.TakePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for a sector's controller as long as nobody sits at the position that holds the sector
 * now: takes it for the moment of his orders and gives it back, so that a person can have it at any
 * time. Runs on the client's context.
 */
final class Colleague implements Picture.Reader {

    private static final Logger log = LoggerFactory.getLogger(Colleague.class);

    /** He looks at the picture this often. */
    private static final int FRAMES_A_LOOK = 10;

    /** Orders given in one visit. */
    private static final int ORDERS_A_VISIT = 16;

    private final Robot robot;
    private @Nullable GroupSession session;
    private String position = "";
    private String holder = "";
    private boolean visiting;
    private int frames;

    Colleague(GroupClient group, Robot robot) {
        this.robot = robot;
        group.open()
                .onSuccess(open -> session = open)
                .onFailure(
                        closed ->
                                log.debug("{}: no session: {}", robot.sector(), closed.toString()));
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
        GroupSession open = session;
        boolean isAbsent = position.isEmpty() || !holder.isEmpty();
        if (open == null || visiting || isAbsent || ++frames % FRAMES_A_LOOK != 0) {
            return;
        }
        List<Command> orders = new ArrayList<>();
        for (Flight flight : flights.values()) {
            if (orders.size() < ORDERS_A_VISIT) {
                robot.decide(flight, modelMicros).ifPresent(orders::add);
            }
        }
        if (!orders.isEmpty()) {
            visit(open, orders);
        }
    }

    private void visit(GroupSession open, List<Command> orders) {
        visiting = true;
        give(
                open,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position)));
        orders.forEach(order -> give(open, order.toBuilder()));
        open.submit(
                        Command.newBuilder()
                                .setReleasePosition(ReleasePosition.getDefaultInstance())
                                .build()
                                .toByteArray())
                .onComplete(answer -> visiting = false);
    }

    /** Where somebody was quicker, or the flight has changed, the model refuses. */
    private void give(GroupSession open, Command.Builder order) {
        open.submit(order.build().toByteArray())
                .onFailure(unknown -> log.debug("{}: {}", position, unknown.toString()));
    }
}
