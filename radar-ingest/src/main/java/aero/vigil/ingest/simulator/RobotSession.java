package aero.vigil.ingest.simulator;

import aero.vigil.replication.client.GroupClient;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Flight;
import aero.vigil.wire.airspace.Reason;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.airspace.TakePosition;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A robot at his position: carries his orders into the log. Runs on the client's context. */
final class RobotSession implements Picture.Reader {

    private static final Logger log = LoggerFactory.getLogger(RobotSession.class);

    /** He looks at the picture this often. */
    private static final int FRAMES_A_LOOK = 10;

    /** Orders waiting for their answers; when it is more the log is not getting on. */
    private static final int GREATEST_BACKLOG = 32;

    private final Robot robot;
    private final String position;
    private @Nullable GroupSession session;
    private boolean holdsPosition;
    private boolean taking;
    private int frames;

    RobotSession(GroupClient group, Robot robot, String position) {
        this.robot = robot;
        this.position = position;
        group.open()
                .onSuccess(
                        open -> {
                            session = open;
                            takePosition();
                        })
                .onFailure(closed -> log.debug("{}: no session: {}", position, closed.toString()));
    }

    private void takePosition() {
        GroupSession open = session;
        if (open == null || taking) {
            return;
        }
        taking = true;
        holdsPosition = false;
        Command command =
                Command.newBuilder()
                        .setTakePosition(TakePosition.newBuilder().setPosition(position))
                        .build();
        open.submit(command.toByteArray())
                .onComplete(
                        answer -> {
                            taking = false;
                            holdsPosition =
                                    answer.succeeded() && result(answer.result()).hasAccepted();
                        });
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
        if (open == null || ++frames % FRAMES_A_LOOK != 0) {
            return;
        }
        if (!holdsPosition) {
            takePosition();
            return;
        }
        for (Flight flight : flights.values()) {
            if (open.backlog() >= GREATEST_BACKLOG) {
                return;
            }
            robot.decide(flight, modelMicros).ifPresent(order -> give(open, order));
        }
    }

    private void give(GroupSession open, Command order) {
        open.submit(order.toByteArray())
                .onSuccess(reply -> heard(order, result(reply)))
                .onFailure(
                        unknown -> {
                            // The session may have been another one since: ask for the position.
                            log.debug("{}: {}", position, unknown.toString());
                            holdsPosition = false;
                        });
    }

    private void heard(Command order, Result result) {
        if (!result.hasRejected()) {
            return;
        }
        Reason reason = result.getRejected().getReason();
        log.debug("{}: {} rejected: {}", position, order.getCommandCase(), reason);
        if (reason == Reason.NO_POSITION) {
            holdsPosition = false;
        }
    }

    private static Result result(Reply reply) {
        try {
            return Result.parseFrom(reply.getResult());
        } catch (InvalidProtocolBufferException unreadable) {
            return Result.getDefaultInstance();
        }
    }
}
