package aero.vigil.replication.server;

import aero.vigil.replication.client.GroupSession;
import aero.vigil.wire.airspace.Command;
import aero.vigil.wire.airspace.Ping;
import aero.vigil.wire.gateway.Reply;
import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;

/** One session that submits the next command soon after one is answered. */
final class CommandFlow {

    /** Without a pause one session would take all that the machine has, from start to end. */
    private static final long PAUSE_MILLIS = 3;

    private final Vertx vertx;
    private final GroupSession session;
    private final byte[] filling;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean stopping;

    CommandFlow(Vertx vertx, GroupSession session, int bytes) {
        this.vertx = vertx;
        this.session = session;
        this.filling = new byte[bytes];
    }

    void next() {
        if (stopping) {
            return;
        }
        Command command =
                Command.newBuilder()
                        .setPing(
                                Ping.newBuilder()
                                        .setPayload(
                                                ByteString.copyFromUtf8(answered + " ")
                                                        .concat(ByteString.copyFrom(filling))))
                        .build();
        session.submit(command.toByteArray())
                .onComplete(
                        done -> {
                            if (done.succeeded()
                                    && done.result().getOutcome() == Reply.Outcome.APPLIED) {
                                answered.incrementAndGet();
                            } else {
                                refused.incrementAndGet();
                            }
                            vertx.setTimer(PAUSE_MILLIS, ignored -> next());
                        });
    }

    /** How many commands were applied. */
    long answered() {
        return answered.get();
    }

    /** How many were refused, or of unknown outcome. */
    long refused() {
        return refused.get();
    }

    void stop() {
        stopping = true;
    }
}
