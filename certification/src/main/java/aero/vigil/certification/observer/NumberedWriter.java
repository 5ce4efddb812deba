package aero.vigil.certification.observer;

import aero.vigil.certification.history.Answer;
import aero.vigil.certification.history.HistoryWriter;
import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.AssignHeading;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;

/**
 * A client that assigns headings to its own flight, one after another, and writes down when it
 * asked and what it was told. Command n assigns heading ((n-1) modulo 360)+1.
 */
public final class NumberedWriter {

    private static final int HEADINGS = 360;

    private final Vertx vertx;
    private final GroupSession session;
    private final HistoryWriter history;
    private final int index;
    private final int flight;
    private final long paceMillis;
    private int version;
    private long number;
    private long answered;
    private boolean stopped;

    /**
     * @param index of the session in this run
     * @param flight that its position controls
     * @param version of that flight
     * @param paceMillis from an answer to the next command
     */
    NumberedWriter(
            Vertx vertx,
            GroupSession session,
            HistoryWriter history,
            int index,
            int flight,
            int version,
            long paceMillis) {
        this.vertx = vertx;
        this.session = session;
        this.history = history;
        this.index = index;
        this.flight = flight;
        this.version = version;
        this.paceMillis = paceMillis;
        history.session(index, flight);
    }

    /** Gives the next command, and then one after another. */
    synchronized void next() {
        if (stopped) {
            return;
        }
        long current = ++number;
        Command command =
                Command.newBuilder()
                        .setAssignHeading(
                                AssignHeading.newBuilder()
                                        .setFlight(flight)
                                        .setVersion(version)
                                        .setHeadingDegrees((int) ((current - 1) % HEADINGS) + 1))
                        .build();
        history.invoked(index, current);
        session.submit(command.toByteArray()).onComplete(answer -> answered(current, answer));
    }

    private synchronized void answered(long current, AsyncResult<Reply> answer) {
        if (answer.failed()) {
            history.returned(index, current, Answer.UNKNOWN, String.valueOf(answer.cause()));
        } else {
            note(current, answer.result());
        }
        answered++;
        if (!stopped) {
            vertx.setTimer(paceMillis, ignored -> next());
        }
    }

    private void note(long current, Reply reply) {
        try {
            Result result = Result.parseFrom(reply.getResult());
            if (reply.getOutcome() == Reply.Outcome.APPLIED && result.hasAccepted()) {
                version = result.getAccepted().getVersion();
                history.returned(index, current, Answer.ACCEPTED, "");
            } else if (reply.getOutcome() == Reply.Outcome.APPLIED && result.hasRejected()) {
                String reason = result.getRejected().getReason() + ": ";
                history.returned(
                        index, current, Answer.REJECTED, reason + result.getRejected().getText());
            } else {
                history.returned(
                        index, current, Answer.UNKNOWN, reply.getOutcome() + " " + reply.getText());
            }
        } catch (InvalidProtocolBufferException unreadable) {
            history.returned(index, current, Answer.UNKNOWN, "an unreadable result");
        }
    }

    /** Gives no more commands. */
    synchronized void stop() {
        stopped = true;
    }

    /** Whether a command waits for its answer. */
    synchronized boolean isWaiting() {
        return answered < number;
    }

    /** Commands answered so far. */
    public synchronized long answered() {
        return answered;
    }
}
