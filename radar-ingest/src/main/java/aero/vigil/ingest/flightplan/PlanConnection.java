package aero.vigil.ingest.flightplan;

import aero.vigil.airspace.codec.icao.FieldColumns;
import aero.vigil.airspace.codec.icao.IcaoMessageReader;
import aero.vigil.airspace.codec.icao.PlanReading;
import aero.vigil.wire.airspace.FlightPlanMessage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sender's connection: finds messages, submits them one after the other, and answers each with
 * its position in the stream, in order.
 */
final class PlanConnection implements MessageFraming.Sink {

    private static final Logger log = LoggerFactory.getLogger(PlanConnection.class);
    private static final long NO_TIMER = -1;

    /** Longest text of an answer, so that it stays one line. */
    private static final int GREATEST_TEXT = 300;

    /** What the connection needs of its port. */
    interface Port {
        void onMessage();

        void onAccepted();

        void onRejected(String reason);

        void onClosed(PlanConnection connection);
    }

    /** Something found in the stream, in its turn: does its work, then calls {@link #next}. */
    private interface Turn {
        void take();
    }

    private final Vertx vertx;
    private final NetSocket socket;
    private final PlanSubmission submission;
    private final LongSupplier utcMicros;
    private final PlanPortLimits limits;
    private final Port port;
    private final MessageFraming framing = new MessageFraming(this);
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private boolean paused;
    private long position;
    private int faultsInARow;
    private long unfinishedTimer = NO_TIMER;

    PlanConnection(
            Vertx vertx,
            NetSocket socket,
            PlanSubmission submission,
            LongSupplier utcMicros,
            PlanPortLimits limits,
            Port port) {
        this.vertx = vertx;
        this.socket = socket;
        this.submission = submission;
        this.utcMicros = utcMicros;
        this.limits = limits;
        this.port = port;
    }

    void open() {
        socket.handler(this::onBytes);
        socket.exceptionHandler(
                trouble -> log.debug("flight-plan connection: {}", trouble.toString()));
        socket.closeHandler(
                end -> {
                    closed = true;
                    waiting.clear();
                    stopTimer();
                    port.onClosed(this);
                });
    }

    void close() {
        socket.close();
    }

    private void onBytes(Buffer bytes) {
        long before = position;
        framing.accept(bytes.getBytes());
        if (position != before || !framing.isUnfinished()) {
            stopTimer();
        }
        if (framing.isUnfinished() && unfinishedTimer == NO_TIMER && !closed) {
            unfinishedTimer =
                    vertx.setTimer(limits.unfinished().toMillis(), timer -> onUnfinishedTooLong());
        }
        throttle();
    }

    /** The time runs from a message's first byte: more bytes do not restart it. */
    private void onUnfinishedTooLong() {
        unfinishedTimer = NO_TIMER;
        reject("plan-too-slow", ++position, "3", 1, "the message was not finished in time");
        socket.close();
    }

    private void stopTimer() {
        if (unfinishedTimer != NO_TIMER) {
            vertx.cancelTimer(unfinishedTimer);
            unfinishedTimer = NO_TIMER;
        }
    }

    @Override
    public void onMessage(String originator, String text) {
        long number = ++position;
        port.onMessage();
        enqueue(
                () ->
                        IcaoMessageReader.read(text, originator, utcMicros.getAsLong())
                                .deliverTo(new Reading(number, originator, text)));
    }

    @Override
    public void onFault(MessageFraming.Fault fault) {
        long number = ++position;
        port.onMessage();
        enqueue(
                () -> {
                    reject(fault.reason, number, "3", 1, fault.text);
                    next();
                });
    }

    /** Does with one message what its reading asks for. */
    private final class Reading implements PlanReading.Handler<Void> {
        private final long number;
        private final String originator;
        private final String text;

        Reading(long number, String originator, String text) {
            this.number = number;
            this.originator = originator;
            this.text = text;
        }

        @Override
        public Void onUnderstood(PlanReading.Understood understood) {
            faultsInARow = 0;
            submit(understood.message(), understood.columns(), number);
            return null;
        }

        @Override
        public Void onUnreadable(PlanReading.Unreadable wrong) {
            submission
                    .refer(UnreadableMessage.of(originator, text, wrong))
                    .onComplete(
                            referred -> {
                                refuse(wrong);
                                next();
                            });
            return null;
        }

        private void refuse(PlanReading.Unreadable wrong) {
            reject(
                    "plan-field-" + wrong.field().replace(' ', '-'),
                    number,
                    wrong.field(),
                    wrong.column(),
                    wrong.text());
        }
    }

    private void submit(FlightPlanMessage message, FieldColumns columns, long number) {
        submission
                .submit(message)
                .onComplete(
                        answer -> {
                            answer(answer, columns, number);
                            next();
                        });
    }

    private void answer(AsyncResult<PlanAnswer> outcome, FieldColumns columns, long number) {
        if (outcome.failed()) {
            String why = String.valueOf(outcome.cause().getMessage());
            reject("plan-not-taken", number, "3", 1, "not taken now, send it again: " + why);
            return;
        }
        PlanAnswer answer = outcome.result();
        if (answer.accepted()) {
            port.onAccepted();
            write("ACK " + number + (answer.text().isEmpty() ? "" : ": " + line(answer.text())));
        } else {
            String field = answer.field().isEmpty() ? "3" : answer.field();
            reject("plan-refused", number, field, columns.of(field), answer.text());
        }
    }

    private void reject(String reason, long number, String field, int column, String text) {
        port.onRejected(reason);
        write("REJ " + number + " FIELD " + field + " COLUMN " + column + ": " + line(text));
        if (++faultsInARow >= limits.faultsInARow()) {
            socket.close();
        }
    }

    private static String line(String text) {
        String oneLine = text.replace('\n', ' ').replace('\r', ' ');
        return oneLine.length() <= GREATEST_TEXT ? oneLine : oneLine.substring(0, GREATEST_TEXT);
    }

    private void write(String answer) {
        if (!closed) {
            socket.write(answer + "\r\n");
        }
    }

    private void enqueue(Turn turn) {
        waiting.add(turn);
        if (!busy) {
            next();
        }
    }

    /** Takes turns while they finish at once; a turn that waits for the log calls back here. */
    private void next() {
        Turn turn = closed ? null : waiting.poll();
        busy = turn != null;
        if (turn != null) {
            // By way of the context, so that a stream of faults does not nest.
            vertx.runOnContext(go -> turn.take());
        }
        throttle();
    }

    /** Reads no further while too many wait for their answers, or the sender reads none. */
    private void throttle() {
        boolean full = waiting.size() >= limits.waiting() || socket.writeQueueFull();
        if (full == paused || closed) {
            return;
        }
        paused = full;
        if (full) {
            socket.pause();
            socket.drainHandler(drained -> throttle());
        } else {
            socket.resume();
        }
    }
}
