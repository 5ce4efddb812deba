package aero.vigil.certification.observer;

import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.airspace.Result;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;

/**
 * A client that submits numbered commands one after another, two milliseconds apart, and checks
 * that each took effect once: its own number comes back, at an op-number greater than the last.
 */
public final class SteadyWriter {

    private static final long PACE_MILLIS = 2;

    private final Vertx vertx;
    private final GroupSession session;
    private long number;
    private long lastOp;
    private long lost;
    private long last = System.nanoTime();
    private long longest;
    private volatile boolean stopped;

    /** Starts submitting through this session. */
    public SteadyWriter(Vertx vertx, GroupSession session) {
        this.vertx = vertx;
        this.session = session;
        vertx.runOnContext(ignored -> next());
    }

    private void next() {
        if (stopped) {
            return;
        }
        ByteString payload = nextPayload();
        Command command =
                Command.newBuilder().setPing(Ping.newBuilder().setPayload(payload)).build();
        session.submit(command.toByteArray()).onComplete(answer -> answered(payload, answer));
    }

    private synchronized ByteString nextPayload() {
        return ByteString.copyFrom(Long.toString(++number), StandardCharsets.UTF_8);
    }

    private synchronized void answered(ByteString payload, AsyncResult<Reply> answer) {
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
        if (answer.failed() || !tookEffect(payload, answer.result())) {
            lost++;
        }
        vertx.setTimer(PACE_MILLIS, ignored -> next());
    }

    private boolean tookEffect(ByteString payload, Reply reply) {
        try {
            boolean later = reply.getOpNumber() > lastOp;
            lastOp = Math.max(lastOp, reply.getOpNumber());
            return later
                    && reply.getOutcome() == Reply.Outcome.APPLIED
                    && Result.parseFrom(reply.getResult())
                            .getAccepted()
                            .getPayload()
                            .equals(payload);
        } catch (InvalidProtocolBufferException unreadable) {
            return false;
        }
    }

    /** Starts the longest anew. */
    public synchronized void forget() {
        longest = 0;
    }

    /** The longest so far, milliseconds. */
    public synchronized double longestMillis() {
        return Math.max(longest, System.nanoTime() - last) / 1e6;
    }

    /** Commands submitted so far. */
    public synchronized long count() {
        return number;
    }

    /** Commands that failed, were answered wrongly, or out of order. */
    public synchronized long lost() {
        return lost;
    }

    /** Submits no more. */
    public void stop() {
        stopped = true;
    }
}
