package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.ReleasePosition;
import aero.vigil.wire.airspace.TakePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits to a position where nobody sits: it is taken for the moment of a few orders and given
 * back, so that a person can have it at any time. Runs on the client's context.
 */
final class Visits {

    private static final Logger log = LoggerFactory.getLogger(Visits.class);

    private final String who;
    private @Nullable GroupSession session;
    private boolean underWay;

    /**
     * Opens a session for them.
     *
     * @param who for messages
     */
    Visits(GroupClient group, String who) {
        this.who = who;
        group.open()
                .onSuccess(open -> session = open)
                .onFailure(closed -> log.debug("{}: no session: {}", who, closed.toString()));
    }

    /** Whether one can be made now. */
    boolean arePossible() {
        return session != null && !underWay;
    }

    /** Takes the position, gives the orders and the position back. */
    void make(String position, List<Command> orders) {
        GroupSession open = session;
        if (open == null || underWay) {
            throw new IllegalStateException(who + " is not free for a visit to " + position);
        }
        underWay = true;
        give(
                open,
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position))
                        .build());
        orders.forEach(order -> give(open, order));
        open.submit(
                        Command.newBuilder()
                                .setReleasePosition(ReleasePosition.getDefaultInstance())
                                .build()
                                .toByteArray())
                .onComplete(answer -> underWay = false);
    }

    /** Where somebody was quicker, or what it is about has changed, the model refuses. */
    private void give(GroupSession open, Command order) {
        open.submit(order.toByteArray())
                .onFailure(unknown -> log.debug("{}: {}", who, unknown.toString()));
    }
}
